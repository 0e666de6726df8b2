"""What stands on the command line, read into what workflows take; ViduError 2 for what cannot be read."""

import os
import re
from collections.abc import Callable, Sequence
from shlex import quote
from typing import TextIO

import typer

from vidu_cli.errors.catalogue import MEDIA_UNREADABLE, REQUEST_TOO_LARGE, USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.policy.times import duration_s, moment

# Twice what the largest request may have.
LONGEST_TEXT = 40_000_000
_ID = re.compile(r"[0-9]{1,32}")
_LAST = re.compile(r"last(?::([1-9][0-9]{0,8}))?")

# A pace without pauses is a flood. So short a one is for a sandbox that runs faster than real.
LEAST_INTERVAL_S = 0.01

# The ids of the newest submits, newest first, at most so many.
Newest = Callable[[int], Sequence[str]]


def duration(text: str | float) -> float:
    """Seconds of a duration, for Typer."""
    try:
        return duration_s(str(text))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def interval(text: str | float) -> float:
    """Seconds between two looks, for Typer."""
    seconds = duration(text)
    if seconds < LEAST_INTERVAL_S:
        raise typer.BadParameter(f"{text}: between two looks at least {LEAST_INTERVAL_S} s must pass.")
    return seconds


def task_ids(words: Sequence[str], stdin: TextIO | None, *, newest: Newest | None = None) -> tuple[str, ...]:
    """The task ids that TASK arguments name, each once, `-` replaced by the ids on stdin.

    `newest` is asked for those of `last` and `last:N`; without it these words name nothing.
    """
    ids: list[str] = []
    for word in words:
        last = _LAST.fullmatch(word.strip())
        if word == "-":
            ids += map(_task_id, _ids_on(stdin))
        elif last is not None and newest is not None:
            ids += newest(int(last[1] or 1))
        else:
            ids.append(_task_id(word, ", last or last:N" if newest else ""))
    if not ids:
        raise failed(USAGE_ERROR, "No task id came on standard input.", option="TASK")
    return tuple(dict.fromkeys(ids))


def one_task_id(word: str, stdin: TextIO | None, *, newest: Newest, command: str) -> str:
    """The id of the one task that a command takes; `command` names it."""
    ids = task_ids([word], stdin, newest=newest)
    if len(ids) > 1:
        came = "came on standard input" if word == "-" else f"are {word}"
        raise failed(USAGE_ERROR, f"`{command}` takes one task; {len(ids)} {came}.", option="TASK")
    return ids[0]


def _task_id(word: str, or_else: str = "") -> str:
    if not _ID.fullmatch(word.strip()):
        message = f"{word.strip()!r} is no task id: a task id is a number of about 18 digits{or_else}."
        is_file = os.path.isfile(word)  # noqa: PTH113  # pathlib's raises for a name that is too long
        remedies = (f"Read the ids in that file: `vidu poll - < {quote(word)}`",) if is_file else ()
        raise failed(USAGE_ERROR, message, option="TASK", remedies=remedies)
    return word.strip()


def _ids_on(stdin: TextIO | None) -> list[str]:
    lines = whole_of(stdin).removeprefix("\ufeff").splitlines()
    return [first for line in lines if (first := line.partition("\t")[0].strip())]


def whole_of(stdin: TextIO | None) -> str:
    """All of standard input; "" when it is closed."""
    if stdin is None:
        return ""
    try:
        return _bounded(stdin, "Standard input")
    except UnicodeDecodeError as error:
        raise failed(USAGE_ERROR, "Standard input is not UTF-8 text.") from error
    except OSError as error:
        raise failed(USAGE_ERROR, f"Standard input cannot be read: {error.strerror}.") from error


def text_of(path: str, *, option: str, stdin: TextIO | None) -> str:
    """The text of a file, `-` for standard input; ViduError 40 when it cannot be read."""
    if path == "-":
        return whole_of(stdin)
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123  # a name as the user gave it
            return _bounded(file, f"{option} {path}")
    except UnicodeDecodeError as error:
        raise failed(
            MEDIA_UNREADABLE, f"{option} {path}: not UTF-8 text.", option=option, names={"path": path}
        ) from error
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise failed(MEDIA_UNREADABLE, f"{option} {path}: {reason}.", option=option, names={"path": path}) from error


def _bounded(file: TextIO, name: str) -> str:
    """All of a text, unless it is one that never ends."""
    text = file.read(LONGEST_TEXT + 1)
    if len(text) > LONGEST_TEXT:
        raise failed(REQUEST_TOO_LARGE, f"{name} has more than {LONGEST_TEXT:,} characters.")
    return text


def moment_of(text: str | None, *, option: str, now: float) -> str | None:
    """The RFC 3339 time of an option."""
    if text is None:
        return None
    try:
        return moment(text, now)
    except ValueError as error:
        raise failed(USAGE_ERROR, f"{option}: {error}", option=option) from error
