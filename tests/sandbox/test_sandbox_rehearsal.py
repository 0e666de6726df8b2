import json
from collections.abc import Callable, Mapping

import pytest

from vidu_cli.sandbox.engine import Drop, Reply
from vidu_cli.sandbox.faults import Call, Fault
from vidu_cli.sandbox.world import World

Ask = Callable[..., Reply]
Look = Callable[..., Mapping[str, object]]
Submit = Callable[..., str]
SUBMIT = "/ent/v2/text2video"
CLIP = {"model": "viduq3-turbo", "prompt": "a paper boat"}


def reason(reply: Reply) -> tuple[int, str]:
    told = json.loads(reply.body)
    return reply.status, told["reason"]


@pytest.mark.parametrize("status", [400, 404, 413, 429])
def test_a_status_below_500_comes_with_nothing(ask: Ask, status: int) -> None:
    reply = ask("GET", "/ent/v2/credits", faults=f"credits={status}")

    assert (reply.status, reply.body) == (status, b"")


def test_a_status_of_500_or_more_comes_as_a_page_of_a_gateway(ask: Ask) -> None:
    reply = ask("GET", "/ent/v2/credits", faults="credits=502")

    assert (reply.status, reply.headers["content-type"], reply.body[:6]) == (502, "text/html", b"<html>")


@pytest.mark.parametrize("fault", ["TooManyRequests:6.5", "429:6.5"])
def test_a_throttled_call_is_told_when_to_come_back(ask: Ask, fault: str) -> None:
    reply = ask("GET", "/ent/v2/credits", faults=f"credits={fault}")

    assert (reply.status, reply.headers["retry-after"]) == (429, "7")


def test_a_code_of_tomorrow_is_told_in_words_like_the_platforms(ask: Ask) -> None:
    told = json.loads(ask("GET", "/ent/v2/credits", faults="credits=418/FancyPolicyBreach").body)

    assert (told["code"], told["reason"], told["message"]) == (418, "FancyPolicyBreach", "fancy policy breach")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("drop-before", (Drop.BEFORE, 32_000)),
        ("drop-after", (Drop.AFTER, 31_940)),
        ("truncated", (Drop.TRUNCATED, 31_940)),
        ("html", (None, 31_940)),
        ("empty", (None, 31_940)),
        ("not-json", (None, 31_940)),
        ("slow", (None, 31_940)),
    ],
)
def test_a_spoilt_submit_has_made_its_task_unless_it_was_dropped_before(
    ask: Ask, world: World, now: float, word: str, expected: tuple[Drop | None, int]
) -> None:
    reply = ask("POST", SUBMIT, CLIP, faults=f"submit={word}")

    assert (reply.drop, world.balance(now).credit_remain) == expected


@pytest.mark.parametrize(
    ("word", "start"), [("html", b"<html>"), ("empty", b""), ("not-json", b"upstream"), ("slow:3", b'{"remains"')]
)
def test_a_spoilt_answer_is_a_success_without_the_answer(ask: Ask, word: str, start: bytes) -> None:
    reply = ask("GET", "/ent/v2/credits", faults=f"credits={word}")

    assert (reply.status, reply.body[: len(start) or 1]) == (200, start)


def test_a_slow_answer_says_how_long_it_takes(ask: Ask) -> None:
    assert ask("GET", "/ent/v2/credits", faults="credits=slow:3").delay_s == 3.0


def test_a_fault_of_a_prompt_is_counted_for_its_own_task(ask: Ask, submit: Submit) -> None:
    faulty, sound = submit("a boat sandbox:get=502*2"), submit("another boat")

    seen = [ask("GET", f"/ent/v2/tasks/{task_id}/creations").status for task_id in [sound] + [faulty] * 3]

    assert seen == [200, 502, 502, 200]


def test_a_submit_that_asks_for_two_refusals_gets_through_the_third_time(ask: Ask) -> None:
    body = {**CLIP, "prompt": "a boat sandbox:submit=TooManyRequests:7*2"}

    assert [ask("POST", SUBMIT, body).status for _ in range(3)] == [429, 429, 200]


def test_a_fault_of_the_world_hits_calls_of_any_client(ask: Ask, world: World) -> None:
    world.add_fault(Call.LIST, Fault(code="SystemThrottling", status=429), 1)

    assert [ask("GET", "/ent/v2/tasks").status for _ in range(2)] == [429, 200]


def test_a_kept_fault_of_a_task_makes_the_next_task_fail(submit: Submit, look: Look, world: World) -> None:
    world.add_fault(Call.TASK, Fault(code="AuditFailed", status=400), 1)

    assert [look(task_id, after=20)["err_code"] for task_id in (submit(), submit())] == ["AuditFailed", ""]


def test_a_wish_that_cannot_be_read_is_refused_with_what_is_allowed(ask: Ask) -> None:
    told = json.loads(ask("POST", SUBMIT, {**CLIP, "prompt": "a boat sandbox:sumit=502"}).body)

    assert (told["reason"], "allowed are submit" in told["message"]) == ("BadRequest", True)
