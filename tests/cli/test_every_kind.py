"""Every kind of task from its documented requests, by processes: ordered, looked at, brought home."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.answers import KEY
from tests.support.documented import CASES, Case, lines_of
from tests.support.program import Program
from tests.support.rehearsed import Rehearsed
from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.schema.kinds.shape import Field, Notation

PROMPTS = "img2video-prompt-recommendation"
AT_ONCE = (PROMPTS, "audio-tts", "audio-clone")
SOUNDS = ("text2audio", "timing2audio", "audio-tts", "audio-clone")
WITH_A_FILE = [case for case in CASES if case.kind != PROMPTS]


@pytest.fixture
def platform() -> Iterator[Rehearsed]:
    """The sandbox over HTTP: it remembers what it was sent."""
    with Rehearsed() as rehearsed:
        yield rehearsed


@pytest.fixture
def customer(tmp_path: Path, platform: Rehearsed) -> Program:
    return Program(tmp_path, {"VIDU_API_KEY": KEY, "VIDU_BASE_URL": platform.origin})


def medium_of(content: bytes) -> str:
    """What the first bytes of a file say it is."""
    beginnings = {
        b"\x89PNG": "image",
        b"\xff\xd8\xff": "image",
        b"ID3": "audio",
        b"\xff\xfb": "audio",
        b"RIFF": "audio",
    }
    found = (medium for start, medium in beginnings.items() if content.startswith(start))
    return next(found, "video" if content[4:8] == b"ftyp" else "")


def medium_from(kind: str) -> str:
    """What a kind gives, by the vendor's pages."""
    if kind in SOUNDS:
        return "audio"
    return "image" if kind == "reference2image" else "video"


def options_in(fields: tuple[Field, ...]) -> set[str]:
    """Every option of the fields, and of the parts of those whose parts are options of their own."""
    own = {field.option for field in fields if field.name != "prompt" and field.option}
    return own.union(*(options_in(field.parts) for field in fields if field.notation is Notation.SUBJECT))


@pytest.mark.parametrize("case", WITH_A_FILE, ids=str)
def test_a_documented_request_leaves_as_documented_and_its_result_is_saved(
    case: Case, customer: Program, platform: Rehearsed
) -> None:
    run = customer("submit", case.kind, *case.words, "-o", "result", "--interval", "0.02", "--json")

    assert run.exit_code == 0, run.stderr
    first = platform.requests[0]
    saved = (customer.home / run.json["creations"][0]["path"]).read_bytes()
    assert (first.line, lines_of(first.json)) == (f"POST {case.path}", lines_of(case.body))
    assert medium_of(saved) == medium_from(case.kind)


@pytest.mark.parametrize("case", [case for case in CASES if case.kind == PROMPTS], ids=str)
def test_recommended_prompts_are_told_at_once(case: Case, customer: Program, platform: Rehearsed) -> None:
    run = customer("submit", case.kind, *case.words, "--json")

    told = [prompt["type"] for prompt in run.json]
    assert (run.exit_code, lines_of(platform.requests[0].json)) == (0, lines_of(case.body))
    assert set(told) == set(platform.requests[0].json["type"])


@pytest.mark.parametrize("kind", [name for name in KIND_NAMES if name not in AT_ONCE])
def test_a_task_of_any_kind_can_be_polled_by_its_id_alone(kind: str, customer: Program) -> None:
    words = next(case.words for case in CASES if case.kind == kind)
    ordered = customer("submit", kind, *words)

    run = customer("poll", ordered.stdout.strip(), "--interval", "0.02", "--json")

    assert (run.exit_code, [(task["id"], task["state"]) for task in run.json]) == (
        0,
        [(ordered.stdout.strip(), "success")],
    )


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_example_in_the_help_of_a_kind_works(kind: str, vidu: Program) -> None:
    run = vidu.shell(kind_named(kind).example)

    assert run.exit_code == 0, run.stderr


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_help_of_a_kind_names_every_option_within_80_columns(kind: str, vidu: Program) -> None:
    run = vidu("submit", kind, "--help", COLUMNS="80", NO_COLOR="1")

    unnamed = {option for option in options_in(kind_named(kind).fields) if option not in run.stdout}
    too_wide = [line for line in run.lines if len(line) > 80]
    assert (run.exit_code, unnamed, too_wide) == (0, set(), [])


def test_prompts_are_a_line_each_in_a_pipe(rehearsal: Program) -> None:
    run = rehearsal("submit", PROMPTS, "--image", "https://example.com/cat.png", "--type", "img2video", "--count", "3")

    assert (run.exit_code, [line.split("\t")[1] for line in run.lines]) == (0, ["img2video"] * 3)


def test_prompts_make_no_file_and_are_not_bought_for_one(rehearsal: Program) -> None:
    words = ("submit", PROMPTS, "--image", "https://example.com/cat.png", "--type", "img2video")

    run = rehearsal(*words, "-o", "prompts.txt")

    assert (run.exit_code, rehearsal("list").stdout) == (2, "")


def test_a_new_subject_is_its_id_alone_for_a_script(rehearsal: Program) -> None:
    run = rehearsal.shell("""
        ID=$(vidu subjects create --name Mia --image https://example.com/mia.png)
        vidu subjects update "$ID" --description "a grey cat"
    """)

    assert (run.exit_code, run.stdout.split("\t")[1].strip()) == (0, "Mia")


def test_a_name_that_says_clip_of_a_picture_is_warned_about(rehearsal: Program) -> None:
    run = rehearsal("submit", "reference2image", "a cat", "-o", "cat.mp4")

    assert (run.exit_code, "-o cat.mp4: reference2image makes a picture" in run.stderr) == (0, True)


def test_a_subject_that_was_made_is_called_one(rehearsal: Program) -> None:
    run = rehearsal("subjects", "create", "--name", "Mia", "--image", "https://example.com/mia.png")

    assert f"Subject {run.stdout.strip()} accepted, 5 credits." in run.stderr
