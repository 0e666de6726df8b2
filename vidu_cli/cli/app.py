"""The composition root: what a command needs, wired when it asks for it."""

import os
import random
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, TextIO, TypeVar

from vidu_cli.cli.clock import SystemClock
from vidu_cli.cli.options import Given
from vidu_cli.cli.signals import Stopped
from vidu_cli.errors.catalogue import CONFIG_INVALID, LEDGER_UNUSABLE, USAGE_ERROR, Entry
from vidu_cli.errors.failure import failed
from vidu_cli.render.formats import Format

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.api.saving import Saver
    from vidu_cli.cli.interruption import Interruption
    from vidu_cli.render.output import Output
    from vidu_cli.sandbox.faults import FaultRule
    from vidu_cli.sandbox.transport import SandboxTransport
    from vidu_cli.sandbox.world import World
    from vidu_cli.settings import Settings
    from vidu_cli.workflows.answers import Answer

T = TypeVar("T")


class App:
    """One run of the program: everything that reads the environment, the clock or chance starts here."""

    def __init__(self, *, stdin: TextIO | None, stdout: TextIO | None, stderr: TextIO | None) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.environment = dict(os.environ)
        self.given = Given()
        # What this run has paid for: even a bug may not keep it from being told.
        self.bought: str | None = None

    def hear(self, given: Given) -> None:
        """Take in what one more level of the command line said."""
        self.given = given.under(self.given)
        if self.given.json and self.given.format not in (None, Format.JSON):
            raise failed(USAGE_ERROR, f"--json and --format {self.given.format} ask for two things; give one.")

    @cached_property
    def settings(self) -> "Settings":
        """Every setting of this run; what was set in vain is said when they are first asked for."""
        from vidu_cli.settings import Options, load

        options = Options(
            profile=self.given.profile,
            region=self.given.region and str(self.given.region),
            base_url=self.given.base_url,
            sandbox=self.given.sandbox,
            color=self.given.color and str(self.given.color),
            lang=self.given.lang and str(self.given.lang),
            no_input=self.given.no_input,
        )
        return load(options, self.environment, self.config_file)

    @cached_property
    def config_file(self) -> Path:
        """Where the configuration file is, if there is one."""
        from vidu_cli.settings.folders import config_file

        return config_file()

    @cached_property
    def state_folder(self) -> Path:
        """Where the sandbox's world and crash reports are kept."""
        from vidu_cli.settings.folders import state_folder

        return state_folder()

    @cached_property
    def output(self) -> "Output":
        """The one sink, set up as the options, the environment and the streams ask."""
        from vidu_cli.cli.streams import open_output

        return open_output(self)

    @cached_property
    def command(self) -> str:
        """How a command must begin to reach the same account as this run."""
        given = self.given
        pairs = (("--profile", given.profile), ("--region", given.region), ("--base-url", given.base_url))
        named = [f"{flag} {quote(value)}" for flag, value in pairs if value]
        return " ".join(["vidu", *(["--sandbox"] if given.sandbox else []), *named])

    @cached_property
    def pace(self) -> float:
        """How many times faster than real the sandbox's tasks run; ViduError 90 for a value that is none."""
        text = self.environment.get("VIDU_SANDBOX_PACE") or "1"
        try:
            pace = float(text)
        except ValueError:
            pace = 0.0
        if not 0.001 <= pace <= 1_000_000:
            raise failed(CONFIG_INVALID, f"VIDU_SANDBOX_PACE is {text!r}; it must be a number from 0.001 to 1000000.")
        return pace

    @cached_property
    def clock(self) -> SystemClock:
        """The time of this run."""
        return SystemClock(self.pace if self.settings.sandbox.value else 1.0)

    @cached_property
    def chance(self) -> random.Random:
        """The chance of this run."""
        return random.SystemRandom()

    @property
    def world_file(self) -> Path:
        """The file of the sandbox's world."""
        return self.state_folder / "sandbox.db"

    @cached_property
    def world(self) -> "World":
        """The kept world of the sandbox; ViduError 94 when it cannot be used."""
        from vidu_cli.sandbox.world import World, WorldError

        path = self.world_file
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return World.open(path)
        except (WorldError, OSError) as error:
            remedy = f"Move the file away, it holds rehearsals only: `mv {path} {path}.broken`"
            raise failed(LEDGER_UNUSABLE, f"The sandbox's world cannot be used: {error}", remedies=(remedy,)) from error

    @cached_property
    def _sandbox(self) -> "SandboxTransport":
        from vidu_cli.sandbox.faults import FaultBook
        from vidu_cli.sandbox.transport import SandboxTransport

        faults = FaultBook(self.fault_rules())
        return SandboxTransport(
            self.world, clock_now=self.clock.now, sleep=self.clock.sleep, faults=faults, pace=self.pace
        )

    def fault_rules(self) -> tuple["FaultRule", ...]:
        """The faults that the environment asks for; ViduError 90 names a rule that is none."""
        from vidu_cli.sandbox.faults import parse

        try:
            return parse(self.environment.get("VIDU_SANDBOX_FAIL", ""))
        except ValueError as error:
            raise failed(CONFIG_INVALID, f"VIDU_SANDBOX_FAIL: {error}") from error

    @asynccontextmanager
    async def platform(self) -> AsyncIterator["Client"]:
        """The platform's calls, closed again at the end."""
        from vidu_cli.api.client import Client
        from vidu_cli.api.transport import Transport

        transport = Transport(
            self.settings.base_url.value,
            secret=self.secret,
            clock=self.clock,
            chance=self.chance,
            handler=self._sandbox if self.settings.sandbox.value else None,
            log=self.output.log,
        )
        async with Client(transport) as client:
            yield client

    def secret(self) -> str:
        """The API key; ViduError 10 when there is none."""
        from vidu_cli.cli.key_command import standard_output_of

        return self.settings.secret(standard_output_of)

    @cached_property
    def saver(self) -> "Saver":
        """Where results are brought to disk."""
        from vidu_cli.api.download import Downloader
        from vidu_cli.api.saving import Saver

        handler = self._sandbox if self.settings.sandbox.value else None
        return Saver(Downloader(handler=handler, log=self.output.log))

    @cached_property
    def interruption(self) -> "Interruption":
        """What signals do to this run."""
        from vidu_cli.cli.interruption import Interruption

        return Interruption(self.output.insist)

    def run(self, work: Coroutine[object, object, T], *, stopped: Callable[[Entry], "Answer"] | None = None) -> T:
        """The result of asynchronous work. A signal ends it with its number; `stopped` tells what is known then."""
        import asyncio

        from vidu_cli.cli.answering import entry_of

        async def watched() -> T:
            task = asyncio.current_task()
            if task is not None:
                self.interruption.watch(task)
            return await work

        runner = asyncio.Runner()
        try:
            result = runner.run(watched())
            self.interruption.end_watch()
            runner.close()
        except (asyncio.CancelledError, KeyboardInterrupt, Stopped) as signalled:
            # Closing would wait for name look-ups that hang; the process ends anyway.
            self.interruption.end_watch()
            entry = self.interruption.entry or entry_of(signalled)
            if stopped is not None:
                self.answer(stopped(entry))
            raise failed(entry, "Stopped.") from signalled
        except BaseException:
            self.interruption.end_watch()
            runner.close()
            raise
        return result

    def answer(self, answer: "Answer") -> None:
        """Print an answer, then end with the failures it tells of; a broken stdout changes no number but 0."""
        from vidu_cli.cli.answering import give

        give(answer, self.output)

    def show(self, *values: object) -> None:
        """Print values as the answer."""
        self.output.show(values)
