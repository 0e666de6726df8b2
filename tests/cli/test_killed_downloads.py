"""The promises of `python -m tests.harness.downloads`, with few kills; and a disk that is full."""

import random
import signal
from pathlib import Path

import pytest

from tests.harness.downloads import Harness
from tests.support.depot import Depot, clip
from tests.support.program import Program
from tests.support.running import running


def test_downloads_that_are_killed_are_gone_on_with_and_never_leave_half_a_file(tmp_path: Path) -> None:
    report = Harness(tmp_path, random.Random(7)).run(6)

    assert (report.kills, report.complaints) == (6, [])


def test_a_full_disk_is_92_and_what_was_there_is_intact(tmp_path: Path) -> None:
    source = tmp_path / "1.mp4"
    clip(source, 5_000_000)
    (tmp_path / "mine.mp4").write_text("mine")
    with Depot({"1": source}) as depot:
        program = Program(tmp_path, {"VIDU_API_KEY": "vda_made_up", "VIDU_BASE_URL": depot.origin})
        script = "ulimit -f 1000; trap '' XFSZ; vidu download 1 -o mine.mp4 --if-exists overwrite --json"
        run = program.shell(script)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert (run.exit_code, run.error["retry"], (tmp_path / "mine.mp4").read_text(), names) == (
        92,
        "changed",
        "mine",
        ["1.mp4", "mine.mp4"],
    )


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_download_that_is_stopped_says_how_to_go_on_and_does(
    number: signal.Signals, exit_code: int, tmp_path: Path
) -> None:
    source = tmp_path / "1.mp4"
    digest = clip(source, 3_000_000)
    with Depot({"1": source}, pause_s=0.05) as depot:
        program = Program(tmp_path, {"VIDU_API_KEY": "vda_made_up", "VIDU_BASE_URL": depot.origin})
        with running(program, "download", "1", "-o", "clips/") as run:
            depot.wait_for_bytes("1", 1_000_000)
            run.send(number)
            stopped = run.end()
        depot.pause_s = 0.0
        again = program("download", "1", "-o", "clips/", "--json")

    line = "vidu download 1 -o clips/"
    told = (stopped.exit_code, stopped.stdout, line in stopped.stderr, again.json[0]["sha256"], depot.asked[1][1] > 0)
    assert told == (exit_code, "", True, digest, True)
