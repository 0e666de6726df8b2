"""The end of a run."""

import asyncio
from threading import Event

from vidu_cli.cli.running import UnwaitedThreads


def test_a_thread_that_hangs_does_not_hold_up_the_end() -> None:
    let_go = Event()

    async def give_up() -> None:
        asyncio.get_running_loop().set_default_executor(UnwaitedThreads())
        hanging = asyncio.ensure_future(asyncio.to_thread(let_go.wait))
        await asyncio.sleep(0)
        hanging.cancel()

    asyncio.run(give_up())

    assert not let_go.is_set()
    let_go.set()
