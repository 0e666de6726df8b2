"""`vidu report`: what is known of one task, in a file for support."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import one_task_id
from vidu_cli.cli.newest import newest_in
from vidu_cli.cli.options import command
from vidu_cli.cli.past import ledger_of, recall
from vidu_cli.errors.catalogue import TASK_NOT_FOUND, USAGE_ERROR
from vidu_cli.errors.failure import Failure, ViduError, failed

if TYPE_CHECKING:
    from vidu_cli.policy.reporting import Sight
    from vidu_cli.workflows.answers import Shown

EPILOG = "Example: vidu report last -o report.json"
HIDDEN = "(left out)"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the command."""
    root.command("report", epilog=EPILOG)(command(report))


def report(
    app: App,
    task: Annotated[str, typer.Argument(metavar="TASK", help="A task id, last, or - for stdin.")],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="The file, or a folder/; vidu-report-ID.json if not given."
        ),
    ] = None,
    with_prompt: Annotated[
        bool, typer.Option("--with-prompt", help="Put prompt, payload, addresses and file names into it.")
    ] = False,
) -> None:
    """Write down what is known of one task, for support; never the key, and no prompt unless asked for."""
    from vidu_cli.policy.reporting import SavedReport, without_key
    from vidu_cli.policy.reporting import report as report_on

    app.output.check(SavedReport)
    trouble = _key_trouble(app)
    is_keyless = trouble is not None
    task_id = one_task_id(
        task,
        app.stdin,
        newest=lambda count: newest_in(ledger_of(app, without_key=is_keyless), count),
        command="vidu report",
    )
    target = _target(output, task_id)
    entry = recall(app, task_id)
    seen = trouble or app.run(_look(app, task_id))
    if isinstance(seen, Failure):
        if entry is None and seen.exit_code == TASK_NOT_FOUND.exit_code:
            raise ViduError(seen)
        app.output.warn(f"What the platform says now is not in it: {seen.message}")
    document = report_on(
        task_id, entry, _sight(app, seen), _around(app, with_words=with_prompt), with_words=with_prompt
    )
    key = None if app.presentation.sandbox.value else app.key_at_hand
    _write(target, without_key(document, key))
    app.show(SavedReport(path=str(target), id=task_id))


def _key_trouble(app: App) -> Failure | None:
    """Why there is no key to ask the platform with; None when there is one."""
    try:
        _ = app.secret
    except ViduError as error:
        return error.failure
    return None


def _target(output: str | None, task_id: str) -> Path:
    """Where the report is to be; ViduError 2, 91 or 92 when it cannot be there."""
    from vidu_cli.api.targets import check_output
    from vidu_cli.policy.naming import names_folder

    name = f"vidu-report-{task_id}.json"
    if output == "-":
        raise failed(USAGE_ERROR, "-o - is not for this command: stdout is the path. Name a file.", option="--output")
    wanted = name if output is None else output
    check_output(wanted, results=1)
    if not names_folder(wanted, is_folder=os.path.isdir):
        return Path(wanted)
    target = Path(wanted, name)
    if target.parent.exists():
        check_output(str(target), results=1)
    return target


async def _look(app: App, task_id: str) -> "Shown | Failure":
    from vidu_cli.workflows.showing import show

    try:
        async with app.platform() as client:
            return await show(task_id, client, now=app.clock.now())
    except ViduError as error:
        return error.failure


def _sight(app: App, seen: "Shown | Failure") -> "Sight":
    from vidu_cli.policy.reporting import Sight
    from vidu_cli.render.failure import error_object

    if isinstance(seen, Failure):
        return Sight(error=error_object(seen, app.output.voice))
    return Sight(task=seen.task, links_expire_at=seen.links_expire_at)


def _around(app: App, *, with_words: bool) -> Mapping[str, object]:
    """What is known of the run; an address of the user's own is left out with the others."""
    from vidu_cli.cli.versions import versions
    from vidu_cli.policy.base_url import BY_REGION, SANDBOX
    from vidu_cli.policy.times import rfc3339

    settings = app.settings
    address = settings.base_url.value
    is_known = address in (*BY_REGION.values(), SANDBOX)
    return {
        "written_at": rfc3339(app.clock.now()),
        "versions": versions(),
        "address": address if is_known or with_words else HIDDEN,
        "region": settings.region.value,
        "sandbox": settings.sandbox.value,
    }


def _write(target: Path, document: object) -> None:
    from vidu_cli.api.texts import save_text
    from vidu_cli.render.machine import json_text

    save_text(target, json_text(document, ascii_only=True, compact=False))
