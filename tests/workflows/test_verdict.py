from dataclasses import replace

import pytest

from vidu_cli.errors.catalogue import (
    DOWNLOAD_DAMAGED,
    NOT_READY,
    OUTPUT_EXISTS,
    SOME_FAILED,
    TASK_NOT_FOUND,
    TIMED_OUT,
)
from vidu_cli.errors.failure import Failure, task_failure
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.poll_plan import PollReport, StopAt
from vidu_cli.workflows.verdict import together, verdict

FACE = task_failure("NoFaceDetected", task_id="1")
CROWD = task_failure("MultiFaceDetected", task_id="2")
OTHER_CROWD = task_failure("MultiFaceDetected", task_id="4")
AUDIT = task_failure("AuditFailed", task_id="3")


def told(failures: tuple[Failure, ...]) -> list[str]:
    return [failure.code for failure in failures]


@pytest.mark.parametrize(
    ("failures", "codes"),
    [
        ([], []),
        ([None, None], []),
        ([FACE], ["NoFaceDetected"]),
        ([FACE, CROWD], ["MultiFaceDetected", "NoFaceDetected"]),
        ([CROWD, FACE, OTHER_CROWD], ["NoFaceDetected", "MultiFaceDetected", "MultiFaceDetected"]),
        ([FACE, None], ["NoFaceDetected", "some-failed"]),
        ([FACE, AUDIT], ["NoFaceDetected", "AuditFailed", "all-failed"]),
    ],
    ids=["none", "two good", "one", "equals", "frequent", "some", "decades"],
)
def test_every_failure_is_told_and_the_one_that_gives_the_number_last(
    failures: list[Failure | None], codes: list[str]
) -> None:
    assert told(together(failures)) == codes


def test_the_sentence_over_several_tasks_names_who_failed_and_why() -> None:
    summary = together([FACE, None, AUDIT])[-1]

    assert (summary.message, summary.task_id) == ("2 of 3 tasks failed: 1 (NoFaceDetected), 3 (AuditFailed).", "1")


def test_the_sentence_over_many_tasks_that_failed_alike_stays_a_sentence() -> None:
    failures = [task_failure("NoFaceDetected", task_id=str(number)) for number in range(1, 41)]

    summary = together([*failures, None, AUDIT])[-1]

    assert summary.message == "41 of 42 tasks failed: 1 2 3 4 5 and 35 more (NoFaceDetected), 3 (AuditFailed)."


@pytest.mark.parametrize("stop_at", list(StopAt))
def test_a_deadline_gives_the_number_after_the_failures_so_far(stop_at: StopAt) -> None:
    rows = (PolledTask(id="1", failure=FACE), PolledTask(id="2"))
    report = PollReport(rows=rows, stopped=Failure(entry=TIMED_OUT, message="over"))

    assert told(verdict(report, stop_at)) == ["NoFaceDetected", "timed-out"]


SAVED_ELSEWHERE = Failure(entry=replace(OUTPUT_EXISTS, charged=True), task_id="5")
UNSAVED = Failure(entry=replace(DOWNLOAD_DAMAGED, charged=True), task_id="6")
RUNNING = Failure(entry=NOT_READY, task_id="7")
UNKNOWN = Failure(entry=TASK_NOT_FOUND, task_id="8")
UNPUBLISHED = Failure(entry=replace(SOME_FAILED, charged=True), task_id="9")


def test_what_was_paid_for_is_never_said_to_have_cost_nothing_nor_to_be_submitted_again() -> None:
    summary = together([SAVED_ELSEWHERE, UNSAVED, FACE], words=("-o", "clips/"))[-1]

    assert (summary.exit_code, summary.entry.charged, summary.message, summary.remedies) == (
        4,
        True,
        "1 of 3 tasks failed: 1 (NoFaceDetected); 2 could not be dealt with: 5 (output-exists), 6 (download-damaged).",
        (
            "Bring the results that are not here, without paying again: `vidu download 6 -o clips/`",
            "Say what to do with the files in the way: `vidu download 5 -o clips/ --if-exists rename`",
            "Change what the code of a failed one names and submit it alone again; its request: `vidu show 1`",
        ),
    )


def test_a_file_that_the_platform_does_not_have_is_not_asked_for_again() -> None:
    unmarked = replace(UNSAVED, option="--watermarked", task_id="7")

    summary = together([UNSAVED, unmarked, None], words=("-o", "clips/", "--watermarked"))[-1]

    assert summary.remedies == (
        "Bring the results that are not here, without paying again: `vidu download 6 -o clips/ --watermarked`",
        "Take the results alone: `vidu download 7 -o clips/`",
    )


def test_only_what_helps_a_task_is_said_of_it() -> None:
    summary = together([UNKNOWN, RUNNING, None], words=("-o", "clips/"))[-1]

    assert (summary.message, summary.entry.charged, summary.remedies) == (
        "2 of 3 tasks could not be dealt with: 8 (TaskNotFound), 7 (not-ready).",
        None,
        ("Wait for those that have not ended: `vidu poll 7 -o clips/`",),
    )


@pytest.mark.parametrize(
    ("failures", "number"),
    [([UNPUBLISHED], 3), ([UNPUBLISHED, UNPUBLISHED], 3), ([UNPUBLISHED, FACE], 3), ([UNPUBLISHED, None], 3)],
)
def test_a_task_that_succeeded_and_whose_command_failed_is_no_failed_one(
    failures: list[Failure | None], number: int
) -> None:
    last = together(failures)[-1]

    assert (last.exit_code, last.entry.charged, "failed: 9" in last.message) == (number, True, False)
