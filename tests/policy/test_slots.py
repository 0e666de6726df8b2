from typing import Any

import pytest
from hypothesis import given

from tests.support.json_values import documents
from vidu_cli.policy.slots import slots_in, with_addresses
from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, MediaRule, Medium, Notation

RULE = MediaRule(medium=Medium.IMAGE, formats=("png",), source="a page")


def media(name: str, *, repeated: bool = False) -> Field:
    return Field(name=name, type=FieldType.MEDIA, help="", option=f"--{name}", repeated=repeated, rule=RULE)


def objects(name: str, *parts: Field, notation: Notation) -> Field:
    return Field(
        name=name, type=FieldType.OBJECT, help="", option=f"--{name}", repeated=True, parts=parts, notation=notation
    )


def kind_of(*fields: Field, **forms: Kind) -> Kind:
    return Kind(
        name="film",
        type="film",
        path="/film",
        summary="",
        page="",
        fields=fields,
        models=(),
        default_model="",
        example="",
        forms=forms,
    )


PROMPT = Field(name="prompt", type=FieldType.TEXT, help="", option="PROMPT")
SUBJECTS = objects("subject", PROMPT, media("face", repeated=True), media("walk"), notation=Notation.SUBJECT)
FRAMES = objects("frame", media("picture"), PROMPT, notation=Notation.FRAME)
FILM = kind_of(PROMPT, media("start"), media("images", repeated=True), FRAMES, subject=kind_of(PROMPT, SUBJECTS))


def slots(body: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(slot.field.name, slot.option, slot.address) for slot in slots_in(FILM, body)]


def test_slots_come_in_the_order_of_the_fields() -> None:
    body = {"images": ["a.png", "b.png", "a.png"], "prompt": "c.png", "start": "https://example.com/d.png"}

    assert slots(body) == [
        ("start", "--start", "https://example.com/d.png"),
        ("images", "--images", "a.png"),
        ("images", "--images", "b.png"),
        ("images", "--images", "a.png"),
    ]


def test_a_picture_within_an_object_is_set_by_the_option_of_the_object() -> None:
    assert slots({"frame": [{"picture": "a.png", "prompt": "b"}]}) == [("picture", "--frame", "a.png")]


def test_a_file_of_a_subject_is_set_by_the_option_of_its_part() -> None:
    body = {"subject": [{"prompt": "cat", "face": ["a.png", "b.png"], "walk": "c.mp4"}]}

    assert slots(body) == [("face", "--face", "a.png"), ("face", "--face", "b.png"), ("walk", "--walk", "c.mp4")]


def test_what_the_form_of_the_request_does_not_take_comes_last() -> None:
    body = {"images": ["a.png"], "subject": [{"walk": "c.mp4"}]}

    assert slots(body) == [("walk", "--walk", "c.mp4"), ("images", "--images", "a.png")]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"start": None},
        {"start": 7},
        {"start": ["a.png"]},
        {"images": "a.png"},
        {"images": {"0": "a.png"}},
        {"images": [7, None, ["a.png"], {"a": "b"}]},
        {"frame": "a.png"},
        {"frame": {"picture": "a.png"}},
        {"frame": ["a.png", 7, {"picture": ["a.png"]}, {"other": "a.png"}]},
        {"other": "a.png"},
    ],
)
def test_json_of_another_shape_has_no_slots_and_stays_as_it_is(body: dict[str, Any]) -> None:
    assert (slots(body), with_addresses(FILM, body, {"a.png": "x"})) == ([], body)


def test_addresses_are_replaced_where_they_stand_as_media_only() -> None:
    body = {
        "prompt": "a.png",
        "images": ["a.png", 7, "b.png", "a.png"],
        "frame": [{"prompt": "a.png", "picture": "a.png", "more": [1]}, "a.png"],
        "payload": "a.png",
    }

    assert with_addresses(FILM, body, {"a.png": "x"}) == {
        "prompt": "a.png",
        "images": ["x", 7, "b.png", "x"],
        "frame": [{"prompt": "a.png", "picture": "x", "more": [1]}, "a.png"],
        "payload": "a.png",
    }


def test_the_order_of_a_body_and_the_body_itself_are_kept() -> None:
    body = {"payload": "", "images": ["a.png"], "frame": [{"prompt": "p", "picture": "a.png"}], "start": "a.png"}
    before = repr(body)

    replaced = with_addresses(FILM, body, {"a.png": "x"})

    assert (repr(body), repr(replaced)) == (before, before.replace("a.png", "x"))


@given(documents())
@pytest.mark.parametrize("name", ["reference2video", "multiframe", "lip-sync"])
def test_any_json_has_slots_or_none(name: str, value: object) -> None:
    kind = kind_named(name)
    body = {field.name: value for field in kind.fields}

    assert with_addresses(kind, body, {}) == body


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_media_field_of_a_kind_has_a_slot(name: str) -> None:
    kind = kind_named(name)
    fields = [field for field in kind.fields if field.type is FieldType.MEDIA]
    body = {field.name: [field.name] if field.repeated else field.name for field in fields}

    assert [slot.field for slot in slots_in(kind, body)] == fields
