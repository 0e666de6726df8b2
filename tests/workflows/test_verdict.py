import pytest

from vidu_cli.errors.catalogue import TIMED_OUT
from vidu_cli.errors.failure import Failure, task_failure
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.poll import PollReport, StopAt
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
