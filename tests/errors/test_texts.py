import re
import shlex
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.errors.catalogue import BY_EXIT_CODE, ENTRIES, Category, Entry, lookup, unknown_entry
from vidu_cli.errors.texts import STAND_INS, Text, commands_in, decade_text, filled, text_of
from vidu_cli.errors.texts.en import TEXTS

CLASSES = tuple(unknown_entry("FancyCode", number) for number in range(19, 100, 10))
OK = replace(ENTRIES[0], code="ok", exit_code=0)
EVERYTHING = (OK, *ENTRIES, *CLASSES)
SENTENCES = sorted(
    {sentence for text in TEXTS.values() for sentence in (text.title, text.meaning, *text.remedies, text.note)}
)
COMMANDS = tuple(sorted({command for text in TEXTS.values() for command in commands_in(text)}))

# The options that this version has, by command; "" are those of every command.
OPTIONS = {
    "": {"--profile", "--region", "--base-url", "--sandbox", "--color", "--lang", "--no-input", "--help", "--version"},
    "submit": {"--model", "--duration", "--resolution", "--aspect-ratio", "--image", "--off-peak", "--wait"}
    | {"--set", "--body", "--dry-run", "--no-check", "--max-credits", "--timeout", "--interval"}
    | {"--once", "--no-ledger", "--private", "--allow-unknown-price"},
    "recover": {"--dry-run", "--adopt", "--since", "--forget"},
    "poll": {"--timeout", "--interval", "--any", "--fail-fast", "--no-wait", "--events"},
    "download": {"--name", "--if-exists", "--cover", "--watermarked", "--no-sidecar", "--since", "--open"},
    "list": {"--state", "--model", "--type", "--resolution", "--template", "--since", "--until", "--limit", "--fields"},
    "show": {"--exit-status"},
    "cancel": set(),
    "credits": set(),
    "models": set(),
    "config": set(),
}


def command_of(words: list[str]) -> str:
    return next((word for word in words[1:] if not word.startswith("-")), "")


def options_of(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z-]+", text))


@pytest.mark.parametrize("entry", EVERYTHING, ids=lambda entry: f"{entry.exit_code}-{entry.code}")
def test_every_code_has_a_title_a_meaning_and_a_remedy(entry: Entry) -> None:
    text = text_of(entry)

    assert (bool(text.title), text.meaning[-1:], len(text.remedies) > 0) == (True, ".", True)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_known_code_has_a_text_of_its_own(entry: Entry) -> None:
    assert text_of(entry) is TEXTS[entry.code]


@pytest.mark.parametrize("entry", CLASSES, ids=lambda entry: str(entry.exit_code))
def test_an_unknown_code_has_the_text_of_its_class(entry: Entry) -> None:
    assert text_of(entry) is TEXTS[str(entry.exit_code)]


def test_an_unknown_code_in_an_answer_that_says_too_large_has_that_text() -> None:
    assert text_of(lookup("Fancy", 413)) is TEXTS["request-too-large"]


def test_there_is_no_text_without_a_code() -> None:
    codes = {entry.code for entry in (OK, *ENTRIES)} | {str(entry.exit_code) for entry in CLASSES}

    assert set(TEXTS) == codes


@given(code=st.text(), exit_code=st.integers())
def test_any_entry_at_all_has_a_text(code: str, exit_code: int) -> None:
    assert text_of(unknown_entry(code, exit_code)).title


def test_a_language_that_does_not_exist_yet_answers_in_english() -> None:
    assert text_of(ENTRIES[0], "tlh") is text_of(ENTRIES[0], "en")


def test_the_words_are_imported_only_when_a_text_is_asked_for() -> None:
    program = "import sys, vidu_cli.errors.texts; print('vidu_cli.errors.texts.en' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_no_hole_when_nothing_is_known(sentence: str) -> None:
    assert not re.search(r"[{}]|``", filled(sentence, {}))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_text_names_only_commands_and_options_of_this_version(command: str) -> None:
    words = shlex.split(filled(command, {}))

    assert options_of(command) <= OPTIONS[""] | OPTIONS[command_of(words)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_names_only_options_that_some_command_has(sentence: str) -> None:
    assert options_of(sentence) <= set().union(*OPTIONS.values())


def test_the_commands_of_a_text_are_found_in_their_backticks() -> None:
    text = Text(title="t", meaning="See `vidu credits`.", remedies=("`vidu poll {task}`, or `ls`, or vidu.",))

    assert commands_in(text) == ("vidu credits", "vidu poll {task}")


def test_the_first_thing_to_do_after_a_lost_submit_is_to_look() -> None:
    assert commands_in(TEXTS["submit-outcome-unknown"])[0] == "vidu recover"


def test_the_page_size_code_is_explained_by_both_readings() -> None:
    meaning = TEXTS["PageSizeOutOfRange"].meaning

    assert [word in meaning for word in ("task list", "1 to 100", "50 MB", "1:4 and 4:1", "1:1.2 and 1:2")] == [
        True
    ] * 5


@pytest.mark.parametrize("exit_code", [71, 72, 73, 74, 76, 79])
def test_whoever_broke_a_policy_is_told_that_the_credits_come_back(exit_code: int) -> None:
    text = text_of(BY_EXIT_CODE.get(exit_code) or unknown_entry("", exit_code))

    assert "given back" in text.meaning


@pytest.mark.parametrize("exit_code", [87, 124, 129, 130, 143])
def test_whoever_stops_waiting_is_first_told_how_to_go_on(exit_code: int) -> None:
    assert "`vidu poll {task}`" in text_of(BY_EXIT_CODE[exit_code]).remedies[0]


def test_names_of_this_time_take_the_places_kept_for_them() -> None:
    text = Text(title="{path}", meaning="{kind}", remedies=("`vidu poll {task}`",), note="{option} {field}")

    done = text.filled({"task": "981", "path": "'my clip.mp4'", "option": "--image"})

    assert done == Text(title="'my clip.mp4'", meaning="KIND", remedies=("`vidu poll 981`",), note="--image FIELD")


@given(name=st.text(min_size=1))
def test_a_name_comes_through_as_it_is_even_if_it_holds_braces(name: str) -> None:
    assert filled("a {path} b", {"path": name}) == f"a {name} b"


@given(sentence=st.text())
def test_a_sentence_without_places_stays_as_it_is(sentence: str) -> None:
    plain = sentence.replace("{", "")

    assert filled(plain, STAND_INS) == plain


@pytest.mark.parametrize("category", Category)
def test_every_class_has_a_title_and_one_sentence_of_advice(category: Category) -> None:
    text = decade_text(category)

    assert (bool(text.title), text.advice[-1:]) == (True, ".")


@pytest.mark.parametrize(
    ("digit", "category"), [(0, "outcome"), (1, "key"), (5, "later"), (9, "machine"), (12, "waiting"), (14, "waiting")]
)
def test_a_tens_digit_names_its_class(digit: int, category: str) -> None:
    assert decade_text(digit) is decade_text(Category(category))


def test_five_says_that_nothing_was_spent() -> None:
    assert "Nothing was spent" in decade_text(5).advice
