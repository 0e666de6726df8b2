"""Fixtures of the whole suite."""

from pathlib import Path

import pytest

from tests.support.clock import FakeClock
from tests.support.program import Program


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def vidu(tmp_path: Path) -> Program:
    """The program, without a key and without the sandbox."""
    return Program(tmp_path)


@pytest.fixture
def rehearsal(tmp_path: Path) -> Program:
    """The program on the sandbox in its own process."""
    return Program(tmp_path, {"VIDU_SANDBOX": "1"})
