"""`vidu download` as a process: what lands on the disk, what on stdout, and the number."""

import json
import os
import stat
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.answers import KEY, LIST, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import Reply, Scripted, says
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

CLIP = content(ResultFile.VIDEO)
DIGEST = sha256(CLIP).hexdigest()
VIDEO = Reply(headers={"content-type": "video/mp4", "etag": '"v1"'}, body=CLIP)
SIGNED = "/v.mp4?X-Amz-Signature=ab~_-&file=general%253A1;a=b"
ROW = {"id": "11", "state": "success", "model": "viduq3", "prompt": "a cat", "created_at": "2026-01-20T06:52:02Z"}


@pytest.fixture
def shop(platform: Scripted) -> Scripted:
    """A platform whose tasks 11 and 12 have a clip each, and whose list knows 11."""
    for task_id in ("11", "12"):
        platform.answers(look_at(task_id), task(task_id, "success", links=(platform.origin + SIGNED,)))
    platform.answers(LIST, says({"tasks": [{**ROW, "creations": [{"url": platform.origin + SIGNED}]}]}))
    platform.answers("GET /v.mp4", VIDEO)
    return platform


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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


@pytest.mark.usefixtures("shop")
def test_a_sidecar_tells_what_the_platform_knows_and_holds_neither_link_nor_key(customer: Program) -> None:
    customer("download", "11")

    text = (customer.home / "11.mp4.vidu.json").read_text()
    told = json.loads(text)
    assert ([told[name] for name in ("id", "model", "prompt", "sha256")], "Signature" in text, KEY in text) == (
        ["11", "viduq3", "a cat", DIGEST],
        False,
        False,
    )


@pytest.mark.usefixtures("shop")
def test_a_file_has_the_time_at_which_its_task_was_made(customer: Program) -> None:
    customer("download", "11")

    made = datetime.fromtimestamp((customer.home / "11.mp4").stat().st_mtime, UTC)
    assert made.isoformat() == "2026-01-20T06:52:02+00:00"


@pytest.mark.usefixtures("shop")
def test_names_come_from_a_template(customer: Program) -> None:
    run = customer("download", "11", "--name", "{model}/{created}-{prompt}.{ext}", "--no-sidecar")

    assert (run.exit_code, run.stdout) == (0, "viduq3/20260120-065202-a-cat.mp4\n")


@pytest.mark.usefixtures("shop")
def test_two_results_of_one_name_are_told_apart(customer: Program) -> None:
    run = customer("download", "11", "12", "-o", "clips/", "--name", "Clip.{ext}", "--no-sidecar")

    assert (run.exit_code, run.lines) == (0, ["clips/Clip.mp4", "clips/Clip-12.mp4"])


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
def test_another_file_of_that_name_is_91_and_stays(customer: Program) -> None:
    (customer.home / "11.mp4").write_text("mine")

    run = customer("download", "11", "--json")

    assert (run.exit_code, run.error["task_id"], run.error["retry"], (customer.home / "11.mp4").read_text()) == (
        91,
        "11",
        "changed",
        "mine",
    )


@pytest.mark.parametrize(
    ("wish", "number", "outcome", "text"),
    [("skip", 0, "kept", "mine"), ("rename", 0, "saved", "mine"), ("overwrite", 0, "saved", None)],
)
@pytest.mark.usefixtures("shop")
def test_what_to_do_with_another_file_can_be_said(
    wish: str, number: int, outcome: str, text: str | None, customer: Program
) -> None:
    (customer.home / "11.mp4").write_text("mine")

    run = customer("download", "11", "--if-exists", wish, "--json")

    left = (customer.home / "11.mp4").read_bytes()
    assert (run.exit_code, run.json[0]["outcome"], left) == (number, outcome, CLIP if text is None else text.encode())


@pytest.mark.parametrize("words", [(), ("--if-exists", "overwrite"), ("--if-exists", "fail")], ids=str)
@pytest.mark.usefixtures("shop")
def test_a_folder_in_the_place_of_a_file_is_92_and_is_named(words: tuple[str, ...], customer: Program) -> None:
    (customer.home / "new" / "11.mp4").mkdir(parents=True)

    run = customer("download", "11", "-o", "new/", *words, "--json")

    remedies = run.error["remedies"]
    told = ("new/11.mp4 is a folder" in run.error["message"], remedies[1], "`df -h new`" in str(remedies))
    assert (run.exit_code, told) == (92, (True, "Before that, move the folder away.", True))


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


def test_the_cover_lies_beside_the_marked_file(rehearsal: Program) -> None:
    bought = rehearsal("submit", "text2video", "a cat", "--watermark", "--wait").stdout.strip()

    run = rehearsal("download", bought, "--watermarked", "--cover", "--no-sidecar")

    assert (run.exit_code, run.lines) == (0, [f"{bought}-watermarked.mp4", f"{bought}-cover.jpg"])


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


@pytest.mark.usefixtures("shop")
def test_stdout_is_the_file_alone(customer: Program) -> None:
    run = customer.shell("vidu download 11 -o - | sha256sum")

    assert (run.exit_code, run.stdout.split()[0], names_in(customer.home)) == (0, DIGEST, [])


def test_stdout_is_gone_on_with_after_a_broken_line(customer: Program, shop: Scripted) -> None:
    cut = Reply(headers=VIDEO.headers, body=CLIP, cut=9000)
    shop.answers("GET /v.mp4", cut, VIDEO)

    run = customer.shell("vidu download 11 -o - | sha256sum")

    assert (run.exit_code, run.stdout.split()[0]) == (0, DIGEST)


def test_stdout_is_never_continued_with_another_file(customer: Program, shop: Scripted) -> None:
    other = Reply(headers={**VIDEO.headers, "etag": '"v2"'}, body=CLIP[::-1])
    shop.answers("GET /v.mp4", Reply(headers=VIDEO.headers, body=CLIP, cut=9000), other)

    run = customer.shell("vidu download 11 -o - >out || exit")

    assert (run.exit_code, (customer.home / "out").read_bytes() == CLIP[:9000]) == (93, True)


@pytest.mark.usefixtures("shop")
def test_a_reader_that_goes_away_is_141(customer: Program) -> None:
    run = customer.shell("set +o pipefail; vidu download 11 -o - | true; echo ${PIPESTATUS[0]}")

    assert (run.stdout, run.stderr) == ("141\n", "")


@pytest.mark.usefixtures("shop")
def test_a_result_is_opened_by_the_systems_program_without_a_shell(customer: Program) -> None:
    opener = customer.home / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\nprintf "%s|" "$@" >"$HOME/opened.new"; mv "$HOME/opened.new" "$HOME/opened"\n')
    opener.chmod(stat.S_IRWXU)
    script = 'vidu download 11 -o "$NAME" --open; for _ in $(seq 200); do [ -e opened ] && break; sleep 0.05; done'

    path = f"{opener.parent}{os.pathsep}{customer.variables['PATH']}"
    customer.shell(script, DISPLAY=":1", PATH=path, NAME="a $(touch hacked);b.mp4")

    opened = (customer.home / "opened").read_text()
    assert (opened, (customer.home / "hacked").exists()) == (f"{customer.home}/a $(touch hacked);b.mp4|", False)


@pytest.mark.parametrize("variable", ["DISPLAY=", "CI=true DISPLAY=:1"], ids=["no display", "CI"])
@pytest.mark.usefixtures("shop")
def test_where_nobody_looks_nothing_is_opened_and_that_is_said(variable: str, customer: Program) -> None:
    run = customer.shell(f"{variable} vidu download 11 --open")

    assert (run.exit_code, "is not opened" in run.stderr) == (0, True)


@pytest.mark.usefixtures("shop")
def test_a_ledger_proves_what_has_no_sidecar(customer: Program, shop: Scripted) -> None:
    shop.answers(SUBMIT, accepted())
    customer("submit", "text2video", "a cat", "-o", "cat.mp4", "--no-sidecar")

    run = customer("download", "11", "-o", "cat.mp4", "--no-sidecar", "--json")

    assert (run.exit_code, run.json[0]["outcome"], (customer.home / "cat.mp4").exists()) == (0, "kept", True)


def test_a_sidecar_of_a_submit_knows_the_request_and_the_seed(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--seed", "42", "-o", "cat.mp4")

    told = json.loads((rehearsal.home / "cat.mp4.vidu.json").read_text())
    assert (told["seed"], told["request"]["prompt"], told["kind"]) == (42, "a cat", "text2video")


def test_what_is_private_stays_out_of_the_sidecar(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a secret cat", "--private", "-o", "cat.mp4")

    assert "secret" not in (rehearsal.home / "cat.mp4.vidu.json").read_text()


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
