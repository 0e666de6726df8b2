"""`vidu download` as a process: the files it leaves, their names, their sidecars, and what was there before."""

import json
from datetime import UTC, datetime

import pytest

from tests.support.answers import KEY, SUBMIT, accepted
from tests.support.program import Program
from tests.support.scripted import Scripted
from tests.support.shop import CLIP, DIGEST


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


def test_all_results_of_a_task_say_whose_they_are_where_one_must(rehearsal: Program) -> None:
    first, second = (
        rehearsal("submit", "text2video", f"a cat{more}", "--wait").stdout.strip()
        for more in ("", " sandbox:creations=3")
    )

    run = rehearsal("download", first, second, "-o", "clips/", "--name", "cat")

    names = ["cat.mp4", f"cat-{second}.mp4", f"cat-{second}-2.mp4", f"cat-{second}-3.mp4"]
    assert (run.exit_code, run.lines) == (0, [f"clips/{name}" for name in names])


@pytest.mark.parametrize("words", [(), ("--no-sidecar",)], ids=str)
@pytest.mark.usefixtures("shop")
def test_a_result_that_is_at_home_under_its_second_name_keeps_it(words: tuple[str, ...], customer: Program) -> None:
    customer("download", "11", "12", "-o", "clips/", "--name", "cat", *words)
    for left in (customer.home / "clips").glob("cat.mp4*"):
        left.unlink()

    run = customer("download", "12", "-o", "clips/", "--name", "cat", *words, "--json")

    assert [(row["outcome"], row["path"]) for row in run.json] == [("kept", "clips/cat-12.mp4")]


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


def test_the_cover_lies_beside_the_marked_file(rehearsal: Program) -> None:
    bought = rehearsal("submit", "text2video", "a cat", "--watermark", "--wait").stdout.strip()

    run = rehearsal("download", bought, "--watermarked", "--cover", "--no-sidecar")

    assert (run.exit_code, run.lines) == (0, [f"{bought}-watermarked.mp4", f"{bought}-cover.jpg"])


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


@pytest.mark.parametrize("words", [(), ("--if-exists", "skip"), ("--if-exists", "rename")], ids=str)
@pytest.mark.usefixtures("shop")
def test_a_result_keeps_its_name_whatever_else_is_brought_later(words: tuple[str, ...], customer: Program) -> None:
    named = ("-o", "clips/", "--name", "Clip.{ext}", *words)
    customer("download", "11", *named)

    runs = [customer("download", "12", "11", *named, "--json") for _ in range(2)]

    outcomes = [[(row["path"], row["outcome"]) for row in run.json] for run in runs]
    second = "clips/Clip-2.mp4" if "rename" in words else "clips/Clip-12.mp4"
    assert outcomes == [
        [(second, "saved"), ("clips/Clip.mp4", "kept")],
        [(second, "kept"), ("clips/Clip.mp4", "kept")],
    ]


@pytest.mark.parametrize("command", ["download", "poll"])
@pytest.mark.usefixtures("shop")
def test_what_was_saved_without_a_sidecar_is_kept_the_second_time(command: str, customer: Program) -> None:
    words = (command, "11", "-o", "cat.mp4", "--no-sidecar")

    runs = [customer(*words) for _ in range(2)]

    assert ([run.exit_code for run in runs], sorted(path.name for path in customer.home.glob("cat*"))) == (
        [0, 0],
        ["cat.mp4"],
    )


def test_a_submit_that_is_run_again_with_its_key_keeps_a_file_without_a_sidecar(rehearsal: Program) -> None:
    words = ("submit", "text2video", "a cat", "--once", "shot", "-o", "cat.mp4", "--no-sidecar")

    assert [rehearsal(*words).exit_code for _ in range(2)] == [0, 0]


@pytest.mark.parametrize("words", [("--no-sidecar",), ("--no-sidecar", "--if-exists", "skip")], ids=str)
@pytest.mark.usefixtures("shop")
def test_a_name_that_a_file_had_once_is_anybodys_again(words: tuple[str, ...], customer: Program) -> None:
    named = ("-o", "clips/", "--name", "Clip.{ext}", *words)
    customer("download", "11", *named)
    (customer.home / "clips" / "Clip.mp4").unlink()
    customer("download", "12", *named)

    run = customer("download", "11", "12", *named, "--json")

    assert [(row["path"], row["outcome"]) for row in run.json] == [
        ("clips/Clip-11.mp4", "saved"),
        ("clips/Clip.mp4", "kept"),
    ]


@pytest.mark.parametrize("template", ["a" * 195 + "-{index}.{ext}", "boat{{index}}.{ext}"], ids=["cut off", "escaped"])
@pytest.mark.parametrize("words", [(), ("--no-sidecar",)], ids=str)
def test_results_that_only_a_number_tells_apart_keep_their_names(
    template: str, words: tuple[str, ...], rehearsal: Program
) -> None:
    bought = rehearsal("submit", "text2video", "a cat sandbox:creations=4", "--wait").stdout.strip()
    line = ("download", bought, "-o", "clips/", "--name", template, *words)
    first = rehearsal(*line)

    again = rehearsal(*line, "--json")

    rows = [(row["path"], row["outcome"]) for row in again.json]
    assert rows == [(path, "kept") for path in first.lines]
