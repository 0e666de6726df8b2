"""The `vidu` command: a signal ends it quietly from its first moment on, long before all of it is imported."""

import os
import signal
from types import FrameType


def run() -> None:
    """Run the program."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
    from vidu_cli.cli.main import run as run_all  # a tenth of a second, in which Ctrl-C would be a traceback

    run_all()


def _end(number: int, _: FrameType | None) -> None:
    os._exit(128 + number)
