"""Signals while the event loop runs: stop at once, but let a purchase under way be answered."""

import asyncio  # noqa: TID253  # this module belongs to the event loop
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vidu_cli.cli.signals import Handler, handler_of, heeded, held_back
from vidu_cli.errors.catalogue import BY_EXIT_CODE, Entry

GRACE_S = 5.0


class Interruption:
    """What a signal does to the one task of a run.

    While money may change hands (`sending`), the first signal gives the answer five seconds more and says so; any
    other first signal, and every second one, cancels the run at once.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.entry: Entry | None = None
        self._tell = tell
        self._sending = False
        self._task: asyncio.Task[object] | None = None
        self._grace: asyncio.TimerHandle | None = None
        self._before: dict[int, Handler] = {}

    def watch(self, task: "asyncio.Task[object]") -> None:
        """Send signals to that task from now on."""
        self._task = task
        loop = task.get_loop()
        for number in heeded():
            before = handler_of(number)
            # Windows has no handlers on the loop; Ctrl-C is a KeyboardInterrupt there.
            with suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(number, self._arrived, number, loop)
                self._before[number] = before

    def end_watch(self) -> None:
        """Let signals do again what they did before.

        A loop that closes would leave the handlers of a fresh process: a signal while an answer is printed would end
        the run without a word, and with it the id of what was just bought.
        """
        if self._task is None:
            return
        loop = self._task.get_loop()
        with held_back():
            for number, handler in self._before.items():
                loop.remove_signal_handler(number)
                signal.signal(number, handler)
            self._before.clear()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Mark the time in which a purchase is under way."""
        self._sending = True
        try:
            yield
        finally:
            self._sending = False
            if self._grace is not None:
                self._grace.cancel()
                # The answer came in time: the wish to stop still stands.
                self._cancel()

    def _arrived(self, number: int, loop: asyncio.AbstractEventLoop) -> None:
        first = self.entry is None
        self.entry = self.entry or BY_EXIT_CODE[128 + number]
        if first and self._sending:
            self._tell(f"A submit is under way: waiting up to {GRACE_S:.0f} s for its answer. Again to stop at once.")
            self._grace = loop.call_later(GRACE_S, self._cancel)
            return
        self._cancel()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
