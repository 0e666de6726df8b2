"""The fields of a kind of task as options that Typer can read."""

from collections.abc import Callable, Iterator
from inspect import Parameter
from math import isfinite
from typing import Annotated

import typer

from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model, Notation

REQUEST = "Request"

# Where an option takes a file or an address; completion offers files for it.
FILE_OR_URL = "FILE|URL"

# Names that no field of the platform has: what stands beside the fields in one mapping of words.
WORDS_SUFFIX = "__words"
FILE_SUFFIX = "__file"

_TYPES = {
    FieldType.TEXT: str,
    FieldType.MEDIA: str,
    FieldType.OBJECT: str,
    FieldType.INTEGER: int,
    FieldType.NUMBER: float,
    FieldType.FLAG: bool,
}
# Where a model keeps the values that it allows for a field.
_BY_MODEL = {"duration": "durations", "resolution": "resolutions", "aspect_ratio": "aspect_ratios"}


def options_of(kind: Kind) -> tuple[Parameter, ...]:
    """A parameter for every field of the kind, and for every part of an object that has an option of its own."""
    return tuple(parameter for field in kind.fields for parameter in _parameters(field, kind))


def part_name(field: Field, part: Field) -> str:
    """The name under which the words of a part's option are kept."""
    return f"{field.name}__{part.name}"


def _parameters(field: Field, kind: Kind) -> Iterator[Parameter]:
    if field.name == "prompt":
        yield _argument(field.name, "[PROMPT]", field, kind)
    elif field.notation is Notation.SUBJECT:
        yield from (_subject_option(field, part) for part in field.parts if part.name != "name")
    elif field.notation is not None:
        yield _option(field, kind, metavar=field.notation.value)
        text = f"All of them from a JSON file instead: a list of objects with {_names(field)}."
        option = typer.Option(
            f"{field.option}s", metavar="FILE", help=text, rich_help_panel=REQUEST, show_default=False
        )
        yield _parameter(field.name + FILE_SUFFIX, Annotated[str | None, option])
    else:
        yield _option(field, kind, metavar=_metavar(field))
        if field.name == "text" and kind.field("prompt") is None:
            yield _argument(field.name + WORDS_SUFFIX, "[TEXT]", field, kind)


def _names(field: Field) -> str:
    return ", ".join(part.name for part in field.parts)


def _help(field: Field, kind: Kind) -> str:
    """The help of a field, with what everybody asks first: must it be given, and which model is it without."""
    if field.name == "model":
        return field.help if "default" in field.help else f"{field.help} {kind.default_model} unless given."
    return f"{field.help} Required." if field.required else field.help


def _argument(name: str, metavar: str, field: Field, kind: Kind) -> Parameter:
    argument = typer.Argument(metavar=metavar, help=f"{_help(field, kind)} - reads it from stdin.", show_default=False)
    return _parameter(name, Annotated[str | None, argument])


def _subject_option(field: Field, part: Field) -> Parameter:
    value = FILE_OR_URL if part.type is FieldType.MEDIA else "ID"
    option = typer.Option(
        part.option, help=part.help, metavar=f"NAME={value}", rich_help_panel=REQUEST, show_default=False
    )
    return _parameter(part_name(field, part), Annotated[list[str] | None, option])


def _option(field: Field, kind: Kind, *, metavar: str | None) -> Parameter:
    words = [field.option]
    if field.type is FieldType.FLAG:
        words = [f"{field.option}/--no-{field.option.removeprefix('--')}"]
    option = typer.Option(
        *words,
        help=_help(field, kind),
        rich_help_panel=REQUEST,
        show_default=False,
        metavar=metavar,
        autocompletion=_completion_of(field, kind),
        parser=_finite if field.type is FieldType.NUMBER else None,
    )
    of = _TYPES[field.type]
    return _parameter(field.name, Annotated[(list[of] if field.repeated else of) | None, option])  # type: ignore[valid-type]  # known when this runs


def _finite(text: str | float) -> float:
    """The number; JSON has no word for what float() makes of `nan` and `1e999`."""
    try:
        number = float(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no number.") from error
    if not isfinite(number):
        raise typer.BadParameter(f"{text!r} is no number that can be sent.")
    return number


def _completion_of(field: Field, kind: Kind) -> Callable[[typer.Context], list[tuple[str, str]]]:
    """What a shell may offer for the option; where the model decides, what the model named before it allows."""

    def offered(ctx: typer.Context) -> list[tuple[str, str]]:
        if field.name == "model":
            return [(model.name, _in_short(model)) for model in kind.models]
        name = str(ctx.params.get("model") or kind.default_model)
        form = next((other for given, other in kind.forms.items() if ctx.params.get(given)), kind)
        model = form.model(name) or kind.model(name)
        allowed = getattr(model, _BY_MODEL.get(field.name, ""), ()) if field.by_model else ()
        return [(str(value), "") for value in allowed or field.choices]

    return offered


def _in_short(model: Model) -> str:
    lengths = f"{_span(model.durations)} s" if model.durations else ""
    return "; ".join(part for part in (", ".join(model.resolutions), lengths) if part)


def _span(durations: tuple[int, ...]) -> str:
    first, last = durations[0], durations[-1]
    is_range = 1 < len(durations) == last - first + 1
    return f"{first}-{last}" if is_range else " or ".join(map(str, durations))


def _metavar(field: Field) -> str | None:
    match field.type:
        case FieldType.FLAG:
            return None
        case FieldType.MEDIA:
            return FILE_OR_URL
        case FieldType.INTEGER:
            return "N"
        case FieldType.NUMBER:
            return "X"
        case _:
            return "TEXT"


def _parameter(name: str, annotation: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
