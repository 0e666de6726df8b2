"""`vidu models`: models, their limits and their prices."""

from collections.abc import Sequence
from typing import Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

EPILOG = "Example: vidu models img2video"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("models", epilog=EPILOG)(command(models))


def models(
    app: App,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help="Only this kind of task.", autocompletion=lambda: list(KIND_NAMES)),
    ] = None,
) -> None:
    """Show the models of every kind and what they cost; with KIND or --json all limits. No network, no key."""
    from vidu_cli.workflows.model_rows import ModelRow
    from vidu_cli.workflows.offers import offers_of

    if kind is not None and kind not in KIND_NAMES:
        raise failed(USAGE_ERROR, f"{kind!r} is no kind of task. Known: {', '.join(KIND_NAMES)}.", option="KIND")
    app.output.check(ModelRow)
    names = KIND_NAMES if kind is None else (kind,)
    app.show(*(row for name in names for row in offers_of(kind_named(name))))
