"""`vidu rerun` as a process: the same request with changes, never the same marker, and no guess at what is gone."""

from pathlib import Path

import pytest

from tests.support import zoo
from tests.support.answers import KEY, LIST, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import LOST, Scripted, refuses, says

IMAGE = "POST /ent/v2/img2video"
RAW = "POST /ent/v2/strange"


@pytest.fixture
def bought(customer: Program, platform: Scripted) -> Program:
    """The program with task 11 in its ledger; the next one is 12."""
    platform.answers(SUBMIT, accepted("11"), accepted("12"))
    customer("submit", "text2video", "a boat", "--seed", "1", "--set", "new.field=[1]", "--max-credits", "99")
    return customer


def sent(platform: Scripted) -> dict[str, object]:
    """The body of the last request that bought something, without its marker."""
    body = [request for request in platform.requests if request.method == "POST"][-1].json
    return {name: value for name, value in body.items() if name != "payload"}


def test_the_same_request_is_sent_with_a_marker_of_its_own(bought: Program, platform: Scripted) -> None:
    run = bought("rerun", "11")

    first, second = (request.json for request in platform.requests)
    markers = {first.pop("payload"), second.pop("payload")}
    assert (run.exit_code, run.stdout, first == second, len(markers)) == (0, "12\n", True, 2)


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        (("--seed", "7", "--duration", "8"), {"seed": 7, "duration": 8}),
        (("a better boat",), {"prompt": "a better boat"}),
        (("a better boat", "--seed=7", "--off-peak"), {"prompt": "a better boat", "seed": 7, "off_peak": True}),
        (("--seed", "7", "--", "-only the sea"), {"seed": 7, "prompt": "-only the sea"}),
        (("--set", "seed=8", "--set", "bgm=true"), {"seed": 8, "bgm": True}),
        (("--body", "body.json", "--seed", "9"), {"prompt": "from a file", "seed": 9}),
        (("--prompt-file", "prompt.txt"), {"prompt": "written down"}),
    ],
    ids=" ".join,
)
def test_what_is_given_stands_above_what_was_kept(
    words: tuple[str, ...], changed: dict[str, object], bought: Program, platform: Scripted, tmp_path: Path
) -> None:
    (tmp_path / "body.json").write_text('{"prompt": "from a file", "seed": 2}', encoding="utf-8")
    (tmp_path / "prompt.txt").write_text("written down\n", encoding="utf-8")

    run = bought("rerun", "last", *words)

    kept = {"model": "viduq3-turbo", "prompt": "a boat", "seed": 1, "new": {"field": [1]}}
    assert (run.exit_code, sent(platform)) == (0, {**kept, **changed})


def test_options_of_a_submit_hold_before_and_behind_the_task(bought: Program, platform: Scripted) -> None:
    platform.answers(look_at("12"), task("12", "success"))

    run = bought("rerun", "--json", "--timeout", "5m", "last", "--wait", "--fields", "id,state")

    assert (run.exit_code, run.json) == (0, {"id": "12", "state": "success"})


def test_a_dry_run_sends_nothing_and_needs_no_key(bought: Program, platform: Scripted) -> None:
    run = bought("rerun", "last", "--dry-run", "--json", VIDU_API_KEY="")

    told = (run.json["body"]["prompt"], platform.orders)
    assert (run.exit_code, told) == (0, ("a boat", [SUBMIT]))


def test_the_limit_of_the_earlier_run_does_not_hold_any_more(bought: Program) -> None:
    runs = [bought("rerun", "11", "--duration", "16", *more) for more in (("--max-credits", "99"), ())]

    assert [run.exit_code for run in runs] == [20, 0]


def test_a_key_of_once_is_not_used_again(customer: Program, platform: Scripted) -> None:
    platform.answers(LIST, says({"tasks": []}))
    platform.answers(SUBMIT, accepted("11"), accepted("12"))
    customer("submit", "text2video", "a boat", "--once", "boat")

    run = customer("rerun", "last")

    assert (run.exit_code, run.stdout, platform.orders) == (0, "12\n", [SUBMIT, SUBMIT])


def test_a_relative_path_leads_to_its_file_from_every_folder(
    customer: Program, platform: Scripted, tmp_path: Path
) -> None:
    platform.answers(IMAGE, accepted("11"), accepted("12"))
    (tmp_path / "cat.png").write_bytes(zoo.png(640, 480))
    customer("submit", "img2video", "it moves", "--image", "cat.png")

    run = customer.shell("mkdir deep && cd deep && vidu rerun last --seed 3")

    first, second = (request.json for request in platform.requests)
    assert (run.exit_code, first["images"] == second["images"], second["seed"]) == (0, True, 3)


def test_a_file_that_is_gone_is_40(customer: Program, platform: Scripted, tmp_path: Path) -> None:
    platform.answers(IMAGE, accepted("11"))
    (tmp_path / "cat.png").write_bytes(zoo.png(640, 480))
    customer("submit", "img2video", "it moves", "--image", "cat.png")
    (tmp_path / "cat.png").unlink()

    run = customer("rerun", "last", "--json")

    assert (run.exit_code, run.error["option"], platform.orders) == (40, "--image", [IMAGE])


def test_what_came_from_standard_input_has_to_be_given_again(
    customer: Program, platform: Scripted, tmp_path: Path
) -> None:
    platform.answers(IMAGE, accepted("11"), accepted("12"))
    (tmp_path / "cat.png").write_bytes(zoo.png(640, 480))
    customer.shell("vidu submit img2video 'it moves' --image - < cat.png")

    runs = [customer("rerun", "11", "--json", *more) for more in ((), ("--image", "cat.png"))]

    told = [(run.exit_code, bool(run.stdout)) for run in runs]
    assert (told, "Give --image again" in runs[0].error["message"], len(platform.orders)) == (
        [(2, False), (0, True)],
        True,
        2,
    )


def test_a_private_submit_is_repeated_with_words_given_again_and_stays_private(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, accepted("11"), accepted("12"))
    customer("submit", "text2video", "a secret", "--private", "--seed", "5")

    runs = [customer("rerun", "11", *more) for more in ((), ("another secret",))]

    kept = customer("history", "--search", "secret", "--json").json
    assert ([run.exit_code for run in runs], sent(platform)["seed"], kept) == ([2, 0], 5, [])


def test_a_request_of_no_kind_is_repeated_by_its_path(customer: Program, platform: Scripted) -> None:
    platform.answers(RAW, accepted("11"), accepted("12"))
    customer("submit", "raw", "/strange", "--set", "prompt=boat", "--set", "seed=1")

    run = customer("rerun", "last", "--set", "seed=2")

    assert (run.exit_code, platform.orders, sent(platform)) == (0, [RAW, RAW], {"prompt": "boat", "seed": 2})


def test_a_subject_cannot_be_repeated(customer: Program, platform: Scripted) -> None:
    platform.answers("POST /ent/v2/subjects", says({"id": "77", "name": "cat", "credits": 5}))
    customer("subjects", "create", "--name", "cat", "--image", "https://example.com/cat.png")

    run = customer("rerun", "77", "--json")

    assert (run.exit_code, run.stdout) == (2, "")


def test_after_a_submit_of_unknown_outcome_last_is_not_repeated(bought: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, LOST)
    platform.answers(LIST, refuses(500, "Unknown"))
    bought("submit", "text2video", "two")

    run = bought("rerun", "last", "--json")

    assert (run.exit_code, platform.orders) == (95, [SUBMIT, SUBMIT])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("99",), "The ledger does not know task 99"),
        (("last:2",), "takes one task"),
        (("--seed", "7", "last"), "name the task first"),
        (("last", "--sed", "7"), "--sed"),
        (("last", "--seed", "seven"), "--seed"),
        (("last", "--image", "cat.png"), "--image"),
        (("last", "two", "prompts"), "prompts"),
        (("last", "--max-credits", "many"), "--max-credits"),
        (("last", "a prompt", "--prompt-file", "prompt.txt"), "not both"),
        ((), "TASK"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_words_that_cannot_be_meant_buy_nothing(
    words: tuple[str, ...], told: str, bought: Program, platform: Scripted
) -> None:
    bought("submit", "text2video", "two")

    run = bought("rerun", *words, "--json")

    assert (run.exit_code, told in run.error["message"], len(platform.orders)) == (2, True, 2)


def test_an_option_of_the_kind_that_cannot_be_read_leads_to_the_help_of_the_kind(bought: Program) -> None:
    run = bought("rerun", "last", "--sed", "7", "--json")

    assert (run.exit_code, run.error["remedies"][0]) == (2, "See what it takes: `vidu submit text2video --help`")


def test_without_a_ledger_nothing_can_be_repeated(customer: Program, tmp_path: Path) -> None:
    runs = [customer("rerun", which) for which in ("11", "last")]

    assert ([run.exit_code for run in runs], list(tmp_path.rglob("ledger*"))) == ([2, 2], [])


def test_the_last_task_of_another_key_is_not_repeated(bought: Program) -> None:
    run = bought("rerun", "last", VIDU_API_KEY=f"{KEY}2")

    assert run.exit_code == 2


def test_the_help_tells_where_the_options_of_the_kind_are(vidu: Program) -> None:
    run = vidu("rerun", "--help", COLUMNS="200")

    assert (run.exit_code, "see vidu submit KIND --help" in run.stdout, "--max-credits" in run.stdout) == (
        0,
        True,
        True,
    )
