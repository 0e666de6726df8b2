import json
from collections.abc import Callable, Mapping

import pytest

from tests.support.minimal_bodies import PICTURE
from vidu_cli.sandbox.engine import Reply
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.world import Draft, World

Ask = Callable[..., Reply]
Add = Callable[..., str]
SUBJECTS = "/ent/v2/subjects"
BOAT = {"name": "boat", "images": [PICTURE]}


@pytest.fixture
def add(ask: Ask) -> Add:
    """Adds a subject and gives its id."""

    def add_subject(**fields: object) -> str:
        return str(json.loads(ask("POST", SUBJECTS, {**BOAT, **fields}).body)["id"])

    return add_subject


def page(reply: Reply) -> tuple[list[str], str, int]:
    """Ids, token and count of a page."""
    told = json.loads(reply.body)
    return [each["id"] for each in told["subjects"]], told["next_page_token"], told["count"]


def reason(reply: Reply) -> tuple[int, str]:
    told: Mapping[str, object] = json.loads(reply.body)
    return reply.status, str(told["reason"])


def test_a_subject_is_made_for_five_credits(ask: Ask, world: World, now: float) -> None:
    told = json.loads(ask("POST", SUBJECTS, BOAT).body)

    assert (told.pop("id").isdecimal(), told, world.balance(now).credit_remain) == (
        True,
        {**BOAT, "videos": [], "voice_id": "", "style": "", "description": "", "credits": 5},
        31_995,
    )


def test_a_subject_without_a_name_is_refused(ask: Ask) -> None:
    assert reason(ask("POST", SUBJECTS, {"images": [PICTURE]})) == (400, "FieldLacking")


def test_a_subject_that_cannot_be_paid_for_is_not_made(ask: Ask, world: World, now: float) -> None:
    dear = Draft(kind="text2video", model="m", resolution="720p", request={}, credits=31_996, phases=phases_of())
    world.add_task(dear, now=now)

    assert (reason(ask("POST", SUBJECTS, BOAT)), world.subjects()) == ((400, "CreditInsufficient"), {})


def test_the_library_is_read_page_by_page_newest_first(ask: Ask, add: Add) -> None:
    made = [add() for _ in range(3)]

    first = page(ask("GET", f"{SUBJECTS}?count=2"))
    second = page(ask("GET", f"{SUBJECTS}?count=2&next_page_token={first[1]}"))

    assert (first, second) == (([made[2], made[1]], made[1], 2), ([made[0]], "", 1))


def test_single_subjects_can_be_asked_for(ask: Ask, add: Add) -> None:
    made = [add() for _ in range(3)]

    assert page(ask("GET", f"{SUBJECTS}?subject_ids={made[0]}&subject_ids={made[2]}"))[0] == [made[2], made[0]]


def test_the_platform_has_subjects_of_its_own(ask: Ask, add: Add) -> None:
    made = add()

    found = page(ask("GET", f"{SUBJECTS}?ownership=system"))[0]

    assert (len(found) > 1, made in found) == (True, False)


@pytest.mark.parametrize("count", [-1, 101])
def test_a_page_has_one_to_a_hundred_subjects(ask: Ask, count: int) -> None:
    assert reason(ask("GET", f"{SUBJECTS}?count={count}")) == (400, "PageSizeOutOfRange")


def test_a_subject_is_changed_where_it_is_told_to_be_and_for_nothing(
    ask: Ask, add: Add, world: World, now: float
) -> None:
    made = add()

    told = json.loads(ask("PUT", f"{SUBJECTS}/{made}", {"style": "anime"}).body)

    assert (told["name"], told["style"], world.balance(now).credit_remain) == ("boat", "anime", 31_995)


def test_a_change_is_kept(ask: Ask, add: Add) -> None:
    made = add()
    ask("PUT", f"{SUBJECTS}/{made}", {"name": "ship"})

    told = json.loads(ask("GET", SUBJECTS).body)

    assert told["subjects"][0]["name"] == "ship"


def test_a_subject_that_does_not_exist_cannot_be_changed(ask: Ask) -> None:
    assert reason(ask("PUT", f"{SUBJECTS}/17", {"name": "ship"})) == (404, "NotFound")


def test_a_clip_can_cite_a_subject_of_the_library_and_no_other(ask: Ask, add: Add) -> None:
    made = add()
    bodies = [
        {"model": "viduq3", "prompt": "@boat sails", "subjects": [{"name": "boat", "server_id": server_id}]}
        for server_id in (made, "17")
    ]

    statuses = [ask("POST", "/ent/v2/reference2video", body).status for body in bodies]

    assert statuses == [200, 400]


def test_the_library_can_be_made_to_fail(ask: Ask) -> None:
    assert reason(ask("GET", SUBJECTS, faults="subjects=SystemThrottling")) == (429, "SystemThrottling")


def test_a_subject_is_bought_and_fails_as_a_submit_does(ask: Ask, world: World, now: float) -> None:
    reply = ask("POST", SUBJECTS, BOAT, faults="submit=502")

    assert (reply.status, world.balance(now).credit_remain) == (502, 32_000)


@pytest.mark.parametrize(("method", "target"), [("POST", SUBJECTS), ("GET", SUBJECTS), ("PUT", f"{SUBJECTS}/1")])
def test_the_library_is_opened_by_a_good_key(ask: Ask, method: str, target: str) -> None:
    assert reason(ask(method, target, key="wrong")) == (401, "Unauthorized")
