"""A bug of ours becomes a report and a sentence."""

from pathlib import Path

import pytest

from vidu_cli.cli.app import App
from vidu_cli.cli.crash import crash_report

BUG = KeyError("boat")


@pytest.fixture
def app(tmp_path: Path) -> App:
    """A run whose reports land in a folder of the test."""
    app = App(stdin=None, stdout=None, stderr=None)
    app.state_folder = tmp_path / "state"
    return app


def test_a_bug_is_written_down_and_the_place_is_told(app: App) -> None:
    failure = crash_report(BUG, app).failure

    [report] = app.state_folder.iterdir()
    assert (failure.exit_code, str(report) in failure.message, "KeyError" in report.read_text()) == (1, True, True)


def test_a_report_that_cannot_be_written_is_no_second_bug(app: App) -> None:
    app.state_folder.touch()

    failure = crash_report(BUG, app).failure

    assert failure.message == "KeyError: 'boat'. The report could not be written."


def test_a_task_that_was_paid_for_is_named_even_by_a_bug(app: App) -> None:
    app.bought = "947400000000000000"

    failure = crash_report(BUG, app).failure

    assert (failure.task_id, "`vidu poll 947400000000000000`" in failure.remedies[0]) == (app.bought, True)
