"""A download that is stopped while its bytes are on their way to the disk."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from contextlib import closing
from threading import Event

import pytest

from tests.support.clock import FakeClock
from vidu_cli.api.parts import Part
from vidu_cli.api.writing import write
from vidu_cli.policy.parcels import Parcel
from vidu_cli.policy.ranges import Mark

PIECE = bytes(1000)
PATIENCE_S = 10.0


async def coming(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield PIECE


@pytest.fixture
def part(parcel: Parcel) -> Part:
    part = Part(parcel.home, parcel.key)
    part.begin(Mark(etag='"v1"', size_bytes=len(PIECE)))
    return part


async def stopped(writing: Coroutine[object, object, None], is_busy: Event, let_go: Event) -> None:
    """Cancel the writing once its thread is busy, and let that go on a moment later."""
    task = asyncio.ensure_future(writing)
    await asyncio.to_thread(is_busy.wait, PATIENCE_S)
    task.cancel()
    asyncio.get_running_loop().call_later(0.1, let_go.set)
    with pytest.raises(asyncio.CancelledError):
        await task


def test_what_is_being_written_when_a_run_is_stopped_is_written(
    part: Part, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_busy, let_go = Event(), Event()
    put = Part.write

    def slowly(self: Part, pieces: list[bytes]) -> None:
        is_busy.set()
        let_go.wait(PATIENCE_S)
        put(self, pieces)

    monkeypatch.setattr(Part, "write", slowly)
    with closing(part):
        clock.drive(stopped(write(b"", coming(1), part, lambda _: None), is_busy, let_go))

        assert part.path.read_bytes() == PIECE


def test_a_disk_that_takes_its_time_is_not_waited_for_when_a_run_is_stopped(
    part: Part, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_busy, is_stopped, is_waited_for = Event(), Event(), Event()

    def sync(_: int) -> None:
        is_busy.set()
        # In the end it is done by itself, or a run that waits for it would never tell.
        if not is_stopped.wait(PATIENCE_S):
            is_waited_for.set()

    async def stop() -> None:
        await stopped(write(b"", coming(3), part, lambda _: None), is_busy, Event())
        is_stopped.set()

    monkeypatch.setattr("vidu_cli.api.writing.SYNC_BYTES", 1)
    monkeypatch.setattr("vidu_cli.api.writing.BATCH_BYTES", 1)
    monkeypatch.setattr(os, "fsync", sync)
    with closing(part):
        clock.drive(stop())

    assert not is_waited_for.is_set()
