"""Who tells of a wait as it goes on: the live table, lines, events, or nobody."""

import os
from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.samples import FAILED, QUEUED, STRANGE, WAITING
from tests.support.sinks import Sink, memory, stream
from vidu_cli.errors.catalogue import BAD_GATEWAY
from vidu_cli.errors.failure import Failure
from vidu_cli.render.live import Lines, progress
from vidu_cli.render.live_table import LiveTable
from vidu_cli.render.output import Format

GATEWAY = Failure(entry=BAD_GATEWAY, message="502 Bad Gateway")


def test_where_there_is_no_terminal_each_change_is_a_line(clock: FakeClock) -> None:
    sink = Sink()

    with progress(sink.output(), (FAILED.id,), clock) as watcher:
        watcher.changed(FAILED, None)
        watcher.changed(STRANGE, None)
        watcher.trouble(GATEWAY)
        watcher.recovered()

    assert sink.stderr.splitlines() == [
        f"\N{MIDDLE DOT} {FAILED.id} failed NoFaceDetected",
        f"\N{MIDDLE DOT} {STRANGE.id} thinking (a state this version does not know; waiting on)",
        "! looking fails (502 Bad Gateway); the wait goes on",
        "\N{MIDDLE DOT} looking works again",
    ]


@pytest.mark.parametrize(("format_", "quiet"), [(Format.JSON, False), (Format.JSONL, False), (Format.PLAIN, True)])
def test_progress_is_silent_where_it_is_not_wanted(format_: Format, quiet: bool, clock: FakeClock) -> None:  # noqa: FBT001  # a case
    sink = Sink()

    with progress(sink.output(format_, quiet=quiet), (FAILED.id,), clock) as watcher:
        watcher.changed(FAILED, None)

    assert (sink.stdout, sink.stderr) == ("", "")


def test_a_terminal_without_colour_has_a_live_view_too(clock: FakeClock) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))

    with progress(sink.output(), (QUEUED,), clock) as watcher:
        watcher.changed(WAITING, None)

    assert (isinstance(watcher, LiveTable), "queueing" in sink.stderr, "\x1b[3" in sink.stderr) == (True, True, False)


def test_where_a_command_prints_too_a_change_is_a_line(clock: FakeClock) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))

    with progress(sink.output(), (QUEUED,), clock, is_shared=True) as watcher:
        watcher.changed(WAITING, None)

    assert type(watcher) is Lines


def test_the_lines_of_verbose_runs_do_not_run_into_a_live_view(clock: FakeClock) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))

    with progress(replace(sink.output(), verbosity=1), (QUEUED,), clock) as watcher:
        watcher.changed(WAITING, None)

    assert type(watcher) is Lines


@pytest.mark.parametrize(
    ("format_", "drawn_as"), [(Format.JSONL, Lines), (Format.JSON, LiveTable), (Format.PLAIN, LiveTable)]
)
def test_what_a_reader_of_single_rows_prints_does_not_run_into_a_live_view(
    format_: Format, drawn_as: type, clock: FakeClock
) -> None:
    read, write = os.pipe()

    with os.fdopen(read, "rb"), os.fdopen(write, "w", encoding="utf-8") as pipe:
        sink = Sink(out=stream(pipe), err=stream(memory(), is_terminal=True))
        with progress(sink.output(format_), (QUEUED,), clock) as watcher:
            pass

    assert type(watcher) is drawn_as


def test_events_are_lines_of_the_answer(clock: FakeClock) -> None:
    sink = Sink()

    with progress(sink.output(), (FAILED.id,), clock, events=True) as watcher:
        watcher.changed(WAITING, None)
        watcher.changed(FAILED, WAITING.state)

    assert (sink.stderr, [line.split("\t")[1:] for line in sink.stdout.splitlines()]) == (
        "",
        [[QUEUED, "queueing", "", ""], [FAILED.id, "failed", "NoFaceDetected", "queueing"]],
    )


def test_events_in_json_mode_are_objects_of_one_line(clock: FakeClock) -> None:
    sink = Sink()

    with progress(sink.output(Format.JSON), (FAILED.id,), clock, events=True) as watcher:
        watcher.changed(FAILED, WAITING.state)

    assert sink.stdout == (
        f'{{"time":"2027-01-15T08:00:00Z","id":"{FAILED.id}","state":"failed",'
        '"err_code":"NoFaceDetected","previous":"queueing"}\n'
    )


def test_a_task_that_nobody_knows_is_said_at_once(clock: FakeClock) -> None:
    sink = Sink()

    with progress(sink.output(), (FAILED.id,), clock) as watcher:
        watcher.gone(FAILED.id, GATEWAY)

    assert sink.stderr == f"! {FAILED.id} cannot be waited for (bad-gateway: 502 Bad Gateway)\n"


def test_a_note_stands_above_the_view_that_redraws_itself(clock: FakeClock) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))
    output = sink.output()

    with progress(output, (QUEUED,), clock) as watcher:
        watcher.changed(WAITING, None)
        output.note("Saved a.mp4")

    assert f"\N{MIDDLE DOT} Saved a.mp4\n{QUEUED}" in sink.stderr


def test_events_as_csv_have_a_line_above_them(clock: FakeClock) -> None:
    sink = Sink()

    with progress(sink.output(Format.CSV), (FAILED.id,), clock, events=True) as watcher:
        watcher.changed(FAILED, None)

    assert sink.stdout.splitlines()[0] == "time,id,state,err_code,previous"
