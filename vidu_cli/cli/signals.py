"""Ctrl-C, SIGTERM and SIGHUP outside of the event loop."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CAUGHT = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def raised(stop: Callable[[int], BaseException]) -> Iterator[None]:
    """A signal ends the run with its number: it becomes the exception that `stop` makes of it."""

    def arrived(number: int, _: object) -> None:
        raise stop(number)

    before = {number: signal.signal(number, arrived) for number in CAUGHT if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
