"""The live table of a wait, at every width."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.support.samples import FAILED, FAILURES, HOSTILE, QUEUED, SAVED, STRANGE, WAITING
from tests.support.sinks import memory, stream
from tests.support.watching import ASKING, Watch
from vidu_cli.errors.catalogue import BAD_GATEWAY
from vidu_cli.errors.failure import Failure
from vidu_cli.render.console import drawn
from vidu_cli.render.live_table import MOST_ROWS, LiveTable
from vidu_cli.schema.tasks import TaskState

GATEWAY = Failure(entry=BAD_GATEWAY, message="502 Bad Gateway")


def test_a_task_that_was_not_seen_yet_is_being_asked_for() -> None:
    watch = Watch((QUEUED,))

    assert watch.text == f"{QUEUED}  \u280b asking\n0:00  Ctrl-C leaves the task running\n"


def test_a_row_shows_the_id_the_state_and_the_model() -> None:
    watch = Watch((QUEUED,))

    watch.table.changed(WAITING, None)

    assert watch.text.splitlines()[0] == f"{QUEUED}  \u280b queueing    viduq3-turbo"


def test_time_turns_the_sign_and_the_clock() -> None:
    watch = Watch((QUEUED,))

    watch.at = 125.1

    assert watch.text.splitlines() == [f"{QUEUED}  \u2819 asking", "2:05  Ctrl-C leaves the task running"]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (80, f"{FAILED.id}  \u2715 failed      NoFaceDetected"),
        (40, f"{FAILED.id}  \u2715 NoFaceDetected"),
    ],
)
def test_a_failed_task_shows_its_code_at_every_width(width: int, row: str) -> None:
    watch = Watch((FAILED.id,), width=width)

    watch.table.changed(FAILED, None)

    assert watch.text.splitlines()[0] == row


def test_a_state_this_version_does_not_know_is_shown_as_it_came() -> None:
    watch = Watch((STRANGE.id,))

    watch.table.changed(STRANGE, None)

    assert watch.text.splitlines()[0] == f"{STRANGE.id}  \u280b thinking"


def test_of_many_tasks_those_that_run_are_shown_and_the_rest_are_counted() -> None:
    watch = Watch(ASKING)

    watch.table.changed(replace(SAVED, id=ASKING[0]), None)

    assert (watch.text.splitlines()[0].split()[0], watch.text.splitlines()[MOST_ROWS:]) == (
        ASKING[1],
        ["0:00  12 tasks: 1 success, 11 asking, 60 credits"],
    )


def test_of_many_tasks_those_that_move_stand_above_those_that_wait() -> None:
    watch = Watch(ASKING)
    for task_id in ASKING[1:]:
        watch.table.changed(replace(WAITING, id=task_id), None)

    watch.table.changed(replace(WAITING, id=ASKING[-1], state=TaskState.PROCESSING), WAITING.state)

    assert [line.split()[0] for line in watch.text.splitlines()[:3]] == [ASKING[-1], *ASKING[:2]]


def test_what_a_task_may_still_take_is_shown_where_it_is_known() -> None:
    watch = Watch((QUEUED,), left=lambda _: 75.0)

    watch.table.changed(WAITING, None)

    assert watch.text.splitlines()[0] == f"{QUEUED}  \u280b queueing    about 1:15 left  viduq3-turbo"


def test_the_view_is_as_wide_as_the_terminal_is_now() -> None:
    table = LiveTable(stream(memory(), is_terminal=True, width=80), (QUEUED,), lambda: 0.0)
    table.changed(replace(WAITING, model="x" * 60), None)
    narrow = Console(file=io.StringIO(), width=40, color_system=None)

    narrow.print(table)

    assert max(cell_len(line) for line in narrow.file.getvalue().splitlines()) <= 39  # type: ignore[attr-defined]  # held in memory


def test_trouble_is_shown_until_it_is_over() -> None:
    watch = Watch((QUEUED,))
    before = watch.text

    watch.table.trouble(GATEWAY)
    troubled = watch.text
    watch.table.recovered()

    assert (troubled.removeprefix(before), watch.text) == (
        "! looking fails, waiting on (502 Bad Gateway)\n",
        before,
    )


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_fills_the_terminal(width: int, encoding: str) -> None:
    watch = Watch((*ASKING, FAILED.id), width=width, encoding=encoding)

    watch.table.changed(replace(FAILED, err_code="A" * 90), None)
    watch.table.trouble(FAILURES["error-long"])

    assert max(cell_len(line) for line in watch.text.splitlines()) <= width - 1


def test_an_ascii_terminal_gets_ascii() -> None:
    watch = Watch((*ASKING, FAILED.id), width=40, encoding="ascii")

    watch.table.trouble(GATEWAY)

    assert watch.text.isascii()


def test_a_view_without_colour_holds_no_escape() -> None:
    watch = Watch((FAILED.id, QUEUED))

    watch.table.changed(replace(FAILED, err_code=HOSTILE), None)

    assert "\x1b" not in watch.text


def test_a_view_in_colour_says_the_same_words() -> None:
    watch = Watch((FAILED.id,), colour=True)

    watch.table.changed(FAILED, None)

    assert "\x1b[31m\u2715 failed" in watch.text


def test_a_table_of_tasks_is_drawn_without_reading_standard_output() -> None:
    held = io.StringIO()

    stream(held).put(drawn(Watch((QUEUED,)).table.view(), stream(held)))

    assert held.getvalue().startswith(QUEUED)


def test_a_low_terminal_keeps_the_summary_and_the_trouble() -> None:
    table = LiveTable(stream(memory(), is_terminal=True, width=80), ASKING[:8], lambda: 0.0)
    table.trouble(GATEWAY)
    low = Console(file=io.StringIO(), width=80, height=6, color_system=None)

    low.print(table)

    lines = low.file.getvalue().splitlines()  # type: ignore[attr-defined]  # held in memory
    assert (len(lines), lines[-2], "looking fails" in lines[-1]) == (5, "0:00  8 tasks: 8 asking", True)


def test_a_task_that_nobody_knows_is_not_asked_for_any_more() -> None:
    watch = Watch((QUEUED, FAILED.id))

    watch.table.gone(FAILED.id, GATEWAY)

    assert watch.text.splitlines()[1:] == [f"{FAILED.id}  \u2715 unknown", "0:00  2 tasks: 1 asking, 1 unknown"]
