import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.phrases import count_span, listed, quoted, span


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (20, "20"),
        (5.0, "5.0"),
        (True, "true"),
        (None, "null"),
        ("", "''"),
        ("4K", "4K"),
        ("red\x1b[31m", '"red\\u001b[31m"'),
        ([1], "a list"),
        ({}, "an object"),
        (10**60, "a number of more than 38 digits"),
        ("a" * 60 + "b" * 40, "a" * 36 + "..." + "b" * 9),
    ],
)
def test_a_value_is_quoted_so_that_it_is_short_and_safe_to_print(value: object, expected: str) -> None:
    words = quoted(value)

    assert words == expected


@given(st.text())
def test_no_text_is_quoted_with_a_character_that_cannot_be_printed(text: str) -> None:
    words = quoted(text)

    assert words.isprintable()


@pytest.mark.parametrize(
    ("words", "expected"), [((), ""), (("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")]
)
def test_words_are_listed_as_people_do_it(words: tuple[str, ...], expected: str) -> None:
    sentence = listed(words, last="or")

    assert sentence == expected


@pytest.mark.parametrize(
    ("numbers", "expected"), [((1, 2, 3), "1-3"), ((4, 8), "4, 8"), ((5,), "5"), ((1, 2), "1, 2"), ((), "")]
)
def test_numbers_are_a_range_only_where_none_is_left_out(numbers: tuple[int, ...], expected: str) -> None:
    words = span(numbers)

    assert words == expected


@pytest.mark.parametrize(("count", "expected"), [((2, 2), "2"), ((1, 7), "1-7")])
def test_a_count_of_one_number_is_that_number(count: tuple[int, int], expected: str) -> None:
    words = count_span(count)

    assert words == expected
