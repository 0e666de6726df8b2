"""Downloads on stderr: one live line on a terminal, one line a file elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from vidu_cli.policy.clock import Clock
from vidu_cli.policy.parcels import Parcel
from vidu_cli.policy.phrases import kept_words
from vidu_cli.render.live import live_console, redrawn
from vidu_cli.render.live_line import LiveLine
from vidu_cli.render.output import Output
from vidu_cli.render.stream import Stream
from vidu_cli.workflows.answers import Download, DownloadOutcome


class DownloadProgress(Protocol):
    """What downloads tell their watcher."""

    def begun(self, files: int) -> None:
        """Note how many files are to come."""

    def came(self, parcel: Parcel, here_bytes: int, all_bytes: int | None) -> None:
        """Note how much of a file is here, and of how much if that is known."""

    def done(self, download: Download) -> None:
        """Note what became of a file."""


class DownloadLines:
    """One line a file, for logs."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def begun(self, files: int) -> None:
        """Say nothing yet."""

    def came(self, parcel: Parcel, here_bytes: int, all_bytes: int | None) -> None:
        """Say nothing before the file is whole."""

    def done(self, download: Download) -> None:
        """Say where the file is; why one is not there is told at the end."""
        if download.outcome is DownloadOutcome.SAVED:
            self._output.note(f"Saved {download.path}, {download.size_bytes:,} bytes")
        if download.outcome is DownloadOutcome.KEPT:
            self._output.note(kept_words(str(download.path), is_proven=download.sha256 is not None))


class DownloadLine(LiveLine):
    """A line that redraws itself: how many files and bytes are here."""

    def __init__(self, stream: Stream, monotonic: Callable[[], float]) -> None:
        super().__init__(stream, monotonic)
        self._files = 0
        self._done = 0
        self._bytes: dict[str, tuple[int, int]] = {}

    def begun(self, files: int) -> None:
        """Keep how many files are to come."""
        self._files = files

    def came(self, parcel: Parcel, here_bytes: int, all_bytes: int | None) -> None:
        """Keep how far a file is."""
        self._bytes[parcel.key] = here_bytes, max(all_bytes or 0, here_bytes)

    def done(self, download: Download) -> None:  # noqa: ARG002  # the protocol's
        """Count a file."""
        self._done += 1

    def view(self) -> str:
        """The line, "" before there is anything to bring; in a narrow terminal without the bytes."""
        if not self._files:
            return ""
        here, known = (sum(column) for column in zip(*self._bytes.values(), strict=True)) if self._bytes else (0, 0)
        return self.drawn(f"Downloading: {self._done} of {self._files} files", here, known)


@contextmanager
def download_progress(output: Output, clock: Clock) -> Iterator[DownloadProgress]:
    """The watcher that fits this run's stderr."""
    console = live_console(output)
    if console is None:
        yield DownloadLines(output)
        return
    line = DownloadLine(output.err, clock.monotonic)
    with redrawn(output, console, line.view):
        yield line
