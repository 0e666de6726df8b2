"""What a wait says as a whole: which failures, and which of them gives the number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from shlex import join

from vidu_cli.errors.catalogue import (
    ALL_FAILED,
    BY_EXIT_CODE,
    CANNOT_WRITE,
    DOWNLOAD_DAMAGED,
    NOT_READY,
    OUTPUT_EXISTS,
    SOME_FAILED,
    Origin,
)
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.outcome import exit_code_of
from vidu_cli.policy.phrases import ids_named
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.fetch_plan import FURTHER_FILES, waiting_words, without_if_exists
from vidu_cli.workflows.poll_plan import PollReport, StopAt

_UNSAVED = (CANNOT_WRITE.exit_code, DOWNLOAD_DAMAGED.exit_code)


def verdict(report: PollReport, stop_at: StopAt, *, words: Sequence[str] = ()) -> tuple[Failure, ...]:
    """Why a wait did not end well, the failure that gives the number last; () when it did.

    `words` are the options that say again where results are saved.
    """
    failures = [row.failure for row in report.rows]
    found = tuple(failure for failure in failures if failure)
    if report.stopped:
        return (*found, report.stopped)
    if stop_at is StopAt.FIRST_END:
        # A task that cannot be looked at is the first end only where no other has one.
        ends = sorted(report.ends, key=lambda row: not row.is_seen_to_end)
        return tuple(row.failure for row in ends[:1] if row.failure)
    if stop_at is StopAt.FIRST_FAILURE:
        return tuple(row.failure for row in report.ends if row.failure)[:1]
    return together(failures, words=words)


def glance(report: PollReport, *, words: Sequence[str] = ()) -> tuple[Failure, ...]:
    """Why not every task could be read, or what was asked for it done, whatever their states are; `words` as above."""
    failures = [None if _is_only_its_end(row) else row.failure for row in report.rows]
    if report.stopped:
        return (*(failure for failure in failures if failure), report.stopped)
    return together(failures, words=words)


def _is_only_its_end(row: PolledTask) -> bool:
    return row.task is not None and row.failure is not None and row.failure.entry.origin is Origin.TASK


def together(failures: Sequence[Failure | None], *, words: Sequence[str] = ()) -> tuple[Failure, ...]:
    """The failures of several tasks (None: that one went well), the one that gives the number last.

    `words` are the options that say again where results are saved.
    """
    number = exit_code_of([failure.exit_code if failure else 0 for failure in failures])
    found = [failure for failure in failures if failure]
    # A number of several tasks is told over all of them, also where each has it by itself.
    is_shared = number not in (SOME_FAILED.exit_code, ALL_FAILED.exit_code) or len(failures) == 1
    last = next((failure for failure in found if is_shared and failure.exit_code == number), None)
    if last is not None:
        return (*(failure for failure in found if failure is not last), last)
    return (*found, _summary(number, found, len(failures), words)) if found else ()


def _summary(number: int, failures: Sequence[Failure], total: int, words: Sequence[str]) -> Failure:
    failed = [failure for failure in failures if failure.entry.origin is Origin.TASK]
    others = [failure for failure in failures if failure.entry.origin is not Origin.TASK]
    charges = {failure.entry.charged for failure in failures}
    told = []
    if failed:
        told.append(f"{len(failed)} of {total} tasks failed: {_causes(failed)}")
    if others:
        of_all = "" if failed else f" of {total} tasks"
        told.append(f"{len(others)}{of_all} could not be dealt with: {_causes(others)}")
    entry = BY_EXIT_CODE[number]
    # What was paid for stays paid for, whatever became of its file.
    charged = True if True in charges else None if None in charges else entry.charged
    return Failure(
        entry=replace(entry, charged=charged),
        message=f"{'; '.join(told)}.",
        task_id=failures[0].task_id,
        remedies=tuple(_ways_on(failed, others, words)),
    )


def _causes(failures: Sequence[Failure]) -> str:
    ids: dict[str, list[str]] = {}
    for failure in failures:
        ids.setdefault(failure.code, []).append(failure.task_id or "")
    return ", ".join(f"{ids_named(of_a_code)} ({code})" for code, of_a_code in ids.items())


def _ways_on(failed: Sequence[Failure], others: Sequence[Failure], words: Sequence[str]) -> Iterator[str]:
    """What to type next, for those tasks alone that it helps."""

    def ids(*numbers: int) -> list[str]:
        return [failure.task_id for failure in others if failure.exit_code in numbers and failure.task_id]

    # What the platform does not have will not come by asking for it again.
    lacking = [failure.task_id for failure in others if failure.option in FURTHER_FILES and failure.task_id]
    if unsaved := [task_id for task_id in ids(*_UNSAVED) if task_id not in lacking]:
        yield f"Bring the results that are not here, without paying again: `vidu download {join([*unsaved, *words])}`"
    if lacking:
        yield f"Take the results alone: `vidu download {join([*lacking, *waiting_words(words)])}`"
    if kept_out := ids(OUTPUT_EXISTS.exit_code):
        line = join([*kept_out, *without_if_exists(words), "--if-exists", "rename"])
        yield f"Say what to do with the files in the way: `vidu download {line}`"
    if running := ids(NOT_READY.exit_code):
        yield f"Wait for those that have not ended: `vidu poll {join([*running, *waiting_words(words)])}`"
    if failed:
        request = f"`vidu show {failed[0].task_id}`"
        yield f"Change what the code of a failed one names and submit it alone again; its request: {request}"
