"""The README stays true."""

import re

import pytest

from tests.support.readme import README, with_tables
from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry

TEXT = README.read_text(encoding="utf-8")


def test_the_tables_of_the_readme_are_those_of_the_program() -> None:
    assert with_tables(TEXT) == TEXT


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
def test_the_readme_names_every_code_of_the_platform_beside_its_number(entry: Entry) -> None:
    assert f"| {entry.exit_code} | `{entry.code}` |" in TEXT


def test_the_first_command_of_the_readme_makes_a_clip_and_the_second_runs_the_tests() -> None:
    first, second = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)

    assert ("vidu --sandbox submit" in first, "pytest" in second) == (True, True)
