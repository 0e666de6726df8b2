"""An earlier request as the start of a new one: what the ledger kept of it, and what has to be given again."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from vidu_cli.policy.addresses import is_bytes, is_data
from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.fingerprints import marker_in
from vidu_cli.policy.keeping import STANDARD_INPUT
from vidu_cli.policy.phrases import listed
from vidu_cli.policy.requests import Body, form_of
from vidu_cli.policy.slots import slots_in
from vidu_cli.schema.kinds.shape import Kind

# Of a task that was taken over its marker tells a part of the fingerprint, if any.
_WHOLE_FINGERPRINT = 64
_FROM_STDIN = "it came from standard input, and the ledger keeps no bytes"
_WAS_DATA = "it was a data: URI, and the ledger keeps no bytes"
_PRIVATE = "the ledger keeps no words and no media of a private submit"
_TAKEN_OVER = "the task was taken over, and the platform does not tell all of its request"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """What has to be given again: one of these fields, by one of these options, and why."""

    fields: tuple[str, ...]
    options: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What the ledger kept of a request.

    `lost` is what was in it and is not kept. `gap` is why there may have been more, None where the body is whole; then
    `has_words` is whether the request said something in words.
    """

    body: Body
    lost: tuple[Lost, ...] = ()
    gap: str | None = None
    has_words: bool = False


def is_taken_over(entry: LedgerEntry) -> bool:
    """Whether the entry is of a submit that another ledger knows, and this one by its task alone."""
    return entry.is_adopted and len(entry.intent.fingerprint) < _WHOLE_FINGERPRINT


def stored(kind: Kind, entry: LedgerEntry) -> Stored:
    """What a new request may start from; neither our marker nor a `--once` key is a part of it."""
    intent = entry.intent
    lost = tuple(_without_bytes(kind, intent.body))
    gone = {name for one in lost for name in one.fields}
    payload = intent.body.get("payload")
    if isinstance(payload, str) and marker_in(payload):
        gone.add("payload")
    return Stored(
        body={name: value for name, value in intent.body.items() if name not in gone},
        lost=lost,
        gap=_PRIVATE if intent.is_private else _TAKEN_OVER if is_taken_over(entry) else None,
        has_words=intent.prompt_digest is not None,
    )


def start(earlier: Stored, kind: Kind, named: Collection[str]) -> dict[str, object]:
    """The body to start from where these fields are given anew: what would stand against them is left out."""
    rivals = set(_rivals(kind, set(named)))
    return {name: value for name, value in earlier.body.items() if name not in rivals}


def missing(earlier: Stored, kind: Kind, body: Body) -> tuple[Lost, ...]:
    """What has to be given again and is not in the new body."""
    wanted = (*earlier.lost, *(_needed(earlier, kind, body, earlier.gap) if earlier.gap else ()))
    return tuple(one for one in wanted if not any(name in body for name in one.fields))


def _without_bytes(kind: Kind, body: Body) -> Iterator[Lost]:
    for name, value in body.items():
        by_option = {slot.address: slot.option for slot in slots_in(kind, {name: value})}
        if STANDARD_INPUT in by_option:
            yield Lost(fields=(name,), options=(by_option[STANDARD_INPUT],), why=_FROM_STDIN)
        emptied = next((text for text in _texts_in(value) if _is_emptied(text, is_media=text in by_option)), None)
        if emptied is not None:
            yield Lost(fields=(name,), options=(by_option.get(emptied, f"--set {name}=VALUE"),), why=_WAS_DATA)


def _is_emptied(text: str, *, is_media: bool) -> bool:
    """Whether nothing but the type is left; elsewhere than among media a sentence may begin like an address."""
    return (is_data(text) if is_media else is_bytes(text)) and text.find(",") == len(text) - 1


def _texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from (text for one in value.values() for text in _texts_in(one))
        case list() | tuple():
            yield from (text for one in value for text in _texts_in(one))


def _needed(earlier: Stored, kind: Kind, body: Body, why: str) -> Iterator[Lost]:
    form = form_of(kind, body)
    if not kind.fields:
        if not body:
            yield Lost(fields=("",), options=("--body",), why=why)
        return
    for field in form.fields:
        is_said = field.name in ("prompt", "text") and earlier.has_words
        if field.required or (is_said and not _has_words(form, body)):
            yield Lost(fields=(field.name,), options=(field.option,), why=why)
    for alternative in form.alternatives:
        options = tuple(field.option for field in form.fields if field.name in alternative.fields)
        yield Lost(fields=alternative.fields, options=options, why=why)


def _has_words(form: Kind, body: Body) -> bool:
    return any(name in body for name in ("prompt", "text") if form.field(name))


def _rivals(kind: Kind, named: Collection[str]) -> Iterator[str]:
    for alternative in kind.alternatives:
        if any(name in named for name in alternative.fields):
            yield from (name for name in alternative.fields if name not in named)
    for given, form in kind.forms.items():
        others = {field.name for field in kind.fields if form.field(field.name) is None}
        if given in named:
            yield from others.difference(named)
        elif others.intersection(named):
            yield given


def in_words(lost: Collection[Lost]) -> str:
    """What has to be given again and why, a sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for one in lost:
        by_reason.setdefault(one.why, []).append(listed(one.options, last="or"))
    return " ".join(f"Give {listed(options)} again: {why}." for why, options in by_reason.items())
