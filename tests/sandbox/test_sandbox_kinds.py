import json
from collections.abc import Callable, Mapping

import pytest

from tests.support.minimal_bodies import MINIMAL, PICTURE
from vidu_cli.sandbox.engine import Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import KIND_NAMES, kind_named, path_of

Ask = Callable[..., Reply]
Look = Callable[..., Mapping[str, object]]

FILMS = ("one-click-mv", "general-one-click")
INSTANT = ("audio-tts", "audio-clone", "img2video-prompt-recommendation")
WORKED_ON = tuple(name for name in KIND_NAMES if name not in (*FILMS, *INSTANT))


@pytest.fixture
def create(ask: Ask) -> Callable[..., dict[str, object]]:
    """Submits the smallest request of a kind, with further fields, and gives the answer."""

    def create_task(name: str, **fields: object) -> dict[str, object]:
        told: dict[str, object] = json.loads(ask("POST", f"/ent/v2{path_of(name)}", {**MINIMAL[name], **fields}).body)
        return told

    return create_task


Create = Callable[..., dict[str, object]]


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_kind_takes_its_smallest_request_and_charges_for_it(
    create: Create, world: World, now: float, name: str
) -> None:
    told = create(name)

    assert ("code" in told, world.balance(now).credit_remain < 32_000) == (False, True)


@pytest.mark.parametrize("name", WORKED_ON)
def test_a_task_of_every_kind_is_asked_for_and_has_a_result(create: Create, ask: Ask, look: Look, name: str) -> None:
    told = look(str(create(name)["task_id"]), after=20)

    results = told["creations"]
    assert isinstance(results, list)
    url = results[0]["url"].partition("8787")[2]
    got = ask("GET", url, key=None, after=20)
    assert (told["type"], got.status) == (kind_named(name).type, 200)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("template", ("video/mp4", content(ResultFile.VIDEO))),
        ("reference2image", ("image/png", content(ResultFile.IMAGE))),
        ("text2audio", ("audio/mpeg", content(ResultFile.AUDIO))),
    ],
    ids=["clip", "picture", "sound"],
)
def test_the_result_is_a_clip_a_picture_or_a_sound_by_its_kind(
    create: Create, ask: Ask, look: Look, name: str, expected: tuple[str, bytes]
) -> None:
    results = look(str(create(name)["task_id"]), after=20)["creations"]

    assert isinstance(results, list)
    reply = ask("GET", results[0]["url"].partition("8787")[2], key=None, after=20)
    assert (reply.headers["content-type"], reply.body) == expected


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("lip-sync", {"task_id", "state", "payload", "created_at"}),
        ("text2audio", {"task_id", "state", "model", "prompt", "duration", "seed", "credits", "created_at"}),
        (
            "timing2audio",
            {"task_id", "state", "model", "timing_prompts", "duration", "seed", "credits", "created_at"},
        ),
        (
            "upscale-new",
            {
                "task_id",
                "state",
                "video_url",
                "video_creation_id",
                "upscale_resolution",
                "payload",
                "credits",
                "created_at",
            },
        ),
        ("template-story", {"task_id", "state", "story", "images", "payload", "credits", "created_at"}),
        ("general-one-click", {"id", "state", "payload", "credits", "created_at"}),
        ("one-click-mv", {"id", "state", "credits", "created_at"}),
    ],
)
def test_the_answer_to_a_submit_has_the_keys_of_its_page(create: Create, name: str, keys: set[str]) -> None:
    assert set(create(name)) == keys


def test_a_key_frame_comes_back_as_it_was_sent(create: Create) -> None:
    frames = [{"key_image": PICTURE, "duration": 3, "prompt": "a storm"}, {"key_image": PICTURE}]

    assert create("multiframe", image_settings=frames)["image_settings"] == frames


def test_the_pictures_of_subjects_come_back_as_images_too(ask: Ask) -> None:
    body = {"model": "viduq3", "prompt": "@boat sails", "subjects": [{"name": "boat", "images": [PICTURE]}]}

    told = json.loads(ask("POST", "/ent/v2/reference2video", body).body)

    assert (told["images"], told["subjects"]) == ([PICTURE], [{"name": "boat", "images": [PICTURE]}])


def test_a_marked_file_is_there_where_a_mark_was_asked_for_and_nowhere_else(create: Create, look: Look) -> None:
    made = [str(create("template", watermark=wanted)["task_id"]) for wanted in (False, True)]

    results = [look(task_id, after=20)["creations"] for task_id in made]

    assert [str(result).count("watermarked.mp4?") for result in results] == [0, 1]


def test_a_kind_without_a_mark_has_no_link_to_a_marked_file(create: Create, look: Look) -> None:
    results = look(str(create("lip-sync")["task_id"]), after=20)["creations"]

    assert isinstance(results, list)
    assert "watermarked_url" not in results[0]


def test_the_older_path_of_templates_is_served(ask: Ask) -> None:
    assert json.loads(ask("POST", "/ent/v2/template2video", MINIMAL["template"]).body)["template"] == "hugging"


def test_the_list_can_be_narrowed_to_a_template(create: Create, ask: Ask) -> None:
    made = create("template")["task_id"]
    create("template", template="kissing")

    told = json.loads(ask("GET", "/ent/v2/tasks?templates=hugging").body)

    assert [(row["id"], row["template"]) for row in told["tasks"]] == [(made, "hugging")]


def test_the_list_has_a_row_for_each_task_whatever_its_kind(create: Create, ask: Ask) -> None:
    made = {str(create(name)["task_id"]) for name in WORKED_ON}

    told = json.loads(ask("GET", "/ent/v2/tasks?pager.pagesz=100", after=30).body)

    assert {row["id"] for row in told["tasks"]} == made


def test_the_model_of_a_talking_picture_may_be_left_out(ask: Ask) -> None:
    body = {name: value for name, value in MINIMAL["digital-human"].items() if name != "model"}

    assert json.loads(ask("POST", "/ent/v2/digital-human", body).body)["model"] == "viduq2-turbo"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("lip-sync", {"text": "a word sandbox:task=AuditFailed"}),
        ("image2dance", {"payload": "sandbox:task=AuditFailed"}),
        ("timing2audio", {"timing_prompts": [{"from": 0, "to": 1, "prompt": "rain sandbox:task=AuditFailed"}]}),
    ],
)
def test_a_kind_without_a_prompt_is_rehearsed_by_its_other_words(
    create: Create, look: Look, name: str, fields: Mapping[str, object]
) -> None:
    assert look(str(create(name, **fields)["task_id"]), after=20)["err_code"] == "AuditFailed"


@pytest.mark.parametrize(
    ("name", "fields", "field"),
    [
        ("template-story", {"story": "no such story"}, "story"),
        ("multiframe", {"image_settings": [{"key_image": PICTURE, "duration": 9}] * 2}, "image_settings"),
        ("reference2image", {"aspect_ratio": "5:1"}, "aspect_ratio"),
        ("lip-sync", {"text": "Good <#500#> evening."}, "text"),
        ("lip-sync", {"text": "Good <#1#><#2#> evening."}, "text"),
        ("audio-tts", {"voice_setting_pitch": 13}, "voice_setting_pitch"),
        ("general-one-click", {"duration": 181}, "duration"),
    ],
)
def test_what_a_kind_does_not_take_is_refused_by_name(
    create: Create, name: str, fields: Mapping[str, object], field: str
) -> None:
    told = create(name, **fields)

    metadata = told["metadata"]
    assert isinstance(metadata, dict)
    assert (told["reason"], metadata["fields"].partition("[")[0].partition(".")[0]) == ("FieldInvalid", field)
