"""A run of the program that has not ended: its stderr can be read as it comes, and signals can be sent to it."""

import os
import select
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.support.program import SCRIPTS, Program, Run

PATIENCE_S = 30.0
INSISTENCE = 100


class Running:
    """One process. `end` gives how it ended, with everything that it wrote."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._said = b""

    def until(self, words: str) -> str:
        """What it wrote to stderr up to now, as soon as these words are among it."""
        assert self._process.stderr is not None
        descriptor = self._process.stderr.fileno()
        while words.encode() not in self._said:
            ready, _, _ = select.select([descriptor], [], [], PATIENCE_S)
            piece = os.read(descriptor, 65536) if ready else b""
            assert piece, f"{words!r} never came, only: {self._said.decode()}"
            self._said += piece
        return self._said.decode()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def insist(self, number: signal.Signals) -> None:
        """Send it the signal again and again until it ends, as an impatient person does."""
        for _ in range(INSISTENCE):
            self.send(number)
            try:
                self._process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            return

    def end(self) -> Run:
        """How it ended."""
        stdout, stderr = self._process.communicate(timeout=PATIENCE_S)
        return Run(
            exit_code=self._process.returncode,
            stdout=(stdout or b"").decode(),
            stderr=(self._said + stderr).decode(),
        )


@contextmanager
def running(
    program: Program, *words: str, stdout: int = subprocess.PIPE, before: Sequence[str] = (), **environment: str
) -> Iterator[Running]:
    """The program, started with those words behind those of `before`; it is killed when it outlives the block."""
    process = subprocess.Popen(
        [*before, str(SCRIPTS / "vidu"), *words],
        bufsize=0,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**program.variables, **environment},
        cwd=program.home,
    )
    with process:
        try:
            yield Running(process)
        finally:
            process.kill()
