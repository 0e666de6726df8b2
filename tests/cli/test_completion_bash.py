"""Completion in a real bash at a terminal."""

import os
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.shells import TWICE, Shell
from tests.support.tools import needs

PACKAGE = Path("/usr/share/bash-completion/bash_completion")

pytestmark = [
    needs("bash"),
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
]


@pytest.fixture
def bash(vidu: Program) -> Shell:
    """bash, its completion installed as the README says, with two files in its home."""
    (vidu.home / "boat.mp4").touch()
    (vidu.home / "two words.txt").touch()
    return Shell("bash", vidu).install()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu subm", "vidu submit "),
        ("vidu submit text2v", "vidu submit text2video "),
        ("vidu list --fo", "vidu list --format "),
        ("vidu list --format t", "vidu list --format table "),
        ("vidu list --format=t", "vidu list --format=table "),
        ("vidu --color al", "vidu --color always "),
        ("vidu explain creditins", "vidu explain CreditInsufficient "),
        ("vidu models mul", "vidu models multiframe "),
        ("vidu sandbox se", "vidu sandbox serve "),
    ],
)
def test_one_tab_finishes_a_word_that_only_one_value_fits(bash: Shell, typed: str, line: str) -> None:
    seen = bash.type(typed)

    assert (seen.line, seen.below) == (line, "")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu submit text2video --aspect-ratio 16", "vidu submit text2video --aspect-ratio 16:9 "),
        ("vidu submit text2video --aspect-ratio 16:", "vidu submit text2video --aspect-ratio 16:9 "),
        ("vidu submit text2video --aspect-ratio=16:", "vidu submit text2video --aspect-ratio=16:9 "),
        ('vidu submit text2video --aspect-ratio "16:', 'vidu submit text2video --aspect-ratio "16:9" '),
        ("vidu submit text2video --aspect-ratio '1", "vidu submit text2video --aspect-ratio '1"),
        ("vidu submit text2video --aspect-ratio 16:9 --wai", "vidu submit text2video --aspect-ratio 16:9 --wait "),
    ],
)
def test_a_colon_and_an_equals_sign_do_not_cut_a_value(bash: Shell, typed: str, line: str) -> None:
    seen = bash.type(typed)

    assert seen.line == line


def test_a_colon_that_breaks_no_words_does_not_cut_a_value_either(bash: Shell) -> None:
    seen = bash.start_with("COMP_WORDBREAKS=${COMP_WORDBREAKS//:}").type("vidu submit text2video --aspect-ratio 16:")

    assert seen.line == "vidu submit text2video --aspect-ratio 16:9 "


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ('vidu submit text2video "two words" --wai', 'vidu submit text2video "two words" --wait '),
        ("vidu submit text2video 'it is \"x' --wai", "vidu submit text2video 'it is \"x' --wait "),
        ("vidu submit text2video two\\ words --wai", "vidu submit text2video two\\ words --wait "),
        ("FOO=1 vidu --color al", "FOO=1 vidu --color always "),
        ("true; vidu --color al", "true; vidu --color always "),
        ("true | vidu --color al", "true | vidu --color always "),
        ("vidu submit text2video 纸船 --wai", "vidu submit text2video 纸船 --wait "),
    ],
)
def test_the_words_before_may_be_anything_a_shell_takes(bash: Shell, typed: str, line: str) -> None:
    seen = bash.type(typed)

    assert seen.line == line


@pytest.mark.parametrize(
    "typed", ['vidu submit text2video "a b --wai', "vidu submit text2video 'it", "vidu show ", "vidu nonsense "]
)
def test_where_nothing_is_known_the_line_stays_as_it_is(bash: Shell, typed: str) -> None:
    seen = bash.type(typed, TWICE)

    assert (seen.line, seen.below) == (typed, "")


def test_two_tabs_list_what_fits(bash: Shell) -> None:
    seen = bash.type("vidu submit te", TWICE)

    assert sorted(seen.offered) == ["template", "template-story", "text2audio", "text2video"]


def test_the_list_of_a_joined_value_holds_the_values_alone(bash: Shell) -> None:
    seen = bash.type("vidu --color=", TWICE)

    assert sorted(seen.offered) == ["always", "auto", "never"]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu poll 1 -o bo", "vidu poll 1 -o boat.mp4 "),
        ("vidu poll 1 --output=bo", "vidu poll 1 --output=boat.mp4 "),
        ("vidu poll 1 -o tw", "vidu poll 1 -o two\\ words.txt "),
        ("vidu submit text2video --body bo", "vidu submit text2video --body boat.mp4 "),
        ("vidu submit text2video --prompt-file bo", "vidu submit text2video --prompt-file boat.mp4 "),
        ("vidu list > bo", "vidu list > boat.mp4 "),
        ("vidu list 2>bo", "vidu list 2>boat.mp4 "),
        ("vidu sandbox run -- ls bo", "vidu sandbox run -- ls boat.mp4 "),
    ],
)
def test_a_file_name_is_finished_where_a_file_belongs(bash: Shell, typed: str, line: str) -> None:
    seen = bash.type(typed)

    assert seen.line == line


def test_after_sandbox_run_the_name_of_a_command_is_finished(bash: Shell) -> None:
    seen = bash.start_with("boatbuilder() { :; }").type("vidu sandbox run -- boatb")

    assert seen.line == "vidu sandbox run -- boatbuilder "


@pytest.mark.skipif(not PACKAGE.exists() and "CI" not in os.environ, reason="bash-completion is not installed")
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu sandbox run -- vidu --color al", "vidu sandbox run -- vidu --color always "),
        ("vidu sandbox run --pace=9 -- vidu --color al", "vidu sandbox run --pace=9 -- vidu --color always "),
        ("vidu submit text2video --aspect-ratio 16:", "vidu submit text2video --aspect-ratio 16:9 "),
    ],
)
def test_with_the_package_bash_completion_another_command_completes_as_it_does_alone(
    bash: Shell, typed: str, line: str
) -> None:
    seen = bash.start_with(f". {PACKAGE}").type(typed)

    assert seen.line == line


def test_the_rules_of_the_shell_are_left_as_they_were(bash: Shell) -> None:
    seen = bash.start_with("set -u; PROMPT_COMMAND='shopt -q nocasematch && echo changed'").type(
        "vidu --color al\t\x15vidu --region gl"
    )

    assert (seen.line, seen.below) == ("vidu --region global ", "")
