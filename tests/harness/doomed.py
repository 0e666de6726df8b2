"""The program in a process that ends itself, as a power cut would, at a point of its work.

Run as `python doomed.py PLAN WORDS...`. A plan is steps in their order, with `>` between them: `enter NAME` and `leave
NAME` of functions lead to the last one, where the process ends, as in `enter Ledger.intend > leave Connection.commit`.
To leave is to return: neither to wait nor to fail. A name may have the last word of its module before it, as in
`rows.insert`. In the place of the last step may stand

- `after N`: so many calls and returns later;
- `count`: nothing ends, and the last line of stderr tells how many calls and returns there were;
- `tell`: stderr tells that it has come so far, and whoever started the process ends it.

The program itself knows nothing of this: the interpreter tells of every call.
"""

import dis
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import Any

BEGUN = "begun\n"

# What a submit imports anyway: the calls and returns of imports are many, and at all of them the same has been done.
_BEFOREHAND = (
    "anyio._backends._asyncio",
    "httpx",
    "vidu_cli.api.client",
    "vidu_cli.cli.commands.submit",
    "vidu_cli.ledger.ledger",
    "vidu_cli.ledger.reader",
    "vidu_cli.workflows.purchase",
)
_RETURNS = {dis.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST") if name in dis.opmap}
_EVENTS = {"enter": ("call", "c_call"), "leave": ("return", "c_return")}


class Way:
    """Steps that must come in their order."""

    def __init__(self, plan: str) -> None:
        self._steps = [step.strip().partition(" ")[::2] for step in plan.split(">")]
        self._look_ahead()

    def seen(self, frame: FrameType, event: str, arg: Any) -> None:
        """Go on if this is the next step."""
        if event == self._event:
            # The interpreter tells of a million calls: most are told apart by their own name alone.
            is_next = frame.f_code.co_name == self._own_name and _is_named(frame, event, self._name)
        else:
            is_next = event == self._native_event and arg.__qualname__ == self._name
        if is_next:
            del self._steps[0]
            self._look_ahead()

    def _look_ahead(self) -> None:
        if not self._steps:
            _die()
        verb, self._name = self._steps[0]
        self._own_name = self._name.rpartition(".")[2]
        if verb in ("after", "count"):
            sys.setprofile(Count(int(self._name or 0)).seen)
        elif verb == "tell":
            sys.setprofile(None)
            os.write(2, BEGUN.encode())
        else:
            self._event, self._native_event = _EVENTS[verb]


class Count:
    """So many calls and returns and then the end; 0 is none, and they are told of when the process ends."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._count = 0

    def seen(self, _: FrameType, event: str, arg: Any) -> None:
        """Count one call or return."""
        self._count += 1
        if self._count == self._end:
            _die()
        if not self._end and event == "c_call" and arg is os._exit:
            sys.setprofile(None)
            os.write(2, f"{self._count}\n".encode())


def _is_named(frame: FrameType, event: str, name: str) -> bool:
    code = frame.f_code
    module = str(frame.f_globals.get("__name__", "")).rpartition(".")[2]
    is_it = name in (code.co_qualname, f"{module}.{code.co_qualname}")
    return is_it and (event == "call" or code.co_code[frame.f_lasti] in _RETURNS)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the program under the plan of the first word."""
    plan, *words = sys.argv[1:]
    sys.argv = ["vidu", *words]
    from vidu_cli.cli.main import run

    for name in _BEFOREHAND:
        import_module(name)
    sys.setprofile(Way(plan).seen)
    run()


if __name__ == "__main__":
    main()
