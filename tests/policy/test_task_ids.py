import pytest

from vidu_cli.policy.task_ids import BEGINNING, listed_since, made_at
from vidu_cli.policy.times import moment_in

# On public record: the id and the time of one task.
SEEN, AT = "911088422699962368", "2026-01-20T06:52:02.323137590Z"
NOW = 1_790_000_000.0


def test_an_id_tells_about_when_its_task_was_made() -> None:
    made, told = made_at(SEEN), moment_in(AT)

    assert made is not None and told is not None and abs(made - told) < 3600  # noqa: PT018  # one thought


def test_the_list_is_asked_from_before_the_oldest_task() -> None:
    since = moment_in(listed_since([SEEN, str(int(SEEN) + (3600_000 << 22))], now=NOW))

    assert since is not None and 80_000 < (moment_in(AT) or 0) - since < 100_000  # noqa: PT018  # one thought


@pytest.mark.parametrize("ids", [("11",), (SEEN, "12"), ("9" * 19,), ("9" * 32,), ()], ids=len)
def test_ids_that_tell_no_likely_time_are_looked_for_from_the_beginning(ids: tuple[str, ...]) -> None:
    assert listed_since(ids, now=NOW) == BEGINNING
