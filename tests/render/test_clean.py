import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.render.clean import clean, escaped

ANY_TEXT = st.text(st.characters(exclude_categories=()))
CONTROLS = ("Cc", "Cs", "Zl", "Zp")


@given(ANY_TEXT)
def test_clean_text_holds_no_control_character(text: str) -> None:
    shown = clean(text)

    assert [one for one in shown if unicodedata.category(one) in CONTROLS] == []


@given(ANY_TEXT)
def test_clean_text_is_one_line(text: str) -> None:
    shown = clean(text)

    assert len(shown.splitlines()) <= 1


@given(ANY_TEXT, st.integers(min_value=4, max_value=50))
def test_clean_text_is_never_longer_than_asked(text: str, longest: int) -> None:
    shown = clean(text, longest=longest)

    assert len(shown) <= longest


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_text_that_does_no_harm_is_shown_as_it_is(text: str) -> None:
    shown = clean(text)

    assert shown == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\N{REPLACEMENT CHARACTER}[31mb"),
        ("first\r\nsecond", "first  second"),
        ("left\u202eright", "leftright"),
        ("one\u2028two", "one two"),
        ("\udcff", "\N{REPLACEMENT CHARACTER}"),
        ("\U0001f468\u200d\U0001f467", "\U0001f468\u200d\U0001f467"),
        ("[red]x[/] [/y]", "[red]x[/] [/y]"),
    ],
)
def test_harm_is_taken_out_and_nothing_else(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(ANY_TEXT)
def test_an_escaped_cell_is_one_cell_of_one_line(text: str) -> None:
    cell = escaped(text)

    assert (cell.count("\t"), len(f"x{cell}x".splitlines())) == (0, 1)


@given(ANY_TEXT)
def test_an_escaped_cell_holds_no_control_character(text: str) -> None:
    cell = escaped(text)

    assert [one for one in cell if unicodedata.category(one) == "Cc"] == []


@given(st.lists(ANY_TEXT, unique=True, min_size=2, max_size=2))
def test_different_texts_stay_different(texts: list[str]) -> None:
    first, second = map(escaped, texts)

    assert first != second


@pytest.mark.parametrize(
    ("text", "cell"),
    [("a\tb\nc", "a\\tb\\nc"), ("C:\\new", "C:\\\\new"), ("\x1b[0m", "\\x1b[0m"), ("\u2028", "\\u2028")],
)
def test_what_would_break_a_line_is_spelled_out(text: str, cell: str) -> None:
    assert escaped(text) == cell
