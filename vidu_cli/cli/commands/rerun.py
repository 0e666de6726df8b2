"""`vidu rerun`: an earlier request submitted again, with changes."""

from collections.abc import Mapping, Sequence
from inspect import Signature
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import one_task_id
from vidu_cli.cli.commands.submit import product_of, purchase_options
from vidu_cli.cli.kind_options import options_of
from vidu_cli.cli.newest import newest_in
from vidu_cli.cli.options import command
from vidu_cli.cli.past import ledger_of
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.schema.kinds import SUMMARIES, kind_named
from vidu_cli.schema.kinds.shape import Kind

if TYPE_CHECKING:
    from vidu_cli.policy.entries import LedgerEntry

EPILOG = "Example: vidu rerun last --seed 7 --duration 8 --wait -o again.mp4"
OF_THE_KIND = "A new prompt, and the options of the task's kind: see vidu submit KIND --help."


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command. What it does not know are options of a kind that is known when the task is."""
    run = command(rerun, more=purchase_options(has_prompt=True))
    root.command("rerun", epilog=EPILOG, context_settings={"ignore_unknown_options": True})(run)


def rerun(
    app: App,
    task: Annotated[str, typer.Argument(metavar="TASK", help="A task id, last, or - for stdin.", show_default=False)],
    rest: Annotated[
        list[str] | None, typer.Argument(metavar="[PROMPT] [OPTIONS]", help=OF_THE_KIND, show_default=False)
    ] = None,
    **words: object,
) -> None:
    """Submit an earlier request again, with changes; it costs credits.

    The request is the one that the ledger kept; what is given here stands above it. The new task gets a marker of its
    own, and a --once key only if one is given.
    """
    from vidu_cli.cli.ordering import submit
    from vidu_cli.policy.reruns import stored

    if task.startswith("-") and task != "-":
        raise failed(USAGE_ERROR, f"{task}: name the task first, then what is to be changed.", option="TASK")
    entry = _entry(app, task, is_dry=bool(words["cli_dry_run"]))
    kind = _kind_of(entry)
    fields = _fields_in(rest or (), kind)
    if words["cli_prompt_file"] is not None and kind.field("prompt") is None:
        raise failed(USAGE_ERROR, f"{kind.name} has no prompt to be read from a file.", option="--prompt-file")
    earlier = stored(kind, entry)
    if earlier.gap is not None:
        app.output.warn(f"Only what is known of task {entry.task_id} is repeated: {earlier.gap}.")
    # What was kept from the ledger once is not written into it now.
    is_private = words["cli_private"] or entry.intent.is_private
    given = {**fields, **words, "cli_private": is_private, "cli_stored": earlier}
    submit(app, kind, given, product=product_of(kind))


def _entry(app: App, task: str, *, is_dry: bool) -> "LedgerEntry":
    """The entry of the task; a rehearsal of the request fetches no key for it."""
    ledger = ledger_of(app, without_key=is_dry)
    task_id = one_task_id(task, app.stdin, newest=lambda count: newest_in(ledger, count), command="vidu rerun")
    entry = None if ledger is None else ledger.entry_of(task_id)
    if entry is None:
        message = f"The ledger does not know task {task_id}, so its request cannot be repeated."
        remedies = (
            f"See what the platform tells of it: `vidu show {task_id}`",
            "See the tasks it knows: `vidu history`",
        )
        raise failed(USAGE_ERROR, message, option="TASK", remedies=remedies)
    return entry


def _kind_of(entry: "LedgerEntry") -> Kind:
    from vidu_cli.cli.commands.submit import RAW
    from vidu_cli.cli.raw import kind_at

    intent = entry.intent
    if intent.kind in SUMMARIES:
        return kind_named(intent.kind)
    if intent.kind == RAW:
        return kind_at(intent.path)
    message = f"The ledger does not tell what kind of request made {entry.task_id}; submit it by its kind."
    raise failed(USAGE_ERROR, message, option="TASK")


def _fields_in(words: Sequence[str], kind: Kind) -> Mapping[str, object]:
    """What the words say of the fields of the kind, read as `vidu submit KIND` reads them."""
    heard: dict[str, object] = {}

    def hear(**fields: object) -> None:
        heard.update(fields)

    hear.__signature__ = Signature(options_of(kind))  # type: ignore[attr-defined]  # what Typer reads
    reader = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    reader.command()(hear)
    read = typer.main.get_command(reader)
    read.main(args=_with_dashes(words), prog_name=f"vidu submit {kind.name}", standalone_mode=False)
    return heard


def _with_dashes(words: Sequence[str]) -> list[str]:
    """The words as they were given: only behind a `--`, which Typer took away, may a sentence begin with a dash."""
    for place, word in enumerate(words):
        if word.startswith("-") and not word.startswith("--") and any(map(str.isspace, word)):
            return [*words[:place], "--", *words[place:]]
    return list(words)
