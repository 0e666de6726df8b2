"""Fixtures of the whole suite."""

import os
import signal
from pathlib import Path

import pytest

from tests.support.clock import FakeClock
from tests.support.program import Program

# Whoever starts the tests in the background switches Ctrl-C off for all that they start: the program would heed that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: most of their time they wait for a process of the program."""
    return 2 * (os.cpu_count() or 1)


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
