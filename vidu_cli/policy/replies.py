"""What an HTTP answer means: the JSON object it holds, or the failure it tells of.

Every shape of error body on record is read: the platform's own, gateways' `{"error": {...}}`, `err_code`, a `code`
that is a string, HTML, nothing at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from vidu_cli.errors.catalogue import REPLY_NOT_UNDERSTOOD, lookup
from vidu_cli.errors.failure import Failure
from vidu_cli.schema.wire import ShapeError, parse

_NAMED_FIELD = re.compile(r"(?:field|empty|range): *([A-Za-z_][\w.\[\]]*)")
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,120})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One HTTP answer. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def success_in(answer: Answer) -> Mapping[str, object] | None:
    """The JSON object of a success; None when the answer is anything else.

    A success of the platform never has a top-level `code`.
    """
    if not 200 <= answer.status < 300:
        return None
    document = _document(answer)
    return document if document is not None and not _is_code(document.get("code")) else None


def failure_in(answer: Answer, *, now: float) -> Failure:
    """Why an answer that is no success is none; `now` in seconds since 1970. Total: any status, any body."""
    document = _document(answer)
    body = _error_body(document)
    metadata = _mapping(body.get("metadata"))
    message = first_text(body, "message", "msg", "err_msg")
    fields = metadata.get("fields")
    entry = lookup(reason_in(body), answer.status)
    if entry is REPLY_NOT_UNDERSTOOD or document is None:
        message = message or _described(answer)
    return Failure(
        entry=replace(entry, http_status=answer.status),
        message=message or entry.message.partition(":")[0] or _described(answer),
        trace_id=first_text(metadata, "trace_id") or answer.headers.get("x-md-trace-id") or None,
        retry_after_s=_retry_after_s(answer, now),
        is_coded=bool(reason_in(body)) or _is_code(body.get("code")),
        field=_first_field(fields) or _field_in(message),
    )


def _retry_after_s(answer: Answer, now: float) -> float | None:
    """Seconds that the answer asks to wait, from a number or an HTTP date; None when it asks for nothing readable."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isdecimal() and len(given) < 10:
        return float(given)
    from email.utils import parsedate_to_datetime  # rare, and slow to import

    try:
        return max(parsedate_to_datetime(given).timestamp() - now, 0.0)
    except (ValueError, OverflowError):
        return None


def reason_in(body: Mapping[str, object]) -> str:
    """The code name that an error body gives, in whichever of its keys; "" when it gives none."""
    code = first_text(body, "code")
    return first_text(body, "reason", "err_code") or ("" if code.isdecimal() else code)


def first_text(body: Mapping[str, object], *names: str) -> str:
    """The first of the named values that is a text and not blank; "" when none is."""
    return next((value for name in names if isinstance(value := body.get(name), str) and value.strip()), "")


def _document(answer: Answer) -> Mapping[str, object] | None:
    try:
        document = parse(answer.body)
    except ShapeError:
        return None
    return document if isinstance(document, dict) else None


def _error_body(document: Mapping[str, object] | None) -> Mapping[str, object]:
    if document is None:
        return {}
    inner = document.get("error")
    if isinstance(inner, str):
        return {"message": inner, **document}
    return {**document, **inner} if isinstance(inner, dict) else document


def _is_code(code: object) -> bool:
    return code not in (None, 0, 200, "", "0", "200")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _first_field(fields: object) -> str | None:
    first = fields[0] if isinstance(fields, list) and fields else fields
    return first if isinstance(first, str) and first else None


def _field_in(message: str) -> str | None:
    found = _NAMED_FIELD.search(message)
    return found[1] if found else None


def _described(answer: Answer) -> str:
    """Give a sentence about a body that holds no sentence."""
    if not answer.body.strip():
        return f"HTTP {answer.status} with an empty body"
    title = _TITLE.search(answer.body)
    if title:
        return f"HTTP {answer.status} with an HTML page: {title[1].decode('utf-8', 'replace').strip()}"
    kind = answer.headers.get("content-type", "").partition(";")[0] or "no content type"
    start = answer.body[:60].decode("utf-8", "replace").strip()
    return f"HTTP {answer.status}, {len(answer.body)} bytes of {kind} that are not as documented: {start!r}"
