import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.outcome import exit_code_of, exit_code_of_cancels

BAD = st.integers(10, 99)
NUMBERS = st.lists(st.just(0) | BAD, max_size=8)


@given(number=st.just(0) | BAD)
def test_one_task_gives_its_own_number(number: int) -> None:
    assert exit_code_of([number]) == number


@given(numbers=NUMBERS, data=st.data())
def test_the_order_of_the_tasks_does_not_matter(numbers: list[int], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(numbers))

    assert exit_code_of(shuffled) == exit_code_of(numbers)


@given(numbers=NUMBERS)
def test_only_success_all_over_is_0(numbers: list[int]) -> None:
    assert (exit_code_of(numbers) == 0) == (set(numbers) <= {0})


@given(numbers=st.lists(BAD, min_size=1), successes=st.integers(1, 5))
def test_some_that_went_well_and_some_that_failed_are_3(numbers: list[int], successes: int) -> None:
    assert exit_code_of([*numbers, *[0] * successes]) == 3


@given(number=BAD, times=st.integers(1, 9))
def test_a_number_that_all_share_is_the_number(number: int, times: int) -> None:
    assert exit_code_of([number] * times) == number


@given(numbers=st.lists(BAD, min_size=1))
def test_failures_of_one_decade_give_a_number_among_them_and_others_give_4(numbers: list[int]) -> None:
    allowed = set(numbers) if len({number // 10 for number in numbers}) == 1 else {4}

    assert exit_code_of(numbers) in allowed


@pytest.mark.parametrize(
    ("numbers", "number"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 66], 3),
        ([66, 66, 61], 66),
        ([67, 61], 61),
        ([67, 67, 61, 61], 61),
        ([51, 66], 4),
        ([82, 85, 85], 85),
    ],
    ids=str,
)
def test_several_tasks_give_the_most_frequent_number_of_a_decade_and_of_equals_the_lowest(
    numbers: list[int], number: int
) -> None:
    assert exit_code_of(numbers) == number


@pytest.mark.parametrize(
    ("numbers", "number"),
    [([], 0), ([0, 0], 0), ([88], 88), ([88, 88], 88), ([0, 88], 3), ([82, 88], 3), ([82, 81], 3)],
    ids=str,
)
def test_several_cancels_give_the_number_they_share_else_3(numbers: list[int], number: int) -> None:
    assert exit_code_of_cancels(numbers) == number
