"""`vidu stats`: what past submits come to."""

from collections.abc import Sequence
from datetime import UTC, datetime

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command
from vidu_cli.cli.past import KIND, SINCE, check_kind, since_of, submits

EPILOG = "Example: vidu stats --since 7d --kind img2video"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("stats", epilog=EPILOG)(command(stats))


def stats(
    app: App,
    since: SINCE = None,
    kind: KIND = None,
) -> None:
    """Show how past submits went: success, waiting times, credits, failures; no network, no key."""
    from vidu_cli.policy.history import HistoryQuery, time_of
    from vidu_cli.policy.statistics import Statistics, statistics_of

    query = HistoryQuery(kind=check_kind(kind), since=since_of(since, app))
    app.output.check(Statistics)
    app.show(statistics_of(submits(app, query), day_of=_day_of, since=time_of(query.since)))


def _day_of(at: float) -> str:
    """The day of a time here; "" of one that no calendar has."""
    try:
        return datetime.fromtimestamp(at, UTC).astimezone().date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
