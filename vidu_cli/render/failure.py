"""A failure in words: what happened, to which thing, why, what it cost, what to type next."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from shlex import quote

from vidu_cli.errors.catalogue import ALL_FAILED, SOME_FAILED, Origin
from vidu_cli.errors.failure import Failure
from vidu_cli.errors.texts import filled, text_of

_ANY_COMMAND = re.compile(r"`(vidu [^`]*)`")
_COMMAND = re.compile(r"`vidu (?!--sandbox)")
_COST = {
    True: "Credits were spent on this task.",
    False: "No credits were spent.",
    None: "Whether credits were spent is not known here.",
}
_COST_OF_SEVERAL = {
    True: "Credits were spent on the tasks that succeeded.",
    False: "No credits were spent.",
    None: "Whether credits were spent differs from task to task.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """How this run speaks: the language, how its commands begin (`vidu --sandbox`), whether it is the sandbox."""

    lang: str = "en"
    command: str = "vidu"
    is_rehearsal: bool = False


def title_of(failure: Failure, voice: Voice) -> str:
    """The code, the exit number and a few words."""
    code = failure.code or "no code"
    return f"{code} (exit {failure.exit_code}): {text_of(failure.entry, voice.lang).title}"


def explanation_of(failure: Failure, voice: Voice) -> str:
    """Why it happened: what is known of this time, then what is known of the code."""
    text = text_of(failure.entry, voice.lang)
    parts = (failure.explanation, text.meaning, text.note)
    return " ".join(_filled(part, failure, voice) for part in parts if part)


def cost_of(failure: Failure) -> str:
    """Whether credits were spent, as a sentence."""
    is_of_several = failure.entry.code in (SOME_FAILED.code, ALL_FAILED.code)
    return (_COST_OF_SEVERAL if is_of_several else _COST)[failure.entry.charged]


def remedies_of(failure: Failure, voice: Voice) -> tuple[str, ...]:
    """What to do next, the likeliest first, with real ids in the commands.

    Of remedies that say the same before their command the first stands: it knows more of this time.
    """
    remedies: dict[str, str] = {}
    # What is said of this time has no gaps to fill: a brace in it is part of a command, as of a template of names.
    own = [(remedy, _spoken(remedy, voice)) for remedy in failure.remedies]
    known = [(remedy, _filled(remedy, failure, voice)) for remedy in text_of(failure.entry, voice.lang).remedies]
    for remedy, told in (*own, *known):
        if _fits(remedy, failure, voice) and not _repeats(told, remedies.values()):
            remedies.setdefault(remedy.partition(": `")[0], told)
    return tuple(remedies.values())


def _fits(remedy: str, failure: Failure, voice: Voice) -> bool:
    if failure.entry.origin is Origin.CHECK and "--dry-run" in remedy:
        # The check refuses there too.
        return False
    is_for_accounts = "--region" in remedy or "`vidu --sandbox" in remedy
    return not (is_for_accounts and voice.is_rehearsal)


def _repeats(told: str, before: Iterable[str]) -> bool:
    commands = set(_ANY_COMMAND.findall(told))
    return bool(commands) and any(commands <= set(_ANY_COMMAND.findall(other)) for other in before)


def _filled(sentence: str, failure: Failure, voice: Voice) -> str:
    """Give the sentence with the names of this time, its commands beginning as this run did."""
    facts = {"task": failure.task_id, "option": failure.option, "field": failure.field}
    names = {name: quote(fact) for name, fact in (*facts.items(), *failure.names.items()) if fact}
    return _spoken(filled(sentence, names), voice)


def _spoken(sentence: str, voice: Voice) -> str:
    """Give the sentence, its commands beginning as this run did."""
    # A remedy that sends people to the sandbox says so itself.
    return _COMMAND.sub(f"`{voice.command} ", sentence)


def error_object(failure: Failure, voice: Voice) -> Mapping[str, object]:
    """The failure as the object that stands below "error" in machine formats."""
    cause = failure.cause
    return {
        "code": failure.code,
        "exit_code": failure.exit_code,
        "category": str(failure.category),
        "origin": str(failure.entry.origin),
        "message": failure.message,
        "explanation": explanation_of(failure, voice),
        "remedies": list(remedies_of(failure, voice)),
        "retry": str(failure.entry.retry),
        "charged": failure.entry.charged,
        "http_status": failure.entry.http_status,
        "trace_id": failure.trace_id,
        "task_id": failure.task_id,
        "field": failure.field,
        "option": failure.option,
        "cause": error_object(cause, voice) if cause else None,
    }
