"""A run that keeps no ledger: every submit is let through, and nothing is known afterwards."""

from collections.abc import Collection, Sequence

from vidu_cli.policy.caps import Cap
from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.moments import Moment
from vidu_cli.schema.tasks import Task


class Unrecorded:
    """What stands in the place of a ledger under `--no-ledger`."""

    def intend(self, intent: Intent, *, caps: Sequence[Cap], began: Moment) -> LedgerEntry:  # noqa: ARG002  # caps need a ledger and are refused without one
        """Let the submit through."""
        return LedgerEntry(number=0, intent=intent, profile=None, base_url="", began=began, is_live=True)

    def accept(self, number: int, task: Task, *, trace_id: str | None, now: float) -> None:
        """Keep nothing."""

    def adopt(self, number: int, task: Task, *, now: float) -> bool:  # noqa: ARG002  # no other submit is known
        """Let the submit have the task."""
        return True

    def refuse(self, number: int, code: str, *, trace_id: str | None = None) -> None:
        """Keep nothing."""

    def leave_unknown(
        self, number: int, *, attempt_s: float, clock_error_s: float | None, trace_id: str | None = None
    ) -> None:
        """Keep nothing."""

    def let_go(self, number: int) -> None:
        """Keep nothing."""

    def owned(self, ids: Collection[str]) -> frozenset[str]:  # noqa: ARG002  # as above
        """Know of no other submit."""
        return frozenset()

    def unresolved(self, *, fingerprint: str | None = None) -> tuple[LedgerEntry, ...]:  # noqa: ARG002  # as above
        """Know of no other submit."""
        return ()

    def holder(self, once_hash: str) -> LedgerEntry | None:  # noqa: ARG002  # as above
        """Know of no other submit."""
        return None

    def seek(self, number: int, *, at: float) -> float:  # noqa: ARG002  # as above
        """Remember nothing."""
        return at

    def declare_not_accepted(self, number: int) -> bool:  # noqa: ARG002  # as above
        """Declare nothing."""
        return False

    def saw(self, task: Task, *, now: float, paths: Sequence[str] = ()) -> bool:  # noqa: ARG002  # as above
        """Keep nothing."""
        return False
