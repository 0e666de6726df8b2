import ssl
import subprocess
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from tests.support.clock import FakeClock
from tests.support.wires import Middle, Wire
from vidu_cli.api.client import Client
from vidu_cli.api.download import Downloader
from vidu_cli.api.transport import Transport
from vidu_cli.policy.parcels import Parcel
from vidu_cli.schema.tasks import Task

KEY = "vda_made_up"
CLIP = {"model": "viduq3-turbo", "prompt": "a paper boat"}


@pytest.fixture
def log() -> list[tuple[int, str]]:
    return []


@pytest.fixture
def transport_to(clock: FakeClock, log: list[tuple[int, str]]) -> Callable[..., Transport]:
    """A transport to a base URL, over a wire or over the network of this machine."""

    def transport(base_url: str = "https://api.test", wire: Wire | None = None) -> Transport:
        return Transport(
            base_url,
            secret=lambda: KEY,
            clock=clock,
            chance=Middle(),
            handler=wire,
            log=lambda level, line: log.append((level, line)),
        )

    return transport


@pytest.fixture
def client_on(transport_to: Callable[..., Transport]) -> Callable[[Wire], Client]:
    return lambda wire: Client(transport_to(wire=wire))


@pytest.fixture
def submit_on(client_on: Callable[[Wire], Client]) -> Callable[..., Coroutine[object, object, Task]]:
    """One submit over a wire."""

    async def submit(wire: Wire, *, within_s: float = 240.0) -> Task:
        async with client_on(wire) as client:
            return (await client.submit("/text2video", CLIP, within_s=within_s)).task

    return submit


@pytest.fixture(autouse=True)
def without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is reached directly, whatever the machine of the tests is set to."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    return Parcel(
        task_id="7",
        creation_id="70",
        folder=tmp_path,
        name_for=lambda extension: f"boat{extension}",
        facts={"prompt": "a boat"},
        modified_at=1_700_000_000.0,
    )


@pytest.fixture
def downloader() -> Callable[..., Downloader]:
    return lambda handler=None: Downloader(handler=handler, log=lambda _level, _line: None)


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    """What a server with a certificate that nobody vouches for speaks."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", *words, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
