import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.wires import Middle
from vidu_cli.policy.polling import next_poll, pace

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


@given(age=AGES, seed=st.integers())
def test_the_growing_pace_is_spread_by_a_tenth(age: float, seed: int) -> None:
    pause = pace(age, interval_s=None, slowed_s=0, chance=random.Random(seed))

    assert 0.9 * next_poll(age) <= pause <= 1.1 * next_poll(age)


@given(age=AGES, interval=st.floats(0, 1e4))
def test_a_fixed_interval_is_kept_as_it_was_given(age: float, interval: float) -> None:
    assert pace(age, interval_s=interval, slowed_s=0, chance=Middle()) == interval


@given(age=AGES, interval=st.none() | st.floats(0, 1e4), slowed=st.floats(0, 1e4))
def test_what_the_platform_asks_for_lengthens_any_pace(age: float, interval: float | None, slowed: float) -> None:
    unslowed = pace(age, interval_s=interval, slowed_s=0, chance=Middle())

    assert pace(age, interval_s=interval, slowed_s=slowed, chance=Middle()) == max(unslowed, slowed)
