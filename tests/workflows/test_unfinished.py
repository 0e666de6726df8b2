"""What is said of the cost when a wait is cut short."""

import pytest

from tests.support.tasks_by_hand import task
from vidu_cli.errors.catalogue import INTERRUPTED
from vidu_cli.errors.failure import task_failure
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.unfinished import Unfinished

SAVING = PolledTask(id="1", task=task("1"), is_busy=True)
NO_FACE = task_failure("NoFaceDetected", task_id="2")
FAILED = PolledTask(id="2", task=task("2", "failed", "NoFaceDetected"), failure=NO_FACE)
RUNNING = PolledTask(id="3", task=task("3", "processing"))


@pytest.mark.parametrize(
    ("rows", "charged"),
    [((SAVING,), True), ((SAVING, FAILED), None), ((SAVING, RUNNING), INTERRUPTED.charged)],
    ids=["all went well", "one failed", "one still runs"],
)
def test_all_are_paid_for_only_where_all_went_well(
    rows: tuple[PolledTask, ...],
    charged: bool | None,  # noqa: FBT001  # a cell of the table
) -> None:
    assert Unfinished(rows=rows).stopped(INTERRUPTED).failures[-1].entry.charged is charged
