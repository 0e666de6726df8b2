"""`vidu download` as a process: what lands on the disk, what on stdout, and the number."""

import pytest

from tests.support.answers import KEY, LIST, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, says
from tests.support.shop import CLIP, DIGEST, ROW, SIGNED


@pytest.mark.usefixtures("shop")
def test_a_result_is_saved_whole_and_its_path_printed(customer: Program) -> None:
    run = customer("download", "11")

    assert (run.exit_code, run.stdout, (customer.home / "11.mp4").read_bytes() == CLIP) == (0, "11.mp4\n", True)


@pytest.mark.usefixtures("shop")
def test_every_file_is_a_row_of_the_json(customer: Program) -> None:
    run = customer("download", "11", "-o", "clips/", "--json")

    assert run.json == [
        {
            "id": "11",
            "creation_id": "110",
            "path": "clips/11.mp4",
            "size_bytes": len(CLIP),
            "sha256": DIGEST,
            "outcome": "saved",
            "error": None,
        }
    ]


def test_a_second_download_fetches_nothing(customer: Program, shop: Scripted) -> None:
    customer("download", "11")

    run = customer("download", "11", "--json")

    fetched = [line for line in shop.lines if "v.mp4" in line]
    assert (run.exit_code, run.json[0]["outcome"], run.json[0]["sha256"], len(fetched)) == (0, "kept", DIGEST, 1)


def test_the_link_leaves_byte_for_byte_and_the_key_stays_at_home(customer: Program, shop: Scripted) -> None:
    customer("download", "11")

    sent = next(request for request in shop.requests if "v.mp4" in request.target)
    assert (sent.target, KEY in str(sent)) == (SIGNED, False)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("11", "--since", "2h"),
        ("11", "--name", "{date}"),
        ("11", "--name", "../{id}"),
        ("11", "-o", "a.mp4", "--name", "{id}"),
        ("11", "12", "-o", "a.mp4"),
        ("11", "-o", "-", "--json"),
        ("11", "-o", "-", "--fields", "id"),
        ("11", "12", "-o", "-"),
        ("--since", "2h", "-o", "-"),
        ("11", "-o", "-", "--cover"),
        ("11", "-o", "-", "--no-sidecar"),
        ("11", "-o", "-", "--open"),
        ("11", "--if-exists", "maybe"),
        ("x",),
    ],
    ids=" ".join,
)
def test_words_that_make_no_sense_are_refused_before_anything_is_sent(
    words: tuple[str, ...], customer: Program, shop: Scripted
) -> None:
    run = customer("download", *words)

    assert (run.exit_code, run.stdout, shop.requests) == (2, "", [])


@pytest.mark.parametrize("state", ["created", "queueing", "processing", "thinking"])
def test_a_task_that_has_not_ended_is_80(state: str, customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", state))

    run = customer("download", "11", "--json")

    assert (run.exit_code, run.json[0]["outcome"], run.json[0]["error"]["task_id"]) == (80, "failed", "11")


def test_a_task_that_failed_has_its_own_number(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "failed", "NoFaceDetected"))

    assert customer("download", "11").exit_code == 66


def test_an_unknown_id_is_82_and_a_refused_key_11(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("12"), says({"code": 401, "reason": "Unauthorized", "message": "no"}, status=401))

    assert (customer("download", "11").exit_code, customer("download", "12").exit_code) == (82, 11)


def test_an_answer_that_is_none_never_reads_as_if_nothing_had_been_spent(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), says("no task"))

    run = customer("download", "11", "--json")

    assert (run.exit_code, run.error["remedies"][0].startswith("Bring it once"), "download 11" in str(run.error)) == (
        87,
        True,
        True,
    )


@pytest.mark.usefixtures("shop")
def test_the_number_of_several_tasks_and_the_paths_of_those_that_are_here(customer: Program) -> None:
    (customer.home / "11.mp4").write_text("mine")

    run = customer("download", "11", "12", "13")

    assert (run.exit_code, run.lines, "submit only them again" in run.stderr) == (3, ["12.mp4"], False)


@pytest.mark.usefixtures("shop")
def test_a_line_to_go_on_with_says_the_whole_command_again(customer: Program) -> None:
    (customer.home / "clips").mkdir()
    (customer.home / "clips" / "x 11.mp4").mkdir()

    run = customer("download", "11", "-o", "clips", "--name", "x {id}", "--if-exists", "overwrite", "--json")

    assert (run.exit_code, run.error["remedies"][0].rpartition(": ")[2]) == (
        92,
        "`vidu download 11 -o clips --name 'x {id}' --if-exists overwrite`",
    )


@pytest.mark.parametrize(("flag", "words"), [("--cover", "no cover"), ("--watermarked", "no marked file")])
@pytest.mark.usefixtures("shop")
def test_a_task_without_a_cover_or_a_marked_file_says_so(flag: str, words: str, customer: Program) -> None:
    run = customer("download", "11", flag)

    assert (run.exit_code, words in run.stderr) == (93, True)


def test_all_that_succeeded_is_brought_and_the_second_time_nothing(rehearsal: Program) -> None:
    ids = [rehearsal("submit", "text2video", f"cat {number}", "--wait").stdout.strip() for number in range(3)]
    rehearsal("submit", "text2video", "sandbox:task=NoFaceDetected", "--wait")

    first = rehearsal("download", "--since", "2h", "-o", "all/", "--json")
    second = rehearsal("download", "--since", "2h", "-o", "all/", "--json")

    outcomes = [[(row["id"], row["outcome"]) for row in run.json] for run in (first, second)]
    assert outcomes == [[(one, word) for one in reversed(ids)] for word in ("saved", "kept")]


def test_nothing_that_succeeded_is_an_empty_answer(rehearsal: Program) -> None:
    run = rehearsal("download", "--since", "2h", "--json")

    assert (run.exit_code, run.json) == (0, [])


def test_a_link_that_can_no_longer_be_had_is_93_with_its_task(rehearsal: Program) -> None:
    bought = rehearsal("submit", "text2video", "a cat", "--wait").stdout.strip()

    run = rehearsal("download", "--since", "2h", "-o", "all/", "--json", VIDU_SANDBOX_FAIL="download=403")

    assert (run.exit_code, run.error["task_id"], run.error["retry"], run.json[0]["outcome"]) == (
        93,
        bought,
        "same",
        "failed",
    )


@pytest.mark.parametrize("fault", ["truncated", "html", "empty", "403", "410", "drop-before", "drop-after"])
def test_a_fault_on_the_way_is_made_good(fault: str, rehearsal: Program) -> None:
    bought = rehearsal("submit", "text2video", "a cat", "--wait").stdout.strip()

    run = rehearsal("download", bought, "-o", "cat.mp4", VIDU_SANDBOX_FAIL=f"download={fault}*2")

    assert (run.exit_code, (rehearsal.home / "cat.mp4").read_bytes() == CLIP) == (0, True)


@pytest.mark.parametrize("words", [("--name", "{id}"), ("--if-exists", "skip"), ("--no-sidecar",)])
def test_words_about_files_need_a_place_for_them(words: tuple[str, ...], rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--wait", *words)

    assert (run.exit_code, words[0] in run.stderr) == (2, True)


def test_what_has_not_ended_yet_is_said_beside_what_succeeded(customer: Program, shop: Scripted) -> None:
    rows = [ROW, {**ROW, "id": "12", "state": "processing"}, {**ROW, "id": "13", "state": "failed"}]
    shop.answers(LIST, says({"tasks": [{**row, "creations": [{"url": shop.origin + SIGNED}]} for row in rows]}))

    run = customer("download", "--since", "2h", "-o", "clips/", "--cover", "--no-sidecar", "--format", "ids")

    assert "1 made since then have not ended yet" in run.stderr
    assert "`vidu poll 12 -o clips/ --no-sidecar`" in run.stderr


@pytest.mark.parametrize("words", [("",), ("  ",)])
def test_an_empty_target_is_a_usage_error(words: tuple[str], customer: Program, shop: Scripted) -> None:
    assert (customer("download", "11", "-o", *words).exit_code, shop.requests) == (2, [])
