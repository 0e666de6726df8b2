"""What the output of a run that failed tells of: our error or the platform's, as JSON or as text."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vidu_cli.errors.catalogue import BY_CODE, ENTRIES, Entry, Retry, lookup, unknown_entry
from vidu_cli.errors.texts import text_of
from vidu_cli.policy.replies import first_text, reason_in
from vidu_cli.schema.wire import ShapeError, parse

_LONGEST_LINE = 300
_LONGEST_MESSAGE = 2000
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,59}")
_COLOURS_AND_LINKS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_EXIT_IN_TITLE = re.compile(r"\(exit ([0-9]{1,3})\)(?:: *)?")
_TRACE_ID = re.compile(r"""trace[ _-]?id(?:[^:=]{0,60}[:=])?[\s"']*([0-9a-f][0-9a-f-]{7,63})\b""", re.IGNORECASE)
_TASK_ID = re.compile(r"(?<!\w)[0-9]{17,19}(?!\w)", re.ASCII)

# Codes that look like codes are found in any case. "Unknown" or "Forbidden" may be mere words and need their spelling,
# and those of ours that are everyday words ("interrupted") are never looked for.
_MARKED_CODES = tuple(entry.code for entry in ENTRIES if re.search(r"-|[a-z][A-Z]", entry.code))
_PLAIN_CODES = tuple(entry.code for entry in ENTRIES if entry.code not in _MARKED_CODES and not entry.code.islower())


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """The entries of the failures in an output, as they were that time, and what it says besides."""

    entries: tuple[Entry, ...]
    message: str = ""
    trace_id: str | None = None
    task_id: str | None = None


def told_in(output: str) -> Told | None:
    """The failure that the output tells of, None when it tells of none; total, whatever the text.

    Of several lines that tell of one the last counts; of several failed tasks in one JSON document each does.
    """
    plain = _COLOURS_AND_LINKS.sub("", output)
    return _in_json(plain) or _in_title(plain) or _in_words(plain)


def _in_json(text: str) -> Told | None:
    lines = tuple(reversed(text.split("\n")))
    # Our own error line comes first: an answer of many lines may stand before it and is a document of its own.
    ours = (line for line in lines if '{"error"' in line)
    for chunk in (*ours, text, *lines):
        for slice_ in _json_slices(chunk):
            found = _in_document(slice_)
            if found:
                return found
    return None


def _json_slices(chunk: str) -> Iterator[str]:
    """Yield what may be a JSON object or array amid other text, the one that begins first before the other."""
    spans = ((chunk.find("{"), chunk.rfind("}")), (chunk.find("["), chunk.rfind("]")))
    for start, end in sorted(spans):
        if 0 <= start < end:
            yield chunk[start : end + 1]


def _in_document(json: str) -> Told | None:
    try:
        document = parse(json)
    except ShapeError:
        return None
    rows = document.get("tasks", document) if isinstance(document, dict) else document
    objects = (row for row in (rows if isinstance(rows, list) else [document]) if isinstance(row, dict))
    found = tuple(failure for row in objects if (failure := _in_object(row)))
    by_code = {failure.entries[0].code: failure for failure in found}
    if len(by_code) < 2:
        return found[0] if found else None
    return Told(entries=tuple(failure.entries[0] for failure in by_code.values()))


def _in_object(row: Mapping[str, object]) -> Told | None:
    """Read our error object, a task that failed, or an error body of the platform or of a gateway."""
    body = dict(row)
    while isinstance(inner := body.pop("error", None), dict):
        body |= inner
    entry = _entry_in(body, _status_in(body) or _status_in(row))
    if entry is None:
        return None
    metadata = body.get("metadata")
    return Told(
        entries=(entry,),
        message=first_text(body, "message", "msg", "err_msg") or (inner if isinstance(inner, str) else ""),
        trace_id=first_text({**body, **metadata} if isinstance(metadata, dict) else body, "trace_id") or None,
        task_id=next((str(body[key]) for key in ("task_id", "id") if str(body.get(key)).isdecimal()), None),
    )


def _entry_in(body: Mapping[str, object], status: int | None) -> Entry | None:
    exit_code, code = body.get("exit_code"), first_text(body, "code")
    if isinstance(exit_code, int) and exit_code and isinstance(body.get("code"), str):
        return _as_told(_ours(code, exit_code) or lookup(code, status), body, status)
    code = reason_in(body)
    if _CODE.fullmatch(code):
        return _as_told(lookup(code, status), {}, status)
    return lookup("", status) if status else None


def _ours(code: str, exit_code: int) -> Entry | None:
    known = BY_CODE.get(code.casefold())
    return known or (unknown_entry(code, exit_code) if exit_code in range(19, 100, 10) else None)


def _as_told(entry: Entry, told: Mapping[str, object], status: int | None) -> Entry:
    charged, retry = told.get("charged", entry.charged), str(told.get("retry"))
    return replace(
        entry,
        charged=charged if charged is None or isinstance(charged, bool) else entry.charged,
        retry=Retry(retry) if retry in tuple(Retry) else entry.retry,
        http_status=status or entry.http_status,
    )


def _status_in(body: Mapping[str, object]) -> int | None:
    given = (body.get(key) for key in ("code", "http_status", "status_code", "status"))
    return next((one for one in given if isinstance(one, int) and 400 <= one < 600), None)


def _in_title(text: str) -> Told | None:
    """Read the title line of our error for people: a glyph, the code, `(exit N)`, the title or the message."""
    for found in reversed(tuple(_EXIT_IN_TITLE.finditer(text))):
        entry = _entry_before(found, text)
        if entry:
            return _with_ids(entry, _message_after(found, text, entry), text[found.start() :])
    return None


def _entry_before(found: re.Match[str], text: str) -> Entry | None:
    words = text[max(0, found.start() - _LONGEST_LINE) : found.start()].split()
    # An error may name its cause in the same form, after "Cause:".
    if not words or "".join(words[-2:-1]).endswith(":"):
        return None
    return _ours("" if words[-2:] == ["no", "code"] else words[-1], int(found[1]))


def _message_after(found: re.Match[str], text: str, entry: Entry) -> str:
    """Give what stands between our title and our meaning, which are the same every time; else the rest of the line."""
    words = text_of(entry)
    after = " ".join(text[found.end() : found.end() + _LONGEST_MESSAGE].split())
    if not after.startswith(words.title):
        return text[found.end() :].partition("\n")[0].strip()
    message, known, _ = after.removeprefix(words.title).partition(words.meaning[:20])
    return re.sub(r"^ *Task \d+:? ?", "", message).strip() if known else ""


def _in_words(text: str) -> Told | None:
    found = _last_code(text)
    if found is None:
        return None
    line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0].strip()
    message = line if line != found[0] and len(line) <= _LONGEST_LINE else ""
    return _with_ids(BY_CODE[found[0].casefold()], message, text)


def _last_code(text: str) -> re.Match[str] | None:
    for codes, flags in ((_MARKED_CODES, re.IGNORECASE | re.ASCII), (_PLAIN_CODES, re.ASCII)):
        pattern = rf"(?<![\w-])(?:{'|'.join(codes)})(?!-?\w)"
        last = deque(re.finditer(pattern, text, flags), maxlen=1)
        if last:
            return last[0]
    return None


def _with_ids(entry: Entry, message: str, text: str) -> Told:
    trace_id, task_id = _TRACE_ID.search(text), _TASK_ID.search(text)
    return Told(
        entries=(entry,),
        message=message,
        trace_id=trace_id[1] if trace_id else None,
        task_id=task_id[0] if task_id else None,
    )
