"""`vidu submit` as a process: what is sent, how often, and what is told when nobody knows."""

import json

from tests.support.answers import KEY, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import Reply, Scripted, refuses, says


def test_a_submit_prints_the_id_alone_on_stdout(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted("947400000000000001"))

    run = customer("submit", "text2video", "a cat")

    assert (run.exit_code, run.stdout) == (0, "947400000000000001\n")


def test_a_submit_sends_what_the_words_say_and_a_marker(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    customer("submit", "text2video", "a cat", "--duration", "5", "--off-peak", "--set", "new.field=[1]")

    sent = platform.requests[0].json
    assert ({**sent, "payload": sent["payload"].partition("-")[0]}, platform.requests[0].headers["authorization"]) == (
        {
            "model": "viduq3-turbo",
            "prompt": "a cat",
            "duration": 5,
            "off_peak": True,
            "new": {"field": [1]},
            "payload": "vidu",
        },
        f"Token {KEY}",
    )


def test_options_win_over_set_and_set_over_the_body(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())
    body = '{"prompt": "body", "seed": 1, "bgm": true, "payload": "mine"}'

    customer("submit", "text2video", "word", "--set", "prompt=set", "--set", "seed=2", "--body", "-", stdin=body)

    assert platform.requests[0].json == {
        "model": "viduq3-turbo",
        "prompt": "word",
        "seed": 2,
        "bgm": True,
        "payload": "mine",
    }


def test_two_submits_carry_different_markers(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    customer.shell("vidu submit text2video 'a cat'; vidu submit text2video 'a cat'")

    assert len({request.json["payload"] for request in platform.requests}) == 2


def test_a_numeric_id_comes_back_digit_for_digit(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, Reply(body=b'{"task_id": 947400000000000001, "state": "created"}'))

    run = customer("submit", "text2video", "a cat", "--json")

    assert (run.exit_code, run.json["id"]) == (0, "947400000000000001")


def test_an_odd_field_in_a_receipt_does_not_lose_the_id(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, says({"task_id": "11", "state": 7, "credits": "many"}))

    run = customer("submit", "text2video", "a cat")

    assert (run.exit_code, run.stdout) == (0, "11\n")


def test_waiting_prints_the_task_as_it_ended_with_what_only_the_submit_said(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, accepted())
    platform.answers(look_at("11"), task("11", "success", links=("https://files.invalid/a.mp4",)))

    run = customer("submit", "text2video", "a cat", "--wait", "--json")

    told = {name: run.json[name] for name in ("id", "state", "model", "credits")}
    assert (run.exit_code, told) == (0, {"id": "11", "state": "success", "model": "viduq3-turbo", "credits": 60})


def test_a_dry_run_prints_the_request_and_sends_nothing_without_a_key(vidu: Program) -> None:
    run = vidu("submit", "text2video", "a cat", "--dry-run", "--json", VIDU_BASE_URL="http://127.0.0.1:9/ent/v2/")

    told = (run.json["method"], run.json["url"], run.json["body"]["prompt"], run.json["estimate"]["credits"])
    assert (run.exit_code, told) == (0, ("POST", "http://127.0.0.1:9/ent/v2/text2video", "a cat", 60))


def test_a_dry_run_in_json_has_the_promised_keys(vidu: Program) -> None:
    run = vidu("submit", "text2video", "a cat", "--dry-run", "--json")

    assert (list(run.json), list(run.json["estimate"])) == (
        ["method", "url", "body", "estimate", "warnings", "curl"],
        ["credits", "credits_max", "money", "currency", "certainty", "source"],
    )


def test_a_submit_within_its_budget_is_sent(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    run = customer("submit", "text2video", "a cat", "--max-credits", "60")

    assert (run.exit_code, platform.lines) == (0, [SUBMIT])


def test_an_unknown_price_is_over_every_budget_and_nothing_is_sent(customer: Program, platform: Scripted) -> None:
    run = customer("submit", "text2video", "a cat", "--model", "viduq9", "--max-credits", "9999", "--json")

    assert (run.exit_code, run.error["option"], platform.lines) == (20, "--max-credits", [])


def test_an_unknown_model_is_sent_with_a_warning(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    run = customer("submit", "text2video", "a cat", "--model", "viduq3-turbos")

    assert (run.exit_code, platform.requests[0].json["model"], "viduq3-turbo" in run.stderr) == (
        0,
        "viduq3-turbos",
        True,
    )


def test_without_the_check_a_bad_value_is_sent(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(400, "FieldInvalid", "duration only support between 1 to 16"))

    run = customer("submit", "text2video", "a cat", "--duration", "99", "--no-check", "--json")

    told = (run.exit_code, run.error["origin"], platform.requests[0].json["duration"])
    assert told == (34, "api", 99)


def test_every_key_of_a_receipt_is_printed(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    run = customer("submit", "text2video", "a cat", "--json")

    assert json.loads(run.stdout) == {
        "id": "11",
        "state": "created",
        "model": "viduq3-turbo",
        "credits": 60,
        "raw": {},
        "estimate": run.json["estimate"],
        "reused": False,
    }


def test_a_refusal_of_the_platform_names_the_option_that_set_the_field(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--duration", "99", "--no-check", "--json")

    error = run.error
    assert (
        run.exit_code,
        error["origin"],
        error["field"],
        error["option"],
        "`--duration`" in error["remedies"][1],
    ) == (
        34,
        "api",
        "duration",
        "--duration",
        True,
    )
