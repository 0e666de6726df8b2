"""Take over tasks of the account that carry our marker and that this ledger knows nothing of."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.fingerprints import digest, marker_in
from vidu_cli.policy.keeping import without_words
from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import Recovered, RecoveryOutcome
from vidu_cli.workflows.listing import LOOKS_AT_ONCE
from vidu_cli.workflows.seeking import Looks, Witness, read_since


class Shelf(Protocol):
    """Where tasks are taken over to."""

    def owned(self, ids: Collection[str]) -> frozenset[str]:
        """Give those of these tasks that an entry has."""

    def take_over(self, intent: Intent, task: Task, *, now: float) -> LedgerEntry | None:
        """Give the new entry of a task, None when another one has it."""


async def taken_over(
    since: float, shelf: Shelf, witness: Witness, clock: Clock, *, is_private: bool, is_dry: bool = False
) -> tuple[list[Recovered], Failure | None]:
    """The tasks that were taken over, their `--once` keys included, and why the search is not complete, if it is not.

    `since` is in seconds since 1970 by the platform's clock. With `is_private` no prompts are kept.
    """
    reading = await read_since(since, witness)
    looks = Looks(witness)
    taken = shelf.owned([task.id for task in reading.tasks])
    # The oldest first: the last entry of the ledger is the last submit.
    strange = [task for task in reversed(reading.tasks) if task.id not in taken]
    rows: list[Recovered] = []
    trouble = reading.trouble
    for start in range(0, len(strange), LOOKS_AT_ONCE):
        for seen in await _whole(strange[start : start + LOOKS_AT_ONCE], looks):
            if isinstance(seen, Failure):
                trouble = trouble if seen.entry.http_status == 404 else seen
            else:
                rows += _taken(seen, shelf, clock, is_private=is_private, is_dry=is_dry)
    return rows[::-1], trouble


async def _whole(rows: Sequence[Task], looks: Looks) -> list[Task | Failure]:
    async def one(row: Task) -> Task | Failure:
        return row if row.payload else await looks.whole(row)

    return list(await asyncio.gather(*(one(row) for row in rows)))


def _taken(task: Task, shelf: Shelf, clock: Clock, *, is_private: bool, is_dry: bool) -> list[Recovered]:
    intent = _intent_of(task, is_private=is_private)
    if intent is None:
        return []
    why = "It carries our marker, and this ledger did not know it."
    entry = None if is_dry else shelf.take_over(intent, task, now=clock.now())
    if entry is None and not is_dry:
        return []
    return [Recovered(entry=entry, intent=intent, outcome=RecoveryOutcome.ADOPTED, why=why, task=task)]


def _intent_of(task: Task, *, is_private: bool) -> Intent | None:
    """What is known of the submit that made a task; None when the task does not carry our marker."""
    said = marker_in(task.payload or "")
    if said is None:
        return None
    kind = _kind_of_type(task.type or "")
    names = ("model", "prompt", "duration", "resolution", "aspect_ratio", "seed")
    body: Mapping[str, object] = {name: value for name in names if (value := getattr(task, name))}
    if is_private:
        body = without_words(kind, body) if kind else {}
    return Intent(
        kind=kind.name if kind else task.type or "",
        path=kind.path if kind else "",
        body=body,
        fingerprint=said.fingerprint,
        marker=task.payload,
        prompt_digest=digest(task.prompt) if task.prompt else None,
        once_hash=said.once_hash or None,
        is_private=is_private,
    )


@cache
def _kinds_by_type() -> Mapping[str, Kind]:
    return {kind.type: kind for name in reversed(KIND_NAMES) for kind in (kind_named(name),)}


def _kind_of_type(word: str) -> Kind | None:
    return _kinds_by_type().get(word)


async def reconcile(since: float, shelf: Shelf, witness: Witness, clock: Clock, *, is_private: bool) -> int:
    """How many tasks were taken over; ViduError when the account could not be searched whole: none may be missed."""
    rows, trouble = await taken_over(since, shelf, witness, clock, is_private=is_private)
    if trouble is not None:
        message = f"The account could not be searched for earlier submits, and nothing was sent: {trouble.message}"
        raise ViduError(replace(trouble, message=message))
    return len(rows)
