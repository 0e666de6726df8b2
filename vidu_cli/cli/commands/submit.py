"""`vidu submit KIND`: one command a kind, built from the data of the kind."""

from collections.abc import Callable, Sequence
from inspect import Parameter
from typing import Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import duration
from vidu_cli.cli.options import Command, command, group
from vidu_cli.schema.kinds import KIND_NAMES, SUMMARIES, kind_named
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

REQUEST = "Request"
SENDING = "Before it is sent"
WAITING = "Waiting and saving"

_TYPES = {
    FieldType.TEXT: str,
    FieldType.MEDIA: str,
    FieldType.INTEGER: int,
    FieldType.NUMBER: float,
    FieldType.FLAG: bool,
}

# Where a model keeps the values that it allows for a field.
_BY_MODEL = {"duration": "durations", "resolution": "resolutions", "aspect_ratio": "aspect_ratios"}


def add_to(root: typer.Typer, words: Sequence[str]) -> None:
    """Add the group; only a kind that the words name is built."""
    submit = typer.Typer(no_args_is_help=True, help="Submit a task; it costs credits.")
    submit.callback()(group())
    for name in KIND_NAMES:
        if name in words:
            kind = kind_named(name)
            submit.command(name, help=kind.summary + ".", epilog=f"Example: {kind.example}")(_command_of(kind))
        else:
            submit.command(name, help=SUMMARIES[name] + ".")(_not_named)
    root.add_typer(submit, name="submit")


def _not_named() -> None:
    """Stand in for a kind that the words do not name."""


def _command_of(kind: Kind) -> Command:
    def submit_one(app: App, **words: object) -> None:
        from vidu_cli.cli.ordering import submit

        submit(app, kind, words)

    return command(submit_one, more=(*_fields_of(kind), *_COMMON))


def _fields_of(kind: Kind) -> tuple[Parameter, ...]:
    return tuple(_prompt(field) if field.name == "prompt" else _option(field, kind) for field in kind.fields)


def _prompt(field: Field) -> Parameter:
    argument = typer.Argument(metavar="[PROMPT]", help=f"{field.help} - reads it from stdin.", show_default=False)
    return _parameter(field.name, Annotated[str | None, argument])


def _option(field: Field, kind: Kind) -> Parameter:
    words = [field.option]
    if field.type is FieldType.FLAG:
        words = [f"{field.option}/--no-{field.option.removeprefix('--')}"]
    option = typer.Option(
        *words,
        help=field.help,
        rich_help_panel=REQUEST,
        show_default=False,
        metavar=None if field.type is FieldType.FLAG else _metavar(field),
        autocompletion=_completion_of(field, kind),
    )
    of = _TYPES[field.type]
    return _parameter(field.name, Annotated[(list[of] if field.repeated else of) | None, option])  # type: ignore[valid-type]  # known when this runs


def _completion_of(field: Field, kind: Kind) -> Callable[[typer.Context], list[tuple[str, str]]]:
    """What a shell may offer for the option; where the model decides, what the model named before it allows."""

    def offered(ctx: typer.Context) -> list[tuple[str, str]]:
        if field.name == "model":
            return [(model.name, f"{', '.join(model.resolutions)}; {_span(model)} s") for model in kind.models]
        model = kind.model(str(ctx.params.get("model") or kind.default_model))
        allowed = getattr(model, _BY_MODEL.get(field.name, ""), ()) if field.by_model else ()
        return [(str(value), "") for value in allowed or field.choices]

    return offered


def _span(model: Model) -> str:
    first, last = model.durations[0], model.durations[-1]
    is_range = 1 < len(model.durations) == last - first + 1
    return f"{first}-{last}" if is_range else " or ".join(map(str, model.durations))


def _metavar(field: Field) -> str:
    if field.type is FieldType.MEDIA:
        return "URL"
    return {FieldType.INTEGER: "N", FieldType.NUMBER: "X"}.get(field.type, "TEXT")


def _parameter(name: str, annotation: object, default: object = None) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _flag(name: str, option: str, text: str, panel: str) -> Parameter:
    switch = typer.Option(option, help=text, rich_help_panel=panel, show_default=False)
    return _parameter(name, Annotated[bool, switch], default=False)


def _text(name: str, words: Sequence[str], metavar: str, text: str, panel: str) -> Parameter:
    option = typer.Option(*words, help=text, metavar=metavar, rich_help_panel=panel, show_default=False)
    return _parameter(name, Annotated[str | None, option])


def _time(name: str, option: str, text: str) -> Parameter:
    read = typer.Option(option, parser=duration, metavar="D", help=text, rich_help_panel=WAITING, show_default=False)
    return _parameter(name, Annotated[float | None, read])


_SET = typer.Option(
    "--set",
    metavar="FIELD=VALUE",
    help="A field that has no option here; JSON if it parses, dots for nested ones. May be given again.",
    rich_help_panel=SENDING,
    show_default=False,
)
_MAX_CREDITS = typer.Option(
    "--max-credits",
    metavar="N",
    min=0,
    help="Refuse what could cost more, or has no known price.",
    rich_help_panel=SENDING,
    show_default=False,
)
# Names that no field of the platform has: they stand beside the fields in one mapping.
_COMMON = (
    _text("cli_prompt_file", ["--prompt-file"], "FILE", "Read the prompt from a file.", REQUEST),
    _parameter("cli_set", Annotated[list[str] | None, _SET]),
    _text("cli_body", ["--body"], "FILE", "A JSON object to start from; - reads stdin.", SENDING),
    _flag("cli_dry_run", "--dry-run", "Show the request and its price; send nothing.", SENDING),
    _flag("cli_no_check", "--no-check", "Send it even if it looks wrong.", SENDING),
    _parameter("cli_max_credits", Annotated[int | None, _MAX_CREDITS]),
    _flag("cli_wait", "--wait", "Wait until the task has ended.", WAITING),
    _text("cli_output", ["-o", "--output"], "PATH", "Save the result: a file or a folder/. Waits.", WAITING),
    _time("cli_timeout", "--timeout", "One deadline for all: 90, 15m, 2h."),
    _time("cli_interval", "--interval", "A fixed pace instead of the growing one."),
)
