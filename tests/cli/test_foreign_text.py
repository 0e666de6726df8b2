"""Text from outside: it never colours, never breaks a line, and comes back intact in JSON."""

import csv
import io

import pytest

from tests.support.answers import LIST, SUBMIT, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, refuses, says

MARKUP = "[red]x[/] [/x] [bold]y [link=https://a.b]z[/link] :smile:"
ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \x08\x7f"
LINES = "one\ntwo\r\nthree\tfour\u2028five\x0bsix\x85seven"
HIDDEN = "\u202eright to left\u202c \u2066isolate\u2069 zero\u200bwidth"
SCRIPTS = "一只小猫在纸船上 \N{SLIGHTLY SMILING FACE} \N{WOMAN}\u200d\N{ROCKET} Ünïcödé \u0301"
HALF = "half \ud83d"
NUL = "before\x00after"

FOREIGN = {
    "markup": MARKUP,
    "escapes": ESCAPES,
    "lines": LINES,
    "hidden": HIDDEN,
    "scripts": SCRIPTS,
    "half a character": HALF,
    "nul": NUL,
}
CONTROLS = [chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))]


def controls_in(text: str) -> list[str]:
    return [character for character in text if character in CONTROLS]


@pytest.fixture
def foreign(request: pytest.FixtureRequest, platform: Scripted) -> str:
    """A text that stands everywhere a platform can put one."""
    text: str = FOREIGN[request.param]
    told = {"model": text, "prompt": text, "payload": text, "err_msg": text}
    platform.answers(look_at("11"), says({"id": "11", "state": "failed", "err_code": "NoFaceDetected", **told}))
    platform.answers(LIST, says({"tasks": [{"id": "11", "state": "queueing", **told}]}))
    platform.answers(SUBMIT, refuses(400, "DogDetected", text))
    return text


ALL = pytest.mark.parametrize("foreign", FOREIGN, indirect=True)


@ALL
def test_a_list_in_json_gives_it_back_intact(foreign: str, customer: Program) -> None:
    run = customer("list", "--json")

    assert (run.exit_code, run.json[0]["prompt"], run.json[0]["model"]) == (0, foreign, foreign)


@ALL
def test_a_poll_in_json_gives_it_back_intact(foreign: str, customer: Program) -> None:
    run = customer("poll", "11", "--json")

    assert (run.exit_code, run.json[0]["prompt"], run.error["message"]) == (66, foreign, foreign)


@ALL
def test_a_refusal_in_json_gives_the_message_back_intact_on_one_line(foreign: str, customer: Program) -> None:
    run = customer("submit", "text2video", "a cat", "--json")

    assert (run.exit_code, run.error["message"], run.stderr.count("\n")) == (69, foreign, 1)


@ALL
@pytest.mark.usefixtures("foreign")
def test_a_refusal_for_people_holds_no_control_character_of_it(customer: Program) -> None:
    run = customer("submit", "text2video", "a cat")

    assert (run.exit_code, "DogDetected" in run.stderr, controls_in(run.stderr)) == (69, True, [])


@ALL
@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("words", [("list",), ("show", "11"), ("poll", "11")], ids=lambda words: words[0])
def test_a_table_holds_no_control_character_of_it(words: tuple[str, ...], customer: Program) -> None:
    run = customer(*words, "--format", "table")

    assert (run.exit_code in (0, 66), "11" in run.stdout, controls_in(run.stdout + run.stderr)) == (True, True, [])


@ALL
@pytest.mark.usefixtures("foreign")
def test_a_plain_list_has_one_line_a_task_whatever_the_task_says(customer: Program) -> None:
    run = customer("list", "--fields", "id,prompt,state")

    rows = [line.split("\t") for line in run.stdout.split("\n")]
    assert ([(row[0], row[-1]) for row in rows], controls_in(run.stdout.replace("\t", ""))) == (
        [("11", "queueing"), ("", "")],
        [],
    )


@pytest.mark.parametrize("foreign", ["lines"], indirect=True)
def test_jsonl_gives_it_back_intact_on_one_line(foreign: str, customer: Program) -> None:
    run = customer("list", "--format", "jsonl", "--fields", "prompt")

    assert (run.exit_code, run.json["prompt"]) == (0, foreign)


def test_a_table_in_colour_takes_no_colour_from_a_prompt(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success", prompt="[red on blue]x[/] \x1b[35my"))

    run = customer("show", "11", "--format", "table", "--color", "always")

    assert (run.exit_code, "\x1b[35m" in run.stdout, "[red on blue]x[/]" in run.stdout) == (0, False, True)


@pytest.mark.parametrize("name", ["markup", "escapes", "lines", "hidden", "scripts"])
def test_a_prompt_is_sent_as_it_was_given(name: str, rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "--json", "--", FOREIGN[name])

    assert (run.exit_code, run.json["prompt"]) == (0, FOREIGN[name])


@pytest.mark.parametrize("name", ["markup", "escapes", "lines"])
def test_a_receipt_for_people_holds_no_control_character_of_the_prompt(name: str, rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "--format", "table", "--", FOREIGN[name])

    assert (run.exit_code, controls_in(run.stdout)) == (0, [])


@pytest.mark.parametrize("name", ["markup", "scripts", "lines"])
def test_a_prompt_on_stdin_is_sent_as_it_was_given(name: str, rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "-", "--json", stdin=FOREIGN[name])

    assert (run.exit_code, run.json["prompt"]) == (0, FOREIGN[name])


def test_half_a_character_in_a_prompt_is_refused_before_anything_is_sent(customer: Program, platform: Scripted) -> None:
    run = customer("submit", "text2video", "half \udcff of it", "--json")

    assert (run.exit_code, run.error["code"], platform.requests) == (2, "usage-error", [])


def test_half_a_character_in_json_is_an_escape_of_json(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success", prompt=HALF))

    run = customer("show", "11", "--json")

    assert (run.exit_code, r'"half \ud83d"' in run.stdout) == (0, True)


def test_a_bad_word_of_the_command_line_is_repeated_without_its_escapes(vidu: Program) -> None:
    run = vidu("poll", "\x1b[31m11\x07")

    assert (run.exit_code, controls_in(run.stderr)) == (2, [])


def test_an_unknown_option_is_repeated_without_its_escapes(vidu: Program) -> None:
    run = vidu("list", "--\x1b[31mred[/x]")

    assert (run.exit_code, controls_in(run.stderr)) == (2, [])


def test_verbose_lines_hold_no_control_character_of_the_prompt(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "-vv", "--", ESCAPES + LINES)

    assert (run.exit_code, controls_in(run.stderr)) == (0, [])


def test_a_csv_field_with_line_ends_and_quotes_is_one_field(customer: Program, platform: Scripted) -> None:
    prompt = 'she said "a,b"\nand left'
    platform.answers(LIST, says({"tasks": [{"id": "11", "state": "queueing", "prompt": prompt}]}))

    run = customer("list", "--format", "csv", "--fields", "id,prompt")

    assert list(csv.reader(io.StringIO(run.stdout, newline=""))) == [["id", "prompt"], ["11", prompt]]


def test_a_prompt_in_an_encoding_of_old_is_told_of(rehearsal: Program) -> None:
    run = rehearsal.shell("printf 'B\\344r' | vidu submit text2video - --json")

    assert (run.exit_code, run.stdout, run.error["code"]) == (2, "", "usage-error")
