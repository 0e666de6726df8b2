import json
from base64 import b64encode
from collections.abc import Callable, Mapping

import pytest

from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry
from vidu_cli.sandbox.engine import Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.world import Draft, World

Ask = Callable[..., Reply]
Look = Callable[..., Mapping[str, object]]
Submit = Callable[..., str]
SUBMIT = "/ent/v2/text2video"
CLIP = {"model": "viduq3-turbo", "prompt": "a paper boat"}


def reason(reply: Reply) -> tuple[int, str]:
    told = json.loads(reply.body)
    return reply.status, told["reason"]


def test_a_submit_is_answered_with_the_task_and_its_charge_and_without_a_code(ask: Ask) -> None:
    told = json.loads(ask("POST", SUBMIT, CLIP).body)

    assert (told["task_id"].isdecimal(), told["state"], told["credits"], "code" in told) == (True, "created", 60, False)


def test_defaults_are_printed(ask: Ask) -> None:
    told = json.loads(ask("POST", SUBMIT, CLIP).body)

    printed = {name: told[name] for name in ("images", "payload", "duration", "resolution", "aspect_ratio", "audio")}
    assert printed == {
        "images": [],
        "payload": "",
        "duration": 5,
        "resolution": "720p",
        "aspect_ratio": "16:9",
        "audio": True,
    }


def test_a_position_sent_as_a_number_comes_back_as_a_name(ask: Ask) -> None:
    assert json.loads(ask("POST", SUBMIT, {**CLIP, "wm_position": 3}).body)["wm_position"] == "bottom_right"


def test_a_seed_of_zero_is_picked_and_one_that_was_sent_is_kept(ask: Ask) -> None:
    seeds = [json.loads(ask("POST", SUBMIT, {**CLIP, "seed": seed}).body)["seed"] for seed in (0, 42)]

    assert (seeds[0] > 0, seeds[1]) == (True, 42)


def test_a_whole_number_may_come_as_text_or_with_a_point(ask: Ask) -> None:
    replies = [ask("POST", SUBMIT, {**CLIP, "duration": duration}) for duration in ("4", 4.0)]

    assert [json.loads(reply.body)["duration"] for reply in replies] == [4, 4]


def test_a_field_that_no_kind_has_is_dropped_silently(ask: Ask) -> None:
    told = json.loads(ask("POST", SUBMIT, {**CLIP, "colour_of_the_sea": "red"}).body)

    assert "colour_of_the_sea" not in told


def test_media_sent_as_data_do_not_come_back_whole(ask: Ask) -> None:
    image = b64encode(content(ResultFile.IMAGE)).decode()
    body = {"model": "viduq3-turbo", "images": [f"data:image/png;base64,{image}"]}

    told = json.loads(ask("POST", "/ent/v2/img2video", body).body)

    assert told["images"][0].startswith("ssupload:?id=")


@pytest.mark.parametrize(
    ("kind", "images", "word"),
    [
        ("img2video", 1, "img2video"),
        ("start-end2video", 2, "headtailimg2video"),
        ("reference2video", 3, "character2video"),
    ],
)
def test_every_kind_is_served_under_the_platforms_word_for_it(ask: Ask, kind: str, images: int, word: str) -> None:
    body = {**CLIP, "images": ["https://ex.test/a.png"] * images}

    assert json.loads(ask("POST", f"/ent/v2/{kind}", body).body)["type"] == word


@pytest.mark.parametrize(
    ("after", "state", "results"),
    [(0.4, "created", 0), (2.9, "queueing", 0), (9.9, "processing", 0), (10, "success", 1)],
)
def test_a_task_walks_to_its_result(submit: Submit, look: Look, after: float, state: str, results: int) -> None:
    told = look(submit(), after=after)

    assert (told["state"], str(told["creations"]).count("cover_url")) == (state, results)


def test_the_length_of_a_task_is_asked_for_in_its_prompt_and_divided_by_the_pace(submit: Submit, look: Look) -> None:
    task_id = submit("a boat sandbox:seconds=60", pace=10)

    assert [look(task_id, after=after)["state"] for after in (5.9, 6.1)] == ["processing", "success"]


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
def test_a_task_fails_with_the_code_its_prompt_asks_for_and_costs_nothing(
    submit: Submit, look: Look, entry: Entry
) -> None:
    told = look(submit(f"a boat sandbox:task={entry.code}"), after=20)

    assert (told["state"], told["err_code"], told["credits"], told["creations"]) == ("failed", entry.code, 0, [])


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
def test_a_submit_is_refused_with_the_code_its_prompt_asks_for_and_nothing_is_made(
    ask: Ask, world: World, entry: Entry
) -> None:
    reply = ask("POST", SUBMIT, {**CLIP, "prompt": f"a boat sandbox:submit={entry.code}"})

    assert (*reason(reply), world.balance(0).credit_remain) == (entry.http_status or 400, entry.code, 32_000)


def test_the_balance_is_looked_at_before_the_model(ask: Ask, world: World, now: float) -> None:
    dear = Draft(kind="text2video", model="m", resolution="720p", request={}, credits=31_990, phases=phases_of())
    world.add_task(dear, now=now)

    assert reason(ask("POST", SUBMIT, {**CLIP, "model": "no such model"})) == (400, "CreditInsufficient")


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"prompt": "a boat"}, "FieldLacking", "model"),
        ({"model": "no such model"}, "FieldLacking", "prompt"),
        ({**CLIP, "model": "viduq9"}, "FieldInvalid", "model"),
        ({**CLIP, "model": "viduq3-mix"}, "FieldInvalid", "model"),
        ({**CLIP, "duration": 17}, "FieldInvalid", "duration"),
        ({**CLIP, "resolution": "4k"}, "FieldInvalid", "resolution"),
        ({**CLIP, "aspect_ratio": "2:1"}, "FieldInvalid", "aspect_ratio"),
        ({**CLIP, "payload": "x" * 1_048_577}, "FieldInvalid", "payload"),
    ],
)
def test_a_field_is_refused_by_name(ask: Ask, body: object, code: str, field: str) -> None:
    told = json.loads(ask("POST", SUBMIT, body).body)

    assert (told["code"], told["reason"], told["metadata"]["fields"]) == (400, code, field)


def test_too_many_images_are_counted(ask: Ask) -> None:
    body = {**CLIP, "images": ["https://ex.test/a.png"] * 2}

    assert reason(ask("POST", "/ent/v2/img2video", body)) == (400, "FieldItemCountOutOfRange")


def test_an_unknown_model_is_refused_in_the_platforms_words(ask: Ask) -> None:
    assert json.loads(ask("POST", SUBMIT, {**CLIP, "model": "viduq9"}).body)["message"] == "model is not supported"


def test_an_answer_is_ascii_whatever_the_prompt(ask: Ask) -> None:
    reply = ask("POST", SUBMIT, {**CLIP, "prompt": "纸船 \U0001f6a2 [red]x[/] \x1b[31m"})

    assert (reply.body.isascii(), json.loads(reply.body)["prompt"]) == (True, "纸船 \U0001f6a2 [red]x[/] \x1b[31m")
