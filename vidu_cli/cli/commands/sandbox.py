"""`vidu sandbox`: the imitation of the platform, for rehearsals."""

from collections.abc import Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command, group
from vidu_cli.cli.signals import Stopped
from vidu_cli.errors.catalogue import CONFIG_INVALID, USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.sandbox.server import Server

# The settings of this program: `run` sets key and base URL and takes the others away.
SETTINGS = (
    "VIDU_REGION",
    "VIDU_API_HOST",
    "VIDU_PROFILE",
    "VIDU_SANDBOX",
    "VIDU_SANDBOX_FAIL",
    "VIDU_SANDBOX_PACE",
    "VIDU_COLOR",
    "VIDU_LANG",
    "VIDU_NO_INPUT",
    "VIDU_DEBUG",
    "VIDU_TOKEN",
)
KEY = "sandbox"


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the group."""
    sandbox = typer.Typer(no_args_is_help=True, help="Rehearse without a key, a network or credits.")
    sandbox.callback()(group())
    sandbox.command("serve")(command(serve, formats=False))
    sandbox.command("fail", epilog="Example: vidu sandbox fail submit=TooManyRequests*2")(command(fail, formats=False))
    sandbox.command("reset")(command(reset, formats=False))
    passing_on = {"allow_interspersed_args": False}
    sandbox.command("run", epilog="Example: vidu sandbox run -- ./render.sh", context_settings=passing_on)(
        command(run, formats=False)
    )
    root.add_typer(sandbox, name="sandbox")


Pace = Annotated[float | None, typer.Option("--pace", metavar="X", min=0.001, help="How many times faster than real.")]


def serve(
    app: App,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 is a free one.")] = 8787,
    pace: Pace = None,
) -> None:
    """Serve the sandbox over HTTP, for any client, until Ctrl-C."""
    # Ctrl-C is how a server is meant to end.
    with closing(_serve(app, host, port, pace)) as server, suppress(Stopped):
        app.output.note(f"The sandbox listens on {server.origin}; any key that begins with vda_ or sandbox is good.")
        app.output.note(f"export VIDU_BASE_URL={server.origin} VIDU_API_KEY={KEY}")
        server.wait()
    app.output.note("The sandbox has stopped; its world is kept.")


def _serve(app: App, host: str, port: int, pace: float | None) -> "Server":
    from vidu_cli.sandbox.faults import FaultBook
    from vidu_cli.sandbox.server import serve as start

    def told(method: str, path: str, status: int) -> None:
        app.output.log(1, f"{method} {path}: {status or 'dropped'}")

    try:
        return start(
            app.rehearsal.world,
            clock_now=app.clock.now,
            host=host,
            port=port,
            pace=app.rehearsal.pace if pace is None else pace,
            faults=FaultBook(app.rehearsal.fault_rules()),
            on_request=told,
        )
    except OSError as error:
        message = f"{host}:{port} cannot be listened on: {error.strerror or error}."
        raise failed(
            CONFIG_INVALID, message, option="--port", remedies=("Take a free one: `vidu sandbox serve --port 0`",)
        ) from error


WHAT_HELP = (
    "WHAT: a code as TooManyRequests, a status as 502, drop-before or drop-after the platform has it, truncated, html,"
    " empty, not-json, slow; for list also lagging and payloads."
)


def fail(
    app: App,
    rules: Annotated[list[str], typer.Argument(metavar="CALL=WHAT[:SECONDS][*TIMES]...", help=WHAT_HELP)],
) -> None:
    """Make calls of the kept sandbox fail: submit, get, list, cancel, credits, download, upload, subjects, task."""
    from vidu_cli.sandbox.faults import parse

    try:
        parsed = parse(" ".join(rules))
    except ValueError as error:
        raise failed(USAGE_ERROR, str(error), option="CALL=WHAT") from error
    for rule in parsed:
        app.rehearsal.world.add_fault(rule.call, rule.fault, rule.times)
        app.output.note(f"From now on: {rule}. `vidu sandbox reset` forgets it.")


def reset(app: App) -> None:
    """Forget all tasks and faults of the kept sandbox, and give the credits back."""
    from vidu_cli.errors.failure import ViduError
    from vidu_cli.sandbox.world import discard

    try:
        app.rehearsal.world.reset()
    except ViduError:
        discard(app.rehearsal.world_file)
    app.output.note("The sandbox is as new.")


def run(
    app: App,
    words: Annotated[list[str], typer.Argument(metavar="-- CMD...", help="The command and its words.")],
    pace: Pace = None,
) -> None:
    """Run a command with its environment pointed at a sandbox of this world; its exit status is passed on."""
    from vidu_cli.cli.child import status_of

    server = _serve(app, "127.0.0.1", 0, pace)
    environment = {name: value for name, value in app.environment.items() if name not in SETTINGS}
    pointed = {"VIDU_API_KEY": KEY, "VIDU_BASE_URL": server.origin}
    # A proxy of the environment is not asked for an address of this machine.
    direct = {name: f"127.0.0.1,{app.environment.get(name, '')}".rstrip(",") for name in ("NO_PROXY", "no_proxy")}
    try:
        code = status_of(words, {**environment, **pointed, **direct}, app.output.insist)
    finally:
        server.close()
    raise typer.Exit(code)
