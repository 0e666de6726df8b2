"""What the words of a request ask of the sandbox, so that any client can rehearse: `sandbox:task=NoFaceDetected`."""

import re
from dataclasses import dataclass

from vidu_cli.sandbox.faults import Call, FaultRule, rule_named
from vidu_cli.sandbox.lifecycle import CLIP_S

_WISH = re.compile(r"sandbox:([A-Za-z]+)=([A-Za-z0-9/:.*_-]+)")
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_CREATIONS = re.compile(r"[1-9]")
_OF_A_TASK = (Call.SUBMIT, Call.TASK, Call.GET, Call.CANCEL, Call.DOWNLOAD)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """The faults a request asks for, how many seconds its task is to take at pace 1, and how many results to have."""

    rules: tuple[FaultRule, ...] = ()
    seconds: float = CLIP_S
    creations: int = 1

    def of(self, *calls: Call) -> tuple[FaultRule, ...]:
        """The rules for these calls, in their order."""
        return tuple(rule for rule in self.rules if rule.call in calls)


def wishes_in(words: str) -> Wishes:
    """What these words ask for, anywhere in them; ValueError with a sentence when a wish cannot be read."""
    rules: list[FaultRule] = []
    seconds, creations = CLIP_S, 1
    for name, value in _WISH.findall(words):
        # A full stop after a wish ends their sentence.
        wanted = value.rstrip(".:-_")
        if name == "seconds":
            seconds = _seconds(wanted)
        elif name == "creations":
            creations = _creations(wanted)
        else:
            rules.append(_rule(f"{name}={wanted}"))
    return Wishes(rules=tuple(rules), seconds=seconds, creations=creations)


def _rule(text: str) -> FaultRule:
    rule = rule_named(text)
    if rule.call not in _OF_A_TASK:
        allowed = ", ".join([*_OF_A_TASK, "seconds", "creations"])
        raise ValueError(f"fault {text!r}: a prompt speaks of its own task; allowed are {allowed}")
    return rule


def _seconds(text: str) -> float:
    if not _SECONDS.fullmatch(text):
        raise ValueError(f"sandbox:seconds={text}: {text!r} is no number of seconds")
    return float(text)


def _creations(text: str) -> int:
    if not _CREATIONS.fullmatch(text):
        raise ValueError(f"sandbox:creations={text}: a task has 1 to 9 results")
    return int(text)
