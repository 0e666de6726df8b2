"""What is noted of a file while it is brought to the disk: never more than is there."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import cast

import pytest

from tests.support.clock import FakeClock
from vidu_cli.api.parts import Part
from vidu_cli.api.writing import BATCH_BYTES, SYNC_BYTES, write
from vidu_cli.policy.leftovers import Synced

PIECE = bytes(BATCH_BYTES)


@dataclass
class Disk:
    """A part that only counts; a note fails with `refuses`. `told` is what happened, in its order."""

    refuses: OSError | None = None
    size_bytes: int = 0
    told: list[str | int] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        return f"of {self.size_bytes}"

    def write(self, pieces: list[bytes]) -> None:
        self.size_bytes += sum(map(len, pieces))

    def syncer(self) -> Callable[[], None]:
        return lambda: self.told.append("synced")

    def keep(self, synced: Synced) -> None:
        assert synced.sha256 == f"of {synced.size_bytes}"
        if self.refuses is not None:
            raise self.refuses
        self.told.append(synced.size_bytes)


async def coming(count: int, error: Exception | None = None) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield PIECE
    if error is not None:
        raise error


def test_so_much_is_noted_as_was_brought_to_the_disk_before(clock: FakeClock) -> None:
    disk = Disk()

    clock.drive(write(b"", coming(70), cast("Part", disk), lambda _: None))

    assert disk.told == ["synced", SYNC_BYTES, "synced", 2 * SYNC_BYTES]


def test_where_the_line_breaks_all_that_came_is_brought_to_the_disk_and_noted(clock: FakeClock) -> None:
    disk = Disk()

    with pytest.raises(EOFError):
        clock.drive(write(b"", coming(3, EOFError()), cast("Part", disk), lambda _: None))

    assert disk.told == ["synced", 3 * BATCH_BYTES]


def test_a_note_that_cannot_be_made_ends_no_download(clock: FakeClock) -> None:
    disk = Disk(refuses=OSError("no room"))

    clock.drive(write(b"", coming(70), cast("Part", disk), lambda _: None))

    assert disk.size_bytes == 70 * BATCH_BYTES
