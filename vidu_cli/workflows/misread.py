"""Ids that the platform cannot read: those that it named itself it can, and one odd answer proves nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.looks import is_no_id
from vidu_cli.workflows.answers import PolledTask


@dataclass(slots=True)
class Misread:
    """What was said of ids so far; `is_named` tells whether the platform itself gave an id."""

    is_named: Callable[[str], bool] = lambda _: False
    once: set[str] = field(default_factory=set)

    def is_sure(self, row: PolledTask, refused: Failure) -> bool:
        """Whether the refusal of a look means that the id is none: it is said again, of what was never seen."""
        if not is_no_id(refused) or row.task is not None or self.is_named(row.id):
            return False
        is_said_again = row.id in self.once
        self.once.add(row.id)
        return is_said_again
