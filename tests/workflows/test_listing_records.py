"""A list that is only printed: records and tasks side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.support.clock import FakeClock
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import RowPage, Task, TaskRecord, TaskState
from vidu_cli.workflows.listing import Listing, ListQuery

ROWS = (
    TaskRecord({"id": "5", "state": "success", "model": "viduq3", "resolution": "720p", "raw": {}}),
    Task(id=Id("4"), state=TaskState.FAILED, model="viduq3", resolution="720p"),
    TaskRecord({"id": "3", "state": "processing", "type": "text2video", "raw": {}}),
    TaskRecord({"id": "2", "state": "success", "model": "viduq1", "type": "img2video", "raw": {}}),
)


@dataclass
class Ledge:
    """Rows, all on the first page; every failed task failed of the same."""

    rows: Sequence[Task | TaskRecord] = ROWS

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> RowPage:
        return RowPage(tasks=tuple(self.rows) if ("pager.page", "0") in filters else ())

    async def task(self, task_id: str) -> Task:
        return Task(id=Id(task_id), state=TaskState.FAILED, err_code="NoFaceDetected")


def listed(
    clock: FakeClock, query: ListQuery, rows: Sequence[Task | TaskRecord] = ROWS, *, asks_why: bool = True
) -> list[Task | TaskRecord]:
    ledge = Ledge(rows)
    listing = Listing[Task | TaskRecord](ledge, query, ledge if asks_why else None)

    async def collected() -> list[Task | TaskRecord]:
        return [row async for row in listing.rows()]

    return clock.drive(collected())


def test_each_stays_what_it_is_and_failed_ones_are_explained(clock: FakeClock) -> None:
    first, failed, *others = listed(clock, ListQuery())

    assert (first, others) == (ROWS[0], list(ROWS[2:]))
    assert failed == Task(
        id=Id("4"), state=TaskState.FAILED, err_code="NoFaceDetected", model="viduq3", resolution="720p"
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        # A row that does not tell may well be meant.
        (ListQuery(model="viduq3"), ["5", "4", "3"]),
        (ListQuery(type="text2video"), ["5", "4", "3"]),
        (ListQuery(resolution="1080p"), ["3", "2"]),
        (ListQuery(states=("success",)), ["5", "2"]),
    ],
    ids=str,
)
def test_records_are_filtered_as_tasks_are(query: ListQuery, ids: list[str], clock: FakeClock) -> None:
    assert [row.id for row in listed(clock, query)] == ids


def test_where_no_codes_are_asked_for_nothing_is_looked_at(clock: FakeClock) -> None:
    assert listed(clock, ListQuery(), asks_why=False) == list(ROWS)
