"""What an answer looks like in each format, and which keys it has."""

import csv
import io
import json

import pytest

from tests.support.answers import LIST, SUBMIT, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, refuses, says

ROWS = [
    {"id": "12", "state": "success", "type": "text2video", "model": "viduq3", "credits": 60},
    {"id": "11", "state": "queueing", "type": "text2video", "model": "viduq3", "credits": 60},
]


@pytest.fixture
def listed(platform: Scripted) -> Scripted:
    """A platform with two tasks in its list."""
    platform.answers(LIST, says({"tasks": ROWS, "next_page_token": ""}))
    return platform


@pytest.mark.usefixtures("listed")
def test_plain_rows_are_the_promised_columns_without_a_header(customer: Program) -> None:
    run = customer("list")

    assert run.lines == ["12\tsuccess\ttext2video\tviduq3\t60\t\t", "11\tqueueing\ttext2video\tviduq3\t60\t\t"]


@pytest.mark.usefixtures("listed")
def test_jsonl_is_one_object_a_line(customer: Program) -> None:
    run = customer("list", "--format", "jsonl")

    assert [json.loads(line)["id"] for line in run.lines] == ["12", "11"]


@pytest.mark.usefixtures("listed")
def test_csv_begins_with_the_names_of_the_fields(customer: Program) -> None:
    run = customer("list", "--format", "csv", "--fields", "state,id")

    assert list(csv.reader(io.StringIO(run.stdout))) == [["state", "id"], ["success", "12"], ["queueing", "11"]]


@pytest.mark.usefixtures("listed")
def test_ids_are_one_a_line(customer: Program) -> None:
    run = customer("list", "--format", "ids")

    assert run.stdout == "12\n11\n"


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("plain", "success\t12\nqueueing\t11\n"),
        ("jsonl", '{"state":"success","id":"12"}\n{"state":"queueing","id":"11"}\n'),
    ],
)
def test_fields_pick_and_order_the_columns(form: str, told: str, customer: Program) -> None:
    run = customer("list", "--format", form, "--fields", "state,id")

    assert run.stdout == told


@pytest.mark.usefixtures("listed")
def test_fields_pick_the_keys_of_json(customer: Program) -> None:
    run = customer("list", "--json", "--fields", "model,id")

    assert [list(row.items()) for row in run.json] == [
        [("model", "viduq3"), ("id", "12")],
        [("model", "viduq3"), ("id", "11")],
    ]


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "command",
    [
        "vidu list --format table --color always",
        "NO_COLOR=1 vidu list --format table --color always",
        "FORCE_COLOR=1 vidu list --format table",
        "CLICOLOR_FORCE=1 NO_COLOR= vidu list --format table",
        "VIDU_COLOR=always NO_COLOR=1 vidu list --format table",
    ],
)
def test_colour_is_there_when_the_first_word_on_it_says_so(command: str, customer: Program) -> None:
    run = customer.shell(command)

    assert (run.exit_code, "\x1b[" in run.stdout) == (0, True)


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "command",
    [
        "vidu list --format table",
        "FORCE_COLOR=0 vidu list --format table",
        "FORCE_COLOR=1 NO_COLOR=1 vidu list --format table",
        "VIDU_COLOR=always vidu list --format table --color never",
        "VIDU_COLOR=never FORCE_COLOR=1 vidu list --format table",
    ],
)
def test_colour_is_not_there_when_the_first_word_on_it_says_so(command: str, customer: Program) -> None:
    run = customer.shell(command)

    assert (run.exit_code, "12" in run.stdout, "\x1b[" in run.stdout) == (0, True, False)


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("form", ["plain", "json", "jsonl", "csv", "ids"])
def test_machine_formats_are_never_coloured(form: str, customer: Program) -> None:
    run = customer("list", "--format", form, "--color", "always")

    assert (run.exit_code, "\x1b" in run.stdout) == (0, False)


@pytest.mark.usefixtures("listed")
def test_a_table_of_40_columns_is_no_wider_than_that(customer: Program) -> None:
    run = customer("list", "--format", "table", COLUMNS="40")

    assert (run.exit_code, [line for line in run.lines if len(line) > 40]) == (0, [])


def test_an_error_of_40_columns_is_no_wider_than_that(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(400, "CreditInsufficient", "insufficient credits"))

    run = customer("submit", "text2video", "a cat", COLUMNS="40")

    assert (run.exit_code, [line for line in run.stderr.splitlines() if len(line) > 40]) == (21, [])


@pytest.mark.parametrize(
    "words",
    [
        ("submit", "text2video", "ein Bär \N{BEAR FACE} 猫", "--format", "table"),
        ("submit", "text2video", "ein Bär \N{BEAR FACE} 猫", "--json"),
        ("submit", "text2video", "ein Bär \N{BEAR FACE} 猫 sandbox:task=NoFaceDetected", "--wait"),
        ("explain", "66"),
        ("models", "--format", "table"),
        ("--help",),
    ],
)
def test_an_ascii_stream_gets_nothing_but_ascii(words: tuple[str, ...], rehearsal: Program) -> None:
    run = rehearsal(*words, PYTHONUTF8="0", PYTHONIOENCODING="ascii")

    assert (run.exit_code in (0, 66), run.stdout.isascii(), run.stderr.isascii()) == (True, True, True)


def test_json_on_an_ascii_stream_keeps_every_character(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success", prompt="\N{BEAR FACE} 猫"))

    run = customer("show", "11", "--json", PYTHONUTF8="0", PYTHONIOENCODING="ascii")

    assert run.json["prompt"] == "\N{BEAR FACE} 猫"


def test_credits_in_json_add_up_the_balances(rehearsal: Program) -> None:
    run = rehearsal("credits", "--json")

    remains = sum(balance["credit_remain"] for balance in run.json["remains"])
    assert (list(run.json)[:6], run.json["credit_remain"]) == (
        ["credit_remain", "concurrency_limit", "current_concurrency", "queue_count", "remains", "packages"],
        remains,
    )


def test_models_in_json_have_the_promised_keys(vidu: Program) -> None:
    run = vidu("models", "text2video", "--json")

    assert list(run.json[0])[:8] == [
        "kind",
        "model",
        "durations",
        "resolutions",
        "aspect_ratios",
        "credits_default",
        "default",
        "source",
    ]


def test_show_in_json_has_the_task_its_failure_and_when_links_expire(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "failed", "NoFaceDetected"))

    run = customer("show", "11", "--json")

    assert (run.exit_code, run.json["error"]["exit_code"], run.json["links_expire_at"]) == (0, 66, None)


def test_show_follows_the_task_with_exit_status(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "failed", "NoFaceDetected"))

    run = customer("show", "11", "--exit-status", "--json")

    assert (run.exit_code, run.json["state"], run.error["code"]) == (66, "failed", "NoFaceDetected")


def test_help_is_ascii_where_the_encoding_is(vidu: Program) -> None:
    run = vidu("--help", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (run.exit_code, run.stdout.isascii(), "\\u" in run.stdout) == (0, True, False)


def test_help_on_a_narrow_terminal_cuts_no_option(vidu: Program) -> None:
    run = vidu("poll", "--help", COLUMNS="40")

    assert ("--fail-fast" in run.stdout, "--interval" in run.stdout, "--base-url" in run.stdout) == (True, True, True)
