from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.sinks import Sink, memory, stream
from vidu_cli.render.output import Format
from vidu_cli.render.uploads import UploadLine, UploadLines, upload_progress
from vidu_cli.workflows.shipping import UploadCount

BEGUN = UploadCount(total_files=7, total_bytes=28_000_000)
THIRD = UploadCount(done_files=3, total_files=7, done_bytes=12_000_000, total_bytes=28_000_000)


def line(*, width: int = 80, encoding: str = "utf-8", now: float = 0.0) -> UploadLine:
    return UploadLine(stream(memory(encoding), is_terminal=True, width=width), lambda: now)


def test_where_there_is_no_terminal_each_file_is_a_line(clock: FakeClock) -> None:
    sink = Sink()

    with upload_progress(sink.output(), clock) as watcher:
        watcher.begun(BEGUN)
        watcher.uploaded("photo.jpg", 4_000_000, THIRD)

    assert sink.stderr == "\N{MIDDLE DOT} Uploaded photo.jpg, 4,000,000 bytes (3 of 7).\n"


@pytest.mark.parametrize(("address", "words"), [("-", "standard input"), ("a\x1b[31m.png", '"a\\u001b[31m.png"')])
def test_the_name_of_a_file_is_safe_to_show(address: str, words: str, clock: FakeClock) -> None:
    sink = Sink()

    with upload_progress(sink.output(), clock) as watcher:
        watcher.uploaded(address, 2, THIRD)

    assert sink.stderr == f"\N{MIDDLE DOT} Uploaded {words}, 2 bytes (3 of 7).\n"


@pytest.mark.parametrize(("format_", "quiet"), [(Format.JSON, False), (Format.JSONL, False), (Format.PLAIN, True)])
def test_uploads_are_silent_where_nothing_is_wanted(format_: Format, quiet: bool, clock: FakeClock) -> None:  # noqa: FBT001  # a case
    sink = Sink()

    with upload_progress(sink.output(format_, quiet=quiet), clock) as watcher:
        watcher.begun(BEGUN)
        watcher.uploaded("photo.jpg", 4_000_000, THIRD)

    assert (sink.stdout, sink.stderr) == ("", "")


@pytest.mark.parametrize("format_", [Format.PLAIN, Format.JSON])
def test_a_terminal_has_a_live_line_also_beside_json(format_: Format, clock: FakeClock) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))

    with upload_progress(sink.output(format_), clock) as watcher:
        watcher.begun(BEGUN)
        watcher.uploaded("photo.jpg", 4_000_000, THIRD)

    assert (isinstance(watcher, UploadLine), "3 of 7" in sink.stderr, sink.stdout) == (True, True, "")


def test_the_lines_of_verbose_runs_do_not_run_into_a_live_line(clock: FakeClock) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))

    with upload_progress(replace(sink.output(), verbosity=1), clock) as watcher:
        watcher.begun(BEGUN)

    assert type(watcher) is UploadLines


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, "\u280b Uploading files: 3 of 7, 12.0 of 28.0 MB"),
        (30, "\u280b Uploading files: 3 of 7"),
        (12, "\u280b Uploading"),
    ],
)
def test_the_live_line_never_fills_the_terminal(width: int, shown: str) -> None:
    watcher = line(width=width)

    watcher.uploaded("photo.jpg", 4_000_000, THIRD)

    assert watcher.view() == shown


def test_time_turns_the_sign_of_the_live_line() -> None:
    watcher = line(now=0.1)

    watcher.begun(BEGUN)

    assert watcher.view() == "\u2819 Uploading files: 0 of 7, 0.0 of 28.0 MB"


def test_an_ascii_terminal_gets_an_ascii_line() -> None:
    watcher = line(encoding="ascii")

    watcher.begun(BEGUN)

    assert watcher.view().isascii()


def test_nothing_is_shown_where_nothing_is_uploaded() -> None:
    assert line().view() == ""
