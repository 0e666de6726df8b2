"""What people see of the ledger."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich

from vidu_cli.policy.keeping import prompt_in
from vidu_cli.policy.times import rfc3339
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, heading, minute, told
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.workflows.answers import Recovered, RecoveryOutcome

_OUTCOMES: Mapping[RecoveryOutcome, str] = {
    RecoveryOutcome.FOUND: "found",
    RecoveryOutcome.ADOPTED: "taken over",
    RecoveryOutcome.NOT_ACCEPTED: "not accepted",
    RecoveryOutcome.FORGOTTEN: "forgotten",
    RecoveryOutcome.IN_FLIGHT: "in flight",
    RecoveryOutcome.AMBIGUOUS: "ambiguous",
    RecoveryOutcome.UNKNOWN: "unknown",
}


def recovered_view(rows: Sequence[Recovered], canvas: Canvas) -> RenderableType:
    """What became of submits without an answer, and under the table why."""
    columns = (
        Column(title="entry", cells=texts([str(row.entry.number) if row.entry else "" for row in rows]), must=True),
        Column(title="outcome", cells=texts([_OUTCOMES[row.outcome] for row in rows]), must=True),
        Column(title="task", cells=texts([_tasks(row) for row in rows]), must=True),
        Column(title="kind", cells=texts([clean(row.intent.kind) for row in rows])),
        Column(title="prompt", cells=texts([_prompt(row) for row in rows]), may_be_cut=True),
        Column(
            title="sent (UTC)",
            cells=texts([minute(rfc3339(row.entry.began.at) if row.entry else None) for row in rows]),
        ),
    )
    counted = "1 submit" if len(rows) == 1 else f"{len(rows)} submits"
    reasons = dict.fromkeys(f"{_OUTCOMES[row.outcome].capitalize()}: {row.why}" for row in rows)
    return Group(heading(counted, canvas), tabular(columns, canvas), *(told(clean(why), canvas) for why in reasons))


def _tasks(row: Recovered) -> str:
    return clean(row.task.id) if row.task else ", ".join(clean(task_id) for task_id in row.candidates)


def _prompt(row: Recovered) -> str:
    return clean(prompt_in(row.intent.body) or "", longest=200)
