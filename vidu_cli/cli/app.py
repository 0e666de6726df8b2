"""The composition root: what a command needs, wired when it asks for it."""

import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, TextIO, TypeVar

from vidu_cli.cli.clock import SystemClock
from vidu_cli.cli.options import Given
from vidu_cli.cli.rehearsal import Rehearsal
from vidu_cli.errors.catalogue import USAGE_ERROR, Entry
from vidu_cli.errors.failure import failed
from vidu_cli.render.formats import Format

if TYPE_CHECKING:
    from random import Random

    from vidu_cli.api.client import Client
    from vidu_cli.api.download import Downloader
    from vidu_cli.api.saving import Saver
    from vidu_cli.cli.interruption import Interruption
    from vidu_cli.cli.memory import Memory
    from vidu_cli.ledger.ledger import Ledger
    from vidu_cli.policy.caps import Cap
    from vidu_cli.render.output import Output
    from vidu_cli.sandbox.transport import SandboxTransport
    from vidu_cli.settings.account import Settings
    from vidu_cli.settings.presentation import Presentation
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
    def presentation(self) -> "Presentation":
        """How this run speaks, and whether it rehearses; no file is read for it."""
        from vidu_cli.settings.presentation import presentation

        return presentation(self.given.options, self.environment)

    @cached_property
    def settings(self) -> "Settings":
        """Every setting of this run; what was set in vain is said when they are first asked for."""
        from vidu_cli.settings.account import load

        settings = load(self.given.options, self.environment, self.config_file)
        for note in settings.notes:
            self.output.warn(note)
        return settings

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

    @property
    def output(self) -> "Output":
        """The one sink, speaking of commands as they must begin by now."""
        sink = self._sink
        return replace(sink, voice=replace(sink.voice, command=self.command))

    @cached_property
    def _sink(self) -> "Output":
        from vidu_cli.cli.streams import open_output

        return open_output(self)

    @property
    def command(self) -> str:
        """How a command must begin to reach the same account as this run.

        Options that name an account are repeated once they have proved good: a wrong one would fail again, and may hold
        what nobody should read.
        """
        given = self.given
        pairs = (("--profile", given.profile), ("--region", given.region), ("--base-url", given.base_url))
        named = [f"{flag} {quote(value)}" for flag, value in pairs if value] if "settings" in self.__dict__ else []
        return " ".join(["vidu", *(["--sandbox"] if given.sandbox else []), *named])

    @cached_property
    def clock(self) -> SystemClock:
        """The time of this run."""
        return SystemClock(self.rehearsal.pace if self.presentation.sandbox.value else 1.0)

    @cached_property
    def rehearsal(self) -> Rehearsal:
        """The sandbox of this run, if it is one."""
        return Rehearsal(self.environment, lambda: self.state_folder)

    @cached_property
    def _handler(self) -> "SandboxTransport | None":
        """What stands where the network would be; None for the network itself."""
        return self.rehearsal.transport(self.clock) if self.presentation.sandbox.value else None

    @cached_property
    def chance(self) -> "Random":
        """The chance of this run."""
        from random import SystemRandom

        return SystemRandom()

    @property
    def ledger_file(self) -> Path:
        """Where submits are kept."""
        return self.state_folder / "ledger.db"

    @property
    def has_ledger(self) -> bool:
        """Whether a ledger is there; one in a folder that may not be looked into is none."""
        try:
            return self.ledger_file.exists()
        except OSError:
            return False

    @cached_property
    def ledger(self) -> "Ledger":
        """The ledger of the account that the key belongs to; ViduError 94 when it cannot be used."""
        from vidu_cli.ledger.ledger import Account, Ledger

        settings = self.settings
        account = Account(base_url=settings.base_url.value, key=self.secret, profile=settings.profile.value)
        return Ledger(self.ledger_file, account)

    @cached_property
    def caps(self) -> "tuple[Cap, ...]":
        """The caps on what a day and a month may cost, for this day and this month by the machine's time zone."""
        from datetime import datetime

        from vidu_cli.policy.caps import caps_at

        settings = self.settings
        daily, monthly = settings.daily_cap.value, settings.monthly_cap.value
        return caps_at(datetime.now().astimezone(), daily=daily, monthly=monthly)

    @cached_property
    def memory(self) -> "Memory":
        """What this run keeps of the tasks it sees."""
        from vidu_cli.cli.memory import Memory

        return Memory(self)

    @asynccontextmanager
    async def platform(self, *, remembers: bool = True) -> AsyncIterator["Client"]:
        """The platform's calls, closed again at the end; looks at tasks are kept in the ledger."""
        from vidu_cli.api.client import Client
        from vidu_cli.api.transport import Transport

        transport = Transport(
            self.settings.base_url.value,
            secret=lambda: self.secret,
            clock=self.clock,
            chance=self.chance,
            handler=self._handler,
            log=self.output.log,
        )
        async with Client(transport, seen=self.memory.saw if remembers else None) as client:
            yield client

    @cached_property
    def secret(self) -> str:
        """The API key; ViduError 10 when there is none. May run a command of the user's and wait for it."""
        from vidu_cli.cli.key_command import standard_output_of

        return self.settings.secret(standard_output_of)

    @property
    def key_at_hand(self) -> str | None:
        """The API key as far as it is known without running a command of the user's."""
        key: str | None = self.__dict__.get("secret", self.settings.api_key.value)
        return key or None

    @cached_property
    def downloader(self) -> "Downloader":
        """Who opens links."""
        from vidu_cli.api.download import Downloader

        return Downloader(handler=self._handler, log=self.output.log)

    @cached_property
    def saver(self) -> "Saver":
        """Where results are brought to disk."""
        from vidu_cli.api.saving import Saver

        return Saver(self.downloader)

    @cached_property
    def interruption(self) -> "Interruption":
        """What signals do to this run."""
        from vidu_cli.cli.interruption import Interruption

        return Interruption(self.output.insist)

    def run(self, work: Coroutine[object, object, T], *, stopped: Callable[[Entry], "Answer"] | None = None) -> T:
        """The result of asynchronous work. A signal ends it with its number; `stopped` tells what is known then."""
        from vidu_cli.cli.running import result_of

        return result_of(self, work, stopped)

    @property
    def is_interactive(self) -> bool:
        """Whether somebody sits there who can read a question and answer it."""
        from vidu_cli.cli.streams import is_terminal

        return is_terminal(self.stdin) and is_terminal(self.stderr)

    def ask(self, question: str) -> bool:
        """Whether the answer to a question is yes; no answer is none."""
        self.output.ask(question)
        return self.stdin is not None and self.stdin.readline().strip().casefold() in ("y", "yes")

    def answer(self, answer: "Answer") -> None:
        """Print an answer, then end with the failures it tells of; a broken stdout changes no number but 0."""
        from vidu_cli.cli.answering import give

        give(answer, self.output)

    def show(self, *values: object) -> None:
        """Print values as the answer."""
        self.output.show(values)
