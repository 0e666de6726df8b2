"""What a wait tells while it goes on, and what it does about trouble of the platform."""

from tests.support.answers import look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, refuses


def test_events_are_one_line_a_change_of_state(customer: Program, platform: Scripted) -> None:
    platform.answers(
        look_at("11"), task("11", "queueing"), task("11", "queueing"), task("11", "failed", "NoFaceDetected")
    )

    run = customer("poll", "11", "--events", "--interval", "0.05")

    assert (run.exit_code, [line.split("\t")[1:] for line in run.lines]) == (
        66,
        [["11", "queueing", "", ""], ["11", "failed", "NoFaceDetected", "queueing"]],
    )


def test_events_in_json_are_objects_with_the_promised_keys(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success"))

    run = customer("poll", "11", "--events", "--json")

    assert (list(run.json), run.json["state"], len(platform.requests)) == (
        ["time", "id", "state", "err_code", "previous"],
        "success",
        1,
    )


def test_progress_is_one_line_a_change_on_stderr(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "queueing"), task("11", "queueing"), task("11", "success"))

    run = customer("poll", "11", "--interval", "0.05")

    assert [line[2:] for line in run.stderr.splitlines()] == ["11 queueing", "11 success"]


def test_quiet_says_nothing_of_progress(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "queueing"), task("11", "success"))

    run = customer("poll", "11", "-q", "--interval", "0.05")

    assert (run.exit_code, run.stderr) == (0, "")


def test_a_state_of_tomorrow_is_waited_for(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "polishing"), task("11", "success"))

    run = customer("poll", "11", "--interval", "0.05", "--json")

    assert (run.exit_code, run.json[0]["state"], len(platform.requests)) == (0, "success", 2)


def test_a_code_of_tomorrow_without_a_class_is_99(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "failed", "SomethingOdd"))

    run = customer("poll", "11", "--json")

    assert (run.exit_code, run.error["code"], run.json[0]["err_code"]) == (99, "SomethingOdd", "SomethingOdd")


def test_contact_lost_for_good_is_87_with_the_cause_beneath(rehearsal: Program) -> None:
    run = rehearsal("poll", "11", "12", "--json", VIDU_SANDBOX_FAIL="get=502")

    told = (run.exit_code, run.error["retry"], run.error["charged"], run.error["cause"]["code"])
    assert (told, "vidu poll 11 12" in run.error["remedies"][0]) == ((87, "never", None, "bad-gateway"), True)


def test_the_line_that_comes_back_begins_as_the_run_did(vidu: Program) -> None:
    run = vidu("--sandbox", "poll", "11", "--timeout", "5m", VIDU_SANDBOX_FAIL="get=502")

    assert (run.exit_code, "vidu --sandbox poll 11" in run.stderr) == (124, True)


def test_a_fault_of_the_platform_is_waited_out(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), refuses(500, "InternalServiceFailure"), task("11", "success"))

    run = customer("poll", "11", "--interval", "0.05")

    assert (run.exit_code, [line[2:] for line in run.stderr.splitlines()][1:]) == (
        0,
        ["11 success", "looking works again"],
    )
