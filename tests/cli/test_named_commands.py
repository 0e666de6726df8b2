"""Every command of ours that a text names is understood by this version."""

import re

import pytest

from tests.support.parsing import complaint_about
from tests.support.readme import README
from vidu_cli.cli.main import EPILOG, HELP
from vidu_cli.errors.catalogue import Entry
from vidu_cli.errors.texts import STAND_INS, commands_in, filled, text_of
from vidu_cli.policy.explaining import TABLE
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

NAMED = [(entry, command) for entry in TABLE for command in commands_in(text_of(entry))]
# The value of an assignment before a command may hold blanks in quotes.
CONSOLE_LINE = re.compile(r'^\$ (?:\w+=(?:"[^"]*"|\S+) )*(vidu [^#;\n]*)', re.MULTILINE)
IN_README = [line.strip() for line in CONSOLE_LINE.findall(README.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("entry", "command"), NAMED, ids=lambda value: getattr(value, "code", value))
def test_a_command_in_a_text_is_understood(entry: Entry, command: str) -> None:
    line = filled(command, dict(STAND_INS))

    assert complaint_about(line) == "", entry.code


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_example_of_a_kind_is_understood(kind: str) -> None:
    assert complaint_about(kind_named(kind).example) == ""


@pytest.mark.parametrize("line", IN_README)
def test_a_command_in_the_readme_is_understood(line: str) -> None:
    assert complaint_about(line) == ""


def test_the_readme_names_commands_at_all() -> None:
    assert len(IN_README) > 7


def test_the_commands_in_the_help_are_understood() -> None:
    lines = [*re.findall(r"`(vidu [^`]+)`", HELP), EPILOG.partition(": ")[2]]

    assert [complaint_about(line) for line in lines] == ["" for _ in lines]
