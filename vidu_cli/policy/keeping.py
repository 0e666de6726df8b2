"""What the ledger keeps of a request: no bytes of files, and where it is private nothing that was written or shown."""

from collections.abc import Callable, Iterable, Mapping

from vidu_cli.policy.addresses import is_bytes, is_data, is_local
from vidu_cli.policy.requests import Body
from vidu_cli.policy.slots import slots_in, with_addresses
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind

STANDARD_INPUT = "-"
# Words are kept of what the platform itself lists; a prompt, a name or an address is somebody's own.
_OWN_WORDS = (FieldType.MEDIA, FieldType.OBJECT)


def kept(kind: Kind, body: Body, *, absolute: Callable[[str], str]) -> dict[str, object]:
    """The body with paths that lead to its files from every folder, and of `data:` URIs the type alone.

    `absolute` makes such a path of one that leads there from the folder of this run.
    """
    addresses = {slot.address for slot in slots_in(kind, body)}
    told = with_addresses(kind, body, {address: _without_bytes(address, absolute) for address in addresses})
    # A field that no kind describes may hold bytes as well.
    return {name: _without_any_bytes(value) for name, value in told.items()}


def without_words(kind: Kind, body: Body) -> dict[str, object]:
    """The body without prompts, texts, names, addresses and files: what is left are choices, numbers and flags."""
    return {name: value for name, value in body.items() if _is_a_choice(kind.field(name), value)}


def prompt_in(body: Body) -> str | None:
    """What the request says in words, None where it says nothing."""
    return next((text for name in ("prompt", "text") if isinstance(text := body.get(name), str) and text), None)


def _without_bytes(address: str, absolute: Callable[[str], str]) -> str:
    if is_data(address):
        return address.partition(",")[0] + ","
    return absolute(address) if is_local(address) and address != STANDARD_INPUT else address


def _without_any_bytes(value: object) -> object:
    match value:
        case str():
            return value.partition(",")[0] + "," if is_bytes(value) else value
        case Mapping():
            return {name: _without_any_bytes(one) for name, one in value.items()}
        case list() | tuple():
            return [_without_any_bytes(one) for one in value]
        case _:
            return value


def _is_a_choice(field: Field | None, value: object) -> bool:
    if field is None or field.type in _OWN_WORDS or field.repeated:
        return False
    return field.type is not FieldType.TEXT or bool(field.choices) or field.by_model or not isinstance(value, str)


def differences(kept: Body, new: Body, *, among: Iterable[str]) -> tuple[str, ...]:
    """Those of the fields in which two bodies differ, in the order of their names."""
    return tuple(name for name in sorted(among) if kept.get(name) != new.get(name))
