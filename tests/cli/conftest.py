"""Fixtures of the process tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.answers import KEY
from tests.support.program import Program
from tests.support.scripted import Scripted


@pytest.fixture
def platform() -> Iterator[Scripted]:
    """A platform that answers what the test tells it."""
    with Scripted() as scripted:
        yield scripted


@pytest.fixture
def customer(tmp_path: Path, platform: Scripted) -> Program:
    """The program with a key for that platform."""
    return Program(tmp_path, {"VIDU_API_KEY": KEY, "VIDU_BASE_URL": platform.origin})
