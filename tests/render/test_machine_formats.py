import csv
import io
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import fields, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.clock import FakeClock
from tests.support.samples import ANSWERS, FAILED, HOSTILE, SAVED, WAITING
from tests.support.sinks import Sink, memory, stream
from vidu_cli.errors.failure import ViduError
from vidu_cli.policy.explaining import CodeExplanation
from vidu_cli.render.failure import Voice
from vidu_cli.render.output import Format
from vidu_cli.render.records import form_of, record_of
from vidu_cli.schema.tasks import Account, Task
from vidu_cli.workflows.answers import PolledTask, SettingRow
from vidu_cli.workflows.model_rows import ModelRow

ANY_TEXT = st.text(st.characters(exclude_categories=()))
RULE = "\u2500" * 28
TASK_KEYS = [one.name for one in fields(Task)]


def printed(values: Sequence[object], format: Format, *chosen: str, encoding: str = "utf-8") -> str:  # noqa: A002
    sink = Sink(out=stream(memory(encoding)))
    sink.output(format, chosen).show(values)
    return sink.stdout


@given(ANY_TEXT, st.sampled_from(["utf-8", "ascii", "latin-1", "gbk", "utf_8"]))
def test_json_gives_a_text_back_as_it_was_in_every_encoding(prompt: str, encoding: str) -> None:
    task = replace(SAVED, prompt=prompt)

    document = json.loads(printed([task], Format.JSON, encoding=encoding))

    # Two halves of a character that stand together are one character to JSON.
    assert document[0]["prompt"] == json.loads(json.dumps(prompt))


@given(ANY_TEXT)
def test_a_line_of_jsonl_is_one_line(prompt: str) -> None:
    text = printed([replace(SAVED, prompt=prompt), FAILED], Format.JSONL)

    assert [json.loads(line)["id"] for line in text.rstrip("\n").split("\n")] == [SAVED.id, FAILED.id]


@given(st.lists(ANY_TEXT, min_size=1, max_size=4), st.sampled_from(["utf-8", "ascii", "gbk"]))
@example(["\x1e", ',"\x1e",{', "a"], "utf-8")
def test_lines_of_jsonl_hold_what_one_document_holds(prompts: list[str], encoding: str) -> None:
    # What stands between two lines while they are written may stand in a task too.
    told = {"new": ["\x1e", "\x1e", {}, "\x1e", {}]}
    tasks = [replace(SAVED, prompt=prompt, raw=told if "a" in prompt else {}) for prompt in prompts]

    lines = printed(tasks, Format.JSONL, encoding=encoding).split("\n")

    assert [json.loads(line) for line in lines[:-1]] == json.loads(printed(tasks, Format.JSON, encoding=encoding))


@pytest.mark.parametrize("format_", [Format.JSON, Format.JSONL])
@pytest.mark.parametrize("unsafe", ["\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_a_terminal_could_misread_is_escaped_in_json(unsafe: str, format_: Format) -> None:
    text = printed([replace(SAVED, prompt=f"a{unsafe}b"), replace(SAVED, prompt="c")], format_)

    assert (unsafe in text, f"a\\u{ord(unsafe):04x}b" in text) == (False, True)


@given(ANY_TEXT)
def test_a_row_of_plain_keeps_its_columns_whatever_stands_in_them(prompt: str) -> None:
    text = printed([replace(SAVED, prompt=prompt)], Format.PLAIN, "id", "prompt", "state")

    assert (text.count("\t"), text.count("\n"), text.endswith("\tsuccess\n")) == (2, 1, True)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_csv_gives_a_text_back_as_it_was(prompt: str) -> None:
    text = printed([replace(SAVED, prompt=prompt)], Format.CSV, "id", "prompt")

    assert list(csv.reader(io.StringIO(text, newline=""))) == [["id", "prompt"], [SAVED.id, prompt]]


def test_a_text_that_looks_like_markup_or_colours_is_intact_in_json() -> None:
    document = json.loads(printed([FAILED], Format.JSON))

    assert document[0]["prompt"] == HOSTILE


@pytest.mark.parametrize("format_", [Format.JSON, Format.JSONL, Format.CSV, Format.PLAIN, Format.IDS])
@pytest.mark.parametrize("view", [name for name in ANSWERS if ANSWERS[name]])
def test_a_wish_for_colour_changes_no_byte_for_a_machine(view: str, format_: Format) -> None:
    bare = Sink(out=stream(memory(), colour=False))
    coloured = Sink(out=stream(memory(), is_terminal=True, colour=True))

    bare.output(format_).show(ANSWERS[view])
    coloured.output(format_).show(ANSWERS[view])

    assert coloured.stdout == bare.stdout


@pytest.mark.parametrize("view", [name for name in ANSWERS if ANSWERS[name]])
def test_every_key_of_json_is_a_field_that_can_be_chosen(view: str) -> None:
    value = ANSWERS[view][0]

    keys = set(record_of(value, Voice()))

    assert keys <= set(form_of(type(value)).fields)


def test_ids_are_one_a_line() -> None:
    assert printed([SAVED, FAILED], Format.IDS) == f"{SAVED.id}\n{FAILED.id}\n"


@pytest.mark.parametrize("shape", [Account, ModelRow, CodeExplanation, SettingRow])
def test_ids_of_an_answer_that_has_none_are_refused(shape: type) -> None:
    output = Sink().output(Format.IDS)

    with pytest.raises(ViduError) as caught:
        output.check(shape)

    assert (caught.value.failure.exit_code, caught.value.failure.option) == (2, "--format")


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        (Format.PLAIN, f"success\t{SAVED.id}\n"),
        (Format.CSV, f"state,id\r\nsuccess,{SAVED.id}\r\n"),
        (Format.JSON, f'[\n  {{\n    "state": "success",\n    "id": "{SAVED.id}"\n  }}\n]\n'),
        (Format.JSONL, f'{{"state":"success","id":"{SAVED.id}"}}\n'),
        (Format.TABLE, f"state    id\n{RULE}\nsuccess  {SAVED.id}\n"),
    ],
)
def test_chosen_fields_come_in_the_order_chosen(format_: Format, text: str) -> None:
    assert printed([SAVED], format_, "state", "id") == text


def test_an_unknown_field_is_refused_with_the_nearest_and_all_known() -> None:
    output = Sink().output(Format.JSON, ("modle",))

    with pytest.raises(ViduError) as caught:
        output.check(Task)

    assert (caught.value.failure.exit_code, caught.value.failure.message) == (
        2,
        f"--fields modle: no such field. Did you mean model? Known: {', '.join(TASK_KEYS)}.",
    )


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ("receipt", f"{WAITING.id}\n"),
        ("subjects", "1022471289000000077\tMia\n1022471289000000078\t[red]x[/\n"),
        ("polled-and-saved", f"{SAVED.id}\tsuccess\t\tclips/boat.mp4\n{FAILED.id}\tfailed\tNoFaceDetected\t\n"),
        ("cancel", f"{WAITING.id}\tcancelled\n{SAVED.id}\ttoo_late\n"),
        (
            "models",
            (
                "text2video\tviduq3-turbo\t1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\t540p,720p,1080p\n"
                "img2video\tviduq1-classic\t4,8\t1080p\n"
                "lip-sync\t\t\t\nupscale-new\t\t\t\n"
            ),
        ),
    ],
)
def test_plain_has_the_columns_that_scripts_rely_on(view: str, text: str) -> None:
    assert printed(ANSWERS[view], Format.PLAIN) == text


def test_the_plain_list_has_its_seven_columns() -> None:
    columns = printed([FAILED], Format.PLAIN).rstrip("\n").split("\t")

    assert columns == [
        FAILED.id,
        "failed",
        "text2video",
        "viduq3-turbo",
        "0",
        "2026-11-23T15:27:46.307820Z",
        "NoFaceDetected",
    ]


def test_plain_credits_are_lines_of_key_and_value() -> None:
    lines = printed(ANSWERS["credits"], Format.PLAIN).splitlines()

    assert lines[:4] == ["credit_remain\t31580", "concurrency_limit\t6", "current_concurrency\t2", "queue_count\t1"]


def test_a_code_explained_in_plain_is_prose_without_colour() -> None:
    sink = Sink(out=stream(memory(), colour=True))

    sink.output(Format.PLAIN).show(ANSWERS["explain"])

    assert sink.stdout.startswith("CreditInsufficient (exit 21): Not enough credits\n  The balance")


@pytest.mark.parametrize(("view", "shape"), [("receipt", dict), ("show", dict), ("credits", dict), ("explain", dict)])
def test_an_answer_about_one_thing_is_one_object(view: str, shape: type) -> None:
    document = json.loads(printed(ANSWERS[view], Format.JSON))

    assert isinstance(document, shape)


@pytest.mark.parametrize("view", ["polled-one", "cancel", "models", "config", "models-of-a-kind"])
def test_an_answer_about_many_things_is_an_array(view: str) -> None:
    document = json.loads(printed(ANSWERS[view], Format.JSON))

    assert isinstance(document, list)


def test_a_subject_is_one_object_in_json() -> None:
    document = json.loads(printed(ANSWERS["subject"], Format.JSON))

    assert (document["id"], document["name"]) == ("1022471289000000077", "Mia")


def test_json_of_a_model_holds_its_limits_without_those_that_are_none() -> None:
    document = json.loads(printed(ANSWERS["models-of-a-kind"], Format.JSON))

    assert document[0]["limits"][1] == {
        "field": "duration",
        "option": "--duration",
        "type": "integer",
        "required": False,
        "default": 5,
        "choices": list(range(3, 17)),
    }


@pytest.mark.parametrize("format_", [Format.CSV, Format.PLAIN])
def test_limits_stand_in_no_table_unless_they_are_asked_for(format_: Format) -> None:
    text = printed(ANSWERS["models-of-a-kind"], format_)

    assert "--image" not in text


def test_json_of_a_failed_task_holds_its_error() -> None:
    document = json.loads(printed(ANSWERS["polled-several"], Format.JSON))

    assert [row["error"] and row["error"]["exit_code"] for row in document] == [None, 66, None, 82]


def test_the_place_of_a_result_is_a_column_and_no_key() -> None:
    document = json.loads(printed([PolledTask(id=SAVED.id, task=SAVED)], Format.JSON))

    assert "result" not in document[0]


@pytest.mark.parametrize(
    ("format_", "text"),
    [(Format.JSON, "[]\n"), (Format.JSONL, ""), (Format.PLAIN, ""), (Format.IDS, ""), (Format.CSV, "id,state\r\n")],
)
def test_no_tasks_are_an_answer_too(format_: Format, text: str, clock: FakeClock) -> None:
    sink = Sink()
    output = sink.output(format_, ("id", "state"))

    clock.drive(output.stream(_none(), shape=Task))

    assert sink.stdout == text


@pytest.mark.parametrize("format_", [Format.JSONL, Format.PLAIN, Format.CSV, Format.IDS])
def test_pages_are_written_as_they_come(format_: Format, clock: FakeClock) -> None:
    sink = Sink()
    seen: list[bool] = []

    async def pages() -> AsyncIterator[Sequence[Task]]:
        yield [SAVED]
        seen.append(SAVED.id in sink.stdout)
        yield [FAILED]

    clock.drive(sink.output(format_).stream(pages(), shape=Task))

    assert seen == [True]


async def _none() -> AsyncIterator[Sequence[Task]]:
    yield []


@pytest.mark.parametrize(
    ("terminals", "quiet", "streams"),
    [("", False, True), ("out", False, True), ("out err", False, False), ("out err", True, True), ("err", False, True)],
)
def test_lines_of_jsonl_come_one_by_one_unless_something_moves_beside_them(
    terminals: str,
    quiet: bool,  # noqa: FBT001  # a cell of the table
    streams: bool,  # noqa: FBT001  # as above
) -> None:
    out, err = (stream(memory(), is_terminal=name in terminals) for name in ("out", "err"))

    assert Sink(out=out, err=err).output(Format.JSONL, quiet=quiet).is_streamed is streams
