"""`vidu cancel` as a process: in every state that a task can be in."""

from tests.support.answers import KEY, cancel_of, look_at, task
from tests.support.program import Program
from tests.support.scripted import LOST, Reply, Scripted, refuses, says

IN_THE_QUEUE = "sandbox:seconds=9000000"
TOO_LATE = refuses(400, "BadRequest", "task state is scheduled, can not cancel")


def test_a_task_that_waits_is_cancelled_and_costs_nothing(rehearsal: Program) -> None:
    task_id = rehearsal("submit", "text2video", f"a cat {IN_THE_QUEUE}").stdout.strip()

    run = rehearsal("cancel", task_id, "--json")

    assert (run.exit_code, run.json) == (
        0,
        [{"id": task_id, "outcome": "cancelled", "state": "failed", "credits": 0, "error": None}],
    )


def test_a_task_that_was_cancelled_already_is_a_success_with_a_note(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), TOO_LATE)
    platform.answers(look_at("11"), task("11", "failed", "UserCancelled"))

    run = customer("cancel", "11")

    assert (run.exit_code, run.stdout, "already" in run.stderr) == (0, "11\talready_cancelled\n", True)


def test_a_task_that_runs_can_no_longer_be_cancelled(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), TOO_LATE)
    platform.answers(look_at("11"), task("11", "processing"))

    run = customer("cancel", "11", "--json")

    row, error = run.json[0], run.error
    assert (run.exit_code, row["outcome"], row["state"], error["charged"], error["cause"]["message"]) == (
        88,
        "too_late",
        "processing",
        True,
        "task state is scheduled, can not cancel",
    )


def test_a_task_that_succeeded_has_ended_and_is_charged(rehearsal: Program) -> None:
    task_id = rehearsal("submit", "text2video", "a cat", "--wait").stdout.strip()

    run = rehearsal("cancel", task_id, "--json")

    assert (run.exit_code, run.json[0]["outcome"], run.json[0]["credits"]) == (88, "ended", 60)


def test_a_task_that_failed_by_itself_has_ended_and_is_a_success_with_a_note(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(cancel_of("11"), TOO_LATE)
    platform.answers(look_at("11"), task("11", "failed", "NoFaceDetected"))

    run = customer("cancel", "11")

    assert (run.exit_code, run.stdout, "NoFaceDetected" in run.stderr) == (0, "11\tended\n", True)


def test_a_task_that_nobody_knows_is_not_found(rehearsal: Program) -> None:
    run = rehearsal("cancel", "947400000000000001", "--json")

    assert (run.exit_code, run.json[0]["outcome"], run.error["code"]) == (82, "not_found", "TaskNotFound")


def test_a_cancel_that_cannot_be_judged_failed_with_the_number_of_the_refusal(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(cancel_of("11"), refuses(403, "ForbiddenFruit"))

    run = customer("cancel", "11", "--json")

    assert (run.exit_code, run.stdout) == (19, "")


def test_a_refused_key_ends_a_cancel_without_an_answer(customer: Program, platform: Scripted) -> None:
    platform.answers("POST", refuses(401, "Unauthorized"))

    run = customer("cancel", "11", "12", "--json")

    assert (run.exit_code, run.stdout) == (11, "")


def test_several_outcomes_of_one_number_end_with_it(rehearsal: Program) -> None:
    run = rehearsal("cancel", "11", "12", "--json")

    assert (run.exit_code, [row["outcome"] for row in run.json]) == (82, ["not_found", "not_found"])


def test_several_outcomes_of_different_numbers_end_with_3(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), says({}))
    platform.answers(look_at("11"), task("11", "failed", "UserCancelled"))

    run = customer("cancel", "11", "12", "--json")

    assert (run.exit_code, [row["outcome"] for row in run.json]) == (3, ["cancelled", "not_found"])


def test_a_cancel_that_was_taken_stays_one_when_the_look_fails(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), says({}))

    run = customer("cancel", "11")

    assert (run.exit_code, run.stdout) == (0, "11\tcancelled\n")


def test_an_empty_answer_to_a_cancel_is_decided_by_a_look(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), Reply(status=200))
    platform.answers(look_at("11"), task("11", "failed", "UserCancelled"))

    run = customer("cancel", "11")

    assert (run.exit_code, run.stdout) == (0, "11\talready_cancelled\n")


def test_a_cancel_whose_answer_was_lost_is_decided_by_a_look(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), LOST, says({}))
    platform.answers(look_at("11"), task("11", "failed", "UserCancelled"))

    run = customer("cancel", "11")

    assert (run.exit_code, run.stdout) == (0, "11\tcancelled\n")


def test_a_cancel_sends_the_id_in_path_and_body_with_the_key(customer: Program, platform: Scripted) -> None:
    platform.answers(cancel_of("11"), says({}))

    customer("cancel", "11")

    sent = platform.requests[0]
    assert (sent.line, sent.json, sent.headers["authorization"]) == (cancel_of("11"), {"id": "11"}, f"Token {KEY}")
