"""The end of a run."""

import asyncio
from threading import Event

from vidu_cli.cli.running import UnwaitedThreads

PATIENCE_S = 10.0


def test_a_thread_that_hangs_does_not_hold_up_the_end() -> None:
    let_go, is_waited_for = Event(), Event()

    def hang() -> None:
        # In the end it lets go by itself, or a run that waits for it would never tell.
        if not let_go.wait(PATIENCE_S):
            is_waited_for.set()

    async def give_up() -> None:
        asyncio.get_running_loop().set_default_executor(UnwaitedThreads())
        hanging = asyncio.ensure_future(asyncio.to_thread(hang))
        await asyncio.sleep(0)
        hanging.cancel()

    asyncio.run(give_up())
    let_go.set()

    assert not is_waited_for.is_set()
