from collections.abc import Mapping

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import Told
from tests.support.weather import Weather
from tests.support.wires import Middle
from vidu_cli.api.client import Client
from vidu_cli.api.transport import Transport
from vidu_cli.sandbox.transport import SandboxTransport
from vidu_cli.sandbox.world import World
from vidu_cli.schema.tasks import TaskState
from vidu_cli.workflows.poll import poller
from vidu_cli.workflows.poll_plan import PollPlan, PollReport

TASKS = 200
# The sandbox works at five tasks at a time: forty rounds of a quarter of an hour, and some of it in the queue.
SECONDS = 1500
CODES = ("", "", "", "NoFaceDetected", "InternalServiceFailure", "CreationPolicyViolation", "NewCodeOfTomorrow")


async def submitted(client: Client) -> dict[str, str]:
    """Tasks by their ids, each with the code it ends with."""
    codes = {}
    for number in range(TASKS):
        code = CODES[number % len(CODES)]
        wish = f" sandbox:task={code}" if code else ""
        body = {"model": "viduq3-turbo", "prompt": f"a cat sandbox:seconds={SECONDS}{wish}", "duration": 1}
        task = (await client.submit("/text2video", body, within_s=60)).task
        codes[str(task.id)] = code
    return codes


async def waited(client: Client, clock: FakeClock) -> tuple[Mapping[str, str], PollReport]:
    """The codes that the tasks end with, and what a wait for them says."""
    codes = await submitted(client)
    wait = poller(tuple(codes), looker=client, watcher=Told(), clock=clock, chance=Middle())
    return codes, await wait.wait(PollPlan(interval_s=60))


def test_in_ten_hours_of_bad_weather_every_task_is_seen_to_its_true_end(clock: FakeClock) -> None:
    world, weather = World.in_memory(), Weather(7)
    handler = SandboxTransport(world, clock_now=clock.now, sleep=clock.sleep, faults=weather)
    transport = Transport(
        "https://sandbox.vidu.invalid", secret=lambda: "sandbox", clock=clock, chance=Middle(), handler=handler
    )

    codes, report = clock.drive(waited(Client(transport), clock))
    world.close()

    seen = {row.id: row.task.err_code if row.task else None for row in report.rows}
    states = {row.id: row.task.state if row.task else None for row in report.rows}
    expected = {task_id: TaskState.FAILED if code else TaskState.SUCCESS for task_id, code in codes.items()}
    assert ({task_id: code or "" for task_id, code in seen.items()}, states) == (codes, expected)
    assert (report.stopped, clock.monotonic() > 10 * 3600, weather.count > 1000) == (None, True, True)
