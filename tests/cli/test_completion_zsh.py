"""Completion in a real zsh at a terminal."""

from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.shells import Shell
from tests.support.tools import needs

pytestmark = [
    needs("zsh"),
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
]


@pytest.fixture
def zsh(vidu: Program) -> Shell:
    """zsh, its completion installed as the README says, with two files in its home."""
    (vidu.home / "boat.mp4").touch()
    (vidu.home / "two words.txt").touch()
    return Shell("zsh", vidu).install()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu subm", "vidu submit "),
        ("vidu submit text2v", "vidu submit text2video "),
        ("vidu list --fo", "vidu list --format "),
        ("vidu list --format t", "vidu list --format table "),
        ("vidu list --format=t", "vidu list --format=table "),
        ("vidu explain creditins", "vidu explain CreditInsufficient "),
        ("vidu submit text2video --aspect-ratio 16:", "vidu submit text2video --aspect-ratio 16:9 "),
        ("vidu submit text2video --aspect-ratio=16:", "vidu submit text2video --aspect-ratio=16:9 "),
        ('vidu submit text2video --aspect-ratio "16:', 'vidu submit text2video --aspect-ratio "16:9" '),
        ('vidu submit text2video "two words" --wai', 'vidu submit text2video "two words" --wait '),
        ("vidu submit text2video two\\ words --wai", "vidu submit text2video two\\ words --wait "),
        ('vidu submit text2video "" --wai', 'vidu submit text2video "" --wait '),
        ("true; FOO=1 vidu --color al", "true; FOO=1 vidu --color always "),
    ],
)
def test_one_tab_finishes_a_word_that_only_one_value_fits(zsh: Shell, typed: str, line: str) -> None:
    seen = zsh.type(typed)

    assert (seen.line, seen.below) == (line, "")


@pytest.mark.parametrize(
    "typed", ['vidu submit text2video "a b --wai', "vidu submit text2video 'it", "vidu show ", "vidu nonsense "]
)
def test_where_nothing_is_known_the_line_stays_as_it_is(zsh: Shell, typed: str) -> None:
    seen = zsh.type(typed)

    assert (seen.line, seen.below) == (typed, "")


def test_a_kind_is_listed_with_its_summary(zsh: Shell) -> None:
    seen = zsh.type("vidu submit te")

    assert "template-story  -- A story of several shots by a template." in seen.below


def test_an_option_is_listed_with_its_help(zsh: Shell) -> None:
    seen = zsh.type("vidu list --f")

    assert "--format  -- How to print the answer." in seen.below


def test_a_value_with_a_colon_is_listed_whole(zsh: Shell) -> None:
    seen = zsh.type("vidu submit text2video --aspect-ratio 1")

    assert "16:9  1:1" in seen.below


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu poll 1 -o bo", "vidu poll 1 -o boat.mp4 "),
        ("vidu poll 1 --output=bo", "vidu poll 1 --output=boat.mp4 "),
        ("vidu poll 1 -o tw", "vidu poll 1 -o two\\ words.txt "),
        ("vidu submit text2video --body bo", "vidu submit text2video --body boat.mp4 "),
        ("vidu list > bo", "vidu list > boat.mp4 "),
        ("vidu sandbox run -- ls bo", "vidu sandbox run -- ls boat.mp4 "),
    ],
)
def test_a_file_name_is_finished_where_a_file_belongs(zsh: Shell, typed: str, line: str) -> None:
    seen = zsh.type(typed)

    assert seen.line == line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("vidu sandbox run -- boatb", "vidu sandbox run -- boatbuilder "),
        ("vidu sandbox run -- vidu --color al", "vidu sandbox run -- vidu --color always "),
    ],
)
def test_after_sandbox_run_another_command_completes_as_it_does_alone(zsh: Shell, typed: str, line: str) -> None:
    seen = zsh.start_with("boatbuilder() { : }").type(typed)

    assert seen.line == line


def test_the_script_works_from_the_folder_of_completions_too(vidu: Program) -> None:
    folder = vidu.home / "functions"
    folder.mkdir()
    script = Path(__file__).parents[2] / "completions" / "vidu.zsh"
    (folder / "_vidu").write_text(script.read_text())
    zsh = Shell("zsh", vidu).start_with("fpath=(~/functions $fpath); autoload -Uz compinit && compinit -i")

    seen = zsh.type("vidu subm")

    assert seen.line == "vidu submit "
