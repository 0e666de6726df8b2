"""`--once`, caps and the ledger's rights, as a process keeps them."""

from pathlib import Path

import pytest

from tests.support.answers import KEY, SUBMIT, accepted
from tests.support.program import Program
from tests.support.scripted import Scripted, says
from tests.support.zoo import png

LEDGER = Path(".local") / "state" / "vidu" / "ledger.db"


def kept_in(program: Program) -> str:
    """Everything that the ledger's files hold."""
    folder = (program.home / LEDGER).parent
    return b"".join(path.read_bytes() for path in folder.glob("ledger*")).decode("latin-1")


def test_the_same_submit_with_the_same_key_pays_once(rehearsal: Program) -> None:
    runs = [rehearsal("submit", "text2video", "a cat", "--once", "shot", "--json") for _ in range(3)]

    told = [(run.exit_code, run.json["id"], run.json["reused"]) for run in runs]
    assert (told, len(rehearsal("list", "--json").json)) == (
        [(0, runs[0].json["id"], reused) for reused in (False, True, True)],
        1,
    )


def test_that_nothing_was_paid_is_said_in_every_format(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--once", "shot")

    runs = [rehearsal("submit", "text2video", "a cat", "--once", "shot", "--format", one) for one in ("table", "ids")]

    assert ["nothing was paid now" in run.stderr for run in runs] == [True, True]


def test_an_earlier_task_is_waited_for_and_saved_like_a_new_one(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--once", "shot")

    run = rehearsal("submit", "text2video", "a cat", "--once", "shot", "-o", "cat.mp4", "--json")

    assert (run.exit_code, run.json["state"], (rehearsal.home / "cat.mp4").stat().st_size > 1000) == (
        0,
        "success",
        True,
    )


def test_a_script_that_is_run_again_with_the_same_key_and_file_pays_once_and_ends_well(rehearsal: Program) -> None:
    words = ("submit", "text2video", "a cat", "--once", "shot", "-o", "cat.mp4", "--json")

    runs = [rehearsal(*words) for _ in range(2)]
    poll = rehearsal("poll", runs[0].json["id"], "-o", "cat.mp4")

    told = [(run.exit_code, run.json["reused"], run.json["creations"][0]["path"]) for run in runs]
    assert (told, poll.exit_code) == ([(0, False, "cat.mp4"), (0, True, "cat.mp4")], 0)


def test_a_new_purchase_is_not_made_where_an_earlier_result_is_in_the_way(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--once", "shot", "-o", "cat.mp4")

    run = rehearsal("submit", "text2video", "a dog", "--once", "other", "-o", "cat.mp4", "--json")

    assert (run.exit_code, run.error["charged"], len(rehearsal("list", "--json").json)) == (91, False, 1)


def test_an_earlier_task_that_failed_frees_its_key(rehearsal: Program) -> None:
    words = ("submit", "text2video", "a cat sandbox:task=NoFaceDetected", "--once", "shot", "--wait")
    runs = [rehearsal(*words) for _ in range(2)]

    assert ([run.exit_code for run in runs], len(rehearsal("list", "--json").json)) == ([66, 66], 2)


def test_the_account_is_not_searched_for_a_request_that_carries_no_marker(rehearsal: Program) -> None:
    (rehearsal.home / "a.png").write_bytes(png())
    words = ("subjects", "create", "--name", "Mia", "--image", "a.png", "--once", "mia")

    runs = [rehearsal(*words, "-v") for _ in range(2)]

    assert ([run.exit_code for run in runs], runs[0].stdout) == ([0, 0], runs[1].stdout)
    assert not any("GET /" in run.stderr or "new to the account" in run.stderr for run in runs)


def test_auto_is_this_very_request_its_files_included(rehearsal: Program) -> None:
    (rehearsal.home / "a.png").write_bytes(png())
    (rehearsal.home / "b.png").write_bytes(png())
    (rehearsal.home / "c.png").write_bytes(png(641))

    runs = [
        rehearsal("submit", "img2video", "--image", name, "--once", "auto", "--json")
        for name in ("a.png", "b.png", "c.png")
    ]

    assert [run.json["reused"] for run in runs] == [False, True, False]


@pytest.mark.parametrize(
    "words", [("--once", ""), ("--once", "k", "--no-ledger"), ("--once-window", "2h")], ids=["empty", "none", "alone"]
)
def test_a_key_that_cannot_work_is_a_usage_error(words: tuple[str, ...], rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", *words, "--json")

    assert (run.exit_code, run.stdout) == (2, "")


def test_a_cap_stops_before_anything_is_sent_and_shows_the_numbers(rehearsal: Program) -> None:
    runs = [rehearsal("submit", "text2video", "a cat", "--json", VIDU_DAILY_CAP="130") for _ in range(3)]

    refused = runs[2]
    assert ([run.exit_code for run in runs], refused.stdout, len(rehearsal("list", "--json").json)) == (
        [0, 0, 20],
        "",
        2,
    )
    assert "120 credits were spent or reserved today, this task may cost 60" in refused.error["message"]


def test_a_cap_of_a_month_holds_too(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--json", VIDU_MONTHLY_CAP="59")

    assert (run.exit_code, "monthly_cap allows 59" in run.error["message"]) == (20, True)


def test_what_an_earlier_key_answers_with_is_not_held_against_a_cap(rehearsal: Program) -> None:
    runs = [rehearsal("submit", "text2video", "a cat", "--once", "k", "--json", VIDU_DAILY_CAP="60") for _ in range(2)]

    assert [(run.exit_code, run.json["reused"]) for run in runs] == [(0, False), (0, True)]


@pytest.mark.parametrize(
    ("words", "exit_code"), [((), 20), (("--allow-unknown-price",), 0)], ids=["refused", "allowed"]
)
def test_an_unknown_price_is_over_a_cap_unless_it_is_allowed(
    words: tuple[str, ...], exit_code: int, rehearsal: Program
) -> None:
    person = ("--image", "https://ex.test/me.png", "--audio-url", "https://ex.test/hi.mp3")

    run = rehearsal("submit", "digital-human", *person, *words, "--json", VIDU_DAILY_CAP="9999")

    assert run.exit_code == exit_code


def test_a_cap_cannot_be_kept_without_a_ledger(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--no-ledger", "--json", VIDU_DAILY_CAP="9999")

    assert (run.exit_code, run.stdout) == (20, "")


def test_without_a_ledger_nothing_is_written(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--no-ledger", "--wait")

    assert (run.exit_code, (rehearsal.home / LEDGER).exists()) == (0, False)


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_private_submit_leaves_no_prompt_behind(how: str, rehearsal: Program) -> None:
    words = ("--private",) if how == "option" else ()

    rehearsal("submit", "text2video", "a very secret cat", *words, "--wait", VIDU_PRIVATE="" if words else "1")

    kept = kept_in(rehearsal)
    assert ("secret" in kept, "viduq3-turbo" in kept) == (False, True)


def test_the_key_of_the_platform_stands_in_no_file(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())
    platform.answers("GET /ent/v2/tasks", says({"tasks": [], "next_page_token": ""}))

    run = customer("submit", "text2video", "a cat", "--once", "shot", "--json")

    assert (run.exit_code, KEY in kept_in(customer)) == (0, False)


def test_a_state_folder_that_cannot_be_written_stops_the_submit_with_the_way_round_it(customer: Program) -> None:
    state = customer.home / ".local" / "state"
    state.parent.mkdir(parents=True)
    state.write_text("no folder")

    run = customer("submit", "text2video", "a cat", "--json")

    assert (run.exit_code, run.stdout, any("--no-ledger" in remedy for remedy in run.error["remedies"])) == (
        94,
        "",
        True,
    )
