"""Several tasks at once: which files are brought, under which names, and what the run comes to."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import GARBAGE, GATEWAY, NOT_THERE, OFFLINE, REFUSED_KEY
from vidu_cli.errors.catalogue import BY_EXIT_CODE, CANNOT_WRITE
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.parcels import Parcel, Saved, Watch
from vidu_cli.policy.templates import template_of
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskPage, TaskState
from vidu_cli.workflows.answers import Answer, Download
from vidu_cli.workflows.download import COMFORT_S, Downloads
from vidu_cli.workflows.fetch import AT_ONCE, Fetcher
from vidu_cli.workflows.fetch_plan import FetchPlan


def task(task_id: str, *, results: int = 1, state: str = "success", prompt: str | None = None) -> Task:
    links = tuple(
        Creation(id=Id(f"{task_id}{number}"), url=f"https://s.test/{task_id}/{number}", cover_url="https://s.test/c")
        for number in range(results)
    )
    return Task(id=Id(task_id), state=TaskState(state), prompt=prompt, creations=links)


@dataclass
class World:
    """Tasks or failures by id, what the list knows and how slowly, and whose files cannot be saved.

    `most` were saved at once.
    """

    clock: FakeClock
    tasks: dict[str, Task | Failure]
    listed: list[Task] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    pages: int = 0
    slow_s: float = 0.0
    busy: int = 0
    most: int = 0

    async def task(self, task_id: str) -> Task:
        seen = self.tasks[task_id]
        if isinstance(seen, Failure):
            raise ViduError(seen)
        return seen

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        self.pages += 1
        if self.slow_s:
            await self.clock.sleep(self.slow_s)
        wanted = {value for name, value in filters if name == "task_ids"}
        return TaskPage(tasks=tuple(one for one in self.listed if one.id in wanted))

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None, afresh: bool = False) -> Saved:  # noqa: ARG002  # the protocol's
        _ = url, watch
        self.busy += 1
        self.most = max(self.most, self.busy)
        await self.clock.sleep(1)
        self.busy -= 1
        if parcel.task_id in self.refused:
            raise ViduError(Failure(entry=CANNOT_WRITE, message="no room"))
        return Saved(path=parcel.target(".mp4"), size_bytes=1, sha256="00")

    async def let_go(self, parcel: Parcel) -> None:
        """Leave nothing."""

    def downloads(self, plan: FetchPlan) -> Downloads:
        fetcher = Fetcher(plan=plan, saver=self, looker=self, clock=self.clock)
        return Downloads(ids=tuple(self.tasks), catalogue=self, fetcher=fetcher)

    def brought(self, plan: FetchPlan) -> Answer:
        return self.clock.drive(self.downloads(plan).of_ids())


def plan(template: str = "{id}.{ext}", *, with_cover: bool = False) -> FetchPlan:
    return FetchPlan(
        output="clips/", folder=True, template=template_of(template), with_cover=with_cover, words=("-o", "clips/")
    )


def rows(answer: Answer) -> list[tuple[str, str | None]]:
    """Outcome and path of each file."""
    return [(str(row.outcome), row.path) for row in answer.values if isinstance(row, Download)]


def number_of(answer: Answer) -> int:
    return answer.failures[-1].exit_code if answer.failures else 0


def test_every_file_of_every_task_is_a_row_in_the_order_given(clock: FakeClock) -> None:
    world = World(clock, {"2": task("2", results=2), "1": task("1")})

    answer = world.brought(plan(with_cover=True))

    assert rows(answer) == [
        ("saved", "clips/2.mp4"),
        ("saved", "clips/2-cover.mp4"),
        ("saved", "clips/2-2.mp4"),
        ("saved", "clips/2-2-cover.mp4"),
        ("saved", "clips/1.mp4"),
        ("saved", "clips/1-cover.mp4"),
    ]


def test_no_more_files_come_at_once_than_are_meant_to(clock: FakeClock) -> None:
    world = World(clock, {str(number): task(str(number)) for number in range(20)})

    world.brought(plan())

    assert (world.most, clock.slept.count(1)) == (AT_ONCE, 20)


@pytest.mark.parametrize(
    "prompts", [("foo", "foo.mp4"), ("foo.webm", "foo"), ("a" * 400, "a" * 401), ("b" * 197, "b" * 198)]
)
def test_names_that_become_one_with_an_extension_are_told_apart(prompts: tuple[str, str], clock: FakeClock) -> None:
    tasks: dict[str, Task | Failure] = {
        number: replace(task(number), prompt=prompt) for number, prompt in zip(("1", "2"), prompts, strict=True)
    }

    answer = World(clock, tasks).brought(plan("{prompt}"))

    assert len({path for _, path in rows(answer)}) == 2


def test_names_that_some_file_systems_take_for_one_are_told_apart(clock: FakeClock) -> None:
    prompts = {"1": "Boat", "2": "boat", "3": "BOAT"}
    world = World(clock, {task_id: task(task_id, prompt=prompt) for task_id, prompt in prompts.items()})

    answer = world.brought(plan("{prompt}"))

    assert [path for _, path in rows(answer)] == ["clips/Boat.mp4", "clips/boat-2.mp4", "clips/BOAT-3.mp4"]


def test_a_template_with_a_number_numbers_the_results(clock: FakeClock) -> None:
    answer = World(clock, {"1": task("1", results=2)}).brought(plan("{id}_{index}"))

    assert [path for _, path in rows(answer)] == ["clips/1_1.mp4", "clips/1_2.mp4"]


def test_what_a_look_does_not_tell_is_read_from_the_list_once(clock: FakeClock) -> None:
    world = World(clock, {"1": task("1"), "2": task("2")}, listed=[task("1", prompt="a boat")])

    answer = world.brought(plan("{prompt}"))

    assert (rows(answer)[0], world.pages) == (("saved", "clips/a-boat.mp4"), 1)


@pytest.mark.parametrize(
    ("seen", "number"), [(OFFLINE, 87), (GATEWAY, 87), (GARBAGE, 87), (REFUSED_KEY, 11), (NOT_THERE, 82)]
)
def test_a_task_that_cannot_be_looked_at_never_reads_as_if_nothing_had_been_spent(
    seen: Failure, number: int, clock: FakeClock
) -> None:
    assert number_of(World(clock, {"1": seen}).brought(plan())) == number


@pytest.mark.parametrize(
    ("tasks", "number"),
    [
        ({"1": task("1")}, 0),
        ({"1": task("1", state="processing")}, 80),
        ({"1": task("1", state="processing"), "2": task("2", state="created")}, 80),
        ({"1": task("1"), "2": task("2", state="created")}, 3),
        ({"1": task("1", state="failed"), "2": task("2", state="created")}, 4),
        ({"1": task("1", results=0)}, 93),
        ({"9": task("9", results=2)}, 92),
    ],
)
def test_the_number_of_the_run_is_that_of_its_tasks(
    tasks: dict[str, Task | Failure], number: int, clock: FakeClock
) -> None:
    assert number_of(World(clock, tasks, refused=("9",)).brought(plan())) == number


def test_the_summary_names_the_line_that_brings_what_is_missing(clock: FakeClock) -> None:
    world = World(clock, {"1": task("1"), "9": task("9")}, refused=("9",))

    summary = world.brought(plan()).failures[-1]

    assert summary.remedies == (
        "Bring the results that are not here, without paying again: `vidu download 9 -o clips/`",
    )


def test_a_run_that_was_stopped_tells_what_is_here_and_how_to_go_on(clock: FakeClock) -> None:
    world = World(clock, {str(number): task(str(number)) for number in range(1, AT_ONCE + 2)})
    downloads = world.downloads(plan())

    async def cut_short() -> None:
        work = asyncio.ensure_future(downloads.of_ids())
        await clock.sleep(1.5)
        work.cancel()

    clock.drive(cut_short())

    answer = downloads.stopped(BY_EXIT_CODE[130])
    assert (len(answer.values), answer.failures[0].remedies) == (
        AT_ONCE,
        (f"Go on: `vidu download {AT_ONCE + 1} -o clips/`",),
    )


def test_what_the_list_would_add_is_not_waited_for(clock: FakeClock) -> None:
    world = World(clock, {"1": task("1")}, slow_s=30.0)

    answer = world.brought(plan())

    assert (rows(answer), clock.monotonic()) == ([("saved", "clips/1.mp4")], COMFORT_S + 1)


def test_a_row_of_the_list_without_results_is_looked_at(clock: FakeClock) -> None:
    world = World(clock, {"1": task("1"), "2": OFFLINE})
    listed = [replace(task("1"), creations=None), replace(task("2"), creations=None)]

    answer = clock.drive(world.downloads(plan()).of_listed(listed))

    assert (rows(answer), number_of(answer)) == ([("saved", "clips/1.mp4"), ("failed", None)], 3)


def test_a_run_that_was_stopped_before_the_list_was_read_says_the_same_line_again(clock: FakeClock) -> None:
    downloads = World(clock, {}).downloads(plan())
    downloads.since = "2h"

    answer = downloads.stopped(BY_EXIT_CODE[130])

    assert answer.failures[-1].remedies == ("Go on: `vidu download --since 2h -o clips/`",)


def test_a_run_that_was_stopped_when_all_is_here_has_nothing_to_go_on_with(clock: FakeClock) -> None:
    downloads = World(clock, {"1": task("1")}).downloads(plan())
    clock.drive(downloads.of_ids())

    assert downloads.stopped(BY_EXIT_CODE[130]).failures[-1].remedies == ()
