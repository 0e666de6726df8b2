import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import OFFLINE
from vidu_cli.errors.failure import ViduError
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Task, TaskPage, TaskState
from vidu_cli.workflows.listing import LOOKS_AT_ONCE, MOST_BARREN_PAGES, Listing, ListQuery

Filters = Sequence[tuple[str, str]]


def row(number: int, *, model: str = "viduq3", state: TaskState = TaskState.SUCCESS) -> Task:
    return Task(id=Id(str(number)), state=state, model=model, type="text2video")


@dataclass
class Shelf:
    """Tasks in pages. A service with `tokens` gives the next one with each page; `repeats` is page one for ever."""

    tasks: Sequence[Task]
    tokens: bool = False
    repeats: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    queries: list[Filters] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    unseen: tuple[str, ...] = ()
    most_at_once: int = 0
    at_once: int = 0

    async def task_page(self, filters: Filters) -> TaskPage:
        self.queries.append(filters)
        query = dict(filters)
        self.asked.append(query)
        size = int(query["pager.pagesz"])
        number = 0 if self.repeats else int(query.get("pager.page_token") or query.get("pager.page") or 0)
        page = tuple(self.tasks[number * size : (number + 1) * size])
        more = self.tokens and (number + 1) * size < len(self.tasks)
        return TaskPage(tasks=page, next_page_token=str(number + 1) if more else "")

    async def task(self, task_id: str) -> Task:
        self.looks.append(task_id)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if task_id in self.unseen:
            raise ViduError(OFFLINE)
        return Task(id=Id(task_id), state=TaskState.FAILED, err_code=f"Code{task_id}")


def listed(clock: FakeClock, shelf: Shelf, query: ListQuery) -> tuple[list[int], bool]:
    """The ids that came, and whether the list was cut."""
    listing = Listing(shelf, query, shelf)
    return [int(task.id) for task in rows(clock, listing)], listing.was_cut


def rows(clock: FakeClock, listing: Listing[Task]) -> list[Task]:
    async def collected() -> list[Task]:
        return [task async for task in listing.rows()]

    return clock.drive(collected())


@pytest.mark.parametrize("tokens", ["with tokens", "with numbers"])
@pytest.mark.parametrize(
    ("count", "limit", "given", "cut", "pages"),
    [
        (0, 20, 0, False, 1),
        (7, 20, 7, False, 1),
        (30, 20, 20, True, 1),
        (250, 0, 250, False, 3),
        (250, 150, 150, True, 2),
        (250, 250, 250, False, 3),
    ],
)
def test_pages_are_read_until_the_limit_and_a_cut_is_known(
    clock: FakeClock, tokens: str, count: int, limit: int, given: int, *, cut: bool, pages: int
) -> None:
    shelf = Shelf([row(number) for number in range(count)], tokens=tokens == "with tokens")

    came, was_cut = listed(clock, shelf, ListQuery(limit=limit))

    assert (came, was_cut, len(shelf.asked)) == (list(range(given)), cut, pages)


def test_all_of_a_list_that_ends_with_a_full_page_is_not_cut(clock: FakeClock) -> None:
    shelf = Shelf([row(number) for number in range(200)])

    assert listed(clock, shelf, ListQuery(limit=0)) == (list(range(200)), False)


def test_a_service_that_repeats_page_one_for_ever_is_left_after_its_second_time(clock: FakeClock) -> None:
    shelf = Shelf([row(number) for number in range(100)], repeats=True)

    came, was_cut = listed(clock, shelf, ListQuery(limit=0))

    assert (came, was_cut, len(shelf.asked)) == (list(range(100)), True, 2)


def test_a_task_that_moves_to_the_next_page_meanwhile_is_listed_once(clock: FakeClock) -> None:
    shelf = Shelf([row(number) for number in [*range(100), 99, *range(100, 150)]])

    assert listed(clock, shelf, ListQuery(limit=0))[0] == list(range(150))


def test_a_page_is_asked_for_in_both_spellings_of_the_paging_keys(clock: FakeClock) -> None:
    shelf = Shelf([row(number) for number in range(150)])

    listed(clock, shelf, ListQuery(limit=0))

    page = {"pager.pagesz": "100", "paper.pagesz": "100"}
    assert shelf.asked == [
        page | {"pager.page": "0", "paper.page": "0"},
        page | {"pager.page": "1", "paper.page": "1"},
    ]


def test_a_token_takes_the_place_of_the_page_number(clock: FakeClock) -> None:
    shelf = Shelf([row(number) for number in range(150)], tokens=True)

    listed(clock, shelf, ListQuery(limit=0))

    assert shelf.asked[1] == {"pager.pagesz": "100", "paper.pagesz": "100", "pager.page_token": "1"}


def test_what_the_platform_can_filter_is_asked_of_it(clock: FakeClock) -> None:
    shelf = Shelf([])
    query = ListQuery(
        states=("failed", "success"),
        resolution="720p",
        template="hug",
        since="2026-11-01T00:00:00Z",
        until="2026-11-02T00:00:00Z",
    )

    listed(clock, shelf, query)

    assert list(shelf.queries[0][:6]) == [
        ("states", "failed"),
        ("states", "success"),
        ("resolutions", "720p"),
        ("templates", "hug"),
        ("created_at.from", "2026-11-01T00:00:00Z"),
        ("created_at.to", "2026-11-02T00:00:00Z"),
    ]


def test_what_the_platform_cannot_filter_is_filtered_here_paging_on_until_the_limit(clock: FakeClock) -> None:
    shelf = Shelf([row(number, model="viduq2" if number % 50 == 0 else "viduq3") for number in range(400)])

    came, was_cut = listed(clock, shelf, ListQuery(model="viduq2", limit=5))

    assert (came, was_cut, len(shelf.asked)) == ([0, 50, 100, 150, 200], True, 3)


@pytest.mark.parametrize(
    "query",
    [ListQuery(model="viduq2"), ListQuery(type="img2video"), ListQuery(states=("failed",))],
    ids=["model", "type", "state"],
)
def test_a_row_that_a_filter_does_not_fit_is_not_given_even_if_the_platform_gives_it(
    query: ListQuery, clock: FakeClock
) -> None:
    assert listed(clock, Shelf([row(1), row(2)]), query) == ([], False)


def test_a_row_that_does_not_tell_its_model_is_given(clock: FakeClock) -> None:
    shelf = Shelf([replace(row(1), model=None)])

    assert listed(clock, shelf, ListQuery(model="viduq2")) == ([1], False)


def test_the_codes_of_the_failed_rows_shown_are_fetched_several_at_a_time(clock: FakeClock) -> None:
    shelf = Shelf([row(number, state=TaskState.FAILED) for number in range(30)])

    found = rows(clock, Listing(shelf, ListQuery(limit=20), shelf))

    codes = [task.err_code for task in found]
    assert (codes, len(shelf.looks), shelf.most_at_once) == (
        [f"Code{number}" for number in range(20)],
        20,
        LOOKS_AT_ONCE,
    )


def test_a_row_whose_code_cannot_be_had_is_given_without_it(clock: FakeClock) -> None:
    shelf = Shelf([row(number, state=TaskState.FAILED) for number in range(2)], unseen=("0",))

    found = rows(clock, Listing(shelf, ListQuery(), shelf))

    assert [task.err_code for task in found] == [None, "Code1"]


@pytest.mark.parametrize(
    "task",
    [replace(row(1, state=TaskState.FAILED), err_code="AuditFailed"), row(1)],
    ids=["known", "no failure"],
)
def test_no_look_is_made_for_a_code_that_nobody_needs(task: Task, clock: FakeClock) -> None:
    shelf = Shelf([task])

    rows(clock, Listing(shelf, ListQuery(), shelf))

    assert shelf.looks == []


def test_rows_come_before_the_next_page_is_asked_for(clock: FakeClock) -> None:
    shelf = Shelf([row(number) for number in range(300)])

    async def first() -> str:
        found = Listing(shelf, ListQuery(limit=0), shelf).rows()
        task = await anext(found)
        await found.aclose()  # type: ignore[attr-defined]  # an asynchronous generator
        return task.id

    assert (clock.drive(first()), len(shelf.asked)) == ("0", 1)


def test_an_empty_page_that_names_a_next_one_is_not_the_end(clock: FakeClock) -> None:
    class Gaps(Shelf):
        async def task_page(self, filters: Filters) -> TaskPage:
            token = dict(filters).get("pager.page_token", "")
            pages = {"": TaskPage(next_page_token="a"), "a": TaskPage(next_page_token="b")}
            return pages.get(token, TaskPage(tasks=tuple(self.tasks)))

    assert listed(clock, Gaps([row(1), row(2)]), ListQuery(limit=0)) == ([1, 2], False)


def test_empty_pages_that_name_each_other_for_ever_are_left(clock: FakeClock) -> None:
    class Circle(Shelf):
        async def task_page(self, filters: Filters) -> TaskPage:
            _ = filters
            return TaskPage(next_page_token="a")

    assert listed(clock, Circle([]), ListQuery(limit=0)) == ([], False)


def test_a_service_that_names_ever_new_pages_of_nothing_is_left(clock: FakeClock) -> None:
    class Abyss(Shelf):
        async def task_page(self, filters: Filters) -> TaskPage:
            self.queries.append(filters)
            return TaskPage(next_page_token=f"t{len(self.queries)}")

    abyss = Abyss([])

    assert (listed(clock, abyss, ListQuery(limit=0)), len(abyss.queries)) == (([], True), MOST_BARREN_PAGES)
