"""`vidu credits`: how many credits are left."""

from collections.abc import Sequence

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command
from vidu_cli.schema.tasks import Account


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("credits")(command(show_credits))


def show_credits(app: App) -> None:
    """Show how many credits are left, and how many tasks may run at once."""
    app.output.check(Account)
    app.show(app.run(_account(app)))


async def _account(app: App) -> Account:
    async with app.platform() as client:
        return await client.account()
