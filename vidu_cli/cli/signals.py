"""Ctrl-C, SIGTERM and SIGHUP outside of the event loop."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object] | int | None

CAUGHT = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(BaseException):
    """A signal that came while no event loop was running."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heeded() -> tuple[signal.Signals, ...]:
    """The signals that end a run: those of `CAUGHT` that whoever started it (nohup, a shell) did not switch off."""
    return tuple(number for number in CAUGHT if signal.getsignal(number) != signal.SIG_IGN)


def handler_of(number: int) -> Handler:
    """What the signal does now."""
    return signal.getsignal(number)


@contextmanager
def raised() -> Iterator[None]:
    """A signal ends the run with its number: it becomes `Stopped`."""

    def arrived(number: int, _: object) -> None:
        raise Stopped(number)

    before = {number: signal.signal(number, arrived) for number in heeded()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def put_off() -> Iterator[None]:
    """A signal that comes within the block ends the run behind it; a process begun there does not inherit the wait."""
    came: list[int] = []
    before = {number: signal.signal(number, lambda arrived, _: came.append(arrived)) for number in heeded()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise Stopped(came[0])


@contextmanager
def held_back() -> Iterator[None]:
    """Signals wait for the end of the block; Windows cannot hold them back."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, CAUGHT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
