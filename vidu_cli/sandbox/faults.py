"""Faults on demand: how they are written, and which of them is due.

A rule is `CALL=WHAT[:SECONDS][*TIMES]`, such as `submit=TooManyRequests:7*2`, `get=502*3` or `task=NoFaceDetected`.
Two words are about the list alone: `list=lagging:5` does not show yet what was made in the last five seconds, and
`list=payloads` shows what the platform's own list leaves out.
"""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry


class Call(StrEnum):
    """What can be made to fail: a call of the client, or the task that a submit makes."""

    SUBMIT = "submit"
    GET = "get"
    LIST = "list"
    CANCEL = "cancel"
    CREDITS = "credits"
    DOWNLOAD = "download"
    UPLOAD = "upload"
    SUBJECTS = "subjects"
    TASK = "task"


class Word(StrEnum):
    """A fault that no code and no status describes."""

    DROP_BEFORE = "drop-before"
    DROP_AFTER = "drop-after"
    TRUNCATED = "truncated"
    HTML = "html"
    EMPTY = "empty"
    NOT_JSON = "not-json"
    SLOW = "slow"
    LAGGING = "lagging"
    PAYLOADS = "payloads"


# Seconds of a word that is written without them.
_USUAL_S = {Word.SLOW: 5.0, Word.LAGGING: 5.0}
_OF_THE_LIST = (Word.LAGGING, Word.PAYLOADS)
_CODES = {entry.code.casefold(): entry for entry in PLATFORM_ENTRIES}
_WORDS = tuple(word.value for word in Word)
_RULE = re.compile(r"(?P<call>[^=]*)=(?P<what>[^:*]+)(?::(?P<seconds>[^:*]*))?(?:\*(?P<times>[^:*]*))?")
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_TIMES = re.compile(r"[1-9][0-9]*")
_STATUS = re.compile(r"[45][0-9]{2}")
_CODE_OF_TOMORROW = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What goes wrong: one of `word`, a platform `code`, or an HTTP `status` alone as a gateway sends it.

    With a `code`, `status` is the HTTP status that carries it. `seconds` is the Retry-After, the delay of slow, or the
    lag of the list.
    """

    code: str = ""
    status: int | None = None
    word: Word | None = None
    seconds: float | None = None

    def __str__(self) -> str:
        """The fault as `fault_named` reads it."""
        status = "" if self.code and self.status == _usual_status(self.code) else str(self.status)
        what = self.word or "/".join(part for part in (status, self.code) if part)
        return what if self.seconds is None else f"{what}:{self.seconds:g}"

    @property
    def entry(self) -> Entry | None:
        """The catalogue's row of `code`, None for a code that has no row."""
        return _CODES.get(self.code.casefold())


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultRule:
    """A fault of one call, `times` over; None is every time."""

    call: Call
    fault: Fault
    times: int | None = None

    def __str__(self) -> str:
        """The rule as `parse` reads it."""
        return f"{self.call}={self.fault}" + ("" if self.times is None else f"*{self.times}")


class FaultBook:
    """Rules that are counted in memory, for as long as their keeper lives. Safe for threads."""

    def __init__(self, rules: tuple[FaultRule, ...] = ()) -> None:
        self._lines = [(rule, [rule.times]) for rule in rules]
        self._lock = Lock()

    def take(self, call: Call) -> Fault | None:
        """The fault due for this call, which is then used up once; None when none is due."""
        with self._lock:
            for rule, left in self._lines:
                if rule.call is call and left[0] != 0:
                    left[0] = None if left[0] is None else left[0] - 1
                    return rule.fault
        return None


def parse(text: str) -> tuple[FaultRule, ...]:
    """The rules in a text where commas or white space stand between them.

    Raises ValueError with a sentence that names the part that is wrong and what is allowed there.
    """
    return tuple(rule_named(part) for part in re.split(r"[,\s]+", text) if part)


def rule_named(text: str) -> FaultRule:
    """The one rule that a text such as `get=502*3` stands for; ValueError as for `parse`."""
    match = _RULE.fullmatch(text)
    if match is None:
        raise ValueError(f"fault {text!r}: write CALL=WHAT[:SECONDS][*TIMES], such as submit=TooManyRequests:7*2")
    call = _call_named(match["call"], within=text)
    fault = fault_named(match["what"] if match["seconds"] is None else f"{match['what']}:{match['seconds']}")
    if call is Call.TASK and (fault.word or not fault.code or fault.seconds is not None):
        raise ValueError(f"fault {text!r}: a task fails with a code alone, such as task=NoFaceDetected")
    if fault.word in _OF_THE_LIST and call is not Call.LIST:
        raise ValueError(f"fault {text!r}: {fault.word} is about the list alone, such as list={fault}")
    return FaultRule(call=call, fault=fault, times=_times(match["times"], within=text))


def fault_named(text: str) -> Fault:
    """The fault that a text such as `TooManyRequests:7`, `502`, `418/NewCode` or `drop-after` stands for."""
    what, colon, seconds = text.partition(":")
    if colon and not _SECONDS.fullmatch(seconds):
        raise ValueError(f"fault {text!r}: {seconds!r} is no number of seconds")
    wait_s = float(seconds) if colon else None
    if what.casefold() in _WORDS:
        return _worded(Word(what.casefold()), wait_s, within=text)
    status, slash, code = what.partition("/")
    if not slash and _STATUS.fullmatch(what):
        return Fault(status=int(what), seconds=wait_s)
    if slash and not _STATUS.fullmatch(status):
        raise ValueError(f"fault {text!r}: {status!r} is no HTTP status from 400 to 599")
    return _coded(code if slash else what, int(status) if slash else None, wait_s)


def _coded(code: str, status: int | None, seconds: float | None) -> Fault:
    entry = _CODES.get(code.casefold())
    if entry is not None:
        return Fault(code=entry.code, status=status or _usual_status(code), seconds=seconds)
    if _CODE_OF_TOMORROW.fullmatch(code):
        return Fault(code=code, status=status or _usual_status(code), seconds=seconds)
    near = difflib.get_close_matches(code.casefold(), [*_CODES, *_WORDS], n=1)
    meant = f"; did you mean {_CODES[near[0]].code if near[0] in _CODES else near[0]}?" if near else ""
    allowed = f"a code of the platform, an HTTP status from 400 to 599, or one of {', '.join(_WORDS)}"
    raise ValueError(f"fault {code!r}: allowed are {allowed}{meant}")


def _usual_status(code: str) -> int:
    entry = _CODES.get(code.casefold())
    return (entry.http_status if entry else None) or 400


def _worded(word: Word, seconds: float | None, *, within: str) -> Fault:
    if word not in _USUAL_S and seconds is not None:
        raise ValueError(f"fault {within!r}: seconds go with a code, a status, slow or lagging, not with {word}")
    return Fault(word=word, seconds=_USUAL_S.get(word) if seconds is None else seconds)


def _call_named(text: str, *, within: str) -> Call:
    if text in tuple(Call):
        return Call(text)
    raise ValueError(f"fault {within!r}: {text!r} is no call; allowed are {', '.join(Call)}")


def _times(text: str | None, *, within: str) -> int | None:
    if text is None:
        return None
    if not _TIMES.fullmatch(text):
        raise ValueError(f"fault {within!r}: {text!r} is no number of times, 1 or more")
    return int(text)
