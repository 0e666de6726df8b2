"""Records as the text of the formats that programs read: tab-separated, JSON, CSV."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from vidu_cli.render.clean import escaped
from vidu_cli.render.forms import Record


def cell(value: object) -> str:
    """A value as the text of one cell: null is empty, lists and objects are JSON, the rest as JSON spells it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def plain_line(record: Record, columns: Sequence[str], *, words: Sequence[str] = ()) -> str:
    """One record as a line of tab-separated cells, the fields among `words` as `a,b,c`."""
    return "\t".join(escaped(_plain(record.get(name), is_words=name in words)) for name in columns) + "\n"


def _plain(value: object, *, is_words: bool) -> str:
    return ",".join(map(cell, value)) if is_words and isinstance(value, list | tuple) else cell(value)


def plain_pairs(record: Record, names: Sequence[str]) -> str:
    """One record as lines of `key TAB value`, without the keys it lacks."""
    return "".join(f"{name}\t{escaped(cell(record[name]))}\n" for name in names if name in record)


# Line ends for some readers, orders for some terminals: inside JSON their escapes mean the same.
_UNSAFE = (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ESCAPES = {number: f"\\u{number:04x}" for number in _UNSAFE}


def json_text(value: object, *, ascii_only: bool, compact: bool) -> str:
    """One JSON document and a line end; what a reader or a terminal could misread is escaped."""
    return _safe(_encoder(ascii_only=ascii_only, compact=compact)(value)) + "\n"


def json_lines(records: Sequence[Record], *, ascii_only: bool) -> str:
    """Records as a compact JSON document and a line end each, as `json_text` gives them."""
    # To encode them together takes two thirds of the time; a mark among them tells where a line ends.
    marked = [part for record in records for part in (record, _MARK)]
    *lines, _ = (_encoder(ascii_only=ascii_only, compact=True)(marked)[1:-1] + ",").split(_ENCODED_MARK)
    if len(lines) == len(records):
        return _safe("\n".join((*lines, "")))
    return "".join(json_text(record, ascii_only=ascii_only, compact=True) for record in records)


def json_elements(records: Sequence[Record], *, ascii_only: bool) -> str:
    """Records as they stand in the document of `json_array`."""
    encode = _encoder(ascii_only=ascii_only, compact=False)
    # No text within JSON holds a line end: all there are stand between its parts.
    return _safe(",".join(("\n" + encode(record)).replace("\n", "\n  ") for record in records))


def json_array(elements: Sequence[str]) -> Iterator[str]:
    """One JSON document piece by piece, as `json_text` gives it: an array of what `json_elements` gave."""
    for number, some in enumerate(filter(None, elements)):
        yield f"{',' if number else '['}{some}"
    yield "\n]\n" if any(elements) else "[]\n"


_MARK = "\x1e"
_ENCODED_MARK = ',"\\u001e",'


def _safe(text: str) -> str:
    # Translating costs more than all the rest, and of what is unsafe plain ASCII holds one character.
    return text if text.isascii() and "\x7f" not in text else text.translate(_ESCAPES)


@cache
def _encoder(*, ascii_only: bool, compact: bool) -> Callable[[object], str]:
    if compact:
        return json.JSONEncoder(ensure_ascii=ascii_only, separators=(",", ":")).encode
    return json.JSONEncoder(ensure_ascii=ascii_only, indent=2).encode


def csv_text(rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV with the line ends that RFC 4180 asks for."""
    import csv  # rare, and a start-up has a budget
    import io  # as above

    held = io.StringIO()
    csv.writer(held).writerows([cell(value) for value in row] for row in rows)
    return held.getvalue()
