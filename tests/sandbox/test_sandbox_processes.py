import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import chain
from pathlib import Path

from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.world import Draft, Search, World

NOW = 1_795_450_000.0
EACH = 40
# A process of its own that opens the world at once with the others and makes tasks, all at the same moment.
SCRIPT = f"""
import sys
from pathlib import Path
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.world import Draft, World

world = World.open(Path(sys.argv[1]))
draft = Draft(kind="text2video", model="m", resolution="720p", request={{}}, credits=10, phases=phases_of())
for _ in range({EACH}):
    sys.stdout.write(f"{{world.add_task(draft, now={NOW}).id}}\\n")
world.close()
"""


def test_processes_that_share_a_world_get_ids_of_their_own_and_lose_no_credit(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(path)]

    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    printed = [process.communicate()[0].split() for process in processes]

    with closing(World.open(path)) as world:
        made = {str(task.id) for task in world.tasks(Search(since=0.0, limit=1000), now=NOW)}
        assert (made, world.balance(NOW).credit_remain) == ({*chain.from_iterable(printed)}, 32_000 - 10 * EACH * 4)


def test_threads_that_share_a_world_never_spend_the_same_credit_twice(tmp_path: Path) -> None:
    draft = Draft(kind="text2video", model="m", resolution="720p", request={}, credits=1000, phases=phases_of())

    with closing(World.open(tmp_path / "sandbox.db")) as world, ThreadPoolExecutor(8) as threads:
        made = [task.result() for task in [threads.submit(world.add_task, draft, now=NOW) for _ in range(50)]]

    assert sum(task is not None for task in made) == 32
