"""Whether a task of the platform is the one that a submit without an answer was about."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from vidu_cli.policy.entries import Intent
from vidu_cli.policy.fingerprints import digest
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Task

# How far the time of a task may lie outside of the attempt: clocks are read to the second, and requests travel.
SLACK_S = 60.0

# The list may name a model by an inner label; only names of this form are those of a request.
_NAME_OF_A_MODEL = re.compile(r"(?:vidu|audio)[a-z0-9.\-]*")
_NO_TYPE = ("", "unspecified")


class Fit(Enum):
    """OWN: it carries the marker. ALIKE: all that is told agrees. OPEN: too little is told. NOT: it is another's."""

    OWN = auto()
    ALIKE = auto()
    OPEN = auto()
    NOT = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """What was sent, when, and as what type of task; times are seconds since 1970 by the platform's clock.

    Without `ended_at` the time is not known, and nothing is taken for alike.
    """

    intent: Intent
    type: str
    began_at: float
    ended_at: float | None


def fit(attempt: Attempt, task: Task, *, is_whole: bool) -> Fit:
    """How a task fits; `is_whole` is whether it was asked for by itself, so that a payload it has was told.

    A task with another payload never fits, and where a marker was sent likeness alone is not enough.
    """
    intent = attempt.intent
    payload = task.payload or ""
    if intent.marker is not None:
        if payload:
            return Fit.OWN if payload == intent.marker else Fit.NOT
        return Fit.NOT if is_whole and task.payload is not None else Fit.OPEN
    if payload and digest(payload) != intent.payload_digest:
        return Fit.NOT
    if any(differs(attempt, task) for differs in _DIFFERENCES):
        return Fit.NOT
    if not is_whole and intent.payload_digest is not None and not payload:
        return Fit.OPEN
    if is_whole and intent.payload_digest is not None and task.payload == "":
        return Fit.NOT
    return Fit.ALIKE if attempt.ended_at is not None and _is_telling(attempt, task) else Fit.OPEN


def _is_telling(attempt: Attempt, task: Task) -> bool:
    """Whether more than the time agrees."""
    is_of_type = task.type not in (None, *_NO_TYPE) and bool(attempt.type)
    return is_of_type or (bool(task.prompt) and attempt.intent.prompt_digest is not None)


def _type(attempt: Attempt, task: Task) -> bool:
    return bool(attempt.type) and task.type not in (None, *_NO_TYPE, attempt.type)


def _model(attempt: Attempt, task: Task) -> bool:
    ordered = attempt.intent.body.get("model")
    told = task.model or ""
    return isinstance(ordered, str) and bool(_NAME_OF_A_MODEL.fullmatch(told)) and told != ordered


def _prompt(attempt: Attempt, task: Task) -> bool:
    intent = attempt.intent
    # The platform writes its own prompt where it was asked to.
    if intent.prompt_digest is None or not task.prompt or intent.body.get("is_rec") is True:
        return False
    return digest(task.prompt) != intent.prompt_digest


def _value(name: str) -> Callable[[Attempt, Task], bool]:
    def differs(attempt: Attempt, task: Task) -> bool:
        ordered, told = attempt.intent.body.get(name), getattr(task, name)
        return bool(ordered) and bool(told) and ordered != told

    return differs


def _time(attempt: Attempt, task: Task) -> bool:
    created_at = moment_in(task.created_at)
    if created_at is None:
        return False
    is_late = attempt.ended_at is not None and created_at > attempt.ended_at + SLACK_S
    return is_late or created_at < attempt.began_at - SLACK_S


_DIFFERENCES: tuple[Callable[[Attempt, Task], bool], ...] = (
    _type,
    _model,
    _prompt,
    _value("duration"),
    _value("resolution"),
    _value("aspect_ratio"),
    _value("seed"),
    _time,
)
