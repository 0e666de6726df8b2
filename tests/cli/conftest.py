"""Fixtures of the process tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.answers import KEY, LIST, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, says
from tests.support.shop import ROW, SIGNED, VIDEO


@pytest.fixture
def platform() -> Iterator[Scripted]:
    """A platform that answers what the test tells it."""
    with Scripted() as scripted:
        yield scripted


@pytest.fixture
def customer(tmp_path: Path, platform: Scripted) -> Program:
    """The program with a key for that platform."""
    return Program(tmp_path, {"VIDU_API_KEY": KEY, "VIDU_BASE_URL": platform.origin})


@pytest.fixture
def shop(platform: Scripted) -> Scripted:
    """A platform whose tasks 11 and 12 have a clip each, and whose list knows 11."""
    for task_id in ("11", "12"):
        platform.answers(look_at(task_id), task(task_id, "success", links=(platform.origin + SIGNED,)))
    platform.answers(LIST, says({"tasks": [{**ROW, "creations": [{"url": platform.origin + SIGNED}]}]}))
    platform.answers("GET /v.mp4", VIDEO)
    return platform
