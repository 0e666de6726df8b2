"""What earlier runs leave to later ones about the files that they brought home."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.parcels import Parcel, Saved


class Records(Protocol):
    """What is known of earlier runs, and kept for later ones. None of it stops a download."""

    def entry_of(self, task_id: str) -> LedgerEntry | None:
        """Give the submit of a task, None where this machine did not make it."""

    def digests_of(self, task_id: str, file: str) -> dict[str, str]:
        """Give the digests of a file of a task by the absolute paths that it was saved at."""

    def told_beside(self, path: Path) -> Mapping[str, object]:
        """Give what the sidecar of a file tells, {} where there is none."""

    def tasks_at(self, path: Path) -> frozenset[str]:
        """Give the tasks of which a file was saved there, none where no file is there any more."""

    def keep_file(self, parcel: Parcel, saved: Saved) -> bool:
        """Keep where a file is; whether that will be known from now on."""


class NoRecords:
    """Records of a machine that keeps none."""

    def entry_of(self, task_id: str) -> LedgerEntry | None:  # noqa: ARG002  # the protocol's
        """Know no submit."""
        return None

    def digests_of(self, task_id: str, file: str) -> dict[str, str]:  # noqa: ARG002  # the protocol's
        """Know no file."""
        return {}

    def told_beside(self, path: Path) -> Mapping[str, object]:  # noqa: ARG002  # the protocol's
        """Read nothing."""
        return {}

    def tasks_at(self, path: Path) -> frozenset[str]:  # noqa: ARG002  # the protocol's
        """Know of none."""
        return frozenset()

    def keep_file(self, parcel: Parcel, saved: Saved) -> bool:  # noqa: ARG002  # the protocol's
        """Keep nothing."""
        return False
