"""Both sides of a campaign held against each other: what the platform made, and what the ledger says of it."""

from collections import Counter
from dataclasses import dataclass

from tests.harness.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What is wrong when both sides are held against each other: nothing may be."""

    made: int
    adopted: int
    unaccepted: int
    lost: int
    doubled: int
    invented: int
    unknown: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled, made up or left open."""
        return not (self.lost or self.doubled or self.invented or self.unknown)


def audit(stage: Stage) -> Audit:
    """The two sides of a campaign, counted: every prompt was ordered once."""
    made = {(str(task.id), str(task.request["prompt"])) for task in stage.tasks}
    entries = stage.entries
    claimed = Counter((entry.task_id or "", entry.prompt) for entry in entries if entry.task_id)
    outcomes = Counter(entry.outcome for entry in entries)
    of_a_prompt = Counter(prompt for _, prompt in made)
    ids = {task_id for task_id, _ in made}
    return Audit(
        made=len(made),
        adopted=stage.adopted,
        unaccepted=outcomes["not_accepted"],
        lost=len(made - set(claimed)) + len(set(stage.said) - {task_id for task_id, _ in claimed}),
        doubled=sum(count - 1 for count in of_a_prompt.values()) + sum(count - 1 for count in claimed.values()),
        invented=len(set(claimed) - made) + len(set(stage.said) - ids),
        unknown=outcomes["unknown"],
    )
