"""What `vidu explain` answers to a code, an exit number, a decade, or the output of a run that failed."""

import re
from dataclasses import dataclass

from vidu_cli.errors.catalogue import (
    BY_CODE,
    ENTRIES,
    Category,
    Entry,
    Origin,
    Retry,
    category_of,
    class_by_name,
    lookup,
    unknown_entry,
)
from vidu_cli.errors.texts import text_of

OK = Entry(code="ok", exit_code=0, origin=Origin.LOCAL, retry=Retry.NEVER, charged=None)
CLASS_NUMBERS = tuple(range(19, 100, 10))
TABLE = tuple(
    sorted(
        (OK, *ENTRIES, *(unknown_entry("(unknown code)", number) for number in CLASS_NUMBERS)),
        key=lambda entry: entry.exit_code,
    )
)

_LONGEST_CODE = 60
_NUMBER = re.compile(r"[0-9]{1,3}")
_DECADE = re.compile(r"([0-9]{1,2})[xX]")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """The entries that were meant, in the order of their numbers or of the failures.

    `decade` is set when a whole class was asked for. `message`, `trace_id` and `task_id` are what a piped error told
    besides. `suggestions` are known codes of a similar name, where the code itself is only known by its class.
    """

    entries: tuple[Entry, ...]
    decade: Category | None = None
    message: str = ""
    trace_id: str | None = None
    task_id: str | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NotExplained:
    """Nothing was meant that is known; `suggestions`, the nearest first, can be asked for instead."""

    query: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeExplanation:
    """Facts and words of one code, in the order of the JSON of `vidu explain`.

    `source` is the slug of the vendor's page that lists the code, "seen live", or "vidu" for codes of our own.
    """

    code: str
    exit_code: int
    category: Category
    title: str
    meaning: str
    remedies: tuple[str, ...]
    retry: Retry
    charged: bool | None
    http_status: int | None
    message: str
    source: str


def code_explanation(
    entry: Entry, *, lang: str = "en", message: str = "", task_id: str | None = None
) -> CodeExplanation:
    """The facts and words of a code; `message` is that of this one time, else the platform's usual one."""
    text = text_of(entry, lang).filled({"task": task_id} if task_id else {})
    return CodeExplanation(
        code=entry.code,
        exit_code=entry.exit_code,
        category=entry.category,
        title=text.title,
        meaning=f"{text.meaning} {text.note}".rstrip(),
        remedies=text.remedies,
        retry=entry.retry,
        charged=entry.charged,
        http_status=entry.http_status,
        message=message or entry.message,
        source=_source(entry),
    )


def explain(query: str) -> Explained | NotExplained:
    """What a word means: a code in any spelling, one to three digits as an exit number, or a decade such as 5x."""
    word = query.strip()
    if _NUMBER.fullmatch(word):
        return _by_number(int(word))
    decade = _DECADE.fullmatch(word)
    if decade:
        return _by_decade(int(decade[1]), word)
    entry = _BY_SPELLING.get(_squeezed(word))
    return Explained(entries=(entry,)) if entry else _by_likeness(word)


def explain_piped(output: str) -> Explained | NotExplained:
    """What the output of a run that failed tells of, JSON or text; a single word means what it does for `explain`."""
    from vidu_cli.policy.run_output import told_in  # only a piped error needs it

    told = told_in(output)
    if told:
        return Explained(entries=told.entries, message=told.message, trace_id=told.trace_id, task_id=told.task_id)
    words = output.split(maxsplit=1)
    if len(words) == 1:
        return explain(words[0])
    return NotExplained(query=_shortened(output.strip().partition("\n")[0]))


def _squeezed(word: str) -> str:
    return re.sub(r"[\s_-]", "", word).casefold()


_BY_SPELLING = {_squeezed(entry.code): entry for entry in TABLE if entry.known}


def _by_number(number: int) -> Explained | NotExplained:
    entries = tuple(entry for entry in TABLE if entry.exit_code == number)
    if entries:
        return Explained(entries=entries)
    return NotExplained(query=str(number), suggestions=_near_number(number))


def _near_number(number: int) -> tuple[str, ...]:
    if 400 <= number < 600:
        # An HTTP status rather than an exit number, which ends at 255.
        usual = lookup("", number)
        same = (entry.code for entry in ENTRIES if entry.http_status == number)
        return tuple(dict.fromkeys((usual.code or str(usual.exit_code), *same)))[:5]
    return (f"{number // 10}x",) if any(entry.exit_code // 10 == number // 10 for entry in TABLE) else ()


def _by_decade(tens: int, word: str) -> Explained | NotExplained:
    entries = tuple(entry for entry in TABLE if entry.exit_code // 10 == tens)
    if entries:
        return Explained(entries=entries, decade=category_of(tens * 10))
    return NotExplained(query=word)


def _by_likeness(word: str) -> Explained | NotExplained:
    # Longer than any code: nothing is like it, and comparing would take its time.
    if len(word) > _LONGEST_CODE:
        return NotExplained(query=_shortened(word))
    from difflib import get_close_matches  # only a word that is not known needs it

    squeezed = _squeezed(word)
    suggestions = tuple(_BY_SPELLING[one].code for one in get_close_matches(squeezed, _BY_SPELLING, n=3))
    class_number = class_by_name(squeezed) if _CODE.fullmatch(word) else None
    # A slip of the finger is asked back; a code of its own is explained by its class. 0.92: one or two letters.
    if class_number is None or get_close_matches(squeezed, _BY_SPELLING, n=1, cutoff=0.92):
        return NotExplained(query=word, suggestions=suggestions)
    return Explained(entries=(unknown_entry(word, class_number),), suggestions=suggestions)


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST_CODE else line[: _LONGEST_CODE - 3] + "..."


_PAGES = {"TaskPromptPolicyViolation": "error-code (cn)", "CODEC": "seen live"}


def _source(entry: Entry) -> str:
    row = BY_CODE.get(entry.code.casefold()) if entry.known else None
    of_platform = row is not None and row.origin is Origin.API
    return _PAGES.get(entry.code, "error-code") if of_platform else "vidu"
