from pathlib import Path

from tests.support.clock import FakeClock
from tests.support.sinks import Sink, memory, stream
from vidu_cli.errors.catalogue import DOWNLOAD_DAMAGED
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.parcels import Parcel
from vidu_cli.render.downloads import DownloadLine, DownloadLines, download_progress
from vidu_cli.workflows.answers import Download, DownloadOutcome

SAVED = Download(id="7", path="7.mp4", size_bytes=12_345, sha256="00", outcome=DownloadOutcome.SAVED)
KEPT = Download(id="8", path="8.mp4", outcome=DownloadOutcome.KEPT)
FAILED = Download(id="9", outcome=DownloadOutcome.FAILED, failure=Failure(entry=DOWNLOAD_DAMAGED))


def parcel(task_id: str) -> Parcel:
    return Parcel(task_id=task_id, folder=Path(), name_for=lambda extension: f"{task_id}{extension}")


def line(width: int) -> DownloadLine:
    """A line of three files, one of them done and one half here."""
    drawn = DownloadLine(stream(memory(), is_terminal=True, width=width), lambda: 0.0)
    drawn.begun(3)
    drawn.came(parcel("7"), 4_000_000, 4_000_000)
    drawn.done(SAVED)
    drawn.came(parcel("8"), 1_500_000, 6_000_000)
    return drawn


def test_a_log_has_a_line_for_each_file_that_is_here() -> None:
    sink = Sink()
    lines = DownloadLines(sink.output())

    lines.begun(3)
    lines.came(parcel("7"), 1, 2)
    lines.done(SAVED)
    lines.done(KEPT)
    lines.done(FAILED)

    assert [told.partition(" ")[2] for told in sink.stderr.splitlines()] == [
        "Saved 7.mp4, 12,345 bytes",
        "Left 8.mp4 as it is: nobody looked what it holds",
    ]


def test_a_live_line_tells_files_and_bytes() -> None:
    assert line(80).view().partition(" ")[2] == "Downloading: 1 of 3 files, 5.5 of 10.0 MB"


def test_a_narrow_line_tells_files_alone_and_never_fills_its_terminal() -> None:
    view = line(34).view()

    assert (view.partition(" ")[2], len(view) < 34) == ("Downloading: 1 of 3 files", True)


def test_a_length_that_nobody_tells_is_what_came() -> None:
    drawn = DownloadLine(stream(memory(), is_terminal=True), lambda: 0.0)
    drawn.begun(1)

    drawn.came(parcel("7"), 2_000_000, None)

    assert drawn.view().endswith("2.0 of 2.0 MB")


def test_there_is_no_line_before_there_is_anything_to_bring() -> None:
    assert DownloadLine(stream(memory(), is_terminal=True), lambda: 0.0).view() == ""


def test_without_a_terminal_there_are_lines(clock: FakeClock) -> None:
    with download_progress(Sink().output(), clock) as watcher:
        assert isinstance(watcher, DownloadLines)
