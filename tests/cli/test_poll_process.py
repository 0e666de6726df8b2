"""`vidu poll` as a process: mixed outcomes, deadlines, and a platform that stays away."""

import pytest

from tests.support.answers import look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, held, refuses
from tests.support.shop import VIDEO

GOOD, FACELESS, TWO_FACED, UNCHECKED, RUNNING = "11", "12", "13", "14", "15"


@pytest.fixture
def tasks(platform: Scripted) -> Scripted:
    """A platform with one task of every fate."""
    platform.answers(look_at(GOOD), task(GOOD, "success", links=("https://files.invalid/a.mp4?b=1",)))
    platform.answers(look_at(FACELESS), task(FACELESS, "failed", "NoFaceDetected"))
    platform.answers(look_at(TWO_FACED), task(TWO_FACED, "failed", "MultiFaceDetected"))
    platform.answers(look_at(UNCHECKED), task(UNCHECKED, "failed", "AuditFailed"))
    platform.answers(look_at(RUNNING), task(RUNNING, "processing"))
    return platform


FATES = (
    pytest.param((GOOD,), 0, id="one that succeeded"),
    pytest.param((FACELESS,), 66, id="one that failed"),
    pytest.param((GOOD, FACELESS), 3, id="some failed"),
    pytest.param((FACELESS, "99", GOOD), 3, id="some failed, one is unknown"),
    pytest.param((FACELESS, UNCHECKED), 4, id="all failed for different reasons"),
    pytest.param((TWO_FACED, FACELESS), 66, id="one decade: the lowest of equals"),
    pytest.param((UNCHECKED, "99"), 4, id="failed and unknown"),
    pytest.param(("98", "99"), 82, id="all unknown"),
)


@pytest.mark.parametrize(("ids", "number"), FATES)
@pytest.mark.usefixtures("tasks")
def test_several_tasks_end_with_one_number(ids: tuple[str, ...], number: int, customer: Program) -> None:
    run = customer("poll", *ids, "--json")

    assert run.exit_code == number


@pytest.mark.usefixtures("tasks")
def test_every_task_is_printed_in_the_order_asked_with_why_it_failed(customer: Program) -> None:
    run = customer("poll", UNCHECKED, GOOD, FACELESS, "--json")

    rows = [(row["id"], row["state"], row["error"] and row["error"]["code"]) for row in run.json]
    assert rows == [
        (UNCHECKED, "failed", "AuditFailed"),
        (GOOD, "success", None),
        (FACELESS, "failed", "NoFaceDetected"),
    ]


@pytest.mark.usefixtures("tasks")
def test_plain_rows_have_the_promised_columns(customer: Program) -> None:
    run = customer("poll", GOOD, FACELESS)

    assert run.stdout == f"{GOOD}\tsuccess\t\thttps://files.invalid/a.mp4?b=1\n{FACELESS}\tfailed\tNoFaceDetected\t\n"


@pytest.mark.usefixtures("tasks")
def test_an_id_given_twice_is_polled_once(customer: Program) -> None:
    run = customer("poll", GOOD, GOOD, "--json")

    assert [row["id"] for row in run.json] == [GOOD]


def test_ids_come_from_the_first_column_of_stdin(customer: Program, tasks: Scripted) -> None:
    run = customer("poll", "-", "--json", stdin=f"{GOOD}\tsuccess\n\n{FACELESS}\n{GOOD}\n")

    assert ([row["id"] for row in run.json], len(tasks.requests)) == ([GOOD, FACELESS], 2)


def test_a_producer_that_gave_nothing_is_no_success(customer: Program) -> None:
    run = customer("poll", "-", stdin="\n\n")

    assert (run.exit_code, run.stdout) == (2, "")


@pytest.mark.usefixtures("tasks")
def test_any_stops_at_the_first_end_and_has_its_number(customer: Program) -> None:
    run = customer("poll", RUNNING, FACELESS, "--any", "--json")

    assert (run.exit_code, [row["state"] for row in run.json]) == (66, ["processing", "failed"])


@pytest.mark.usefixtures("tasks")
def test_any_is_a_success_when_the_first_end_is_one(customer: Program) -> None:
    run = customer("poll", RUNNING, GOOD, "--any", "--json")

    assert (run.exit_code, [row["state"] for row in run.json]) == (0, ["processing", "success"])


@pytest.mark.usefixtures("tasks")
def test_fail_fast_stops_at_the_first_failure_and_has_its_number(customer: Program) -> None:
    run = customer("poll", RUNNING, GOOD, FACELESS, "--fail-fast", "--json")

    assert (run.exit_code, [row["state"] for row in run.json]) == (66, ["processing", "success", "failed"])


@pytest.mark.usefixtures("tasks")
def test_fail_fast_does_not_stop_at_a_success(customer: Program) -> None:
    run = customer("poll", RUNNING, GOOD, "--fail-fast", "--timeout", "0.5", "--json")

    assert run.exit_code == 124


def test_no_wait_looks_once_and_is_a_success_whatever_it_sees(customer: Program, tasks: Scripted) -> None:
    run = customer("poll", RUNNING, FACELESS, "--no-wait", "--json")

    assert (run.exit_code, run.stderr, len(tasks.requests)) == (0, "", 2)


@pytest.mark.usefixtures("tasks")
def test_no_wait_tells_of_what_could_not_be_read(customer: Program) -> None:
    run = customer("poll", RUNNING, "99", "--no-wait", "--json")

    assert (run.exit_code, [row["id"] for row in run.json]) == (3, [RUNNING, "99"])


@pytest.mark.usefixtures("tasks")
def test_a_deadline_names_who_still_runs_and_the_line_to_go_on(customer: Program) -> None:
    run = customer("poll", RUNNING, GOOD, "--timeout", "0.5", "--json")

    error = run.error
    assert (run.exit_code, [row["state"] for row in run.json], RUNNING in error["message"], error["remedies"][0]) == (
        124,
        ["processing", "success"],
        True,
        f"Go on: `vidu poll {RUNNING}`",
    )


@pytest.mark.usefixtures("tasks")
@pytest.mark.parametrize(
    "words",
    [("--any",), ("--fail-fast", "--interval", "0.5"), ("--interval", "1", "--lost-after", "86400", "--events")],
    ids=" ".join,
)
def test_the_line_to_go_on_waits_for_the_same(words: tuple[str, ...], customer: Program) -> None:
    run = customer("poll", RUNNING, *words, "--timeout", "0.5", "--json")

    assert run.error["remedies"][0] == f"Go on: `vidu poll {RUNNING} {' '.join(words)}`"


@pytest.mark.usefixtures("tasks")
def test_people_read_the_line_to_go_on_at_a_deadline(customer: Program) -> None:
    run = customer("poll", RUNNING, "--timeout", "0.5")

    assert (run.exit_code, f"vidu poll {RUNNING}" in run.stderr, run.stdout) == (
        124,
        True,
        f"{RUNNING}\tprocessing\t\t\n",
    )


def test_a_deadline_does_not_wait_for_a_slow_answer(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), held(task("11", "success")))

    run = customer("poll", "11", "--timeout", "0.5", "--json")

    assert (run.exit_code, run.error["task_id"]) == (124, "11")


def test_a_task_that_failed_without_a_code_is_99(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "failed"))

    run = customer("poll", "11", "--json")

    assert (run.exit_code, run.error["task_id"]) == (99, "11")


def test_a_refused_key_ends_a_poll_at_once_with_11(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), refuses(401, "Unauthorized"))

    run = customer("poll", "11", "--json")

    assert (run.exit_code, run.stdout, len(platform.requests)) == (11, "", 1)


def test_an_unknown_id_is_82(rehearsal: Program) -> None:
    run = rehearsal("poll", "947400000000000001", "--json")

    assert (run.exit_code, run.error["task_id"]) == (82, "947400000000000001")


@pytest.mark.parametrize("words", ["--events", "--format jsonl"])
def test_a_reader_that_goes_away_keeps_no_result_from_coming_home(
    words: str, customer: Program, platform: Scripted
) -> None:
    ended = task(RUNNING, "success", links=(f"{platform.origin}/v.mp4",))
    platform.answers(look_at(RUNNING), task(RUNNING, "queueing"), task(RUNNING, "processing"), ended)
    platform.answers("GET /v.mp4", VIDEO)

    run = customer.shell(
        f"set +o pipefail; vidu poll {RUNNING} {words} --interval 0.1 -o home/ | true; echo ${{PIPESTATUS[0]}}"
    )

    assert (run.stdout, (customer.home / "home" / f"{RUNNING}.mp4").exists()) == ("141\n", True)
