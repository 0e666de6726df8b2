import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import documents
from vidu_cli.policy.assembly import assembled, document, json_or_text, size_bytes
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.text2video import KIND

NAMES = st.text("abc", min_size=1, max_size=2)


def whole(*sets: str, body: dict[str, object] | None = None, **options: object) -> dict[str, object]:
    return assembled(KIND, options=options, sets=sets, body=body or {})


def test_the_model_alone_has_a_default() -> None:
    assert whole() == {"model": "viduq3-turbo"}


def test_a_kind_whose_requests_name_no_model_gets_none() -> None:
    body = assembled(kind_named("template"), options={"template": "hugging"}, sets=[], body={})

    assert body == {"template": "hugging"}


def test_an_option_may_be_a_list_of_objects() -> None:
    frames = [{"key_image": "a.png", "duration": 4}]

    body = assembled(kind_named("multiframe"), options={"image_settings": frames}, sets=[], body={})

    assert body == {"model": "viduq2-turbo", "image_settings": frames}


def test_options_win_over_sets_and_sets_over_the_body_and_the_body_over_defaults() -> None:
    body: dict[str, object] = {"model": "from body", "prompt": "from body", "seed": 1, "style": "from body"}

    assert whole("prompt=from set", "seed=2", body=body, seed=3, bgm=None) == {
        "model": "from body",
        "prompt": "from set",
        "seed": 3,
        "style": "from body",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
        ('"5"', "5"),
        ('["a"]', ["a"]),
        ('{"a": 1}', {"a": 1}),
        ("a boat", "a boat"),
        ("", ""),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("1e999", "1e999"),
        ("{broken", "{broken"),
        ("911088422699962368", 911088422699962368),
        ("a=b", "a=b"),
    ],
)
def test_the_value_of_a_set_is_json_if_it_parses_and_else_text(text: str, value: object) -> None:
    assert whole(f"new={text}")["new"] == value


def test_a_dotted_name_reaches_into_objects_and_keeps_what_stands_there() -> None:
    assert whole("a.b.c=1", "a.b.d=2", body={"a": {"b": {"e": 3}, "f": 4}})["a"] == {
        "b": {"c": 1, "d": 2, "e": 3},
        "f": 4,
    }


@given(body=st.dictionaries(NAMES, documents(NAMES), max_size=3), path=st.lists(NAMES, min_size=1, max_size=3))
def test_the_body_that_was_read_is_never_changed(body: dict[str, object], path: list[str]) -> None:
    before = copy.deepcopy(body)

    with contextlib.suppress(ValueError):
        whole(f"{'.'.join(path)}=1", body=body)

    assert body == before


@pytest.mark.parametrize("assignment", ["", "seed", "=5", " =5", "seed 5"])
def test_a_set_without_a_field_or_a_value_is_refused(assignment: str) -> None:
    with pytest.raises(ValueError, match="write field=value"):
        whole(assignment)


def test_a_set_inside_of_what_is_no_object_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"--set images\.0=a: images is no object"):
        whole("images.0=a", body={"images": ["b"]})


@given(value=st.dictionaries(NAMES, documents()))
def test_a_body_is_read_as_it_was_written(value: dict[str, Any]) -> None:
    assert document(json.dumps(value)) == value


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", '"text"', "{", '{"a": NaN}', '{"a": 1e999}', "[" * 100_000, b"\xff\xfe\xff"],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_no_json_object_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"^it "):
        document(text)


@given(text=st.text())
def test_any_text_is_the_value_of_a_set(text: str) -> None:
    value = json_or_text(text)

    assert value == text or json.loads(text) == value


@pytest.mark.parametrize(("body", "size"), [({}, 2), ({"a": "b"}, 9), ({"a": "é"}, 10), ({"a": [1, 2]}, 11)], ids=str)
def test_the_size_is_that_on_the_wire(body: dict[str, object], size: int) -> None:
    assert size_bytes(body) == size


def test_what_is_no_unicode_text_cannot_be_sent() -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        size_bytes({"prompt": "\ud800"})
