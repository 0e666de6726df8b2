from collections.abc import Callable, Sequence

import httpx  # its exceptions are what a network does
import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.wires import Says, Wire, refuses
from vidu_cli.api.client import Client
from vidu_cli.api.transport import LONGEST_ADDRESS
from vidu_cli.policy.backoff import ONCE, SAFE, Patience
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Account, Creation, Remains, RowPage, Task, TaskPage, TaskState

ClientOn = Callable[[Wire], Client]
QUEUEING = Says(document={"id": "7", "state": "queueing"})
REPEATED = [
    httpx.ConnectError("refused"),
    httpx.ReadError("reset"),
    httpx.ReadTimeout("slow"),
    httpx.RemoteProtocolError("gone"),
    TimeoutError("whole"),
    refuses(429, "TooManyRequests"),
    refuses(500, "InternalServiceFailure"),
    refuses(500, "FancyNewTrouble"),
    Says(status=502, body=b"<html>"),
    Says(status=503, body=b""),
]


async def look(client: Client, patience: Patience = SAFE) -> Task:
    async with client:
        return await client.task("7", patience=patience)


@pytest.mark.parametrize("trouble", REPEATED, ids=str)
def test_a_look_goes_on_after_trouble_that_passes(
    trouble: Says | Exception, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(trouble, trouble, trouble, QUEUEING)

    task = clock.drive(look(client_on(wire)))

    assert (task.state, clock.slept) == (TaskState.QUEUEING, [0.5, 1.0, 2.0])


@pytest.mark.parametrize("trouble", REPEATED, ids=str)
def test_a_look_is_given_up_after_four_attempts_in_twenty_seconds(
    trouble: Says | Exception, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(trouble)

    failure = failure_in_driving(clock, look(client_on(wire)))

    assert (failure.exit_code // 10, len(wire.requests), clock.monotonic() <= 20) == (5, 4, True)


@pytest.mark.parametrize("trouble", REPEATED, ids=str)
def test_a_poll_that_comes_back_by_itself_asks_once(
    trouble: Says | Exception, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(trouble, QUEUEING)

    failure_in_driving(clock, look(client_on(wire), ONCE))

    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    ("answer", "exit_code"),
    [
        (refuses(401, "Unauthorized"), 11),
        (Says(status=401, body=b""), 11),
        (refuses(403, "Forbidden"), 12),
        (refuses(400, "FancyNewThing"), 39),
        (Says(body=b"<html>log in</html>"), 96),
        (Says(body=b""), 96),
        (Says(body=b'{"id": "7", "sta'), 96),
        (Says(document=["7"]), 96),
        (Says(document={"id": "7"}), 96),
        (Says(document={"id": "7", "state": {"is": "success"}}), 96),
        (Says(status=302, headers={"location": "https://elsewhere.test/"}), 96),
        (httpx.ProxyError("407"), 97),
    ],
    ids=str,
)
def test_a_look_that_no_repeating_can_mend_is_made_once_and_names_the_task(
    answer: Says | Exception, exit_code: int, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(answer, QUEUEING)

    failure = failure_in_driving(clock, look(client_on(wire)))

    assert (failure.exit_code, failure.task_id, len(wire.requests)) == (exit_code, "7", 1)


def test_a_retry_after_is_kept_to_the_letter(client_on: ClientOn, clock: FakeClock) -> None:
    clock.drive(look(client_on(Wire(refuses(503, "Busy", retry_after="11"), QUEUEING))))

    assert clock.slept == [11.0]


def test_a_retry_after_beyond_the_patience_ends_the_look_with_the_time_said(
    client_on: ClientOn, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, look(client_on(Wire(refuses(429, "TooManyRequests", retry_after="25")))))

    assert (failure.exit_code, "25 s" in failure.message, clock.slept) == (52, True, [])


def test_the_international_answer_without_an_id_is_given_the_one_asked_for(
    client_on: ClientOn, clock: FakeClock
) -> None:
    task = clock.drive(
        look(client_on(Wire(Says(document={"state": "success", "creations": [{"url": "https://c/a"}]}))))
    )

    assert task == Task(id=Id("7"), state=TaskState.SUCCESS, creations=(Creation(url="https://c/a"),))


def test_a_page_is_asked_for_with_the_keys_in_order_and_repeated(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={"tasks": [], "next_page_token": "t"}))

    async def page() -> TaskPage:
        async with client_on(wire) as client:
            return await client.task_page((("states", "failed"), ("states", "success"), ("pager.page", "0")))

    listed = clock.drive(page())

    assert (listed, wire.asked) == (
        TaskPage(next_page_token="t"),
        ["GET /ent/v2/tasks?states=failed&states=success&pager.page=0"],
    )


async def row_page(client: Client, filters: Sequence[tuple[str, str]]) -> RowPage:
    async with client:
        return await client.row_page(filters)


def test_a_page_to_be_printed_is_asked_for_in_the_same_words(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={"tasks": [], "next_page_token": "t"}))

    listed = clock.drive(row_page(client_on(wire), (("templates", "hug & kiss"), ("pager.page", "0"))))

    assert (listed, wire.asked) == (
        RowPage(next_page_token="t"),
        ["GET /ent/v2/tasks?templates=hug+%26+kiss&pager.page=0"],
    )


@pytest.mark.parametrize("filters", [(("templates", "x" * 65_536),), (("pager.page_token", "/" * 30_000),)])
def test_what_no_address_has_room_for_is_not_asked(
    filters: Sequence[tuple[str, str]], client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(Says(document={"tasks": []}))

    failure = failure_in_driving(clock, row_page(client_on(wire), filters))

    assert (failure.exit_code, "65,536" in failure.message, wire.asked) == (2, True, [])


def test_the_longest_address_is_asked(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={"tasks": []}))
    room = LONGEST_ADDRESS - len("https://api.test/ent/v2/tasks?templates=")

    clock.drive(row_page(client_on(wire), (("templates", "x" * room),)))

    assert [len(str(request.url)) for request in wire.requests] == [LONGEST_ADDRESS]


def test_a_cancel_names_the_task_in_path_and_body(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={}))

    async def cancelled() -> None:
        async with client_on(wire) as client:
            await client.cancel("7")

    clock.drive(cancelled())

    assert (wire.asked, wire.requests[0].content) == (["POST /ent/v2/tasks/7/cancel"], b'{"id":"7"}')


def test_the_account_keeps_what_has_no_field(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={"remains": [{"type": "metered", "credit_remain": 5, "new": 1}], "general_remains": []}))

    async def account() -> Account:
        async with client_on(wire) as client:
            return await client.account()

    told = clock.drive(account())

    assert (told, wire.asked) == (
        Account(
            remains=(Remains(type="metered", credit_remain=5),), raw={"general_remains": [], "remains": [{"new": 1}]}
        ),
        ["GET /ent/v2/credits?show_detail=true"],
    )


def test_the_log_holds_requests_and_trace_ids_and_never_the_key(
    client_on: ClientOn, clock: FakeClock, log: list[tuple[int, str]]
) -> None:
    clock.drive(look(client_on(Wire(Says(document={"state": "created"}, headers={"x-md-trace-id": "04e5"})))))

    assert log == [
        (
            2,
            'curl -sS -X GET https://api.test/ent/v2/tasks/7/creations -H "Authorization: Token $VIDU_API_KEY"',
        ),
        (1, "GET https://api.test/ent/v2/tasks/7/creations: 200, trace 04e5 (0.00 s)"),
    ]


@pytest.mark.parametrize("unreadable", ["none", {}, [None], [{"id": "1", "url": None}], [{"url": 7}]], ids=str)
def test_the_end_of_a_task_is_seen_beside_results_that_cannot_be_read(
    unreadable: object, client_on: ClientOn, clock: FakeClock
) -> None:
    told = {"id": "7", "state": "failed", "err_code": "NoFaceDetected", "creations": unreadable}

    task = clock.drive(look(client_on(Wire(Says(document=told)))))

    assert (task.state, task.err_code, task.raw["creations"]) == (TaskState.FAILED, "NoFaceDetected", unreadable)


def test_a_result_without_a_link_loses_no_other(client_on: ClientOn, clock: FakeClock) -> None:
    links = [{"url": None}, {"url": "https://store.test/b.mp4"}, None]

    task = clock.drive(look(client_on(Wire(Says(document={"id": "7", "state": "success", "creations": links})))))

    assert [one.url for one in task.creations or ()] == ["", "https://store.test/b.mp4", ""]


def test_a_row_with_results_that_cannot_be_read_loses_no_other(client_on: ClientOn, clock: FakeClock) -> None:
    rows = [{"id": "7", "state": "failed", "creations": {}}, {"id": "8", "state": "success"}]

    async def page() -> TaskPage:
        async with client_on(Wire(Says(document={"tasks": rows}))) as client:
            return await client.task_page(())

    assert [(task.id, task.state) for task in clock.drive(page()).tasks] == [("7", "failed"), ("8", "success")]
