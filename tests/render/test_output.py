import errno
import json
from collections.abc import Iterator

import pytest

from tests.support.samples import FAILURES, HOSTILE, SAVED
from tests.support.sinks import Sink, broken, memory, stream
from vidu_cli.errors import catalogue
from vidu_cli.errors.failure import Failure, ViduError, task_failure
from vidu_cli.render.output import Format
from vidu_cli.schema.tasks import Task

MACHINE = [Format.JSON, Format.JSONL]
LINES = [Format.PLAIN, Format.CSV, Format.IDS, Format.TABLE]


@pytest.mark.parametrize("format_", MACHINE)
def test_a_note_is_silent_in_json_mode(format_: Format) -> None:
    sink = Sink()

    sink.output(format_).note("it helps")

    assert sink.stderr == ""


@pytest.mark.parametrize("format_", MACHINE)
def test_a_note_is_said_in_json_mode_where_a_person_looks_at_stderr(format_: Format) -> None:
    sink = Sink(err=stream(memory(), is_terminal=True))

    sink.output(format_).note("it helps")

    assert sink.stderr == "\N{MIDDLE DOT} it helps\n"


@pytest.mark.parametrize("format_", LINES)
def test_a_note_is_said_on_stderr_alone(format_: Format) -> None:
    sink = Sink()

    sink.output(format_).note("it helps")

    assert (sink.stdout, sink.stderr) == ("", "\N{MIDDLE DOT} it helps\n")


def test_quiet_silences_notes_and_warnings() -> None:
    sink = Sink()
    output = sink.output(quiet=True)

    output.note("it helps")
    output.warn("beware")

    assert sink.stderr == ""


@pytest.mark.parametrize("format_", Format)
def test_what_must_be_heard_is_said_in_every_mode(format_: Format) -> None:
    sink = Sink()

    sink.output(format_, quiet=True).insist("task 947 was accepted")

    assert sink.stderr == "! task 947 was accepted\n"


def test_a_note_on_a_narrow_terminal_is_broken_between_words() -> None:
    sink = Sink(err=stream(memory(), is_terminal=True, width=24))

    sink.output().note("task 1022471286112276480 was accepted")

    assert sink.stderr == "\N{MIDDLE DOT} task\n  1022471286112276480\n  was accepted\n"


def test_a_note_in_a_log_is_one_line() -> None:
    sink = Sink(err=stream(memory(), width=24))

    sink.output().note("task 1022471286112276480 was accepted")

    assert sink.stderr == "\N{MIDDLE DOT} task 1022471286112276480 was accepted\n"


def test_of_a_warning_the_sign_alone_is_coloured() -> None:
    sink = Sink(err=stream(memory(), colour=True))

    sink.output().warn("beware")

    assert sink.stderr == "\x1b[33m!\x1b[0m beware\n"


def test_a_note_holds_no_control_character_from_outside() -> None:
    sink = Sink()

    sink.output().note(HOSTILE)

    assert (sink.stderr.count("\n"), "\x1b" in sink.stderr) == (1, False)


@pytest.mark.parametrize("number", [errno.EPIPE, errno.ENOSPC])
def test_a_broken_stderr_changes_nothing(number: int) -> None:
    sink = Sink(err=stream(broken(number)))
    output = sink.output()

    output.complain([FAILURES["error-calm"]])
    output.show([SAVED])

    assert sink.stdout.startswith(f"{SAVED.id}\t")


def test_a_broken_stdout_is_not_swallowed() -> None:
    output = Sink(out=stream(broken(errno.EPIPE))).output()

    with pytest.raises(ViduError) as caught:
        output.show([SAVED])

    assert caught.value.failure.exit_code == 141


@pytest.mark.parametrize("format_", MACHINE)
@pytest.mark.parametrize("name", FAILURES)
def test_an_error_for_a_machine_is_one_line_and_the_last(name: str, format_: Format) -> None:
    sink = Sink()

    sink.output(format_).complain([FAILURES["error-of-a-task"], FAILURES[name]])

    last = json.loads(sink.stderr.removesuffix("\n").split("\n")[-1])
    assert (last["error"]["code"], sink.stderr.count("\n")) == (FAILURES[name].code, 2)


def test_an_error_for_a_machine_has_every_key_of_the_contract() -> None:
    sink = Sink()

    sink.output(Format.JSON).complain([FAILURES["error-of-a-task"]])

    assert list(json.loads(sink.stderr)["error"]) == [
        "code",
        "exit_code",
        "category",
        "origin",
        "message",
        "explanation",
        "remedies",
        "retry",
        "charged",
        "http_status",
        "trace_id",
        "task_id",
        "field",
        "option",
        "cause",
    ]


def test_the_message_of_an_error_is_intact_for_a_machine() -> None:
    sink = Sink(err=stream(memory("ascii")))

    sink.output(Format.JSON).complain([FAILURES["error-long"]])

    assert json.loads(sink.stderr)["error"]["message"] == FAILURES["error-long"].message


def test_a_cause_has_the_shape_of_an_error() -> None:
    sink = Sink()

    sink.output(Format.JSON).complain([FAILURES["error-with-a-cause"]])

    error = json.loads(sink.stderr)["error"]
    assert (list(error["cause"]), error["cause"]["trace_id"]) == (list(error), "e7d06f1600b39aff")


def test_an_error_says_nothing_on_stdout() -> None:
    sink = Sink()

    sink.output().complain(list(FAILURES.values()))

    assert sink.stdout == ""


def test_what_is_the_same_of_many_tasks_is_told_once_and_the_last_failure_last() -> None:
    sink = Sink(err=stream(memory(), width=200))
    faces = [task_failure("NoFaceDetected", task_id=str(number), message="no face") for number in range(1, 9)]
    crowd = task_failure("MultiFaceDetected", task_id="9", message="two faces")

    sink.output().complain([*faces[:3], crowd, *faces[3:]])

    titles = [line for line in sink.stderr.splitlines() if "(exit " in line]
    told = sink.stderr.splitlines()
    assert [title.split()[1] for title in titles] == ["MultiFaceDetected", "NoFaceDetected"]
    assert ("  Task 9: two faces" in told, "  Tasks 1 2 3 4 5 and 3 more: no face" in told) == (True, True)


def test_of_many_tasks_that_differ_in_what_happened_the_first_are_told_and_the_others_counted() -> None:
    sink = Sink(err=stream(memory(), width=200))
    failures = [
        task_failure("NoFaceDetected", task_id=f"{number}7", message=f"at {number} s") for number in range(1, 10)
    ]

    sink.output().complain(failures)

    told = [f"  Task {number}7: at {number} s" for number in range(1, 6)]
    assert sink.stderr.splitlines()[1:7] == [*told, "  And 4 more."]


def test_what_helps_several_tasks_is_one_command_for_all_of_them() -> None:
    sink = Sink(err=stream(memory(), width=200))
    failures = [
        Failure(
            entry=catalogue.USER_CANCELLED, message="gone", task_id=task_id, remedies=(f"Go: `vidu poll {task_id}`",)
        )
        for task_id in ("11", "12", "13")
    ]

    sink.output().complain(failures)

    assert (
        "    vidu poll 11 12 13" in sink.stderr,
        sink.stderr.count("UserCancelled"),
        "vidu show 11\n" in sink.stderr,
    ) == (
        True,
        1,
        True,
    )


def test_failures_of_which_each_has_its_own_way_on_are_told_one_by_one() -> None:
    sink = Sink(err=stream(memory(), width=200))
    failures = [
        Failure(
            entry=catalogue.OUTPUT_EXISTS, message="taken", task_id=task_id, remedies=(f"Move {task_id}.mp4 away.",)
        )
        for task_id in ("11", "12")
    ]

    sink.output().complain(failures)

    assert [sink.stderr.count(f"Move {task_id}.mp4 away.\n") for task_id in ("11", "12")] == [1, 1]


def test_a_machine_is_told_of_each_task() -> None:
    sink = Sink()
    failures = [task_failure("NoFaceDetected", task_id=str(number)) for number in range(9)]

    sink.output(Format.JSON).complain(failures)

    told = [json.loads(line)["error"]["task_id"] for line in sink.stderr.splitlines()]
    assert told == [str(number) for number in range(9)]


def test_a_remedy_in_a_log_is_one_line_with_its_command() -> None:
    sink = Sink(err=stream(memory(), width=100_000))

    sink.output().complain([FAILURES["error-calm"]])

    assert "  \u2192 Go on: `vidu poll 1022471288452698112 -o clip.mp4`" in sink.stderr.splitlines()


def test_a_line_leaves_before_the_next_value_is_read() -> None:
    sink = Sink()
    seen: list[str] = []

    def values() -> Iterator[Task]:
        yield SAVED
        seen.append(sink.stdout)

    count = sink.output(Format.IDS).pour(values(), shape=Task)

    assert (count, seen) == (1, [f"{SAVED.id}\n"])


@pytest.mark.parametrize(("format_", "answer"), [(Format.JSON, "[]\n"), (Format.JSONL, ""), (Format.IDS, "")])
def test_no_values_are_an_empty_answer(format_: Format, answer: str) -> None:
    sink = Sink()

    count = sink.output(format_).pour((), shape=Task)

    assert (count, sink.stdout) == (0, answer)
