import json
from collections.abc import Callable, Mapping

import pytest

from tests.support.minimal_bodies import MINIMAL, PICTURE
from vidu_cli.sandbox.engine import Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.world import World

Ask = Callable[..., Reply]
Answer = Callable[..., dict[str, object]]
Submit = Callable[..., str]


@pytest.fixture
def answer(ask: Ask) -> Answer:
    """The answer of a kind that ends at once to its smallest request with further fields."""

    def answer_of(name: str, **fields: object) -> dict[str, object]:
        told: dict[str, object] = json.loads(ask("POST", f"/ent/v2/{name}", {**MINIMAL[name], **fields}).body)
        return told

    return answer_of


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("audio-tts", {"task_id", "state", "file_url", "credits", "payload", "created_at"}),
        ("audio-clone", {"task_id", "state", "voice_id", "demo_audio", "payload", "created_at"}),
        ("img2video-prompt-recommendation", {"id", "images", "count", "prompts", "created_at"}),
    ],
)
def test_the_answer_has_the_keys_of_its_page(answer: Answer, name: str, keys: set[str]) -> None:
    assert set(answer(name)) == keys


@pytest.mark.parametrize(("name", "link"), [("audio-tts", "file_url"), ("audio-clone", "demo_audio")])
def test_the_sound_is_there_at_once(answer: Answer, ask: Ask, name: str, link: str) -> None:
    told = answer(name)

    reply = ask("GET", str(told[link]).partition("8787")[2], key=None)
    assert (told["state"], reply.headers["content-type"], reply.body) == (
        "success",
        "audio/mpeg",
        content(ResultFile.AUDIO),
    )


@pytest.mark.parametrize(
    ("name", "charge"), [("audio-tts", 10), ("audio-clone", 310), ("img2video-prompt-recommendation", 10)]
)
def test_it_is_charged(answer: Answer, world: World, now: float, name: str, charge: int) -> None:
    answer(name)

    assert world.balance(now).credit_remain == 32_000 - charge


def test_it_waits_for_no_place_behind_running_tasks(answer: Answer, submit: Submit) -> None:
    [submit() for _ in range(6)]

    assert answer("audio-tts")["state"] == "success"


def test_it_can_be_asked_for_again(answer: Answer, ask: Ask) -> None:
    made = answer("audio-tts", payload="job-7")["task_id"]

    told = json.loads(ask("GET", f"/ent/v2/tasks/{made}/creations").body)

    assert (told["state"], told["payload"], len(told["creations"])) == ("success", "job-7", 1)


def test_the_name_of_a_voice_is_given_once(answer: Answer, world: World, now: float) -> None:
    answer("audio-clone")

    told = answer("audio-clone")

    assert (told["code"], told["reason"], world.balance(now).credit_remain) == (409, "Conflict", 32_000 - 310)


def test_a_clone_that_fails_leaves_the_name_free(answer: Answer) -> None:
    answer("audio-clone", payload="sandbox:task=AuditFailed")

    assert answer("audio-clone")["state"] == "success"


def test_one_that_fails_says_why_and_costs_nothing(answer: Answer, world: World, now: float) -> None:
    told = answer("audio-tts", text="hello sandbox:task=AuditFailed")

    assert (told["state"], told["err_code"], told["file_url"], told["credits"], world.balance(now).credit_remain) == (
        "failed",
        "AuditFailed",
        "",
        0,
        32_000,
    )


def test_the_prompts_are_as_many_as_asked_for_of_each_type_and_all_different(answer: Answer) -> None:
    told = answer("img2video-prompt-recommendation", type=["img2video", "e_commerce"], count=10)

    prompts = told["prompts"]
    assert isinstance(prompts, list)
    assert len({(each["type"], each["content"]) for each in prompts}) == 20


def test_a_template_is_recommended_by_its_name(answer: Answer) -> None:
    told = answer("img2video-prompt-recommendation", type=["template"], count=1, images=[PICTURE])

    prompts = told["prompts"]
    assert isinstance(prompts, list)
    first: Mapping[str, object] = prompts[0]
    assert (first["template"], first["resolution"]) == ("hugging", "360p")
