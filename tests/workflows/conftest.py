from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.catalogs import Catalog
from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import Platform, Seen, Told
from tests.support.wires import Middle
from vidu_cli.ledger.ledger import Account, Ledger
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


@pytest.fixture
def catalog(clock: FakeClock) -> Catalog:
    """A platform that lists nothing yet."""
    return Catalog(clock)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of an account of that platform."""
    kept = Ledger(tmp_path / "ledger.db", Account(base_url="https://api.vidu.com", key="k1"))
    yield kept
    kept.close()
