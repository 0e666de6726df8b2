"""The uploads of a request on stderr: one live line on a terminal, one line a file elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from vidu_cli.policy.clock import Clock
from vidu_cli.policy.phrases import file_words
from vidu_cli.render.live import live_console, redrawn
from vidu_cli.render.live_line import LiveLine
from vidu_cli.render.output import Output
from vidu_cli.render.stream import Stream
from vidu_cli.workflows.shipping import UploadCount


class UploadProgress(Protocol):
    """What the uploads tell their watcher."""

    def begun(self, so_far: UploadCount) -> None:
        """Note what is to be uploaded."""

    def uploaded(self, address: str, size_bytes: int, so_far: UploadCount) -> None:
        """Note a file that is there now."""


class UploadLines:
    """One line a file, for logs."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def begun(self, so_far: UploadCount) -> None:
        """Say nothing yet."""

    def uploaded(self, address: str, size_bytes: int, so_far: UploadCount) -> None:
        """Say which file is there, and how many are."""
        count = f"{so_far.done_files} of {so_far.total_files}"
        self._output.note(f"Uploaded {file_words(address)}, {size_bytes:,} bytes ({count}).")


class UploadLine(LiveLine):
    """A line that redraws itself: how many files and bytes are there."""

    def __init__(self, stream: Stream, monotonic: Callable[[], float]) -> None:
        super().__init__(stream, monotonic)
        self._so_far: UploadCount | None = None

    def begun(self, so_far: UploadCount) -> None:
        """Keep what is to be uploaded."""
        self._so_far = so_far

    def uploaded(self, address: str, size_bytes: int, so_far: UploadCount) -> None:  # noqa: ARG002  # the protocol's
        """Keep how far it is."""
        self._so_far = so_far

    def view(self) -> str:
        """The line, "" before there is anything to upload; in a narrow terminal without the bytes."""
        if self._so_far is None:
            return ""
        so_far = self._so_far
        words = f"Uploading files: {so_far.done_files} of {so_far.total_files}"
        return self.drawn(words, so_far.done_bytes, so_far.total_bytes)


@contextmanager
def upload_progress(output: Output, clock: Clock) -> Iterator[UploadProgress]:
    """The watcher that fits this run's stderr; it says nothing where nothing is uploaded."""
    console = live_console(output)
    if console is None:
        yield UploadLines(output)
        return
    line = UploadLine(output.err, clock.monotonic)
    with redrawn(output, console, line.view):
        yield line
