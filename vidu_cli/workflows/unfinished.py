"""What a wait that was cut short leaves behind: which tasks run still, what is paid for, and the lines that go on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from shlex import join

from vidu_cli.errors.catalogue import LOST_SIGHT, TIMED_OUT, Entry
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.looks import is_denied, is_no_id, is_passing
from vidu_cli.policy.phrases import ids_named, lasting
from vidu_cli.workflows.answers import Answer, PolledTask

# Of more, the line that goes on is long enough.
MOST_TO_CANCEL = 20
FIND_THE_ID = "Look the id up: `vidu list --since 7d`; those of this machine: `vidu history`."
_ONCE_MENDED = "Once that is mended, go on"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfinished:
    """The tasks of a wait as last seen.

    `saving` are the options that say again how results are saved, `words` all those of the line that goes on.
    """

    rows: Sequence[PolledTask]
    saving: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def timed_out(self, after_s: float, *, ever_answered: bool) -> Failure:
        """The failure of a wait whose time was over."""
        after = lasting(after_s)
        message = f"no answer about {ids_named(self.ids)} came within {after}."
        if ever_answered:
            message = self._state_of_things(f" after {after}")
        return self._failure(self._priced(TIMED_OUT), message[0].upper() + message[1:])

    def lost(self, cause: Failure, after_s: float) -> Failure:
        """The failure of a wait that had no answer for so long."""
        message = f"No answer about {ids_named(self.ids)} for {lasting(after_s)}: {cause.message}"
        return replace(self._failure(LOST_SIGHT, message), cause=cause)

    def cut_off(self, trouble: Failure) -> Failure:
        """The trouble that ends the wait; it says nothing of what the tasks cost."""
        return replace(unpriced(trouble), remedies=(*trouble.remedies, *self._ways_on(_ONCE_MENDED)))

    def gone(self, row: PolledTask, refused: Failure) -> Failure:
        """Why a task can be waited for no more. One that was there before, or is for others, may have been paid for."""
        if is_denied(refused):
            way_on = f"{_ONCE_MENDED}: {self.line([row.id])}"
            return replace(unpriced(refused), remedies=(*refused.remedies, way_on))
        if is_no_id(refused):
            return replace(unpriced(refused), remedies=(FIND_THE_ID,))
        return refused if row.task is None else unpriced(refused)

    def line(self, ids: Sequence[str]) -> str:
        """The command that waits for these tasks as this run does."""
        return f"`vidu poll {join([*ids, *self.words])}`"

    def stopped(self, entry: Entry) -> Answer:
        """Every task as last seen, when a signal ended the wait."""
        failure = self._failure(self._priced(entry), f"The waiting was stopped: {self._state_of_things()}")
        found = tuple(row.failure for row in self.rows if row.failure)
        return Answer(values=tuple(row for row in self.rows if row.task or row.failure), failures=(*found, failure))

    @property
    def ids(self) -> tuple[str, ...]:
        """The tasks that have not ended, or for which something is left to do."""
        return tuple(row.id for row in self.rows if not row.has_ended)

    @property
    def remedies(self) -> tuple[str, ...]:
        """The lines that go on with the wait and with the results, and the one that ends what has not begun."""
        moving = self._moving
        if 0 < len(moving) <= MOST_TO_CANCEL:
            return (*self._ways_on(), f"What is no longer wanted and has not begun: `vidu cancel {join(moving)}`")
        return self._ways_on()

    def _ways_on(self, lead: str = "Go on") -> tuple[str, ...]:
        moving, busy = self._moving, self._busy
        # A command that was cut off runs again with the wait alone.
        is_saved_only = bool(self.saving) and "--exec" not in self.words
        open_ids = moving if is_saved_only else [*moving, *busy]
        lines = []
        if open_ids:
            lines.append(f"{lead}: {self.line(open_ids)}")
        if busy and self.saving:
            lead = "Bring the results that are paid for" if moving else lead
            lines.append(f"{lead}: `vidu download {join([*busy, *self.saving])}`")
        return tuple(lines)

    @property
    def _moving(self) -> list[str]:
        return [row.id for row in self.rows if row.is_moving]

    @property
    def _busy(self) -> list[str]:
        return [row.id for row in self.rows if row.is_busy]

    def _failure(self, entry: Entry, message: str) -> Failure:
        first = next(iter((*self._moving, *self.ids)), None)
        return Failure(entry=entry, message=message, task_id=first, remedies=self.remedies)

    def _priced(self, entry: Entry) -> Entry:
        """The entry with what is known of the cost once every task has ended."""
        if self._moving:
            return entry
        return replace(entry, charged=True if all(row.failure is None for row in self.rows) else None)

    def _state_of_things(self, when: str = "") -> str:
        """Which tasks have not ended, and for which of those that have something is left to do."""
        busy, parts = self._busy, []
        running = [row.id for row in self.rows if row.is_moving and row.task]
        unknown = [row.id for row in self.rows if row.is_moving and not row.task]
        if running or not (busy or unknown):
            parts.append(f"{len(running)} of {len(self.rows)} still running{when}: {ids_named(running)}")
        if unknown:
            parts.append(f"no answer about {len(unknown)} of {len(self.rows)}{when}: {ids_named(unknown)}")
        if busy:
            ended = f"{len(busy)} of {len(self.rows)} ended"
            parts.append(f"{ended}, but what was to be done with them was not done{when}: {ids_named(busy)}")
        return "; ".join(parts) + "."


def unseen(row: PolledTask, trouble: Failure) -> Failure:
    """Why the one look at a task failed: never with a number that reads as if nothing had been spent."""
    if not is_passing(trouble):
        return unpriced(trouble)
    return Failure(
        entry=LOST_SIGHT, message=f"No answer about {row.id}: {trouble.message}", cause=trouble, task_id=row.id
    )


def unpriced(failure: Failure) -> Failure:
    """The failure, saying nothing of what the task cost."""
    return replace(failure, entry=replace(failure.entry, charged=None))
