"""Bad input: a clear error with its number, and nothing is sent."""

from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.scripted import Scripted

TEXT = ("submit", "text2video")

USAGE = {
    "a task id that is no number": ("poll", "last-one"),
    "an empty task id": ("show", ""),
    "a task id with a path in it": ("cancel", "../credits"),
    "a task id in letters of another script": ("poll", "\N{ARABIC-INDIC DIGIT ONE}"),
    "no task id": ("poll",),
    "the last task of none": ("poll", "last"),
    "the last no tasks": ("show", "last:0"),
    "the last tasks in a word": ("cancel", "last:two"),
    "an unknown command": ("fetch", "11"),
    "an unknown option": ("list", "--colour", "always"),
    "an unknown kind": ("submit", "text3video", "a cat"),
    "an unknown kind of models": ("models", "text3video"),
    "an unknown format": ("list", "--format", "xml"),
    "an unknown colour": ("list", "--color", "pink"),
    "an unknown region": ("list", "--region", "mars"),
    "an unknown language": ("list", "--lang", "tlh"),
    "an unknown state": ("list", "--state", "sleeping"),
    "an unknown field": ("list", "--fields", "id,colour"),
    "two formats": ("list", "--json", "--format", "csv"),
    "a limit below zero": ("list", "--limit", "-1"),
    "a time that is none": ("list", "--since", "yesterday"),
    "a timeout that is no duration": ("poll", "11", "--timeout", "soon"),
    "a timeout below zero": ("poll", "11", "--timeout", "-5"),
    "a pace without pauses": ("poll", "11", "--interval", "0"),
    "a pace of a wait without pauses": (*TEXT, "a cat", "--wait", "--interval", "0s"),
    "any and fail-fast": ("poll", "11", "--any", "--fail-fast"),
    "the answer to stdout twice": ("poll", "11", "-o", "-"),
    "one file for two results": ("poll", "11", "12", "-o", "cat.mp4"),
    "a sentence that looks like options": (*TEXT, "-only the cat moves"),
    "a set without a value": (*TEXT, "a cat", "--set", "seed"),
    "a set inside a text": (*TEXT, "a cat", "--set", "model.colour=red"),
    "a number that is none": (*TEXT, "a cat", "--duration", "long"),
    "a budget below zero": (*TEXT, "a cat", "--max-credits", "-1"),
    "prompt twice": (*TEXT, "a cat", "--prompt-file", "prompt.txt"),
    "stdin twice": (*TEXT, "-", "--body", "-"),
    "a body that is no JSON": (*TEXT, "a cat", "--body", "broken.json"),
    "a body that is no object": (*TEXT, "a cat", "--body", "array.json"),
    "the sandbox and a base URL": ("list", "--sandbox", "--base-url", "http://127.0.0.1:9"),
    "a base URL that is no URL": ("list", "--base-url", "vidu"),
    "a base URL of another scheme": ("list", "--base-url", "ftp://api.vidu.com"),
    "a base URL with a password": ("list", "--base-url", "https://me:secret@api.vidu.com"),
    "a profile that is not there": ("list", "--profile", "work"),
    "an explanation of nothing": ("explain",),
    "an explanation of two things": ("explain", "66", "--list"),
    "a code that nobody knows": ("explain", "NoFacesDetected"),
}

CHECKED = {
    "an empty prompt": (32, (*TEXT, "")),
    "a prompt of blanks": (32, (*TEXT, "  \n")),
    "no prompt": (32, TEXT),
    "an empty prompt on stdin": (32, (*TEXT, "-")),
    "no image": (32, ("submit", "img2video", "it moves")),
    "a duration out of range": (34, (*TEXT, "a cat", "--duration", "99")),
    "a resolution that the model does not have": (34, (*TEXT, "a cat", "--resolution", "8K")),
    "an aspect ratio of its own": (34, (*TEXT, "a cat", "--aspect-ratio", "17:9")),
    "a prompt that is too long": (34, (*TEXT, "a" * 5001)),
    "a known model of another kind": (34, (*TEXT, "a cat", "--model", "viduq2-pro")),
    "a value of the wrong type": (38, (*TEXT, "a cat", "--set", "duration=[5]")),
    "an unreadable body": (40, (*TEXT, "a cat", "--body", "nowhere.json")),
    "a body that is a folder": (40, (*TEXT, "a cat", "--body", ".")),
    "a prompt file that is no text": (40, (*TEXT, "--prompt-file", "latin1.txt")),
}


@pytest.fixture
def desk(customer: Program, platform: Scripted) -> tuple[Program, Scripted]:
    """A customer with a few broken files at hand."""
    home: Path = customer.home
    (home / "broken.json").write_text('{"prompt": ')
    (home / "array.json").write_text("[1]")
    (home / "prompt.txt").write_text("a dog")
    (home / "latin1.txt").write_bytes(b"B\xe4r")
    return customer, platform


@pytest.mark.parametrize("name", USAGE)
def test_a_bad_command_line_is_a_usage_error_and_sends_nothing(name: str, desk: tuple[Program, Scripted]) -> None:
    customer, platform = desk

    run = customer(*USAGE[name], "--json")

    told = (run.exit_code, run.error["code"], run.error["charged"], bool(run.error["message"]), run.stdout)
    assert (told, platform.lines) == ((2, "usage-error", False, True, ""), [])


@pytest.mark.parametrize("name", CHECKED)
def test_a_request_that_cannot_succeed_has_the_number_of_its_reason_and_is_not_sent(
    name: str, desk: tuple[Program, Scripted]
) -> None:
    customer, platform = desk
    number, words = CHECKED[name]

    run = customer(*words, "--json")

    told = (run.exit_code, run.error["exit_code"], run.error["charged"], run.stdout)
    assert (told, platform.lines) == ((number, number, False, ""), [])


@pytest.mark.parametrize("form", ["--json", "--format=json", "--format=jsonl"])
def test_a_line_that_cannot_be_read_is_complained_of_in_the_format_it_asks_for(form: str, vidu: Program) -> None:
    run = vidu("list", form, "--unheard-of")

    assert (run.exit_code, run.error["code"]) == (2, "usage-error")


def test_a_line_that_cannot_be_read_is_complained_of_in_colour_when_it_asks_for_it(vidu: Program) -> None:
    run = vidu("list", "--color", "always", "--unheard-of")

    assert (run.exit_code, "\x1b[" in run.stderr) == (2, True)


def test_a_prompt_that_reads_like_an_option_asks_for_nothing(vidu: Program) -> None:
    run = vidu("submit", "text2video", "--unheard-of", "--", "--json")

    assert (run.exit_code, run.stderr.lstrip().startswith("{")) == (2, False)


def test_a_sentence_that_looks_like_options_is_told_of_the_two_dashes(vidu: Program) -> None:
    run = vidu("submit", "text2video", "-only the cat moves")

    assert (run.exit_code, "--" in run.stderr, "-only the cat moves" in run.stderr) == (2, True, True)


def test_two_dashes_make_it_a_prompt(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "--json", "--", "-only the cat moves")

    assert (run.exit_code, run.json["prompt"]) == (0, "-only the cat moves")


def test_a_check_names_the_option_the_field_and_what_is_allowed(vidu: Program) -> None:
    run = vidu("submit", "text2video", "a cat", "--duration", "99", "--json")

    error = run.error
    told = (error["code"], error["origin"], error["option"], error["field"], error["http_status"])
    assert (told, "1" in error["remedies"][0], "16" in error["remedies"][0]) == (
        ("FieldInvalid", "check", "--duration", "duration", None),
        True,
        True,
    )


def test_an_unknown_field_lists_the_known_ones(vidu: Program) -> None:
    run = vidu("list", "--fields", "ids", "--json")

    assert (run.error["option"], "err_code" in run.error["message"]) == ("--fields", True)


def test_a_usage_error_names_its_option(vidu: Program) -> None:
    run = vidu("list", "--limit", "many", "--json")

    assert run.error["option"] == "--limit"


def test_a_near_miss_of_a_code_is_suggested(vidu: Program) -> None:
    run = vidu("explain", "NoFacesDetected")

    assert (run.exit_code, "NoFaceDetected" in run.stderr) == (2, True)


def test_no_key_is_told_before_anything_is_sent(platform: Scripted, vidu: Program) -> None:
    run = vidu("submit", "text2video", "a cat", "--json", VIDU_BASE_URL=platform.origin)

    assert (run.exit_code, run.error["code"], run.error["charged"], platform.requests) == (10, "no-api-key", False, [])


def test_a_key_with_white_space_in_it_is_refused_before_anything_is_sent(platform: Scripted, vidu: Program) -> None:
    run = vidu("list", "--json", VIDU_BASE_URL=platform.origin, VIDU_API_KEY="vda_one vda_two")

    assert (run.exit_code, "vda_one" in run.stderr, platform.requests) == (90, False, [])


@pytest.mark.parametrize("url", ["vidu", "http://", "http://127.0.0.1:port", "http://a b"])
def test_a_base_url_of_the_environment_that_is_none_is_an_invalid_configuration(url: str, vidu: Program) -> None:
    run = vidu("list", "--json", VIDU_BASE_URL=url, VIDU_API_KEY="vda_key")

    assert (run.exit_code, run.error["code"], "VIDU_BASE_URL" in run.error["message"]) == (90, "config-invalid", True)


def test_the_password_of_a_base_url_is_not_repeated(vidu: Program) -> None:
    run = vidu("list", "--base-url", "https://me:secret@api.vidu.com")

    assert (run.exit_code, "secret" in run.stderr) == (2, False)


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "fast"])
def test_a_number_that_cannot_be_sent_is_refused_where_it_is_read(number: str, rehearsal: Program) -> None:
    run = rehearsal("submit", "text2audio", "rain", "--duration", number, "--no-check", "--json")

    assert (run.exit_code, run.stdout, run.error["option"]) == (2, "", "--duration")


@pytest.mark.parametrize(
    "words",
    ["submit text2video --prompt-file /dev/zero", "submit text2video --body /dev/zero", "poll - < /dev/zero"],
)
def test_a_text_that_never_ends_is_not_read_for_ever(words: str, rehearsal: Program) -> None:
    run = rehearsal.shell(f"ulimit -v 3000000; vidu {words} --json")

    assert (run.exit_code, run.stdout) == (47, "")
