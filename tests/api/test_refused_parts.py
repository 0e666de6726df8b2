"""A beginning that this process may not open: it is another's, and stays."""

import os
import resource
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.storage import CLIP, DIGEST, LINK, Store, broken_off, names_in, save, saver_on
from vidu_cli.api.parts import Part
from vidu_cli.policy.leftovers import BLOCK_BYTES
from vidu_cli.policy.parcels import Parcel
from vidu_cli.policy.ranges import Mark

PART_NAMES = [".7-1-result.part", ".7-1-result.part.json"]


@contextmanager
def no_file_may_be_opened() -> Iterator[None]:
    """A process that has as many files open as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as held:
        held.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        highest = max(int(one.name) for one in Path("/dev/fd").iterdir())
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, hard))
        try:
            while True:
                held.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        except OSError:
            yield


def test_what_cannot_be_opened_is_left_to_be_gone_on_with(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)
    part = Part(parcel.home, parcel.key)

    with no_file_may_be_opened(), pytest.raises(OSError, match="Too many open files"):
        part.resume()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, ["", f"bytes={BLOCK_BYTES * 11}-"])


def test_what_another_run_is_bringing_stays_where_it_cannot_be_opened(parcel: Parcel) -> None:
    bringing = Part(parcel.home, parcel.key)
    bringing.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))

    with closing(bringing), no_file_may_be_opened(), pytest.raises(OSError, match="Too many open files"):
        Part(parcel.home, parcel.key).discard()

    assert names_in(parcel.home) == PART_NAMES


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_the_beginning_that_another_user_has_left_is_named(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)
    (left,) = parcel.home.glob(".*.part")
    left.chmod(0)

    failure = failure_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert (failure.exit_code, failure.message) == (92, f"{left}: Permission denied.")
