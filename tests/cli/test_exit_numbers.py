"""Every exit number that this version can reach, out of a real process."""

import csv
from pathlib import Path

import pytest

from tests.support.answers import KEY, SUBMIT
from tests.support.program import Program
from tests.support.scripted import Reply, Scripted, refuses
from tests.support.situations import ANSWERS, REFUSALS, Situation
from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry

# A code that this version does not know, as a submit is refused with it.
UNKNOWN = (
    (19, 401, "KeyAsleep"),
    (19, 403, "FaceDetectForbidden"),
    (29, 402, "Anything"),
    (29, 400, "BalanceTooLow"),
    (39, 400, "SomethingOdd"),
    (39, 400, "FieldTooRound"),
    (39, 400, "SeedOutOfRange"),
    (49, 400, "ImageTooRound"),
    (49, 400, "AudioTooLoud"),
    (59, 429, "WaitYourTurn"),
    (59, 400, "QuotaReached"),
    (69, 400, "DogDetected"),
    (69, 400, "ImageCheckPawsFailed"),
    (79, 400, "ImagePolicyBreach"),
    (89, 404, "SceneLost"),
    (89, 400, "VoiceNotFound"),
    (89, 409, "SomethingOdd"),
    (89, 410, "SomethingOdd"),
    (47, 413, "SomethingOdd"),
)

# No code at all: the status decides.
BARE = ((11, 401), (29, 402), (12, 403), (81, 404), (84, 409), (89, 410), (47, 413), (52, 429), (31, 400), (31, 418))

# The test module that shows the number.
ELSEWHERE = {
    0: "test_streams",
    99: "test_poll_progress",
    129: "test_signals",
    130: "test_signals",
    141: "test_pipes",
    143: "test_signals",
}

OUT_OF_REACH = {
    1: "a bug, and none is known",
    30: "every problem that the offline check finds has the code that the platform would give",
    46: "no kind of task takes an audio file yet",
    80: "a result is asked for without waiting by `vidu download` alone",
    98: "nothing is asked yet: cancelling by filter comes later",
}


def is_unknown_to_a_submit(entry: Entry) -> bool:
    return entry.http_status is not None and (entry.http_status >= 500 or entry.http_status == 499)


TAKEN_AS_REFUSED = [entry for entry in PLATFORM_ENTRIES if not is_unknown_to_a_submit(entry)]
TAKEN_AS_UNKNOWN = [entry for entry in PLATFORM_ENTRIES if is_unknown_to_a_submit(entry)]


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
def test_a_task_that_fails_ends_submit_and_poll_alike_with_the_number_of_its_code(
    entry: Entry, rehearsal: Program
) -> None:
    bought = rehearsal("submit", "text2video", f"a cat sandbox:task={entry.code}", "--wait", "--json")
    polled = rehearsal("poll", bought.json["id"], "--json")

    told = (entry.exit_code, entry.code, False, "failed", entry.code)
    assert [
        (
            bought.exit_code,
            bought.error["code"],
            bought.error["charged"],
            bought.json["state"],
            bought.json["err_code"],
        ),
        (
            polled.exit_code,
            polled.error["code"],
            polled.error["charged"],
            polled.json[0]["state"],
            polled.json[0]["error"]["code"],
        ),
    ] == [told, told]


@pytest.mark.parametrize("entry", TAKEN_AS_REFUSED, ids=lambda entry: entry.code)
def test_a_submit_refused_with_a_code_ends_with_its_number_and_is_sent_once(
    entry: Entry, customer: Program, platform: Scripted
) -> None:
    # So long a wait is not worth it: throttled submits are not repeated either.
    platform.answers(SUBMIT, refuses(entry.http_status or 400, entry.code, retry_after="31"))

    run = customer("submit", "text2video", "a cat", "--wait", "--json")

    told = (run.exit_code, run.stdout, run.error["code"], run.error["charged"], run.error["origin"])
    assert (told, platform.orders) == ((entry.exit_code, "", entry.code, False, "api"), [SUBMIT])


@pytest.mark.parametrize("entry", TAKEN_AS_UNKNOWN, ids=lambda entry: entry.code)
def test_a_submit_answered_as_by_a_broken_platform_is_unknown_with_the_code_beneath_and_sent_once(
    entry: Entry, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, refuses(entry.http_status or 0, entry.code))

    run = customer("submit", "text2video", "a cat", "--json")

    told = (run.exit_code, run.stdout, run.error["charged"], run.error["retry"], run.error["cause"]["code"])
    assert (told, platform.orders) == ((95, "", None, "never", entry.code), [SUBMIT])


@pytest.mark.parametrize("situation", REFUSALS, ids=lambda situation: situation.number)
def test_a_refusal_has_its_number_its_code_and_an_empty_stdout(situation: Situation, customer: Program) -> None:
    run = customer.shell(situation.script)

    told = (run.exit_code, run.error["exit_code"], run.error["code"], run.stdout)
    assert told == (situation.number, situation.number, situation.code, "")


@pytest.mark.parametrize("situation", ANSWERS, ids=lambda situation: situation.number)
def test_trouble_with_a_task_has_its_number_its_code_and_the_task_on_stdout(
    situation: Situation, customer: Program
) -> None:
    run = customer.shell(situation.script)

    told = (run.exit_code, run.error["exit_code"], run.error["code"], bool(run.json))
    assert told == (situation.number, situation.number, situation.code, True)


@pytest.mark.parametrize(("number", "status", "reason"), UNKNOWN)
def test_an_unknown_code_has_the_number_of_its_class_and_the_words_of_the_platform(
    number: int, status: int, reason: str, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, refuses(status, reason, "as it was said", retry_after="31"))

    run = customer("submit", "text2video", "a cat", "--json")

    told = (run.exit_code, run.error["code"], run.error["trace_id"], run.error["http_status"])
    assert (told, "as it was said" in run.error["message"]) == ((number, reason, "feedc0de", status), True)


@pytest.mark.parametrize(("number", "status"), BARE)
def test_a_status_without_a_code_has_a_number_of_its_own(
    number: int, status: int, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, Reply(status=status, headers={"retry-after": "31"}))

    run = customer("submit", "text2video", "a cat", "--json")

    assert (run.exit_code, run.stdout, run.error["http_status"], platform.orders) == (number, "", status, [SUBMIT])


def test_people_read_the_code_the_number_the_words_and_the_trace_id_of_an_unknown_code(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, refuses(400, "DogDetected", "too many dogs in it"))

    run = customer("submit", "text2video", "a cat")

    wanted = ("DogDetected", "exit 69", "too many dogs in it", "feedc0de")
    assert [word for word in wanted if word not in run.stderr] == []


def test_every_row_of_the_table_is_shown_here_or_has_a_reason() -> None:
    table = Path(__file__).parents[1] / "errors" / "exit-codes.csv"
    with table.open(newline="") as file:
        rows = {int(row["exit"]) for row in csv.DictReader(file)}

    shown = {entry.exit_code for entry in PLATFORM_ENTRIES} | {number for number, *_ in (*UNKNOWN, *BARE)}
    shown |= {situation.number for situation in (*REFUSALS, *ANSWERS)} | set(ELSEWHERE)

    assert (rows - shown, rows & shown) == (set(OUT_OF_REACH), rows - set(OUT_OF_REACH))


def test_every_test_module_that_shows_a_number_exists() -> None:
    here = Path(__file__)

    assert {name for name in ELSEWHERE.values() if not here.with_name(f"{name}.py").exists()} == set()


def test_the_key_is_in_none_of_it(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(401, "Unauthorized"))

    run = customer("-vv", "submit", "text2video", "a cat")

    assert (run.exit_code, KEY[4:] in run.stdout + run.stderr) == (11, False)
