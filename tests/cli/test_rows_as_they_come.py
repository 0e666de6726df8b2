"""Rows as jsonl while a command is still at work on the others."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT
from typing import Any

import pytest

from tests.support.answers import look_at, task
from tests.support.program import SCRIPTS, Program
from tests.support.scripted import Reply, Scripted, held
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

VIDEO = Reply(headers={"content-type": "video/mp4"}, body=content(ResultFile.VIDEO))


@pytest.fixture
def shop(platform: Scripted) -> Scripted:
    """A platform with a clip of task 11, and one of task 12 that comes when it is let go."""
    for task_id in ("11", "12"):
        platform.answers(look_at(task_id), task(task_id, "success", links=(f"{platform.origin}/{task_id}.mp4",)))
    platform.answers("GET /11.mp4", VIDEO)
    platform.answers("GET /12.mp4", held(VIDEO))
    return platform


@contextmanager
def begun(program: Program, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The program at work, its streams in pipes."""
    command = [str(SCRIPTS / "vidu"), *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=program.home, env=program.variables, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True
    ) as process:
        yield process
        process.kill()


def next_row(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def rest_of(process: subprocess.Popen[str]) -> list[Any]:
    stdout, _ = process.communicate(timeout=60)
    return [json.loads(line) for line in stdout.splitlines()]


def test_a_poll_prints_a_task_when_it_ends_and_the_others_when_they_do(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "processing"))
    platform.answers(look_at("12"), task("12", "failed", "AuditSubmitIllegal"))

    with begun(customer, "poll", "11", "12", "--interval", "0.05", "--timeout", "30", "--format", "jsonl") as process:
        first = next_row(process)
        platform.answers(look_at("11"), task("11", "success"))
        rest = rest_of(process)

    told = [(row["id"], row["state"], row["error"] and row["error"]["exit_code"]) for row in [first, *rest]]
    assert (told, process.returncode) == ([("12", "failed", 72), ("11", "success", None)], 3)


def test_at_the_deadline_the_rows_of_those_that_still_run_follow(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "processing"))
    platform.answers(look_at("12"), task("12", "success"))

    run = customer("poll", "11", "12", "--interval", "0.05", "--timeout", "1", "--format", "jsonl")

    told = [(row["id"], row["state"]) for row in map(json.loads, run.lines)]
    assert (told, run.exit_code) == ([("12", "success"), ("11", "processing")], 124)


def test_tasks_of_which_none_was_seen_are_no_answer(customer: Program) -> None:
    run = customer("poll", "11", "12", "--format", "jsonl")

    assert (run.exit_code, run.stdout) == (82, "")


def test_a_poll_prints_a_task_when_its_result_is_at_home(customer: Program, shop: Scripted) -> None:
    with begun(customer, "poll", "12", "11", "-o", "clips/", "--format", "jsonl") as process:
        first = next_row(process)
        shop.release()
        rest = rest_of(process)

    paths = [row["creations"][0]["path"] for row in [first, *rest]]
    assert (paths, process.returncode) == (["clips/11.mp4", "clips/12.mp4"], 0)


def test_a_download_prints_a_file_when_it_is_at_home(customer: Program, shop: Scripted) -> None:
    with begun(customer, "download", "12", "404", "11", "-o", "clips/", "--format", "jsonl") as process:
        first = [next_row(process), next_row(process)]
        shop.release()
        rest = rest_of(process)

    told = {row["id"]: row["path"] for row in [*first, *rest]}
    assert (rest[0]["id"], len(rest), process.returncode) == ("12", 1, 3)
    assert told == {"404": None, "11": "clips/11.mp4", "12": "clips/12.mp4"}


def test_a_reader_that_goes_away_takes_no_result_along(customer: Program, shop: Scripted) -> None:
    with begun(customer, "download", "12", "11", "-o", "clips/", "--format", "jsonl") as process:
        assert process.stdout is not None
        process.stdout.close()
        shop.release()
        returncode = process.wait(timeout=60)

    saved = {path.name for path in (customer.home / "clips").glob("*.mp4")}
    assert (returncode, saved) == (141, {"11.mp4", "12.mp4"})


def test_a_reader_that_goes_away_ends_a_wait_for_nothing_else(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success"))
    platform.answers(look_at("12"), task("12", "processing"))

    with begun(customer, "poll", "12", "11", "--interval", "0.05", "--format", "jsonl") as process:
        assert process.stdout is not None
        process.stdout.close()
        returncode = process.wait(timeout=60)

    assert returncode == 141


@pytest.mark.parametrize("form", ["jsonl", "json", "plain", "csv"])
def test_what_failed_keeps_its_number_where_nothing_can_be_written(
    form: str, customer: Program, platform: Scripted
) -> None:
    platform.answers(look_at("11"), task("11", "failed", "NoFaceDetected"))

    run = customer.shell(f"vidu poll 11 --format {form} > /dev/full")

    assert run.exit_code == 66


def test_a_download_that_is_stopped_prints_no_row_twice(customer: Program, shop: Scripted) -> None:
    with begun(customer, "download", "12", "11", "-o", "clips/", "--format", "jsonl") as process:
        first = next_row(process)
        process.send_signal(SIGINT)
        rest = rest_of(process)

    assert (first["id"], rest, process.returncode, shop.orders) == ("11", [], 130, [])


def test_what_a_task_cost_that_cannot_be_printed_is_not_known(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success"))

    run = customer.shell("vidu poll 11 --json > /dev/full")

    assert (run.exit_code, run.error["charged"]) == (92, None)
