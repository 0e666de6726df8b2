"""Each view at 40, 80 and 120 columns, with and without colour, and for ASCII, against the files kept."""

import re

import pytest
from rich.cells import cell_len

from tests.render.golden import FOLDER, VIEWS, kept, pictures
from tests.support.samples import ANSWERS, FAILURES, LINK


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_looks_as_it_was_kept(view: str) -> None:
    drawn = pictures(view)

    assert drawn == kept(view), "if it is meant: python -m tests.render.golden"


def test_every_file_kept_is_of_a_view() -> None:
    names = {path.stem for path in FOLDER.iterdir()}

    assert names == set(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_only_what_is_to_be_copied_whole_is_wider_than_the_terminal(view: str, width: int) -> None:
    lines = pictures(view)[f"{width} plain"].splitlines()

    wide = [line.strip() for line in lines if cell_len(line) > width]

    assert [line for line in wide if not line.startswith(("vidu ", "https://", "curl ", "POST ", '"', "/home/"))] == []


@pytest.mark.parametrize("view", VIEWS)
def test_colour_adds_nothing_but_colour(view: str) -> None:
    drawn = pictures(view)

    bare = _without_colour(drawn["80 colour"])

    assert bare == drawn["80 plain"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_without_colour_holds_no_escape(view: str) -> None:
    drawn = pictures(view)

    assert [name for name, text in drawn.items() if "^[" in text and "colour" not in name] == []


def test_a_picture_in_colour_holds_escapes() -> None:
    drawn = pictures("list")

    assert "^[[" in drawn["80 colour"]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("view", ["list", "polled-several", "cancel", "receipt", "show", "error-calm"])
def test_every_id_stands_whole_on_a_line(view: str, width: int) -> None:
    values = (*ANSWERS.get(view, ()), *([FAILURES[view]] if view in FAILURES else []))
    ids = {_id_of(value) for value in values}

    picture = pictures(view)[f"{width} plain"]

    assert {one for one in ids if not any(one in line[:width] for line in picture.splitlines())} == set()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_link_can_be_copied_whole(width: int) -> None:
    picture = pictures("show")[f"{width} plain"]

    assert [line.strip() for line in picture.splitlines() if "https://" in line] == [LINK]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_command_that_ends_a_remedy_stands_alone_and_whole(width: int) -> None:
    picture = pictures("error-calm")[f"{width} plain"]

    assert "vidu --sandbox poll 1022471288452698112 -o clip.mp4" in [line.strip() for line in picture.splitlines()]


def _without_colour(text: str) -> str:
    return "".join(line.rstrip() + "\n" for line in re.sub(r"\^\[\[[0-9;]*m", "", text).splitlines())


def _id_of(value: object) -> str:
    task = getattr(value, "task", value)
    return str(getattr(task, "task_id", None) or getattr(task, "id", None) or getattr(value, "id", ""))
