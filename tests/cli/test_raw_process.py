"""`vidu submit raw`: any path and any body, sent as they are, and priced where the data know what they ask for."""

import json

import pytest

from tests.support.answers import SUBMIT, accepted
from tests.support.program import Program
from tests.support.scripted import Scripted

CLIP = {"model": "viduq3-turbo", "prompt": "a cat", "duration": 5, "resolution": "540p"}


def test_a_raw_request_to_the_path_of_a_kind_has_the_price_of_that_kind(vidu: Program) -> None:
    (vidu.home / "known.json").write_text(json.dumps(CLIP))

    run = vidu("submit", "raw", "/text2video", "--body", "known.json", "--dry-run", "--json")

    told = run.json["estimate"]
    assert (told["credits"], told["certainty"], told["source"], run.json["body"]) == (
        35,
        "documented",
        "pricing",
        CLIP,
    )


@pytest.mark.parametrize(
    ("path", "words"), [("/text2video", ("prompt=a cat", "model=viduq9")), ("/upscale", ("model=vidu1.0",))]
)
def test_a_raw_request_that_no_data_price_is_of_unknown_price(vidu: Program, path: str, words: tuple[str, ...]) -> None:
    sets = [part for word in words for part in ("--set", word)]

    run = vidu("submit", "raw", path, *sets, "--dry-run", "--json")

    assert (run.json["estimate"]["credits"], run.json["estimate"]["certainty"]) == (None, "unknown")


def test_a_step_of_a_film_has_its_price(vidu: Program) -> None:
    run = vidu("submit", "raw", "/ad-one-click/compose", "--dry-run", "--json")

    told = run.json["estimate"]
    assert (told["credits"], told["credits_max"], told["source"]) == (1, 1, "pricing")


def test_a_raw_request_above_the_budget_is_not_sent(customer: Program, platform: Scripted) -> None:
    run = customer("submit", "raw", "/text2video", "--set", "model=viduq3-turbo", "--max-credits", "59", "--json")

    assert (run.exit_code, platform.lines) == (20, [])


def test_a_raw_request_is_priced_and_not_checked(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    run = customer("submit", "raw", "/text2video", "--set", "model=viduq3-turbo", "--set", "aspect_ratio=7:1", "--json")

    assert (run.exit_code, run.json["estimate"]["credits"], platform.requests[0].json) == (
        0,
        60,
        {"model": "viduq3-turbo", "aspect_ratio": "7:1"},
    )
