import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.wires import Middle
from vidu_cli.policy.backoff import NEVER_LEFT, ONCE, SAFE, THROTTLED, Patience, pause_before

PATIENCES = st.sampled_from([SAFE, NEVER_LEFT, THROTTLED, ONCE])
SECONDS = st.floats(0, 100)


@pytest.mark.parametrize(("attempt", "pause"), [(2, 0.5), (3, 1.0), (4, 2.0), (5, 4.0), (6, 8.0), (7, 8.0), (30, 8.0)])
def test_the_pauses_grow_to_eight_seconds(attempt: int, pause: float) -> None:
    assert pause_before(attempt, THROTTLED, elapsed_s=0, retry_after_s=None, chance=Middle()) == pause


@given(seed=st.integers(), attempt=st.integers(2, 30))
def test_chance_spreads_a_pause_over_75_to_125_percent(seed: int, attempt: int) -> None:
    middle = pause_before(attempt, THROTTLED, elapsed_s=0, retry_after_s=None, chance=Middle()) or 0

    pause = pause_before(attempt, THROTTLED, elapsed_s=0, retry_after_s=None, chance=random.Random(seed)) or 0

    assert 0.75 * middle <= pause <= 1.25 * middle


@given(patience=PATIENCES, attempt=st.integers(2, 40), elapsed=SECONDS, asked=st.floats(0, 1000))
def test_what_the_platform_asks_for_is_never_shortened(
    patience: Patience, attempt: int, elapsed: float, asked: float
) -> None:
    pause = pause_before(attempt, patience, elapsed_s=elapsed, retry_after_s=asked, chance=Middle())

    assert pause is None or pause >= asked


@given(patience=PATIENCES, attempt=st.integers(2, 40), elapsed=SECONDS, asked=st.none() | SECONDS)
def test_no_attempt_begins_after_the_patience_is_over(
    patience: Patience, attempt: int, elapsed: float, asked: float | None
) -> None:
    pause = pause_before(attempt, patience, elapsed_s=elapsed, retry_after_s=asked, chance=Middle())

    assert pause is None or (elapsed + pause <= patience.total_s and attempt <= patience.attempts)


@pytest.mark.parametrize(("asked", "pause"), [(29.5, 29.5), (30.0, 30.0), (30.5, None), (3600.0, None)])
def test_more_than_thirty_seconds_are_not_waited_for(asked: float, pause: float | None) -> None:
    assert pause_before(2, THROTTLED, elapsed_s=0, retry_after_s=asked, chance=Middle()) == pause


def test_a_retry_after_of_nothing_leaves_the_pause_to_us() -> None:
    assert pause_before(3, THROTTLED, elapsed_s=0, retry_after_s=0.0, chance=Middle()) == 1.0


@pytest.mark.parametrize("patience", [SAFE, NEVER_LEFT])
def test_what_is_safe_is_tried_four_times_in_twenty_seconds(patience: Patience) -> None:
    assert (patience.attempts, patience.total_s) == (4, 20)
