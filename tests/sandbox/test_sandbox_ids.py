import pytest

from vidu_cli.sandbox import ids


def test_an_id_is_the_one_that_the_platform_gave_at_that_time() -> None:
    made = ids.task_id(1_768_891_922.323, last=0)

    # Of a task that was made in that second a public record says 911088422699962368.
    assert made >> 22 == pytest.approx(911088422699962368 >> 22, abs=100)


def test_two_ids_of_the_same_moment_differ() -> None:
    first = ids.task_id(1_768_891_922.0, last=0)

    assert ids.task_id(1_768_891_922.0, last=first) == first + 1


def test_ids_keep_growing_when_the_clock_is_set_back() -> None:
    first = ids.task_id(1_768_891_922.0, last=0)

    assert ids.task_id(1_000_000_000.0, last=first) > first


def test_the_result_of_a_task_has_an_id_of_the_time_at_which_the_task_ended() -> None:
    creation = ids.creation_id(1_768_891_932.0, ordinal=1)

    assert creation > ids.task_id(1_768_891_922.0, last=0)


def test_results_of_the_same_moment_have_ids_of_their_own() -> None:
    assert ids.creation_id(1_768_891_932.0, ordinal=1) != ids.creation_id(1_768_891_932.0, ordinal=2)
