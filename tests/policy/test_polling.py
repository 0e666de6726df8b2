import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.polling import next_poll, spread, strained

AGES = st.floats(-1e6, 1e9)


@given(age=AGES)
def test_the_next_look_is_3_to_15_seconds_away(age: float) -> None:
    assert 3.0 <= next_poll(age) <= 15.0


@given(age=AGES, later=st.floats(0, 1e6))
def test_the_pace_never_quickens(age: float, later: float) -> None:
    assert next_poll(age) <= next_poll(age + later)


@pytest.mark.parametrize(("age", "seconds"), [(0, 3.0), (60, 7.0), (180, 15.0), (86_400, 15.0)])
def test_the_pace_is_slowest_after_three_minutes(age: float, seconds: float) -> None:
    assert next_poll(age) == seconds


@given(seed=st.integers())
def test_the_growing_pace_is_spread_by_a_tenth(seed: int) -> None:
    assert 0.9 <= spread(random.Random(seed)) <= 1.1


@pytest.mark.parametrize(("age", "seconds"), [(0, 60.0), (3600, 120.0), (4 * 3600, 300.0), (48 * 3600, 300.0)])
def test_a_task_that_may_take_two_days_is_asked_about_every_few_minutes(age: float, seconds: float) -> None:
    assert next_poll(age, off_peak=True) == seconds


def test_a_platform_that_throttles_is_asked_half_as_often_each_time_down_to_a_quarter() -> None:
    paces = [1.0]
    for _ in range(4):
        paces.append(strained(paces[-1], is_throttled=True))

    assert paces == [1.0, 2.0, 4.0, 4.0, 4.0]


def test_the_pace_recovers_when_the_platform_does() -> None:
    paces = [4.0]
    for _ in range(3):
        paces.append(strained(paces[-1], is_throttled=False))

    assert paces == [4.0, 2.0, 1.0, 1.0]
