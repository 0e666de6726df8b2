"""The completion scripts: what the program prints is what the repository holds."""

import subprocess
from pathlib import Path

import pytest

from tests.support.program import Program, Run
from tests.support.tools import needs

COMPLETIONS = Path(__file__).parents[2] / "completions"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_the_repository_is_the_one_that_the_program_prints(vidu: Program, shell: str) -> None:
    run = vidu("completion", shell)

    assert run == Run(exit_code=0, stdout=(COMPLETIONS / f"vidu.{shell}").read_text(), stderr="")


@pytest.mark.parametrize("shell", [pytest.param(shell, marks=needs(shell)) for shell in ("bash", "zsh", "fish")])
def test_the_shell_finds_no_mistake_in_its_script(shell: str) -> None:
    run = subprocess.run([shell, "-n", COMPLETIONS / f"vidu.{shell}"], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")


def test_a_shell_that_is_not_known_is_a_usage_error(vidu: Program) -> None:
    run = vidu("completion", "tcsh", "--color", "never")

    assert (run.exit_code, run.stdout, "'bash', 'zsh', 'fish'" in run.stderr) == (2, "", True)


def test_the_script_is_printed_without_a_key_and_with_a_broken_environment(vidu: Program) -> None:
    run = vidu("completion", "bash", VIDU_SANDBOX="perhaps")

    assert run.stdout == (COMPLETIONS / "vidu.bash").read_text()
