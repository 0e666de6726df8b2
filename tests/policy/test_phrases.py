import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.phrases import count_span, file_words, listed, quoted, some, span


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


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("photo.jpg", "photo.jpg"),
        ("-", "standard input"),
        ("", "''"),
        (f"data:image/png;base64,{'A' * 90}", "data:image/png;base64,AAAAAAAAAAAAAA...AAAAAAAAA"),
        ("new\nline.jpg", '"new\\nline.jpg"'),
        (f"/home/{'a' * 120}/photo.jpg", f"...{'a' * 107}/photo.jpg"),
    ],
)
def test_a_file_is_called_by_its_path_and_a_long_one_by_its_end(address: str, expected: str) -> None:
    words = file_words(address)

    assert words == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("abc", "a, b and c"), ("abcd", "a, b, c and d"), ("abcde", "a, b, c and 2 others"), ("", "")],
)
def test_of_many_words_the_first_are_listed(words: str, expected: str) -> None:
    sentence = some(tuple(words))

    assert sentence == expected


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
