from collections.abc import Callable

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import Platform, Seen, Told
from tests.support.wires import Middle
from vidu_cli.workflows.poll import Poller, poller


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def platform_of(clock: FakeClock) -> Callable[..., Platform]:
    """A platform of tasks: `platform_of(a=["created", "success"])`."""

    def platform(**scripts: list[Seen]) -> Platform:
        return Platform(clock, dict(scripts))

    return platform


@pytest.fixture
def poller_on(clock: FakeClock, told: Told) -> Callable[[Platform], Poller]:
    """A wait for every task of a platform."""

    def wait(platform: Platform) -> Poller:
        return poller(tuple(platform.scripts), looker=platform, watcher=told, clock=clock, chance=Middle())

    return wait
