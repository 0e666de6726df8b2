"""`vidu submit KIND`: one command a kind, built from the data of the kind, and one for what no kind describes."""

from collections.abc import Callable, Sequence
from inspect import Parameter
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import duration, interval
from vidu_cli.cli.kind_options import REQUEST, options_of
from vidu_cli.cli.options import Command, command, group
from vidu_cli.cli.results import IF_EXISTS_TEXT, NAME_TEXT, NO_SIDECAR_TEXT
from vidu_cli.policy.parcels import IfExists
from vidu_cli.schema.kinds import GROUPS, kind_named
from vidu_cli.schema.kinds.shape import Kind

if TYPE_CHECKING:
    from vidu_cli.cli.ordering import Product

SENDING = "Before it is sent"
WAITING = "Waiting and saving"
ANYTHING = "Anything else"

RAW = "raw"
RAW_SUMMARY = "Any request that this version has no kind for"
RAW_EXAMPLE = """vidu --sandbox submit raw /text2video --set prompt=boat --set model=viduq3-turbo --wait"""


def add_to(root: typer.Typer, words: Sequence[str]) -> None:
    """Add the group; only a kind that the words name is built."""
    submit = typer.Typer(no_args_is_help=True, help="Submit a task; it costs credits.")
    submit.callback()(group())
    for title, kinds in GROUPS.items():
        for name, summary in kinds.items():
            _add_kind(submit, name, summary, title, is_named=name in words)
    submit.command(RAW, help=f"{RAW_SUMMARY}.", epilog=f"Example: {RAW_EXAMPLE}", rich_help_panel=ANYTHING)(
        command(_raw, more=purchase_options())
    )
    root.add_typer(submit, name="submit")


def _add_kind(submit: typer.Typer, name: str, summary: str, title: str, *, is_named: bool) -> None:
    if is_named:
        kind = kind_named(name)
        submit.command(name, help=f"{summary}.", epilog=f"Example: {kind.example}", rich_help_panel=title)(
            command_of(kind)
        )
    else:
        submit.command(name, help=f"{summary}.", rich_help_panel=title)(_not_named)


def _not_named() -> None:
    """Stand in for a kind that the words do not name."""


def command_of(kind: Kind) -> Command:
    """The command that orders tasks of the kind."""

    def submit_one(app: App, **words: object) -> None:
        from vidu_cli.cli.ordering import submit

        submit(app, kind, words, product=product_of(kind))

    return command(submit_one, more=(*options_of(kind), *purchase_options(has_prompt=kind.field("prompt") is not None)))


def product_of(kind: Kind) -> "Product | None":
    """What is printed of a kind that makes no file: the prompts that were bought."""
    if kind.result is not None:
        return None
    from vidu_cli.cli.ordering import Product
    from vidu_cli.workflows.answers import RecommendedPrompt
    from vidu_cli.workflows.recommending import prompts_of

    return Product(shape=RecommendedPrompt, values_of=prompts_of)


def _raw(
    app: App,
    path: Annotated[str, typer.Argument(metavar="PATH", help="An endpoint below /ent/v2, as /text2video.")],
    **words: object,
) -> None:
    from vidu_cli.cli.ordering import submit
    from vidu_cli.cli.raw import kind_at

    submit(app, kind_at(path), words)


def purchase_options(*, has_prompt: bool = False) -> tuple[Parameter, ...]:
    """The options of every submit that are no fields of the platform."""
    return (*((_PROMPT_FILE,) if has_prompt else ()), *_COMMON)


def _parameter(name: str, annotation: object, default: object = None) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _flag(name: str, words: Sequence[str], text: str, panel: str) -> Parameter:
    switch = typer.Option(*words, help=text, rich_help_panel=panel, show_default=False)
    return _parameter(name, Annotated[bool, switch], default=False)


def _text(name: str, words: Sequence[str], metavar: str, text: str, panel: str) -> Parameter:
    option = typer.Option(*words, help=text, metavar=metavar, rich_help_panel=panel, show_default=False)
    return _parameter(name, Annotated[str | None, option])


def _time(
    name: str, option: str, text: str, panel: str = WAITING, *, parser: Callable[[str | float], float] = duration
) -> Parameter:
    read = typer.Option(option, parser=parser, metavar="D", help=text, rich_help_panel=panel, show_default=False)
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
_IF_EXISTS = typer.Option("--if-exists", help=IF_EXISTS_TEXT, rich_help_panel=WAITING, show_default=False)
_PROMPT_FILE = _text("cli_prompt_file", ["--prompt-file"], "FILE", "Read the prompt from a file.", REQUEST)
# Names that no field of the platform has: they stand beside the fields in one mapping.
_COMMON = (
    _parameter("cli_set", Annotated[list[str] | None, _SET]),
    _text("cli_body", ["--body"], "FILE", "A JSON object to start from; - reads stdin.", SENDING),
    _flag("cli_dry_run", ["--dry-run"], "Show the request and its price; send nothing.", SENDING),
    _flag("cli_no_check", ["--no-check"], "Send it even if it looks wrong.", SENDING),
    _parameter("cli_max_credits", Annotated[int | None, _MAX_CREDITS]),
    _flag("cli_allow_unknown_price", ["--allow-unknown-price"], "Let no limit refuse an unknown price.", SENDING),
    _flag("cli_yes", ["-y", "--yes"], "Do not ask about the price.", SENDING),
    _text("cli_once", ["--once"], "KEY", "Pay once for this key; auto: for this very request.", SENDING),
    _time("cli_once_window", "--once-window", "How far back a new ledger looks for the key, 2d unless given.", SENDING),
    _flag("cli_no_ledger", ["--no-ledger"], "Keep no record; nothing lost can be found again.", SENDING),
    _flag("cli_private", ["--private"], "Keep no prompt in the record.", SENDING),
    _flag("cli_wait", ["--wait"], "Wait until the task has ended.", WAITING),
    _text("cli_output", ["-o", "--output"], "PATH", "Save the result: a file or a folder/. Waits.", WAITING),
    _text("cli_name", ["--name"], "TEMPLATE", NAME_TEXT, WAITING),
    _parameter("cli_if_exists", Annotated[IfExists | None, _IF_EXISTS]),
    _flag("cli_no_sidecar", ["--no-sidecar"], NO_SIDECAR_TEXT, WAITING),
    _time("cli_timeout", "--timeout", "One deadline for all: 90, 15m, 2h."),
    _time("cli_interval", "--interval", "A fixed pace instead of the growing one.", parser=interval),
)
