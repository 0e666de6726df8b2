import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.sandbox.lifecycle import CONCURRENCY, Walk, phases_of, progress_at, rescheduled, state_at, walk_of

WALK = Walk(queued_at=1.0, ready_at=3.0, started_at=3.0, ended_at=10.0)


def test_a_clip_takes_ten_seconds_unless_it_is_asked_otherwise() -> None:
    phases = phases_of()

    assert (phases.created_s, phases.queueing_s, phases.processing_s) == pytest.approx((0.5, 3.5, 6.0))


def test_the_pace_divides_every_phase() -> None:
    phases = phases_of(20.0, pace=10.0)

    assert (phases.created_s, phases.queueing_s, phases.processing_s) == pytest.approx((0.1, 0.7, 1.2))


@pytest.mark.parametrize(
    ("now", "state"), [(0.9, "created"), (1.0, "queueing"), (3.0, "processing"), (9.9, "processing"), (10.0, "success")]
)
def test_a_task_walks_through_the_states_at_the_moments_that_were_fixed(now: float, state: str) -> None:
    assert state_at(now, 1.0, 3.0, 10.0, "") == state


def test_a_task_with_a_code_fails_only_at_its_end() -> None:
    states = [state_at(now, 1.0, 3.0, 10.0, "AuditFailed") for now in (9.9, 10.0)]

    assert states == ["processing", "failed"]


@pytest.mark.parametrize(("now", "progress"), [(0.0, 0), (3.0, 0), (6.5, 49), (9.99, 98), (10.0, 100)])
def test_progress_grows_while_a_task_runs_and_is_whole_only_at_its_end(now: float, progress: int) -> None:
    assert progress_at(now, WALK) == progress


def test_a_task_waits_until_the_fifth_latest_of_the_others_has_ended() -> None:
    walk = walk_of(phases_of(), now=0.0, ends=[50.0, 20.0, 40.0, 30.0, 60.0, 10.0])

    assert walk.started_at == 20.0


def test_the_tasks_that_wait_move_up_in_their_order_when_a_place_comes_free() -> None:
    waiting = [
        Walk(queued_at=1.0, ready_at=3.0, started_at=20.0, ended_at=27.0),
        Walk(queued_at=2.0, ready_at=4.0, started_at=25.0, ended_at=32.0),
    ]

    moved = rescheduled(waiting, running_ends=[20.0, 21.0, 22.0, 23.0], now=5.0)

    assert [(walk.started_at, walk.ended_at) for walk in moved] == [(5.0, 12.0), (12.0, 19.0)]


@given(st.lists(st.floats(0.01, 100.0), min_size=1, max_size=30))
def test_never_more_than_five_tasks_run_at_once(lengths: list[float]) -> None:
    walks: list[Walk] = []

    for at, length in enumerate(lengths):
        walks.append(walk_of(phases_of(length), now=float(at), ends=[walk.ended_at for walk in walks]))

    assert all(
        sum(other.started_at <= walk.started_at < other.ended_at for other in walks) <= CONCURRENCY for walk in walks
    )
