"""The line of a live view that tells of all tasks, at every width."""

from dataclasses import replace

import pytest

from tests.support.samples import FAILED, FAILURES, QUEUED, SAVED, WAITING
from tests.support.watching import ASKING, Watch


@pytest.mark.parametrize(
    ("width", "summary"),
    [
        (80, "0:00  12 tasks: 1 success, 1 failed, 1 queueing, 9 asking, 120 credits"),
        (50, "0:00  1 success, 1 failed, 1 queueing, 9 asking"),
        (40, "0:00  2 of 12 ended, 1 badly"),
    ],
)
def test_a_narrow_terminal_still_tells_how_many_ended_and_how_many_badly(width: int, summary: str) -> None:
    watch = Watch(ASKING, width=width)

    for number, task in enumerate((SAVED, replace(FAILED, credits=0), WAITING)):
        watch.table.changed(replace(task, id=ASKING[number]), None)

    assert watch.text.splitlines()[-1] == summary


def test_of_many_tasks_the_longest_wait_and_the_credits_of_all_are_told() -> None:
    watch = Watch(ASKING, left=lambda task: 40.0 if task.id == ASKING[0] else 4000.0, width=100)

    for task_id in ASKING[:2]:
        watch.table.changed(replace(WAITING, id=task_id, credits=60), None)

    assert watch.text.splitlines()[-1] == "0:00  12 tasks: 2 queueing, 10 asking, about 1:06:40 left, 120 credits"


@pytest.fixture
def after_three_ends() -> Watch:
    """A wait of 30 seconds in which three of twelve tasks have ended."""
    watch = Watch(ASKING, left=lambda _: 5.0, width=100)
    for task_id in ASKING:
        watch.table.changed(replace(WAITING, id=task_id, credits=None), None)
    watch.at = 30.0
    for task_id in ASKING[:3]:
        watch.table.changed(replace(SAVED, id=task_id, credits=None), WAITING.state)
    return watch


def test_many_tasks_in_a_queue_take_as_long_as_those_before_them_need(after_three_ends: Watch) -> None:
    assert after_three_ends.text.splitlines()[-1] == "0:30  12 tasks: 3 success, 9 queueing, about 1:30 left"


def test_while_looking_fails_nothing_is_known_of_the_time(after_three_ends: Watch) -> None:
    watch = after_three_ends

    watch.table.trouble(FAILURES["error-long"])
    during = watch.text.splitlines()[-2]
    watch.table.recovered()

    known = "0:30  12 tasks: 3 success, 9 queueing"
    assert (during, watch.text.splitlines()[-1]) == (known, f"{known}, about 1:30 left")


def test_what_had_ended_before_the_wait_began_tells_nothing_of_how_fast_it_goes() -> None:
    watch = Watch(ASKING)

    for task_id in ASKING[:9]:
        watch.table.changed(replace(SAVED, id=task_id, credits=None), None)

    assert watch.text.splitlines()[-1] == "0:00  12 tasks: 9 success, 3 asking"


def test_what_the_one_task_costs_is_told() -> None:
    watch = Watch((QUEUED,))

    watch.table.changed(replace(WAITING, credits=60), None)

    assert watch.text.splitlines()[-1] == "0:00  60 credits  Ctrl-C leaves the task running"


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (100, "9 queueing, about 1:30 left, 120 credits"),
        (60, "9 queueing, about 1:30 left, 120 credits"),
        (50, "9 queueing, about 1:30 left"),
        (36, "9 queueing"),
    ],
)
def test_where_not_everything_has_room_the_time_is_told_before_the_credits(width: int, told: str) -> None:
    watch = Watch(ASKING, width=width)
    for task_id in ASKING:
        watch.table.changed(replace(WAITING, id=task_id, credits=10), None)

    watch.at = 30.0
    for task_id in ASKING[:3]:
        watch.table.changed(replace(SAVED, id=task_id, credits=10), WAITING.state)

    assert watch.text.splitlines()[-1].endswith(f"3 success, {told}")
