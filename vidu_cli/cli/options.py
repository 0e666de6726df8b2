"""The options that commands share, and how a command function becomes one that Typer can read."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.render.formats import Format

if TYPE_CHECKING:
    from vidu_cli.cli.app import App
    from vidu_cli.settings.sources import Options

EVERYWHERE = "Options that every command takes"
ANSWER = "Answer"

Command = Callable[..., None]


class Colour(StrEnum):
    """When to colour."""

    ALWAYS = "always"
    NEVER = "never"
    AUTO = "auto"


class Region(StrEnum):
    """Which of the vendor's platforms."""

    GLOBAL = "global"
    CN = "cn"


class Language(StrEnum):
    """The language of the texts."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What one level of the command line said of the shared options."""

    profile: str | None = None
    region: Region | None = None
    base_url: str | None = None
    sandbox: bool = False
    color: Colour | None = None
    lang: Language | None = None
    quiet: bool = False
    verbose: int = 0
    no_input: bool = False
    format: Format | None = None
    json: bool = False
    fields: str | None = None

    def under(self, outer: "Given") -> "Given":
        """The two levels as one: what stands nearer to the command wins, and -v adds up."""
        either = {one.name: getattr(self, one.name) or getattr(outer, one.name) for one in fields(self)}
        return Given(**{**either, "verbose": self.verbose + outer.verbose})

    @property
    def options(self) -> "Options":
        """What of it the settings take."""
        from vidu_cli.settings.sources import Options

        return Options(
            profile=self.profile,
            region=self.region and str(self.region),
            base_url=self.base_url,
            sandbox=self.sandbox,
            color=self.color and str(self.color),
            lang=self.lang and str(self.lang),
            no_input=self.no_input,
        )


def _option(
    name: str, kind: object, default: object, *words: str, text: str, panel: str, metavar: str | None = None
) -> inspect.Parameter:
    option = typer.Option(*words, help=text, rich_help_panel=panel, metavar=metavar, show_default=False)
    annotation = Annotated[kind, option]  # type: ignore[valid-type]  # a type that is known when this runs
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


SHARED = (
    _option(
        "profile",
        str | None,
        None,
        "--profile",
        text="A profile of the configuration file.",
        panel=EVERYWHERE,
        metavar="NAME",
    ),
    _option(
        "region",
        Region | None,
        None,
        "--region",
        text="The vendor's platform the key belongs to.",
        panel=EVERYWHERE,
    ),
    _option(
        "base_url",
        str | None,
        None,
        "--base-url",
        text="Another address of the platform.",
        panel=EVERYWHERE,
        metavar="URL",
    ),
    _option(
        "sandbox",
        bool,
        False,  # noqa: FBT003  # the default of a flag
        "--sandbox",
        text="Rehearse: no key, no network, no credits.",
        panel=EVERYWHERE,
    ),
    _option("color", Colour | None, None, "--color", text="When to colour.", panel=EVERYWHERE),
    _option("lang", Language | None, None, "--lang", text="The language of the texts.", panel=EVERYWHERE),
    _option(
        "quiet",
        bool,
        False,  # noqa: FBT003  # the default of a flag
        "-q",
        "--quiet",
        text="No notes, no progress; errors only.",
        panel=EVERYWHERE,
    ),
    inspect.Parameter(
        "verbose",
        inspect.Parameter.KEYWORD_ONLY,
        default=0,
        annotation=Annotated[
            int,
            typer.Option(
                "-v",
                "--verbose",
                count=True,
                help="Show the requests; twice: as curl lines. Never the key.",
                rich_help_panel=EVERYWHERE,
                show_default=False,
            ),
        ],
    ),
    _option(
        "no_input",
        bool,
        False,  # noqa: FBT003  # the default of a flag
        "--no-input",
        text="Never ask; fail instead.",
        panel=EVERYWHERE,
    ),
)

FORMATS = (
    _option("format", Format | None, None, "--format", text="How to print the answer.", panel=ANSWER),
    _option(
        "json",
        bool,
        False,  # noqa: FBT003  # the default of a flag
        "--json",
        text="Short for --format json.",
        panel=ANSWER,
    ),
    _option(
        "fields",
        str | None,
        None,
        "--fields",
        text="Which fields, in which order.",
        panel=ANSWER,
        metavar="A,B,C",
    ),
)

_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def command(function: Command, *, formats: bool = True, more: Sequence[inspect.Parameter] = ()) -> Command:
    """The function as Typer wants it: its own parameters, `more`, the formats, and the shared options.

    Its first parameter is the `App`; everything that it does not name itself is handed to it as keywords.
    """
    own = tuple(inspect.signature(function).parameters.values())[1:]
    named = tuple(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own if one.kind is not one.VAR_KEYWORD)
    shared = (*FORMATS, *SHARED) if formats else SHARED
    shared_names = {one.name for one in shared}

    def run(ctx: typer.Context, **words: object) -> None:
        app: App = ctx.obj
        app.hear(Given(**{name: value for name, value in words.items() if name in shared_names}))  # type: ignore[arg-type]  # Typer has read the types
        function(app, **{name: value for name, value in words.items() if name not in shared_names})

    run.__signature__ = inspect.Signature((_CONTEXT, *named, *more, *shared))  # type: ignore[attr-defined]  # what Typer reads
    run.__doc__ = function.__doc__
    run.__name__ = function.__name__
    return run


def group() -> Command:
    """The callback of a group of commands: it hears the shared options that stand before the command's name."""

    def heard(app: "App") -> None:
        """Leave everything to the command."""

    return command(heard)
