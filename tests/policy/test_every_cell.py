"""Every length, resolution and ratio of every model: what the pages allow passes, all else is refused by its number.

The table is transcribed, apart from the data of the program, from the vendor's pages "text-to-video", "image-to-video",
"start-end-to-video", "reference-to-video", "multi-frame", "video-extension", "template", "upscale-pro",
"reference-to-image", "text-to-audio", "timing-to-audio", "one-click-ad-film", "one-click-trending-replicate" and
"model-map".
Where they disagree the lenient one is taken: viduq3-mix from 1 s and in 540p, viduq3-drama in 540p, vidu1.5 at all, an
advertising film from 8 s, any ratio W:H of viduq2 with subjects, for which one sentence stands.
"""

import json
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest

from tests.support.smallest import SMALLEST, WITH_SUBJECTS
from vidu_cli.errors.catalogue import lookup
from vidu_cli.policy.checks import problems_in
from vidu_cli.sandbox import engine
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import KIND_NAMES, kind_named, path_of

THREE = "16:9 9:16 1:1"
FIVE = "16:9 9:16 1:1 3:4 4:3"
EIGHT = "16:9 9:16 1:1 3:4 4:3 21:9 2:3 3:2"
# Stands for every ratio of two numbers.
ANY = "W:H"

# Lengths in seconds, resolutions, ratios; "" where the kind has no such field. "4/8": 4 s, or 8 s in 720p only.
# "2.0-10.0": fractions too. A name of "" is a kind whose requests name no model.
TABLE: dict[str, dict[str, tuple[str, str, str]]] = {
    "text2video": {
        "viduq3-turbo": ("1-16", "540p 720p 1080p", FIVE),
        "viduq3-pro": ("1-16", "540p 720p 1080p", FIVE),
        "viduq2": ("1-10", "540p 720p 1080p", FIVE),
        "viduq1": ("5-5", "1080p", THREE),
        "vidu1.5": ("4/8", "360p 720p 1080p", THREE),
    },
    "img2video": {
        "viduq3-turbo": ("1-16", "540p 720p 1080p", ""),
        "viduq3-pro": ("1-16", "540p 720p 1080p", ""),
        "viduq3-pro-fast": ("1-16", "720p 1080p", ""),
        "viduq2-pro-fast": ("1-10", "720p 1080p", ""),
        "viduq2-pro": ("1-10", "540p 720p 1080p", ""),
        "viduq2-turbo": ("1-10", "540p 720p 1080p", ""),
        "viduq1": ("5-5", "1080p", ""),
        "viduq1-classic": ("5-5", "1080p", ""),
        "vidu2.0": ("4/8", "360p 720p 1080p", ""),
        "vidu1.5": ("4/8", "360p 720p 1080p", ""),
    },
    "start-end2video": {
        "viduq3-turbo": ("1-16", "540p 720p 1080p", ""),
        "viduq3-pro": ("1-16", "540p 720p 1080p", ""),
        "viduq2-pro-fast": ("1-8", "720p 1080p", ""),
        "viduq2-pro": ("1-8", "540p 720p 1080p", ""),
        "viduq2-turbo": ("1-8", "540p 720p 1080p", ""),
        "viduq1": ("5-5", "1080p", ""),
        "viduq1-classic": ("5-5", "1080p", ""),
        "vidu2.0": ("4/8", "360p 720p 1080p", ""),
        "vidu1.5": ("4/8", "360p 720p 1080p", ""),
    },
    "reference2video": {
        "viduq3-turbo": ("3-16", "540p 720p 1080p", THREE),
        "viduq3": ("3-16", "540p 720p 1080p", THREE),
        "viduq3-mix": ("1-16", "540p 720p 1080p", THREE),
        "viduq3-drama": ("2-15", "540p 720p 1080p", f"{FIVE} auto"),
        "viduq3-ad": ("3-15", "720p 1080p", THREE),
        "viduq2-pro": ("0-10", "540p 720p 1080p", FIVE),
        "viduq2": ("1-10", "540p 720p 1080p", FIVE),
        "viduq1": ("5-5", "1080p", THREE),
        "vidu2.0": ("4-4", "360p 720p", THREE),
        "vidu1.5": ("4/8", "360p 720p 1080p", THREE),
    },
    WITH_SUBJECTS: {
        "viduq3-turbo": ("3-16", "540p 720p 1080p", THREE),
        "viduq3": ("3-16", "540p 720p 1080p", THREE),
        "viduq3-drama": ("2-15", "540p 720p 1080p", f"{FIVE} auto"),
        "viduq3-ad": ("3-15", "720p 1080p", THREE),
        "viduq2-pro": ("0-10", "540p 720p 1080p", f"{FIVE} {ANY}"),
        "viduq2": ("1-10", "540p 720p 1080p", f"{FIVE} {ANY}"),
        "viduq1": ("5-5", "1080p", THREE),
        "vidu2.0": ("4-4", "360p 720p", THREE),
    },
    "multiframe": {
        "viduq2-turbo": ("2-7", "540p 720p 1080p", ""),
        "viduq2-pro": ("2-7", "540p 720p 1080p", ""),
    },
    "extend": {
        "viduq2-turbo": ("1-7", "540p 720p 1080p", ""),
        "viduq2-pro": ("1-7", "540p 720p 1080p", ""),
    },
    "template": {"": ("", "", THREE)},
    "template-story": {"": ("", "", "")},
    "upscale-new": {"": ("", "1080p 2K 4K 8K", "")},
    "lip-sync": {"": ("", "", "")},
    "digital-human": {
        "viduq2-turbo": ("", "540p 720p 1080p", ""),
        "viduq2-pro": ("", "540p 720p 1080p", ""),
    },
    "image2dance": {"": ("", "", "")},
    "reference2image": {
        "viduq2": ("", "1080p 2K 4K", f"{EIGHT} auto"),
        "viduq1": ("", "1080p", FIVE),
    },
    "img2video-prompt-recommendation": {"": ("", "360p 720p", "")},
    "text2audio": {"audio1.0": ("2.0-10.0", "", "")},
    "timing2audio": {"audio1.0": ("2.0-10.0", "", "")},
    "audio-tts": {"": ("", "", "")},
    "audio-clone": {"": ("", "", "")},
    "ad-one-click": {"": ("8-60", "", THREE)},
    "trending-replicate": {"": ("", "540p 720p 1080p", FIVE)},
    "one-click-mv": {"": ("", "540p 720p 1080p", FIVE)},
    "general-one-click": {"": ("1-180", "", FIVE)},
}
PAIRS = [(kind, model) for kind, models in TABLE.items() for model in models]
WITH_MODELS = [kind for kind, models in TABLE.items() if "" not in models]
ALL_MODELS = sorted({model for _, model in PAIRS if model})

# Tried with every model, beside the words that the table allows it: each border of the table and what lies beyond it.
LENGTHS = (None, *range(-1, 12), 15, 16, 17, 60, 61, 180, 181, 1.9, 2.5, 10.1)
RESOLUTIONS = (None, "360p", "540p", "720p", "1080p", "2K", "720")
RATIOS = (None, "16:9", "9:16", "1:1", "4:3", "21:9", "5:4", "auto", "wide", "0:1")


class Cell(NamedTuple):
    """One combination; None is a field left out."""

    length: float | None
    resolution: str | None
    ratio: str | None


Refusals = set[tuple[int, str]]


def cells_of(kind: str, model: str) -> list[Cell]:
    """Every combination, with one value alone in the place of a field that the kind does not have."""
    lengths, resolutions, ratios = TABLE[kind][model]
    axes = (
        LENGTHS if lengths else (None, 5),
        dict.fromkeys((*RESOLUTIONS, *resolutions.split())) if resolutions else (None, "720p"),
        dict.fromkeys((*RATIOS, *ratios.replace(ANY, "2:3").split())) if ratios else (None, "16:9"),
    )
    return [Cell(*values) for values in product(*axes)]


def allowed_lengths(lengths: str) -> set[float]:
    """The lengths among those tried that the table allows."""
    if lengths == "4/8":
        return {4, 8}
    first, last = map(float, lengths.split("-"))
    return {length for length in LENGTHS if length is not None and first <= length <= last}


def expected_of(kind: str, model: str, cell: Cell) -> Refusals:
    """Number and option of each refusal that the table asks for."""
    lengths, resolutions, ratios = TABLE[kind][model]
    made = "720p" if lengths == "4/8" and cell.length == 8 else resolutions
    return {
        *length_refusal(kind, lengths, cell.length),
        *refusal("--upscale-resolution" if kind == "upscale-new" else "--resolution", made, cell.resolution),
        *refusal("--aspect-ratio", ratios, cell.ratio),
    }


def length_refusal(kind: str, lengths: str, given: float | None) -> Refusals:
    """What the table says of one length; a fraction cannot even be read where only whole seconds are known."""
    option = "--frame" if kind == "multiframe" else "--duration"
    if given is None:
        return set()
    if not lengths:
        return {(33, option)}
    if not float(given).is_integer() and "." not in lengths:
        return {(38, option)}
    return set() if given in allowed_lengths(lengths) else {(34, option)}


def refusal(option: str, allowed: str, given: str | None) -> Refusals:
    """What the table says of one word."""
    words = allowed.split()
    if given is None or given in words or (ANY in words and given in {"21:9", "5:4", "2:3"}):
        return set()
    return {(34 if allowed else 33, option)}


def request_for(kind: str, model: str, cell: Cell = Cell(None, None, None)) -> dict[str, object]:  # noqa: B008  # a tuple
    """A request of that kind in which None leaves a field out."""
    body = {**SMALLEST[kind], **({"model": model} if model else {}), "aspect_ratio": cell.ratio}
    body["upscale_resolution" if kind == "upscale-new" else "resolution"] = cell.resolution
    if kind == "multiframe":
        body["image_settings"] = [{"key_image": "https://ex.test/b.png", "duration": cell.length}] * 2
    elif cell.length is not None:
        body["duration"] = cell.length
    return body


def refusals(kind: str, body: dict[str, object]) -> list[tuple[int, str]]:
    """Number and option of each problem that the check finds."""
    problems = problems_in(kind_named(kind.partition(" ")[0]), body)
    return [(problem.entry.exit_code, problem.option) for problem in problems]


@pytest.mark.parametrize(("kind", "model"), PAIRS)
def test_a_model_takes_what_the_pages_allow_and_refuses_all_else_by_its_number(kind: str, model: str) -> None:
    cells = cells_of(kind, model)

    told = {cell: set(refusals(kind, request_for(kind, model, cell))) for cell in cells}

    asked = {cell: expected_of(kind, model, cell) for cell in cells}
    assert {cell: (told[cell], asked[cell]) for cell in cells if told[cell] != asked[cell]} == {}


@pytest.mark.parametrize("kind", WITH_MODELS)
def test_a_model_of_other_kinds_alone_is_refused(kind: str) -> None:
    foreign = [model for model in ALL_MODELS if model not in TABLE[kind]]

    told = {model: refusals(kind, request_for(kind, model)) for model in foreign}

    assert told == {model: [(34, "--model")] for model in foreign}


def test_no_kind_is_left_out() -> None:
    kinds = {kind.partition(" ")[0] for kind in TABLE}

    assert kinds == set(KIND_NAMES)


@pytest.fixture
def world() -> Iterator[World]:
    world = World.in_memory()
    yield world
    world.close()


def answered(world: World, kind: str, body: dict[str, object]) -> int:
    """The number of the sandbox's answer, 0 when it makes the task; its credits never run out."""
    request = engine.Request(
        method="POST",
        target=f"/ent/v2{path_of(kind.partition(' ')[0])}",
        headers={"authorization": "Token sandbox", "content-type": "application/json"},
        body=json.dumps(body).encode(),
        origin="http://127.0.0.1:8787",
    )
    reply = engine.answer(request, world, 1_795_450_000.0)
    if reply.status == 200:
        world.reset()
        return 0
    return lookup(json.loads(reply.body)["reason"], reply.status).exit_code


def first_of(refused: Refusals) -> int:
    """The number that the platform comes to first, 0 for none: it decodes, looks at values, then at odd fields."""
    numbers = {number for number, _ in refused}
    return next((number for number in (38, 34, 33) if number in numbers), 0)


@pytest.mark.parametrize(("kind", "model"), PAIRS)
def test_the_sandbox_answers_with_the_number_that_comes_first(kind: str, model: str, world: World) -> None:
    cells = cells_of(kind, model)

    told = {cell: answered(world, kind, request_for(kind, model, cell)) for cell in cells}

    asked = {cell: first_of(expected_of(kind, model, cell)) for cell in cells}
    assert {cell: (told[cell], asked[cell]) for cell in cells if told[cell] != asked[cell]} == {}


@pytest.mark.parametrize("kind", WITH_MODELS)
def test_the_sandbox_refuses_a_model_of_other_kinds_alone(kind: str, world: World) -> None:
    foreign = [model for model in ALL_MODELS if model not in TABLE[kind]]

    told = {model: answered(world, kind, request_for(kind, model)) for model in foreign}

    assert told == dict.fromkeys(foreign, 34)
