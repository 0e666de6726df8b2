from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.times import duration_s, duration_word, moment, rfc3339

NOW = 1_795_450_000.0
ANYTHING = st.text() | st.text("0123456789.smhdTZ:+- ", max_size=24)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("0.5", 0.5), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400), ("0", 0), (" 1.5h ", 5400)],
)
def test_a_duration_is_read_in_its_unit(text: str, seconds: float) -> None:
    assert duration_s(text) == seconds


@pytest.mark.parametrize("text", ["20000d", "999999999d", "999999999"])
def test_the_longest_durations_can_be_typed_again_too(text: str) -> None:
    assert duration_word(duration_s(text)) == text


@pytest.mark.parametrize("text", ["999999999.9999", "999999999.999999d"])
def test_a_duration_that_rounding_would_make_too_long_can_be_typed_again_too(text: str) -> None:
    assert duration_s(duration_word(duration_s(text))) == pytest.approx(duration_s(text))


@given(seconds=st.integers(0, 10**9).map(lambda thousandths: thousandths / 1000))
def test_a_duration_can_be_typed_again(seconds: float) -> None:
    assert duration_s(duration_word(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "-1", "+1", "1e3", "1 h", "h", "1w", ".5", "5.", "inf", "nan", "1h30m", "9" * 30])
def test_what_is_no_duration_is_refused_with_what_is_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"write 90, 0\.5, 90s, 15m, 2h or 1d"):
        duration_s(text)


@given(text=ANYTHING)
def test_any_text_is_a_duration_of_no_less_than_nothing_or_none(text: str) -> None:
    try:
        seconds = duration_s(text)
    except ValueError:
        seconds = 0.0

    assert seconds >= 0


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2h", "2026-11-23T13:06:40Z"),
        ("0", "2026-11-23T15:06:40Z"),
        ("2026-11-01", "2026-11-01T00:00:00Z"),
        ("2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z"),
        ("2026-11-01T08:00:00.999+08:00", "2026-11-01T00:00:00Z"),
        ("2026-11-01T08:00", "2026-11-01T08:00:00Z"),
        ("0099-01-01", "0099-01-01T00:00:00Z"),
    ],
)
def test_a_moment_is_a_time_in_utc(text: str, when: str) -> None:
    assert moment(text, 1_795_446_400.0) == when


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-01", "2026-02-30", "2h ago", "999999999d", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(is no time|too long ago)"):
        moment(text, NOW)


@given(text=ANYTHING)
def test_any_text_is_a_moment_that_reads_as_itself_or_none(text: str) -> None:
    try:
        when = moment(text, NOW)
    except ValueError:
        when = "2026-11-01T08:00:00Z"

    assert moment(when, NOW) == when


@given(at=st.floats(-1e20, 1e20))
def test_a_time_is_written_down_to_its_second_or_no_calendar_has_it(at: float) -> None:
    try:
        written = rfc3339(at)
    except ValueError:
        written, at = "1970-01-01T00:00:00Z", 0.0

    assert datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp() == at // 1
