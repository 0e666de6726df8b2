"""A storage with a certificate that nobody vouches for."""

import ssl

from tests.support.clock import FakeClock
from tests.support.loopback import answer, listening, saying
from tests.support.outcomes import failure_in_driving
from tests.support.storage import fetched
from tests.support.tools import needs
from vidu_cli.api.download import Downloader


@needs("openssl")
def test_a_server_that_this_machine_does_not_trust_is_no_fault_of_the_line(
    self_signed: ssl.SSLContext, clock: FakeClock
) -> None:
    async def visit() -> None:
        async with listening(saying(answer(b"clip")), tls=self_signed) as peer:
            downloader = Downloader(log=lambda _level, _line: None)
            await fetched(downloader, f"https://127.0.0.1:{peer.port}/clip.mp4")

    failure = failure_in_driving(clock, visit())

    assert (failure.exit_code, "certificate verify failed" in failure.message) == (97, True)
