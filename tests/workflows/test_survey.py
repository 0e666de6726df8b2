from itertools import pairwise
from statistics import median

import pytest

from tests.support.clock import FakeClock
from tests.support.fleets import Fleet, fleet
from tests.support.tasks_by_hand import GATEWAY, THROTTLED, Told
from tests.support.wires import Middle
from vidu_cli.errors.catalogue import NOT_FOUND
from vidu_cli.errors.failure import Failure
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.poll import poller
from vidu_cli.workflows.poll_plan import PollPlan, PollReport, StopAt
from vidu_cli.workflows.survey import MOST_SINGLE, Rest
from vidu_cli.workflows.verdict import verdict


def waited(tasks: Fleet, clock: FakeClock, plan: PollPlan | None = None) -> PollReport:
    """How a wait for all of them ends."""
    wait = poller(tuple(tasks.ends), looker=tasks, watcher=Told(), clock=clock, chance=Middle())
    return clock.drive(wait.wait(plan or PollPlan()))


def numbers(report: PollReport) -> list[int]:
    return [row.exit_code for row in report.rows]


def test_a_few_tasks_are_asked_for_one_by_one(clock: FakeClock) -> None:
    tasks = fleet(clock, MOST_SINGLE)

    waited(tasks, clock)

    assert tasks.pages == []


def test_a_thousand_tasks_cost_a_request_for_each_hundred_a_round_and_one_for_each_that_failed(
    clock: FakeClock,
) -> None:
    tasks = fleet(clock, 1000, failing=30)

    report = waited(tasks, clock)

    rounds = {at for at, _ in tasks.pages}
    assert (sum(number == 66 for number in numbers(report)), len(tasks.looks)) == (30, 30)
    assert len(tasks.pages) <= 10 * len(rounds)
    assert all(len(ids) <= 100 for _, ids in tasks.pages)


def test_a_few_that_are_left_of_many_are_asked_for_in_one_request(clock: FakeClock) -> None:
    tasks = fleet(clock, MOST_SINGLE + 1)

    waited(tasks, clock)

    assert tasks.looks == []


def test_the_end_of_a_task_is_noticed_within_half_the_pace_on_average(clock: FakeClock) -> None:
    tasks = fleet(clock, 1000)
    noticed: dict[str, float] = {}
    wait = poller(tuple(tasks.ends), looker=tasks, watcher=Told(), clock=clock, chance=Middle())

    async def fetch(task: Task) -> Task:
        noticed[task.id] = clock.monotonic()
        return task

    wait.errands.fetch = fetch
    clock.drive(wait.wait(PollPlan(interval_s=10)))

    assert median(noticed[task_id] - at for task_id, (at, _) in tasks.ends.items()) <= 5


def test_a_failure_is_known_by_its_code_and_keeps_what_the_list_told(clock: FakeClock) -> None:
    report = waited(fleet(clock, 20, failing=20, over_s=1), clock)

    assert {(row.failure and row.failure.code, row.task and row.task.prompt) for row in report.rows} == {
        ("NoFaceDetected", "a cat")
    }


def asked_in_rounds(tasks: Fleet, task_id: str) -> list[int]:
    """The rounds in which the list was asked for a task."""
    times = sorted({at for at, _ in [*tasks.pages, *tasks.looks]})
    return [times.index(at) for at, ids in tasks.pages if task_id in ids]


def test_a_task_that_the_list_does_not_show_is_asked_for_by_itself_and_ever_more_rarely_of_the_list(
    clock: FakeClock,
) -> None:
    tasks = fleet(clock, 20, over_s=40)
    tasks.unlisted = frozenset({"t19"})

    report = waited(tasks, clock, PollPlan(interval_s=1))

    assert (numbers(report), asked_in_rounds(tasks, "t19")) == ([0] * 20, [0, 1, 3, 6, 11, 20, 37])


def test_a_list_that_is_behind_at_first_is_asked_for_all_of_them_soon(clock: FakeClock) -> None:
    tasks = fleet(clock, 1000)
    tasks.listed_from_s = 1.0

    waited(tasks, clock)

    assert {at for at, _ in tasks.looks} == {0.0}


@pytest.mark.parametrize(("failures", "rounds"), [(1, 1), (2, 2), (3, 4), (7, 32), (50, 32)])
def test_what_was_in_vain_again_and_again_is_given_ever_longer_rests_up_to_a_bound(failures: int, rounds: int) -> None:
    rest = Rest(in_vain=failures - 1)

    rest.begin(is_soon_over=False)

    assert [rest.lasts() for _ in range(40)].count(True) == rounds


def test_an_id_that_nobody_knows_does_not_end_the_others(clock: FakeClock) -> None:
    tasks = fleet(clock, 20)
    ids = (*tasks.ends, "unknown")
    wait = poller(ids, looker=tasks, watcher=Told(), clock=clock, chance=Middle())

    report = clock.drive(wait.wait(PollPlan()))

    assert (numbers(report), verdict(report, StopAt.ALL)[-1].exit_code) == ([0] * 20 + [82], 3)


def test_a_success_without_its_results_is_asked_for_them(clock: FakeClock) -> None:
    tasks = fleet(clock, 20, over_s=1)
    tasks.lists_results = False

    report = waited(tasks, clock)

    assert [len(row.task.creations or ()) if row.task else 0 for row in report.rows] == [1] * 20


def test_a_list_that_fails_is_given_a_rest_and_the_tasks_are_seen_one_by_one(clock: FakeClock) -> None:
    tasks = fleet(clock, 20, over_s=900)
    tasks.list_fails = [GATEWAY] * 1000

    report = waited(tasks, clock)

    assert (numbers(report), clock.monotonic() < 960) == ([0] * 20, True)


def test_a_list_that_drops_the_ids_it_is_asked_for_costs_looks_and_nothing_else(clock: FakeClock) -> None:
    tasks = fleet(clock, 150, over_s=20)
    tasks.ignores_ids = True

    assert numbers(waited(tasks, clock)) == [0] * 150


def test_a_throttled_list_slows_all_of_it_down_and_it_recovers(clock: FakeClock) -> None:
    tasks = fleet(clock, 20, over_s=100)
    tasks.list_fails = [None, THROTTLED, THROTTLED]

    waited(tasks, clock, PollPlan(interval_s=4))

    times = sorted({at for at, _ in tasks.pages} | {at for at, _ in tasks.looks})
    pauses = [round(later - at, 3) for at, later in pairwise(times)]
    assert pauses[:6] == [4, 8, 16, 8, 4, 4]


@pytest.mark.parametrize("timeout_s", [50.0])
def test_the_deadline_names_only_some_of_many(timeout_s: float, clock: FakeClock) -> None:
    report = waited(fleet(clock, 200), clock, PollPlan(timeout_s=timeout_s))

    assert report.stopped is not None and "and 164 more" in report.stopped.message  # noqa: PT018  # one thought


def test_what_the_list_is_refused_with_is_said_of_no_task(clock: FakeClock) -> None:
    tasks = fleet(clock, 20)
    tasks.list_fails = [Failure(entry=NOT_FOUND)] * 1000

    report = waited(tasks, clock)

    assert numbers(report) == [0] * 20


def test_a_list_that_goes_on_failing_is_asked_ever_more_rarely(clock: FakeClock) -> None:
    tasks = fleet(clock, 20, over_s=600)
    tasks.list_fails = [GATEWAY] * 1000

    waited(tasks, clock)

    assert len(tasks.pages) < 8


def test_a_page_that_is_refused_again_rests_longer_though_other_pages_came_meanwhile(clock: FakeClock) -> None:
    tasks = fleet(clock, 150, over_s=10)
    tasks.list_fails = [GATEWAY, None, None, GATEWAY]

    waited(tasks, clock, PollPlan(interval_s=1))

    assert asked_in_rounds(tasks, "t99")[:3] == [0, 2, 5]
