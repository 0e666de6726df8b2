"""What a wait says as a whole: which failures, and which of them gives the number."""

from collections.abc import Sequence

from vidu_cli.errors.catalogue import BY_EXIT_CODE
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.outcome import exit_code_of
from vidu_cli.policy.phrases import ids_named
from vidu_cli.workflows.poll import PollReport, StopAt

ONLY_THE_FAILED = "To have the failed ones made, submit only them again; the others would be paid for twice."


def verdict(report: PollReport, stop_at: StopAt) -> tuple[Failure, ...]:
    """Why a wait did not end well, the failure that gives the number last; () when it did."""
    failures = [row.failure for row in report.rows]
    found = tuple(failure for failure in failures if failure)
    if report.stopped:
        return (*found, report.stopped)
    if stop_at is StopAt.FIRST_END:
        first = next(row for row in report.rows if row.has_ended)
        return (first.failure,) if first.failure else ()
    if stop_at is StopAt.FIRST_FAILURE:
        return found[:1]
    return together(failures)


def glance(report: PollReport) -> tuple[Failure, ...]:
    """Why not every task could be read, whatever their states are."""
    return together([None if row.task else row.failure for row in report.rows])


def together(failures: Sequence[Failure | None], *, remedy: str = ONLY_THE_FAILED) -> tuple[Failure, ...]:
    """The failures of several tasks (None: that one went well), the one that gives the number last.

    `remedy` is what to do where some or all failed for different reasons.
    """
    number = exit_code_of([failure.exit_code if failure else 0 for failure in failures])
    found = [failure for failure in failures if failure]
    last = next((failure for failure in found if failure.exit_code == number), None)
    if last is not None:
        return (*(failure for failure in found if failure is not last), last)
    return (*found, _summary(number, found, len(failures), remedy)) if found else ()


def _summary(number: int, failures: Sequence[Failure], total: int, remedy: str) -> Failure:
    ids: dict[str, list[str]] = {}
    for failure in failures:
        ids.setdefault(failure.code, []).append(failure.task_id or "")
    causes = ", ".join(f"{ids_named(failed)} ({code})" for code, failed in ids.items())
    message = f"{len(failures)} of {total} tasks failed: {causes}."
    return Failure(entry=BY_EXIT_CODE[number], message=message, task_id=failures[0].task_id, remedies=(remedy,))
