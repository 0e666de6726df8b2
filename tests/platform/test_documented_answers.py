"""The sandbox against answers transcribed from the vendor's pages and from public record, hosts and ids replaced.

The transcript is the witness: a wrong belief that client and sandbox share does not pass it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from vidu_cli.sandbox import engine
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.world import Draft, World

DOCUMENTED = json.loads((Path(__file__).parent / "documented_answers.json").read_text(encoding="utf-8"))
NOW = 1_795_450_000.0
TEXT = {"model": "viduq3-turbo", "prompt": "a paper boat", "payload": "job-7"}
REFERENCE = {**TEXT, "model": "viduq3", "images": ["https://ex.test/a.png"]}
FRAMES = {"model": "viduq1", "prompt": "...", "images": ["https://ex.test/1.png", "https://ex.test/2.png"]}

Call = Callable[..., object]


@pytest.fixture
def world() -> Iterator[World]:
    world = World.in_memory()
    yield world
    world.close()


@pytest.fixture
def call(world: World) -> Call:
    def call_engine(method: str, target: str, body: Mapping[str, object] | None = None, *, after: float = 0) -> object:
        content = b"" if body is None else json.dumps(body).encode()
        headers = {"authorization": "Token sandbox", "content-type": "application/json"}
        request = engine.Request(
            method=method, target=f"/ent/v2{target}", headers=headers, body=content, origin="https://sandbox.invalid"
        )
        told: object = json.loads(engine.answer(request, world, NOW + after).body)
        return told

    return call_engine


@pytest.fixture
def submitted(call: Call) -> Callable[..., str]:
    def submit(**fields: object) -> str:
        told = call("POST", "/text2video", {**TEXT, **fields})
        assert isinstance(told, dict)
        return str(told["task_id"])

    return submit


def shape(value: object) -> object:
    """A JSON value with the names of the JSON types in the place of its values."""
    match value:
        case dict():
            return {name: shape(each) for name, each in value.items()}
        case list():
            return [shape(each) for each in value]
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
    return "null"


def departures(told: object, documented: object, place: str = "$") -> list[str]:
    """Where an answer lacks a documented key, or has a value of another JSON type. Further keys are allowed."""
    match told, documented:
        case dict(), dict():
            lacking = [f"{place}.{name} is missing" for name in documented if name not in told]
            shared = [name for name in documented if name in told]
            return lacking + [
                each for name in shared for each in departures(told[name], documented[name], f"{place}.{name}")
            ]
        case list(), list() if told or not documented:
            pairs = enumerate(zip(told, documented, strict=False))
            return [each for at, (one, other) in pairs for each in departures(one, other, f"{place}[{at}]")]
    return [] if shape(told) == shape(documented) else [f"{place} is {shape(told)}, not {shape(documented)}"]


def documented(name: str) -> object:
    answer: object = DOCUMENTED[name]["answer"]
    return answer


def test_the_witness_tells_a_missing_key_and_another_type() -> None:
    found = departures({"a": "1", "c": [{"d": 1}], "e": []}, {"a": 1, "b": "", "c": [{"d": True}], "e": [""]})

    assert found == [
        "$.b is missing",
        "$.a is string, not number",
        "$.c[0].d is number, not boolean",
        "$.e is [], not ['string']",
    ]


def test_a_submit_of_references_is_answered_as_on_record(call: Call) -> None:
    told = call("POST", "/reference2video", REFERENCE)

    assert departures(told, documented("submit")) == []


def test_a_submit_of_two_frames_is_answered_as_on_record(call: Call) -> None:
    told = call("POST", "/start-end2video", FRAMES)

    assert departures(told, documented("submit of two frames")) == []


@pytest.mark.parametrize(
    ("name", "path", "body", "fields"),
    [
        ("submit", "/reference2video", REFERENCE, ("type", "model", "credits", "duration", "resolution", "audio_type")),
        (
            "submit of two frames",
            "/start-end2video",
            FRAMES,
            ("type", "aspect_ratio", "resolution", "duration", "credits", "style", "movement_amplitude", "images"),
        ),
    ],
)
def test_a_submit_of_the_same_request_has_the_values_on_record(
    call: Call, name: str, path: str, body: Mapping[str, object], fields: tuple[str, ...]
) -> None:
    told, recorded = call("POST", path, body), documented(name)

    assert isinstance(told, dict)
    assert isinstance(recorded, dict)
    assert {field: told[field] for field in fields} == {field: recorded[field] for field in fields}


def test_a_task_that_succeeded_is_told_as_documented(call: Call, submitted: Callable[..., str]) -> None:
    told = call("GET", f"/tasks/{submitted()}/creations", after=20)

    assert departures(told, documented("success")) == []


def test_a_task_that_failed_is_told_as_documented(call: Call, submitted: Callable[..., str]) -> None:
    task_id = submitted(prompt="a paper boat sandbox:task=ImageDownloadFailure", payload="")

    told = call("GET", f"/tasks/{task_id}/creations", after=20)

    recorded = documented("failed")
    assert isinstance(told, dict)
    assert isinstance(recorded, dict)
    assert {name: told.get(name) for name in recorded} == {**recorded, "id": task_id}


def test_a_cancelled_task_is_told_as_on_record(call: Call, submitted: Callable[..., str]) -> None:
    task_id = submitted()
    call("POST", f"/tasks/{task_id}/cancel", {}, after=1)

    told = call("GET", f"/tasks/{task_id}/creations", after=1)

    recorded = documented("cancelled")
    assert isinstance(told, dict)
    assert isinstance(recorded, dict)
    assert {name: told.get(name) for name in recorded} == {**recorded, "id": task_id}


def test_a_list_is_told_as_documented(call: Call, submitted: Callable[..., str]) -> None:
    submitted()

    assert departures(call("GET", "/tasks", after=20), documented("list")) == []


def test_a_cancel_that_succeeded_is_answered_as_on_record(call: Call, submitted: Callable[..., str]) -> None:
    assert call("POST", f"/tasks/{submitted()}/cancel", {}) == documented("cancel")


def test_a_cancel_that_came_too_late_is_refused_in_the_documented_words(
    call: Call, submitted: Callable[..., str]
) -> None:
    told = call("POST", f"/tasks/{submitted()}/cancel", {}, after=5)

    assert _without_trace(told) == _without_trace(documented("cancel refused"))


def test_a_submit_without_credits_is_refused_as_on_record(call: Call, world: World) -> None:
    dear = Draft(kind="text2video", model="m", resolution="720p", request={}, credits=32_000, phases=phases_of())
    world.add_task(dear, now=NOW)

    assert _without_trace(call("POST", "/text2video", TEXT)) == _without_trace(documented("credits refused"))


def test_the_credits_are_told_as_documented(call: Call) -> None:
    assert departures(call("GET", "/credits?show_detail=true"), documented("credits")) == []


@pytest.mark.parametrize("name", ["submit", "submit of two frames", "success", "failed", "list", "cancel", "credits"])
def test_no_success_on_record_has_a_code_at_its_top(name: str) -> None:
    answer = documented(name)

    assert isinstance(answer, dict)
    assert "code" not in answer


def _without_trace(told: object) -> object:
    assert isinstance(told, dict)
    return {**told, "metadata": {name: shape(each) for name, each in told["metadata"].items()}}
