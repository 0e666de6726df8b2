"""Past submits for the commands that read them: offline, and without a ledger nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import moment_of
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.schema.kinds import KIND_NAMES

if TYPE_CHECKING:
    from vidu_cli.ledger.history import History
    from vidu_cli.ledger.ledger import Ledger
    from vidu_cli.policy.entries import LedgerEntry
    from vidu_cli.policy.history import HistoryQuery

# Submits that no kind describes are in the ledger too.
PAST_KINDS = (*KIND_NAMES, "raw", "subjects")

SINCE = Annotated[
    str | None, typer.Option("--since", metavar="T", help="Sent since: 2h (ago), 2026-11-01 or RFC 3339.")
]
KIND = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="KIND", help="Only this kind, as text2video.", autocompletion=lambda: list(PAST_KINDS)
    ),
]


def check_kind(kind: str | None) -> str | None:
    """The kind of `--kind`; ViduError 2 when there is none of that name."""
    if kind is not None and kind not in PAST_KINDS:
        known = ", ".join(PAST_KINDS)
        raise failed(USAGE_ERROR, f"--kind {kind}: no such kind of task. Known: {known}.", option="--kind")
    return kind


def since_of(text: str | None, app: App) -> float | None:
    """Seconds since 1970 of `--since`; ViduError 2 for what is no time."""
    from vidu_cli.policy.times import moment_in

    return moment_in(moment_of(text, option="--since", now=app.clock.now()))


def history_of(app: App) -> "History | None":
    """Past submits: of this account, or where its key is not at hand of all keys at its address.

    None when there is no ledger: none is made to be read. The user's command for the key is not run for it.
    """
    if not app.has_ledger:
        return None
    from vidu_cli.ledger.history import History
    from vidu_cli.ledger.ledger import Account

    return History(app.ledger_file, Account(base_url=app.settings.base_url.value, key=app.key_at_hand))


def ledger_of(app: App, *, without_key: bool = False) -> "Ledger | None":
    """The ledger of the account, None when there is none; `without_key` as `history_of` reads it."""
    if without_key:
        return history_of(app)
    return app.ledger if app.has_ledger else None


def recall(app: App, task_id: str) -> "LedgerEntry | None":
    """What the ledger knows of a task, if one is there; that it cannot be read is said once and stops nothing."""
    if app.memory.is_forgetful:
        return None
    try:
        past = history_of(app)
        return None if past is None else past.entry_of(task_id)
    except ViduError as error:
        app.output.warn(f"What the ledger knows is not told: {error.failure.message}")
        return None


def submits(app: App, query: "HistoryQuery") -> "Iterator[LedgerEntry]":
    """The submits that are meant, newest first; what is missing, and whose they are, is said where it matters."""
    past = history_of(app)
    if past is None:
        app.output.note("There is no ledger yet: nothing was submitted from here.")
        return iter(())
    if past.account.key is None:
        app.output.note(f"No key is at hand: these are the submits of every key at {past.account.origin}.")
    return past.submits(query)
