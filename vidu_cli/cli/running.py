"""Asynchronous work run to its end, and what signals make of it."""

import asyncio  # noqa: TID253  # this module runs the event loop
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from vidu_cli.cli.answering import entry_of, overruled
from vidu_cli.cli.signals import Stopped
from vidu_cli.errors.catalogue import Entry
from vidu_cli.errors.failure import ViduError, failed

if TYPE_CHECKING:
    from vidu_cli.cli.app import App
    from vidu_cli.workflows.answers import Answer

T = TypeVar("T")


class UnwaitedThreads(ThreadPoolExecutor):
    """Threads that nobody waits for at the end: a name look-up that hangs may not hold up a deadline.

    What they do to files may be cut off at any time, as by a kill.
    """

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  # as the library calls it
        """Let go of them."""
        super().shutdown(wait=False, cancel_futures=cancel_futures)


def result_of(app: "App", work: Coroutine[object, object, T], stopped: Callable[[Entry], "Answer"] | None) -> T:
    """The result of the work. A signal ends it with its number; `stopped` tells what is known then."""
    try:
        # Before the loop begins: nothing inside of it may block signals and deadlines.
        _ = app.secret
    except BaseException:
        work.close()
        raise

    async def watched() -> T:
        asyncio.get_running_loop().set_default_executor(UnwaitedThreads())
        task = asyncio.current_task()
        if task is not None:
            app.interruption.watch(task)
        return await work

    runner = asyncio.Runner()
    try:
        result = runner.run(watched())
        app.interruption.end_watch()
        runner.close()
    except (asyncio.CancelledError, KeyboardInterrupt, Stopped) as signalled:
        # Closing would wait for what is still under way; the process ends anyway.
        app.interruption.end_watch()
        entry = app.interruption.entry or entry_of(signalled)
        if stopped is not None:
            app.answer(stopped(entry))
        raise failed(entry, "Stopped.") from signalled
    except BaseException as error:
        app.interruption.end_watch()
        runner.close()
        if app.interruption.entry is not None and isinstance(error, ViduError):
            raise overruled(error.failure, app.interruption.entry) from error
        raise
    return result
