"""Files, folders and words that nobody means well with: a clear number each, and no bug of ours."""

import os

import pytest

from tests.support.answers import SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted


@pytest.mark.parametrize(
    "words",
    [("--set", f"{'a.' * 600}b=1"), ("--set", f"odd={'[' * 900}{']' * 900}")],
    ids=["dots", "brackets"],
)
def test_a_request_that_is_nested_beyond_reason_is_a_usage_error(words: tuple[str, ...], vidu: Program) -> None:
    run = vidu("submit", "text2video", "a cat", "--dry-run", "--json", *words)

    assert (run.exit_code, run.stdout, "too deeply" in run.error["message"]) == (2, "", True)


def test_a_working_folder_that_is_gone_is_no_place_for_a_result(vidu: Program) -> None:
    run = vidu.shell("mkdir gone; cd gone; rmdir ../gone; vidu --sandbox submit text2video 'a cat' --json -o x.mp4")

    assert (run.exit_code, run.stdout, run.error["charged"]) == (92, "", False)


def test_a_device_is_no_place_for_a_result(vidu: Program) -> None:
    run = vidu("--sandbox", "submit", "text2video", "a cat", "-o", "/dev/null")

    assert (run.exit_code, "mv " in run.stderr) == (92, False)


@pytest.mark.parametrize("output", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_the_way_to_a_file_behind_a_stream_is_a_device_too(output: str, vidu: Program) -> None:
    run = vidu.shell(f"vidu --sandbox submit text2video 'a cat' -o {output} >> kept")

    assert (run.exit_code, " download TASK -o -`" in run.stderr, "mv " in run.stderr) == (92, True, False)


def test_a_pipe_for_a_configuration_file_is_refused_at_once(vidu: Program) -> None:
    folder = vidu.home / ".config" / "vidu"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "config.toml")

    run = vidu("config", "show", "--json")

    assert (run.exit_code, "is no file" in run.error["message"]) == (90, True)


@pytest.mark.parametrize("content", ["a = " + "[" * 9000, "a" * 30_000], ids=["deep", "huge"])
def test_a_configuration_file_that_no_person_wrote_is_refused(content: str, vidu: Program) -> None:
    folder = vidu.home / ".config" / "vidu"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(content)

    run = vidu("config", "show", "--json")

    assert (run.exit_code, run.error["code"]) == (90, "config-invalid")


def test_an_error_is_explained_while_the_configuration_file_is_broken(vidu: Program) -> None:
    folder = vidu.home / ".config" / "vidu"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("not toml")

    run = vidu("explain", "90", "--json")

    assert (run.exit_code, run.json["code"]) == (0, "config-invalid")


def test_a_number_beyond_all_measure_does_not_lose_a_task(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted("11"))
    platform.answers(look_at("11"), task("11", "success", duration=10**400))

    run = customer("submit", "text2video", "a cat", "--wait", "--format", "table")

    assert (run.exit_code, "11" in run.stdout) == (0, True)


def test_a_world_that_is_spoilt_while_a_task_runs_is_told_by_its_number(vidu: Program) -> None:
    run = vidu.shell("""
        vidu --sandbox credits > before
        head -c 20000 /dev/urandom > .local/state/vidu/sandbox.db
        vidu --sandbox list --json
    """)

    assert (run.exit_code, run.error["code"]) == (94, "ledger-unusable")


def test_a_folder_that_cannot_be_looked_into_keeps_nobody_from_waiting_for_a_task(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(look_at("11"), task("11", "success"))

    run = customer("poll", "11", XDG_STATE_HOME=f"/{'x' * 300}")

    assert (run.exit_code, run.stdout) == (0, "11\tsuccess\t\t\n")
