"""The short way to a record, beside the long one: the same record, or none."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from tests.support.json_values import documents
from tests.support.task_rows import DOCUMENTED_ROWS, ODD_ROWS
from vidu_cli.schema.plain import plain_record
from vidu_cli.schema.tasks import Task, TaskPage
from vidu_cli.schema.wire import ShapeError, decode, encode


def read(told: object) -> object:
    """The record by way of the value; None for what is none."""
    try:
        return encode(decode(told, Task))
    except ShapeError:
        return None


@given(told=DOCUMENTED_ROWS)
def test_a_row_to_the_letter_is_copied_as_it_would_be_read(told: dict[str, Any]) -> None:
    # As text: the order counts too.
    assert json.dumps(plain_record(told, Task)) == json.dumps(read(told))


@given(told=ODD_ROWS)
def test_any_other_row_is_copied_as_it_would_be_read_or_not_at_all(told: dict[str, Any]) -> None:
    record = plain_record(told, Task)

    assert record is None or json.dumps(record) == json.dumps(read(told))


@given(told=documents())
def test_what_is_no_row_is_not_copied(told: object) -> None:
    assert plain_record(told, Task) is None


@given(told=ODD_ROWS)
def test_a_row_is_as_it_was_after_it_was_copied(told: dict[str, Any]) -> None:
    before = copy.deepcopy(told)

    plain_record(told, Task)

    assert json.dumps(told) == json.dumps(before)


ROW = {"id": "7", "state": "processing"}


@pytest.mark.parametrize(
    "odd",
    [
        {"id": 7},
        {"id": "0"},
        {"id": "7\n"},
        {"id": "7" * 33},
        {"id": "\u0667"},
        {"id": None},
        {"id": None, "task_id": "7"},
        {"task_id": "8"},
        {"sub_task_id": "8"},
        {"state": "melting"},
        {"state": None},
        {"state": ["success"]},
        {"seed": True},
        {"seed": "5"},
        {"seed": 2**64},
        {"seed": -(2**64)},
        {"credits": 1.5},
        {"duration": 2**60},
        {"duration": False},
        {"off_peak": 1},
        {"prompt": ["a"]},
        {"images": "a"},
        {"images": ["a", None]},
        {"images": ["a", 1]},
        {"creations": {}},
        {"creations": [None]},
        {"creations": [{"url": None}]},
        {"creations": [{"url": "https://c/a", "task_id": "7"}]},
        {"creations": [{"url": "https://c/a", "id": 1}]},
        {"raw": {"a": 1}},
        {"deep": json.loads("[" * 60 + "]" * 60)},
    ],
    ids=str,
)
def test_what_must_be_read_is_not_copied(odd: dict[str, object]) -> None:
    assert plain_record({**ROW, **odd}, Task) is None


@pytest.mark.parametrize(
    "well",
    [
        {"prompt": ""},
        {"seed": None, "err_code": None, "creations": None},
        {"duration": 7.5},
        {"images": []},
        {"creations": []},
        {"creations": [{"url": "", "cover_url": None}, {"id": "9", "url": "https://c/a"}]},
        {"creations": [{"url": "https://c/a", "new": 1, "video": {"fps": 24}}, {"url": "https://c/b"}], "x": 1},
        {"new": {"a": [1, None]}, "other": None},
        {"id": "7" * 32},
    ],
    ids=str,
)
def test_what_is_as_documented_is_copied(well: dict[str, object]) -> None:
    assert plain_record({**ROW, **well}, Task) == encode(decode({**ROW, **well}, Task))


PAGE = {"tasks": [ROW], "next_page_token": "t"}


def test_a_value_of_which_all_is_told_is_copied() -> None:
    assert plain_record(PAGE, TaskPage) == encode(decode(PAGE, TaskPage))


@pytest.mark.parametrize("untold", ["next_page_token", "tasks"])
def test_of_a_value_that_has_something_to_say_of_what_was_not_told_there_is_no_copy(untold: str) -> None:
    assert plain_record({name: told for name, told in PAGE.items() if name != untold}, TaskPage) is None
