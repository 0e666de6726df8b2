"""The rules that guard money, as a process keeps them: what is sent once, what again, what nobody can know."""

import pytest

from tests.support.answers import SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import LOST, Reply, Scripted, held, refuses, says

HTML = Reply(headers={"content-type": "text/html"}, body=b"<html><head><title>Log in</title></head></html>")
UNREADABLE = {
    "html": HTML,
    "empty": Reply(headers={"content-type": "application/json"}),
    "no JSON": Reply(body=b"fine"),
    "truncated JSON": Reply(body=b'{"task_id": "1'),
    "torn": Reply(body=b'{"task_id": "11"}', cut=8),
    "an array": says(["11"]),
    "no id": says({"state": "created"}),
    "null id": says({"task_id": None}),
    "an id that lost digits": Reply(body=b'{"task_id": 1.0e18}'),
    "moved": Reply(status=302, headers={"location": "/elsewhere"}),
    "dropped": LOST,
    "gateway": Reply(status=502, headers={"content-type": "text/html"}, body=b"<title>502</title>"),
    "499": Reply(status=499),
}


def test_a_charge_beyond_all_measure_does_not_lose_the_task(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, says({"task_id": "11", "state": "created", "credits": 10**30, "seed": -(10**30)}))

    run = customer("submit", "text2video", "a cat", "--json")

    assert (run.exit_code, run.json["id"], run.json["raw"]) == (0, "11", {"credits": 10**30, "seed": -(10**30)})


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_answer_without_a_readable_id_leaves_the_outcome_unknown_and_nothing_is_sent_again(
    name: str, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, UNREADABLE[name])

    run = customer("submit", "text2video", "a cat", "--json")

    told = (run.exit_code, run.stdout, run.error["charged"], run.error["retry"], bool(run.error["cause"]))
    assert (told, platform.orders) == ((95, "", None, "never", True), [SUBMIT])


def test_an_unknown_outcome_names_the_marker_that_was_sent_and_where_to_look(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, LOST)

    run = customer("submit", "text2video", "a cat", "--json")

    explanation = run.error["explanation"]
    assert (platform.requests[0].json["payload"] in explanation, "vidu list --since 15m" in explanation) == (True, True)


def test_a_throttled_submit_is_sent_again_until_it_is_taken(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(429, "TooManyRequests", retry_after="0"), accepted())

    run = customer("submit", "text2video", "a cat")

    assert (run.exit_code, run.stdout, len(platform.requests)) == (0, "11\n", 2)


def test_a_throttled_submit_is_the_same_request_again(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(429, "SystemThrottling", retry_after="0"), accepted())

    customer("submit", "text2video", "a cat")

    assert platform.requests[0].body == platform.requests[1].body


def test_a_submit_throttled_for_long_gives_up_with_the_number_of_its_code(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--json", VIDU_SANDBOX_FAIL="submit=QuotaExceeded")

    assert (run.exit_code, run.stdout, run.error["charged"]) == (54, "", False)


def test_a_retry_after_above_half_a_minute_ends_it_with_the_time_said(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(429, "TooManyRequests", retry_after="77"))

    run = customer("submit", "text2video", "a cat", "--json")

    assert (run.exit_code, "77 s" in run.error["message"]) == (52, True)


def test_a_timeout_does_not_wait_for_a_throttled_platform(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(429, "TooManyRequests", retry_after="20"))

    run = customer("submit", "text2video", "a cat", "--wait", "--timeout", "5", "--json")

    assert (run.exit_code, run.stdout, len(platform.requests)) == (52, "", 1)


def test_a_timeout_that_falls_into_the_send_leaves_the_outcome_unknown(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(accepted()))

    run = customer("submit", "text2video", "a cat", "--timeout", "0.5", "--json")

    assert (run.exit_code, run.stdout, run.error["charged"], len(platform.requests)) == (95, "", None, 1)


def test_a_refused_connection_never_sent_anything(customer: Program) -> None:
    run = customer("submit", "text2video", "a cat", "--timeout", "0.3", "--json", "--base-url", "http://127.0.0.1:9")

    assert (run.exit_code, run.stdout, run.error["charged"], run.error["retry"]) == (57, "", False, "same")


def test_a_submit_that_never_left_is_sent_again(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", VIDU_SANDBOX_FAIL="submit=drop-before*3")

    assert (run.exit_code, len(run.lines)) == (0, 1)


def test_a_port_that_speaks_no_tls_was_never_sent_a_submit(customer: Program, platform: Scripted) -> None:
    https = platform.origin.replace("http:", "https:")

    run = customer("submit", "text2video", "a cat", "--json", "--base-url", https)

    assert (run.exit_code, run.stdout, run.error["charged"], platform.requests) == (97, "", False, [])


def test_a_proxy_that_refuses_was_never_sent_a_submit(customer: Program, platform: Scripted) -> None:
    platform.answers("CONNECT", Reply(status=407))

    run = customer(
        "submit",
        "text2video",
        "a cat",
        "--json",
        VIDU_BASE_URL="https://api.vidu.invalid",
        HTTPS_PROXY=platform.origin,
    )

    told = (run.exit_code, run.stdout, run.error["charged"])
    assert (told, [request.method for request in platform.requests]) == ((97, "", False), ["CONNECT"])


TROUBLE_IN_LOOKING = {
    "a key that stopped working": refuses(401, "Unauthorized"),
    "an id that nobody knows": refuses(404, "TaskNotFound"),
}


@pytest.mark.parametrize("name", TROUBLE_IN_LOOKING)
def test_once_it_is_bought_trouble_in_looking_is_lost_sight_and_never_a_reason_to_submit_again(
    name: str, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, accepted())
    platform.answers(look_at("11"), TROUBLE_IN_LOOKING[name])

    run = customer("submit", "text2video", "a cat", "-o", "cat.mp4", "--json")

    error = run.error
    told = (run.exit_code, run.json["id"], error["task_id"], error["retry"], error["charged"])
    assert (told, error["remedies"][0]) == ((87, "11", "11", "never", None), "Go on: `vidu poll 11 -o cat.mp4`")


@pytest.mark.parametrize("fault", ["get=502", "get=html", "get=drop-before", "get=TooManyRequests"])
def test_a_platform_that_stays_away_after_the_submit_is_lost_sight(fault: str, rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--wait", "--json", VIDU_SANDBOX_FAIL=fault)

    assert (run.exit_code, run.error["task_id"], run.error["retry"]) == (87, run.json["id"], "never")


def test_a_deadline_after_the_submit_has_the_task_the_line_and_no_retry(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())
    platform.answers(look_at("11"), task("11", "processing"))

    run = customer("submit", "text2video", "a cat", "--wait", "--timeout", "0.5", "--json")

    told = (run.exit_code, run.json["state"], run.error["task_id"], run.error["retry"], run.error["charged"])
    assert (told, "vidu poll 11" in run.error["remedies"][0]) == ((124, "processing", "11", "never", None), True)


def test_a_task_is_waited_for_through_trouble_of_the_platform(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--wait", "--json", VIDU_SANDBOX_FAIL="get=502*3")

    assert (run.exit_code, run.json["state"]) == (0, "success")
