import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import documents, objects
from vidu_cli.schema.ids import Id
from vidu_cli.schema.readers import MOST_LEVELS, TOO_DEEP, is_shallow
from vidu_cli.schema.tasks import Account, Creation, Package, Remains, Task, TaskPage, TaskState
from vidu_cli.schema.wire import ShapeError, decode, encode, parse

# Keys that mean something, so that a random object is often nearly right.
KEYS = st.sampled_from(
    [
        *(one.name for one in (*fields(Task), *fields(Creation), *fields(TaskPage), *fields(Account))),
        "task_id",
        "sub_task_id",
        "x",
    ]
) | st.text(max_size=5)
ANYTHING = documents(KEYS)
IDS = st.integers(min_value=2**53, max_value=2**64)
TASKS = st.fixed_dictionaries(
    {"id": IDS.map(str), "state": st.sampled_from(list(TaskState)).map(str)},
    optional={
        "duration": st.floats(0, 100),
        "seed": st.integers(),
        "images": st.lists(st.text()),
        "off_peak": st.booleans(),
        "creations": st.lists(
            st.fixed_dictionaries({"url": st.text(), "id": IDS.map(str)}, optional={"video": ANYTHING, "new": ANYTHING})
        ),
        "err_msg": ANYTHING,
        "wm_position": ANYTHING,
    },
)


@pytest.mark.parametrize("shape", [Task, Creation, TaskPage, Account, Remains, Package])
@given(value=ANYTHING)
def test_any_json_is_a_value_or_a_complaint(shape: type[object], value: object) -> None:
    try:
        read: object = decode(value, shape)
    except ShapeError as error:
        read = str(error)

    assert isinstance(read, str) == (not isinstance(read, shape))


@given(ANYTHING.map(json.dumps) | st.text() | st.binary())
def test_any_text_is_a_document_or_a_complaint(text: str | bytes) -> None:
    try:
        read = parse(text)
    except ShapeError as error:
        read = str(error)

    assert isinstance(read, dict | list | str | int | float | None)


@given(document=ANYTHING)
def test_a_document_is_read_as_it_was_written(document: object) -> None:
    assert parse(json.dumps(document)) == document


@given(number=IDS, named=st.sampled_from(["id", "task_id"]), written=st.sampled_from([str, int]))
def test_an_id_keeps_every_digit(number: int, named: str, written: type) -> None:
    answer = json.dumps({named: written(number), "state": "created"})

    assert decode(parse(answer), Task).id == str(number)


@given(number=st.floats())
def test_a_number_that_has_lost_digits_is_no_id(number: float) -> None:
    with pytest.raises(ShapeError):
        decode({"id": number, "state": "created"}, Task)


def _told(document: object) -> set[str]:
    """Every key that says something, wherever it stands."""
    if isinstance(document, dict):
        return {key for key, held in document.items() if held is not None}.union(*map(_told, document.values()))
    return set().union(*map(_told, document)) if isinstance(document, list) else set()


@given(answer=TASKS)
def test_no_key_of_an_answer_is_lost_in_the_json_of_a_command(answer: dict[str, Any]) -> None:
    shown = encode(decode(answer, Task))

    assert _told(answer) <= _told(shown)


@given(answer=TASKS)
def test_a_task_that_is_written_and_read_again_is_the_same_but_for_raw(answer: dict[str, Any]) -> None:
    written = encode(decode(answer, Task))

    again = encode(decode(parse(json.dumps(written)), Task))

    assert {**again, "raw": None} == {**written, "raw": None}


@given(extra=objects(ANYTHING, st.text(min_size=30)))
def test_raw_holds_exactly_the_keys_that_have_no_field(extra: dict[str, object]) -> None:
    task = decode({"task_id": "7", "state": "created", "resolution": None, **extra}, Task)

    assert task.raw == extra


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (None, "$: expected object, got null"),
        ([], "$: expected object, got []"),
        ({}, "$.id: expected an id, got null"),
        ({"id": "", "state": "created"}, '$.id: expected an id, got ""'),
        ({"id": 1.5, "state": "created"}, "$.id: expected an id, got 1.5"),
        ({"id": True, "state": "created"}, "$.id: expected an id, got true"),
        ({"id": "7"}, "$.state: expected str, got null"),
        ({"id": "7", "state": 5}, "$.state: expected str, got 5"),
        ({"id": "7", "state": "success", "creations": {}}, "$.creations: expected list, got {}"),
        (
            {"id": "7", "state": "success", "creations": [{"url": "u"}, {"url": 7}]},
            "$.creations[1].url: expected str, got 7",
        ),
    ],
    ids=str,
)
def test_a_complaint_names_the_place_and_what_was_there(answer: object, complaint: str) -> None:
    with pytest.raises(ShapeError) as caught:
        decode(answer, Task)

    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("odd", "value"),
    [("credits", "many"), ("images", "one.png"), ("duration", "five"), ("prompt", 7), ("off_peak", "yes")],
)
def test_an_odd_optional_field_gives_way_and_is_kept_in_raw(odd: str, value: object) -> None:
    task = decode({"id": "7", "state": "created", odd: value}, Task)

    assert (getattr(task, odd), task.raw) == (None, {odd: value})


def test_what_a_result_tells_beside_its_fields_is_kept_in_raw_in_its_place() -> None:
    creations = [{"url": "a"}, {"url": "b", "cover_url": 7, "video": {"fps": 24}}]

    task = decode({"id": "7", "state": "success", "creations": creations}, Task)

    assert (task.creations, task.raw) == (
        (Creation(url="a"), Creation(url="b")),
        {"creations": [{}, {"cover_url": 7, "video": {"fps": 24}}]},
    )


@pytest.mark.parametrize(
    ("named", "raw"),
    [
        ({"sub_task_id": "7"}, {}),
        ({"task_id": "7", "sub_task_id": "8"}, {"sub_task_id": "8"}),
        ({"id": "7", "task_id": 7, "sub_task_id": None}, {}),
    ],
    ids=str,
)
def test_a_second_name_of_another_thing_is_kept_in_raw(named: dict[str, object], raw: object) -> None:
    task = decode({**named, "state": "created"}, Task)

    assert (task.id, task.raw) == ("7", raw)


@pytest.mark.parametrize(("written", "number"), [("5", 5), ("-5", -5), (5, 5)])
def test_a_whole_number_may_come_as_text(written: object, number: int) -> None:
    assert decode({"id": "7", "state": "created", "seed": written}, Task).seed == number


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63)])
def test_a_whole_number_of_64_bits_is_read(number: int) -> None:
    tasks = [decode({"id": "7", "state": "created", "seed": told}, Task) for told in (number, str(number))]

    assert [task.seed for task in tasks] == [number, number]


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40, str(2**63)])
def test_a_whole_number_that_no_file_can_hold_is_left_in_raw(number: object) -> None:
    task = decode({"id": "7", "state": "created", "credits": number}, Task)

    assert (task.credits, task.raw) == (None, {"credits": number})


@pytest.mark.parametrize("body", ["NaN", "1e999", "-Infinity"])
def test_a_number_that_json_cannot_hold_is_null(body: str) -> None:
    assert parse(f'{{"credits": {body}}}') == {"credits": None}


@pytest.mark.parametrize("body", ["", "<html>", '{"a": ', "[" * 100_000, "1" * 5_000, b"\xff\xfe\xff"], ids=ascii)
def test_what_is_no_json_is_a_complaint(body: str | bytes) -> None:
    with pytest.raises(ShapeError, match=r"^\$: "):
        parse(body)


def test_a_value_is_written_without_the_fields_that_nobody_told() -> None:
    task = Task(id=Id("7"), state=TaskState.SUCCESS, creations=(Creation(url="u"),), raw={"a": None})

    assert encode(task) == {"id": "7", "state": "success", "creations": [{"url": "u"}], "raw": {"a": None}}


def test_what_nobody_knows_and_is_nested_beyond_printing_does_not_lose_the_task() -> None:
    body = '{"id": "1", "state": "created", "odd": ' + "[" * 400 + "]" * 400 + "}"

    task = decode(parse(body), Task)

    assert (task.id, task.raw) == ("1", {"odd": TOO_DEEP})


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_is_counted_to_the_last_level(opening: str, closing: str) -> None:
    deepest, deeper = (parse(opening * count + "1" + closing * count) for count in (MOST_LEVELS, MOST_LEVELS + 1))

    assert (is_shallow(deepest), is_shallow(deeper)) == (True, False)
