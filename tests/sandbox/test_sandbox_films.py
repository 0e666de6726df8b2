import json
from collections.abc import Callable

import pytest

from tests.support.minimal_bodies import MINIMAL
from vidu_cli.sandbox.engine import Reply
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import path_of

Ask = Callable[..., Reply]
Film = Callable[..., str]
OTHERS = ("one-click-mv", "general-one-click")


@pytest.fixture
def film(ask: Ask) -> Film:
    """Submits a whole film and gives its id."""

    def make(name: str, **fields: object) -> str:
        told = json.loads(ask("POST", f"/ent/v2{path_of(name)}", {**MINIMAL[name], **fields}).body)
        return str(told.get("id") or told["task_id"])

    return make


def reason(reply: Reply) -> tuple[int, str]:
    told = json.loads(reply.body)
    return reply.status, told["reason"]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(("after", "state"), [(0.1, "created"), (2, "created"), (8, "processing"), (20, "success")])
def test_a_film_is_asked_for_at_its_own_path(ask: Ask, film: Film, name: str, after: float, state: str) -> None:
    made = film(name)

    told = json.loads(ask("GET", f"/ent/v2{path_of(name)}/{made}", after=after).body)

    assert (told["id"], told["state"], bool(told["signed_url"])) == (made, state, state == "success")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(("method", "call"), [("GET", "creations"), ("POST", "cancel")])
def test_such_a_film_is_no_task_to_the_other_calls(ask: Ask, film: Film, name: str, method: str, call: str) -> None:
    assert reason(ask(method, f"/ent/v2/tasks/{film(name)}/{call}")) == (404, "TaskNotFound")


def test_such_a_film_does_not_stand_in_the_list(ask: Ask, film: Film) -> None:
    film("one-click-mv")

    assert json.loads(ask("GET", "/ent/v2/tasks").body)["tasks"] == []


@pytest.mark.parametrize("target", ["/one-click/general_one_click", "/ad-one-click"])
def test_a_film_is_not_found_at_the_path_of_another_kind(ask: Ask, film: Film, target: str) -> None:
    assert reason(ask("GET", f"/ent/v2{target}/{film('one-click-mv')}")) == (404, "TaskNotFound")


def test_the_link_of_a_film_leads_to_it(ask: Ask, film: Film) -> None:
    told = json.loads(ask("GET", f"/ent/v2/one-click/mv/{film('one-click-mv')}", after=20).body)

    reply = ask("GET", told["signed_url"].partition("8787")[2], key=None, after=20)

    assert (reply.status, reply.headers["content-type"]) == (200, "video/mp4")


def test_a_film_of_three_minutes_has_its_link_among_its_jobs_only(ask: Ask, film: Film) -> None:
    made = film("general-one-click", duration=180)

    told = json.loads(ask("GET", f"/ent/v2/one-click/general_one_click/{made}", after=20).body)

    links = {record["type"]: bool(record["jobs"][0]["signed_url"]) for record in told["job_records"]}
    assert (told["signed_url"], links) == ("", {"generate_video": False, "compose": True})


def test_a_film_that_fails_says_why(ask: Ask, film: Film) -> None:
    made = film("one-click-mv", prompt="a song sandbox:task=AuditFailed")

    told = json.loads(ask("GET", f"/ent/v2/one-click/mv/{made}", after=20).body)

    assert (told["state"], told["err_code"], told["signed_url"]) == ("failed", "AuditFailed", "")


@pytest.mark.parametrize("target", ["/tasks/{}/creations", "/ad-one-click/{}"])
def test_an_advertising_film_is_asked_for_in_both_places(ask: Ask, film: Film, target: str) -> None:
    reply = ask("GET", f"/ent/v2{target.format(film('ad-one-click'))}", after=20)

    assert json.loads(reply.body)["state"] == "success"


def test_an_advertising_film_tells_of_what_it_is_made_of(ask: Ask, film: Film) -> None:
    told = json.loads(ask("GET", f"/ent/v2/ad-one-click/{film('ad-one-click')}", after=20).body)

    assert {name: len(records) for name, records in told["data_records"].items()} == {
        "storyboards": 0,
        "narration_records": 0,
        "bgm_records": 0,
        "completed_creation_records": 1,
    }


@pytest.mark.parametrize(
    ("step", "fields", "charge"),
    [
        ("edit", {"type": "generate_video"}, 200),
        ("edit", {"type": "generate_narration", "prompt": "x" * 501}, 20),
        ("edit", {"type": "generate_bgm"}, 30),
        ("compose", {}, 1),
    ],
)
def test_a_step_of_an_advertising_film_has_its_price(
    ask: Ask, film: Film, step: str, fields: dict[str, object], charge: int
) -> None:
    body = {"ad_one_click_task_id": film("ad-one-click"), **fields}

    made = json.loads(ask("POST", f"/ent/v2/ad-one-click/{step}", body, after=20).body)

    assert (made["state"], made["credits"]) == ("created", charge)


def test_a_step_of_an_advertising_film_is_charged_and_can_be_asked_for(
    ask: Ask, film: Film, world: World, now: float
) -> None:
    body = {"ad_one_click_task_id": film("ad-one-click")}
    before = world.balance(now + 20).credit_remain

    made = json.loads(ask("POST", "/ent/v2/ad-one-click/compose", body, after=20).body)

    told = json.loads(ask("GET", f"/ent/v2/ad-one-click/{made['sub_task_id']}", after=40).body)
    assert (before - world.balance(now + 40).credit_remain, told["state"]) == (1, "success")


@pytest.mark.parametrize("name", OTHERS)
def test_a_step_of_a_film_is_found_among_its_jobs_and_by_its_own_id(ask: Ask, film: Film, name: str) -> None:
    path, made = f"/ent/v2{path_of(name)}", film(name)

    step = json.loads(ask("POST", f"{path}/{made}/compose", {}, after=20).body)["sub_task_id"]

    whole, part = (json.loads(ask("GET", f"{path}/{each}", after=40).body) for each in (made, step))
    jobs = [job["id"] for record in whole["job_records"] for job in record["jobs"]]
    assert (step in jobs, part["state"], bool(part["signed_url"])) == (True, "success", True)


def test_a_film_that_is_not_done_cannot_be_edited(ask: Ask, film: Film) -> None:
    reply = ask("POST", f"/ent/v2/one-click/mv/{film('one-click-mv')}/edit", {}, after=8)

    assert (reply.status, json.loads(reply.body)["message"]) == (400, "task state is processing, can not edit")


def test_a_film_that_does_not_exist_cannot_be_edited(ask: Ask) -> None:
    reply = ask("POST", "/ent/v2/ad-one-click/edit", {"ad_one_click_task_id": "17"})

    assert reason(reply) == (404, "TaskNotFound")


@pytest.mark.parametrize(
    ("body", "code"), [({}, "FieldLacking"), ({"ad_one_click_task_id": "film"}, "CODEC")], ids=["none", "no-number"]
)
def test_a_step_without_a_film_is_refused(ask: Ask, body: dict[str, object], code: str) -> None:
    assert reason(ask("POST", "/ent/v2/ad-one-click/edit", body)) == (400, code)


def test_a_step_that_nobody_knows_is_refused(ask: Ask, film: Film) -> None:
    body = {"ad_one_click_task_id": film("ad-one-click"), "type": "generate_war"}

    assert reason(ask("POST", "/ent/v2/ad-one-click/edit", body, after=20)) == (400, "FieldInvalid")
