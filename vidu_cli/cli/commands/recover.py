"""`vidu recover`: find out what became of submits that had no answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import duration
from vidu_cli.cli.options import command
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.errors.failure import Failure
    from vidu_cli.workflows.answers import Recovered

EPILOG = "Example: vidu recover --dry-run"
# How far back tasks are taken over unless --since says it.
ADOPT_S = 48 * 3600.0
# A submit that was declared not accepted is looked for so long: its task may show up all the same.
GIVEN_UP_S = 7 * 24 * 3600.0


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("recover", epilog=EPILOG)(command(recover))


def recover(
    app: App,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look, and change nothing in the ledger.")] = False,
    adopt: Annotated[bool, typer.Option("--adopt", help="Take over tasks that another machine bought.")] = False,
    since: Annotated[
        float | None,
        typer.Option("--since", parser=duration, metavar="D", help="How far back --adopt looks, 2d unless given."),
    ] = None,
    forget: Annotated[
        list[int] | None,
        typer.Option("--forget", metavar="ENTRY", help="You looked yourself: this one was not accepted."),
    ] = None,
) -> None:
    """Find out what became of submits that had no answer; 95 while some are unknown."""
    from vidu_cli.workflows.answers import Answer, Recovered

    if since is not None and not adopt:
        raise failed(USAGE_ERROR, "--since goes with --adopt.", option="--since")
    app.output.check(Recovered)
    if forget:
        app.show(*_forgotten(app, forget))
        return
    rows, failures = app.run(_recovered(app, since_s=(since or ADOPT_S) if adopt else None, is_dry=dry_run))
    if not rows:
        app.output.note("Every submit in the ledger has a known outcome.")
        app.output.show((), shape=Recovered)
    app.answer(Answer(values=tuple(rows), failures=failures))


def _forgotten(app: App, numbers: Sequence[int]) -> "list[Recovered]":
    from vidu_cli.workflows.answers import Recovered, RecoveryOutcome

    open_entries = {entry.number: entry for entry in app.ledger.unresolved() if entry.is_open}
    for number in numbers:
        if number not in open_entries:
            message = f"--forget {number}: there is no submit of this number whose outcome is unknown."
            raise failed(USAGE_ERROR, message, option="--forget", remedies=("See those there are: `vidu recover`",))
    rows = []
    for number in dict.fromkeys(numbers):
        app.ledger.declare_not_accepted(number)
        entry, why = open_entries[number], "You said that it was not accepted."
        rows.append(Recovered(entry=entry, intent=entry.intent, outcome=RecoveryOutcome.FORGOTTEN, why=why))
    return rows


async def _recovered(app: App, *, since_s: float | None, is_dry: bool) -> "tuple[list[Recovered], tuple[Failure, ...]]":
    from vidu_cli.workflows.recovery import still_unknown

    async with app.platform(remembers=not is_dry) as client:
        rows = await _settled(app, client, is_dry=is_dry)
        unknown = still_unknown(rows)
        failures = [unknown] if unknown else []
        if since_s is not None:
            taken, trouble = await _taken_over(app, client, since_s, is_dry=is_dry)
            rows += taken
            failures[:0] = [trouble] if trouble else []
    return rows, tuple(failures)


async def _settled(app: App, client: "Client", *, is_dry: bool) -> "list[Recovered]":
    from vidu_cli.cli.clock import this_moment
    from vidu_cli.workflows.answers import RecoveryOutcome
    from vidu_cli.workflows.recovery import Recovery

    ledger = app.ledger
    given_up = ledger.given_up(since=app.clock.now() - GIVEN_UP_S)
    search = Recovery(records=ledger, witness=client, clock=app.clock, moment=this_moment, is_dry=is_dry)
    rows = await search.settle(ledger.unresolved())
    late = await search.settle(given_up, may_declare=False)
    return rows + [row for row in late if row.outcome is RecoveryOutcome.FOUND]


async def _taken_over(
    app: App, client: "Client", since_s: float, *, is_dry: bool
) -> "tuple[list[Recovered], Failure | None]":
    from vidu_cli.workflows.adoption import taken_over

    now, private = app.clock.now(), app.settings.private.value
    taken, trouble = await taken_over(now - since_s, app.ledger, client, app.clock, is_private=private, is_dry=is_dry)
    if trouble is None and not is_dry:
        app.ledger.reconcile(now=now)
    return taken, trouble
