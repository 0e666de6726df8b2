"""How much of a file that was not finished can be gone on with.

What a process wrote stays when it is killed, but for the block that it may have been writing. Where the machine itself
went down, only what had been brought to the disk is to be trusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vidu_cli.policy.ranges import Mark, mark_of

# What is fetched again of what another run left.
BLOCK_BYTES = 65_536


@dataclass(frozen=True, kw_only=True, slots=True)
class Synced:
    """What of a file was brought to the disk: its first `size_bytes`, of which that is the SHA-256 in hex."""

    size_bytes: int = 0
    sha256: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Journal:
    """What is written beside a beginning: of which version it is, and how far it can be trusted.

    `boot` is which start of the machine it was written after, "" where no machine tells.
    """

    mark: Mark = field(default_factory=Mark)
    synced: Synced = field(default_factory=Synced)
    boot: str = ""

    @property
    def told(self) -> dict[str, object]:
        """The same as the JSON object that is kept."""
        return {
            "etag": self.mark.etag,
            "modified": self.mark.modified,
            "size_bytes": self.mark.size_bytes,
            "synced_bytes": self.synced.size_bytes,
            "synced_sha256": self.synced.sha256,
            "boot": self.boot,
        }

    def usable(self, size: int, *, boot: str, is_own: bool, is_sealed: bool) -> int:
        """How many of so many bytes can be gone on with.

        `is_own` is whether this very process wrote them all, `is_sealed` whether all of it was brought to the disk.
        """
        whole = self.mark.size_bytes
        if size == whole and is_sealed:
            return size
        if not self.mark.tells or (whole is not None and size > whole):
            return 0
        if is_own:
            return size
        if self.boot != boot:
            return min(size, self.synced.size_bytes)
        # What is all there too: nobody has brought its last bytes to the disk.
        in_doubt = 1 if size == whole else 0
        return max(size - in_doubt, 0) // BLOCK_BYTES * BLOCK_BYTES


def journal_in(told: Mapping[str, object]) -> Journal:
    """The journal in a JSON object; what it does not tell is nothing, and nonsense agrees with no file."""
    size = told.get("synced_bytes")
    return Journal(
        mark=mark_of(told.get("etag"), told.get("modified"), told.get("size_bytes")),
        synced=Synced(size_bytes=max(size, 0) if isinstance(size, int) else 0, sha256=str(told.get("synced_sha256"))),
        boot=str(told.get("boot", "")),
    )
