"""`last` and `last:N`: the newest submits of the account, as the ledger knows them."""

from typing import TYPE_CHECKING, Protocol

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import Newest
from vidu_cli.cli.past import ledger_of
from vidu_cli.errors.catalogue import SUBMIT_OUTCOME_UNKNOWN, USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed

if TYPE_CHECKING:
    from vidu_cli.policy.entries import LedgerEntry


class Submits(Protocol):
    """Where submits are kept."""

    def newest(self, count: int) -> "tuple[LedgerEntry, ...]":
        """Give the newest submits that made a task or may have, at most so many."""


def newest_of(app: App) -> Newest:
    """What `last` names on the account that the key belongs to."""
    return lambda count: newest_in(ledger_of(app), count)


def newest_in(ledger: Submits | None, count: int) -> tuple[str, ...]:
    """The ids of the newest submits, newest first, at most so many; ViduError 2 when there is none.

    ViduError 95 when one of them has no known outcome: passed over, another task would stand in its place.
    """
    entries = ledger.newest(count) if ledger is not None else ()
    if not entries:
        message = "The ledger knows of no submit of this account, so nothing is the last one."
        raise failed(USAGE_ERROR, message, option="TASK", remedies=("See the account's tasks: `vidu list`",))
    return tuple(_task_of(entry) for entry in entries)


def _task_of(entry: "LedgerEntry") -> str:
    if entry.task_id is None:
        raise _unknown(entry)
    return entry.task_id


def _unknown(entry: "LedgerEntry") -> ViduError:
    from vidu_cli.policy.keeping import prompt_in
    from vidu_cli.policy.phrases import quoted
    from vidu_cli.policy.times import rfc3339

    prompt = prompt_in(entry.intent.body)
    words = f", {quoted(prompt)}" if prompt else ""
    which = f"entry {entry.number}: {entry.intent.kind}{words}, sent {rfc3339(entry.began.at)}"
    why = "is being sent by another process" if entry.is_live else "has no known outcome"
    message = f"A submit among the last ({which}) {why}; without it, last would be another task."
    return failed(SUBMIT_OUTCOME_UNKNOWN, message, option="TASK")
