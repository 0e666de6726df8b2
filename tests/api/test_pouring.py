"""A result that is handed on byte by byte, and a line that breaks in the middle."""

import pytest

from tests.support.clock import FakeClock
from tests.support.loopback import hanging_up_after, listening
from tests.support.outcomes import failure_in_driving, link_error_in_driving
from tests.support.storage import CLIP, LINK, OTHER, Store
from vidu_cli.api.download import Downloader
from vidu_cli.api.pouring import Pourer
from vidu_cli.policy.ranges import Poured
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile


class Taker:
    """Who takes the bytes, in as many attempts as it needs."""

    def __init__(self, clock: FakeClock) -> None:
        self.taken = b""
        self.so_far = Poured()
        self.clock = clock

    def put(self, piece: bytes) -> None:
        self.taken += piece

    async def from_(self, store: Store) -> None:
        pourer = Pourer(Downloader(store, log=lambda _level, _line: None))
        await pourer.pour(LINK, self.put, self.so_far)

    def breaks_off(self, store: Store) -> None:
        store.breaks_after.append(700_000)
        link_error_in_driving(self.clock, self.from_(store))


@pytest.fixture
def taker(clock: FakeClock) -> Taker:
    return Taker(clock)


@pytest.mark.parametrize(
    "store",
    [Store(), Store(etag='W/"v1"'), Store(etag=""), Store(knows_ranges=False)],
    ids=["strong", "weak", "no mark", "no ranges"],
)
def test_what_was_handed_on_is_gone_on_with_whatever_the_server_can(store: Store, taker: Taker) -> None:
    taker.breaks_off(store)

    taker.clock.drive(taker.from_(store))

    assert taker.taken == CLIP


@pytest.mark.parametrize("other", [OTHER, CLIP[:1000]], ids=["other", "shorter"])
@pytest.mark.parametrize("etag", ["", '"v2"'])
def test_another_file_never_goes_on_where_one_broke_off(other: bytes, etag: str, taker: Taker) -> None:
    taker.breaks_off(Store())
    handed_on = taker.taken

    failure = failure_in_driving(taker.clock, taker.from_(Store(content=other, etag=etag)))

    assert (failure.exit_code, taker.taken == handed_on) == (93, True)


def test_a_part_that_is_refused_is_asked_for_as_a_whole(taker: Taker) -> None:
    taker.breaks_off(Store())
    short = Store(content=CLIP[:1000])
    error = link_error_in_driving(taker.clock, taker.from_(short))

    taker.clock.drive(taker.from_(Store()))

    assert (error.is_stale, short.asked[0].startswith("bytes="), taker.taken == CLIP) == (True, True, True)


def test_a_picture_that_broke_off_is_gone_on_with_where_only_its_bytes_tell(taker: Taker) -> None:
    whole = content(ResultFile.COVER)
    half = len(whole) // 2

    async def pour(sent: bytes) -> None:
        head = b"HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"
        async with listening(hanging_up_after(head + sent)) as peer:
            pourer = Pourer(Downloader(log=lambda _level, _line: None))
            await pourer.pour(f"http://127.0.0.1:{peer.port}/c.jpg", taker.put, taker.so_far)

    error = link_error_in_driving(taker.clock, pour(whole[:half]))
    taker.clock.drive(pour(whole))

    assert (str(error), taker.taken == whole) == (f"the file broke off after {half} bytes", True)


def test_a_line_that_breaks_tells_how_much_was_handed_on(taker: Taker) -> None:
    error = link_error_in_driving(taker.clock, taker.from_(Store(breaks_after=[700_000])))

    assert error.here_bytes == len(taker.taken) > 0
