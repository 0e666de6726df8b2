import pytest

from vidu_cli.policy.moments import Moment, clock_error_s, passed_s

THEN = Moment(at=1000.0, boot="b1", uptime_s=50.0)


def test_what_passed_is_told_by_the_time_since_the_start_whatever_was_done_to_the_clock() -> None:
    assert passed_s(THEN, Moment(at=5.0, boot="b1", uptime_s=80.0)) == 30.0


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (THEN, Moment(at=1030.0, boot="b2", uptime_s=1.0)),
        (Moment(at=1000.0, uptime_s=50.0), Moment(at=1030.0, uptime_s=80.0)),
    ],
    ids=["another start", "starts that have no name"],
)
def test_where_only_the_clock_could_tell_nothing_is_told(then: Moment, now: Moment) -> None:
    assert passed_s(then, now) is None


def test_the_platforms_clock_is_read_from_the_date_of_its_answer() -> None:
    # Cut to whole seconds, it is half a second later on average.
    assert clock_error_s("Wed, 07 Jan 2026 08:00:00 GMT", 1767772790.0) == 10.5


@pytest.mark.parametrize("date", ["", "soon", "Wed, 99 Jan 2026 08:00:00 GMT"])
def test_a_date_that_is_none_tells_nothing(date: str) -> None:
    assert clock_error_s(date, 0.0) is None
