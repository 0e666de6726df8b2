"""Request bodies as the platform's decoder reads them, before it looks at the key."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from vidu_cli.errors.catalogue import CODEC
from vidu_cli.policy.requests import form_of
from vidu_cli.sandbox.exchange import Request, refusal
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind

# An id is a protobuf uint64.
_HIGHEST_ID = 2**64 - 1
_NUMBER = re.compile(r"[0-9]{1,19}")
_FORM = "application/x-www-form-urlencoded"


def content(request: Request) -> dict[str, object]:
    """The JSON object of a body, empty for an empty body; Refusal with CODEC for anything else."""
    if not request.body:
        return {}
    given = request.headers.get("content-type", "")
    media_type = given.partition(";")[0].strip().casefold()
    if media_type == _FORM:
        # A registered codec too, and JSON is no form: it finds no field that it knows.
        return {}
    if media_type != "application/json":
        raise refusal(CODEC, f"unregister Content-Type: {given}")
    return _json_object(request.body)


def task_number(text: str) -> int:
    """The id that stands in a path; Refusal with CODEC when it is no number that fits."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 20 and int(text) <= _HIGHEST_ID):
        raise refusal(CODEC, f'parsing field "id": strconv.ParseUint: parsing "{text[:40]}": invalid syntax')
    return int(text)


def normalised(body: Mapping[str, object], kind: Kind) -> dict[str, object]:
    """The body with whole numbers as such, which the decoder also takes as `5.0` and `"5"`, and without nulls."""
    return _whole_within(body, form_of(kind, body).fields)


def _whole_within(body: Mapping[str, object], known: tuple[Field, ...]) -> dict[str, object]:
    fields = {field.name: field for field in known}
    return {name: _whole(value, fields.get(name)) for name, value in body.items() if value is not None}


def _whole(value: object, field: Field | None) -> object:
    match value:
        case list() if field is not None and field.repeated:
            return [_whole(each, replace(field, repeated=False)) for each in value]
        case dict() if field is not None and field.parts:
            return _whole_within(value, field.parts)
        case float() if field is not None and field.type is FieldType.INTEGER and value.is_integer():
            return int(value)
        case str() if field is not None and field.type is FieldType.INTEGER and _NUMBER.fullmatch(value):
            return int(value)
    return value


def _json_object(body: bytes) -> dict[str, object]:
    try:
        found: object = json.loads(body.decode(), parse_constant=_refuse_constant)
        # Half of a surrogate pair is no text.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise refusal(CODEC, f"body unmarshal proto: syntax error: {error}") from error
    if not isinstance(found, dict):
        raise refusal(CODEC, "body unmarshal proto: syntax error (line 1:1): unexpected token")
    return found


def _refuse_constant(name: str) -> float:
    raise ValueError(f"invalid value {name}")
