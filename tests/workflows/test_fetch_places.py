"""Several files at once: who takes a place, and who does not."""

from dataclasses import dataclass, field

import pytest

from tests.support.clock import FakeClock
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.parcels import Parcel, Saved, Watch
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState
from vidu_cli.workflows.fetch import AT_ONCE, Fetcher, PartlyBroughtError
from vidu_cli.workflows.fetch_plan import FetchPlan


@dataclass
class Depot:
    """A store whose files take `takes_s` each; the first `busy` of them ask to wait at their first attempt.

    Until `out_until_s` it has no answer for anybody. `attempts` is when it was asked.
    """

    clock: FakeClock
    takes_s: float = 0.0
    busy: int = 0
    out_until_s: float = 0.0
    attempts: list[float] = field(default_factory=list)
    digest: str | None = "00"
    here: list[tuple[float, int]] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0
    refused: set[int] = field(default_factory=set)

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None, afresh: bool = False) -> Saved:
        _ = url, watch, afresh
        self.attempts.append(self.clock.monotonic())
        if self.clock.monotonic() < self.out_until_s:
            raise LinkError("HTTP 503", status=503)
        if parcel.index <= self.busy and parcel.index not in self.refused:
            self.refused.add(parcel.index)
            raise LinkError("HTTP 503", status=503, retry_after_s=30)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        await self.clock.sleep(self.takes_s)
        self.under_way -= 1
        self.here.append((self.clock.monotonic(), parcel.index))
        return Saved(path=parcel.target(".mp4"), size_bytes=1, sha256=self.digest, is_kept=self.digest is None)

    async def let_go(self, parcel: Parcel) -> None:
        """Nothing is left on the way."""

    async def task(self, task_id: str) -> Task:
        return made(Id(task_id), 10)


def made(task_id: Id, results: int) -> Task:
    creations = tuple(Creation(url=f"https://store.test/{number}") for number in range(results))
    return Task(id=task_id, state=TaskState.SUCCESS, creations=creations)


def fetcher(depot: Depot) -> Fetcher:
    return Fetcher(plan=FetchPlan(output="clips/", folder=True), saver=depot, looker=depot, clock=depot.clock)


def test_only_some_files_come_at_once(clock: FakeClock) -> None:
    depot = Depot(clock, takes_s=1.0)

    clock.drive(fetcher(depot).fetch(made(Id("7"), 10)))

    assert (depot.most_at_once, clock.monotonic()) == (AT_ONCE, 3.0)


def test_files_whose_links_ask_to_wait_hold_up_no_other(clock: FakeClock) -> None:
    depot = Depot(clock, busy=AT_ONCE)

    clock.drive(fetcher(depot).fetch(made(Id("7"), 10)))

    assert sorted(depot.here) == [*((0.0, index) for index in range(5, 11)), *((30.0, index) for index in range(1, 5))]


def test_where_all_links_ask_to_wait_not_all_files_come_to_ask(clock: FakeClock) -> None:
    depot = Depot(clock, busy=10)

    clock.drive(fetcher(depot).fetch(made(Id("7"), 10)))

    assert (depot.attempts.count(0.0), len(depot.here)) == (2 * AT_ONCE, 10)


def test_an_outage_of_the_storage_costs_only_those_whose_turn_it_was(clock: FakeClock) -> None:
    depot = Depot(clock, out_until_s=8.5)

    with pytest.raises(PartlyBroughtError):
        clock.drive(fetcher(depot).fetch(made(Id("7"), 30)))

    assert len(depot.here) == 30 - AT_ONCE


def test_what_was_left_in_the_place_of_a_result_is_told_of_and_is_no_result(clock: FakeClock) -> None:
    told: list[bool] = []
    home = fetcher(Depot(clock, digest=None))
    home.on_end = lambda saved: told.append(saved.is_proven)

    task = clock.drive(home.fetch(made(Id("7"), 1)))

    assert ([creation.path for creation in task.creations or ()], told) == ([None], [False])
