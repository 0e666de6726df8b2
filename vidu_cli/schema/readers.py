"""How JSON is read into values: one reader a type, made once and kept.

A hundred thousand tasks ask nothing twice of their types: to ask the hints for each value took most of the time.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from vidu_cli.schema.ids import Id
from vidu_cli.schema.scalars import Unfit, read_id, read_int, scalar, shown

MOST_LEVELS = 50
FLAT = frozenset({str, int, float, bool, NoneType})
TOO_DEEP = "(nested too deeply to be shown)"

# The platform says `task_id` on submit, `sub_task_id` where a step of a film is ordered, and `id` on every GET.
ALIASES = {"id": ("id", "task_id", "sub_task_id")}

Reader = Callable[[object], Any]


@cache
def reader(shape: Any) -> Reader:
    """What reads a value of that shape; it raises Unfit."""
    if shape is Id:
        return read_id
    if get_origin(shape) in (Union, UnionType):
        beneath = reader(_without_none(shape))
        return lambda value: None if value is None else beneath(value)
    if get_origin(shape) is tuple:
        return partial(_read_list, reader(get_args(shape)[0]))
    if is_object(shape):
        return partial(_read_object, shape, _plan(shape))
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return lambda value: shape(scalar(value, str))
    if shape is int:
        return read_int
    return lambda value: value if type(value) is shape else scalar(value, shape)


def is_object(shape: Any) -> bool:
    """Whether values of a shape are JSON objects."""
    return is_dataclass(shape)


def _without_none(union: Any) -> Any:
    return next(part for part in get_args(union) if part is not NoneType)


def _read_list(read: Reader, value: object) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Unfit(f"expected list, got {shown(value)}")
    found = []
    for index, one in enumerate(value):
        try:
            found.append(read(one))
        except Unfit as unfit:
            raise unfit.below(f"[{index}]") from None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Slot:
    """How one field is read: its keys, of which the first that can be used counts, and whether it may be missing.

    `may_be_untold` is whether nothing is to be done where its own name is not told.
    """

    name: str
    keys: tuple[str, ...]
    read: Reader
    is_optional: bool
    may_be_untold: bool
    holds_values: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """How an object is read; `owners` says of each key which field it belongs to.

    `lists` are the fields that are lists of objects without a `raw` of their own.
    """

    slots: tuple[_Slot, ...]
    lists: tuple[str, ...]
    owners: Mapping[str, str]
    keeps_rest: bool


@cache
def _plan(shape: Any) -> _Plan:
    hints = get_type_hints(shape)
    slots = tuple(_slot(one, hints[one.name]) for one in fields(shape) if one.name != "raw")
    owners = {key: slot.name for slot in slots for key in slot.keys}
    return _Plan(
        slots=slots,
        lists=tuple(slot.name for slot in slots if _is_list_of_bare(hints[slot.name])),
        owners={**owners, **{slot.name: slot.name for slot in slots}},
        keeps_rest="raw" in hints,
    )


def _is_list_of_bare(shape: Any) -> bool:
    beneath = [get_args(part)[0] for part in (shape, *get_args(shape)) if get_origin(part) is tuple]
    return any(is_object(made) and "raw" not in names_of(made) for made in beneath)


def _slot(one: Field[Any], shape: Any) -> _Slot:
    # A list of results that cannot be read is not the same as no results.
    parts = (shape, *get_args(shape))
    holds_values = any(get_origin(part) is tuple and is_dataclass(get_args(part)[0]) for part in parts)
    is_optional = one.default is not MISSING or one.default_factory is not MISSING
    keys = ALIASES.get(one.name, (one.name,))
    return _Slot(
        name=one.name,
        keys=keys,
        read=reader(shape),
        is_optional=is_optional,
        may_be_untold=is_optional and len(keys) == 1,
        holds_values=holds_values,
    )


def _read_object(shape: Any, plan: _Plan, value: object) -> Any:
    if not isinstance(value, dict):
        raise Unfit(f"expected object, got {shown(value)}")
    known: dict[str, Any] = {}
    for slot in plan.slots:
        given = value.get(slot.name)
        if given is None and slot.may_be_untold:
            continue
        # Most fields are told under their own name, and can be read.
        try:
            known[slot.name] = slot.read(given)
        except Unfit:
            _read_slot(slot, value, known)
    if plan.keeps_rest:
        known["raw"] = _rest(plan, value, known) | _rest_beneath(plan, value, known)
    return shape(**known)


def _read_slot(slot: _Slot, value: Mapping[str, object], known: dict[str, Any]) -> None:
    given = [found for key in slot.keys if (found := value.get(key)) is not None]
    if not given and slot.is_optional:
        return
    complaint: Unfit | None = None
    for candidate in given or [None]:
        try:
            known[slot.name] = slot.read(candidate)
        except Unfit as unfit:
            complaint = complaint or unfit
        else:
            return
    if complaint is not None and (not slot.is_optional or slot.holds_values):
        raise complaint.below(f".{slot.name}")


def _rest(plan: _Plan, value: Mapping[str, object], known: Mapping[str, object]) -> dict[str, object]:
    """What the object holds beside its fields; a field that could not be read is among it."""
    # What was read under its own name is most of it.
    return {
        key: kept(given) for key, given in value.items() if key not in known and not _is_read(plan, key, given, known)
    }


def _is_read(plan: _Plan, key: str, given: object, known: Mapping[str, object]) -> bool:
    owner = plan.owners.get(key)
    if owner is None:
        return key == "raw" and given is None
    if given is None:
        return True
    # A second name may tell of a second thing: a step of a film beside the film itself.
    return owner in known and (key == owner or str(given) == known[owner])


def kept(given: object) -> object:
    """What nobody knows, to be handed on; no nesting in it may stop the printing of a task that is paid for."""
    return given if is_shallow(given) else TOO_DEEP


def is_shallow(value: object, levels: int = MOST_LEVELS) -> bool:
    """Whether a JSON value is nested in no more than so many levels."""
    beneath = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in beneath:
        # Most are, and in a long list a call for each is felt.
        if type(one) in FLAT:
            continue
        if levels == 1 or not is_shallow(one, levels - 1):
            return False
    return True


def _rest_beneath(plan: _Plan, value: Mapping[str, object], known: Mapping[str, Any]) -> dict[str, object]:
    """Give, for each list of values without a `raw` of their own, what their objects hold beside their fields."""
    unread: dict[str, object] = {}
    for name in plan.lists:
        if read := known.get(name):
            given: Any = value[name]
            beneath = [_beside(told, one) for told, one in zip(given, read, strict=True)]
            unread |= {name: beneath} if any(beneath) else {}
    return unread


def _beside(value: Mapping[str, object], read: Any) -> dict[str, object]:
    made: Any = type(read)
    plan = _plan(made)
    held = {slot.name: getattr(read, slot.name) for slot in plan.slots}
    return _rest(plan, value, {name: one for name, one in held.items() if one is not None})


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a type, () for one that is no dataclass."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
