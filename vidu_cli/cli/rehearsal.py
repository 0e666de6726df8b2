"""The sandbox as the environment and the state folder of a run want it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vidu_cli.cli.clock import SystemClock
from vidu_cli.errors.catalogue import CONFIG_INVALID, LEDGER_UNUSABLE
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.sandbox.faults import FaultRule
    from vidu_cli.sandbox.transport import SandboxTransport
    from vidu_cli.sandbox.world import World


class Rehearsal:
    """The sandbox of one run. `state_folder` is asked for only when its world is."""

    def __init__(self, environment: Mapping[str, str], state_folder: Callable[[], Path]) -> None:
        self._environment = environment
        self._state_folder = state_folder

    @cached_property
    def pace(self) -> float:
        """How many times faster than real the sandbox's tasks run; ViduError 90 for a value that is none."""
        text = self._environment.get("VIDU_SANDBOX_PACE") or "1"
        try:
            pace = float(text)
        except ValueError:
            pace = 0.0
        if not 0.001 <= pace <= 1_000_000:
            raise failed(CONFIG_INVALID, f"VIDU_SANDBOX_PACE is {text!r}; it must be a number from 0.001 to 1000000.")
        return pace

    @property
    def world_file(self) -> Path:
        """The file of the sandbox's world."""
        return self._state_folder() / "sandbox.db"

    @cached_property
    def world(self) -> "World":
        """The kept world of the sandbox; ViduError 94 when it cannot be used."""
        from vidu_cli.sandbox.world import World
        from vidu_cli.storage.database import StorageError

        path = self.world_file
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return World.open(path)
        except (StorageError, OSError) as error:
            remedy = f"Move the file away, it holds rehearsals only: `mv {path} {path}.broken`"
            raise failed(LEDGER_UNUSABLE, f"The sandbox's world cannot be used: {error}", remedies=(remedy,)) from error

    def transport(self, clock: SystemClock) -> "SandboxTransport":
        """The sandbox in this process, behind httpx."""
        from vidu_cli.sandbox.faults import FaultBook
        from vidu_cli.sandbox.transport import SandboxTransport

        faults = FaultBook(self.fault_rules())
        return SandboxTransport(self.world, clock_now=clock.now, sleep=clock.sleep, faults=faults, pace=self.pace)

    def fault_rules(self) -> tuple["FaultRule", ...]:
        """The faults that the environment asks for; ViduError 90 names a rule that is none."""
        from vidu_cli.sandbox.faults import parse

        try:
            return parse(self._environment.get("VIDU_SANDBOX_FAIL", ""))
        except ValueError as error:
            raise failed(CONFIG_INVALID, f"VIDU_SANDBOX_FAIL: {error}") from error
