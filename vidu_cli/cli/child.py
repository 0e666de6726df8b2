"""A command that runs in this one's place: its exit status as a shell would tell it, signals passed on to it."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from vidu_cli.cli.signals import heeded


def status_of(words: Sequence[str], environment: Mapping[str, str], tell: Callable[[str], None]) -> int:
    """The exit status of a command: 127 not found, 126 not to be run, 128 and more for a signal."""
    passing = _Passing()
    with passing.on():
        try:
            child = subprocess.Popen(list(words), env=environment)  # noqa: S603  # running it is the wish
        except OSError as error:
            tell(f"{words[0]}: {error.strerror}.")
            return 127 if isinstance(error, FileNotFoundError | NotADirectoryError) else 126
        passing.to(child)
        status = child.wait()
    return 128 - status if status < 0 else status


class _Passing:
    """Passes signals on to a child, also one that came before the child was known."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []

    def to(self, child: "subprocess.Popen[bytes]") -> None:
        self._child = child
        for number in self._early:
            child.send_signal(number)

    @contextmanager
    def on(self) -> Iterator[None]:
        # Handlers, not SIG_IGN and no mask: the child would inherit those.
        before = {number: signal.signal(number, self._arrived) for number in heeded()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _arrived(self, number: int, _: object) -> None:
        # Ctrl-C reaches the command as well; what it makes of it decides.
        if number == signal.SIGINT:
            return
        if self._child is None:
            self._early.append(number)
        else:
            self._child.send_signal(number)
