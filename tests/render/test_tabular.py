import pytest
from rich.cells import cell_len

from tests.support.sinks import memory, stream
from vidu_cli.render.console import drawn
from vidu_cli.render.drawing import Canvas
from vidu_cli.render.failure import Voice
from vidu_cli.render.glyphs import UNICODE
from vidu_cli.render.paragraphs import advice, paragraph
from vidu_cli.render.tabular import Column, tabular, texts

ID = Column(title="id", cells=texts(["1022471286112276480", "7"]), must=True)
CODE = Column(title="code", cells=texts(["", "NoFaceDetected"]), must=True)
COST = Column(title="credits", cells=texts(["60", "0"]), is_number=True)
PROMPT = Column(title="prompt", cells=texts(["a paper boat in the rain", "\u7eb8\u8239"]), may_be_cut=True)


def lines_at(width: int, *columns: Column) -> list[str]:
    canvas = Canvas(width=width, glyphs=UNICODE, voice=Voice())
    return drawn(tabular(columns, canvas), stream(memory(), width=width)).splitlines()


def test_columns_stand_below_their_titles() -> None:
    assert lines_at(80, ID, CODE, COST, PROMPT) == [
        "id                   code            credits  prompt",
        "\u2500" * 70,
        "1022471286112276480                       60  a paper boat in the rain",
        "7                    NoFaceDetected        0  \u7eb8\u8239",
    ]


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (70, ["id", "code", "credits", "prompt"]),
        (62, ["id", "code", "credits", "prompt"]),
        (61, ["id", "code", "credits"]),
        (44, ["id", "code", "credits"]),
        (43, ["id", "code"]),
        (35, ["id", "code"]),
    ],
)
def test_what_does_not_fit_is_left_out_the_least_first(width: int, titles: list[str]) -> None:
    lines = lines_at(width, ID, CODE, COST, PROMPT)

    assert (lines[0].split(), max(map(cell_len, lines)) <= width) == (titles, True)


def test_a_text_that_may_be_cut_ends_in_an_ellipsis() -> None:
    assert lines_at(62, ID, CODE, COST, PROMPT)[2].endswith("  a paper boat in\u2026")


def test_rows_are_stacked_where_what_must_be_shown_does_not_fit() -> None:
    outcome = Column(title="outcome", cells=texts(["too late", "cancelled"]), must=True)

    assert lines_at(34, ID, outcome, CODE, COST) == [
        "1022471286112276480  too late",
        "7  cancelled",
        "  code  NoFaceDetected",
    ]


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    blank = Column(title="code", cells=texts([None, ""]), must=True)

    assert lines_at(80, ID, blank)[0] == "id"


def test_a_command_in_a_sentence_is_never_broken() -> None:
    text = advice("See them all: `vidu list --state failed --since 1d`, and then more.", 30)

    assert text.plain.splitlines() == [
        "See them all:",
        "`vidu list --state failed --since 1d`,",
        "and then more.",
    ]


def test_a_backtick_from_outside_is_no_command() -> None:
    text = paragraph("a `very long run of words` from outside", 20)

    assert text.plain.splitlines() == ["a `very long run of", "words` from outside"]


def test_wide_characters_are_broken_where_the_line_is_full() -> None:
    text = paragraph("\u7eb8\u8239" * 10, 20)

    assert [cell_len(line) for line in text.plain.splitlines()] == [20, 20]
