from collections.abc import Callable

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.wires import Says, Wire, refuses
from vidu_cli.api.client import Client
from vidu_cli.schema.tasks import Creation, Task

ClientOn = Callable[[Wire], Client]
NOT_HERE = refuses(404, "TaskNotFound")
FILM = Says(document={"id": "7", "state": "success", "signed_url": "https://store.test/film.mp4"})
MV = "/one-click/mv/{id}"
EVERYWHERE = [
    "GET /ent/v2/tasks/7/creations",
    "GET /ent/v2/one-click/mv/7",
    "GET /ent/v2/one-click/general_one_click/7",
    "GET /ent/v2/ad-one-click/7",
]


async def looked(client: Client, *, times: int = 1, status_path: str | None = None) -> Task:
    async with client:
        for _ in range(times - 1):
            await client.task("7", status_path=status_path)
        return await client.task("7", status_path=status_path)


@pytest.mark.parametrize(
    ("answer", "exit_code"), [(NOT_HERE, 82), (refuses(404, "NotFound"), 81), (Says(status=404, body=b"<html>"), 81)]
)
def test_a_task_is_unknown_only_when_it_is_not_among_the_films_either(
    answer: Says, exit_code: int, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(answer)

    failure = failure_in_driving(clock, looked(client_on(wire)))

    assert (failure.exit_code, failure.task_id, wire.asked) == (exit_code, "7", EVERYWHERE)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_film_is_found_where_films_are_asked_for(steps: int, client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(*[NOT_HERE] * steps, FILM)

    task = clock.drive(looked(client_on(wire)))

    assert (task.creations, wire.asked) == (
        (Creation(url="https://store.test/film.mp4"),),
        EVERYWHERE[: steps + 1],
    )


def test_where_a_task_was_found_is_remembered(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(NOT_HERE, FILM)

    clock.drive(looked(client_on(wire), times=3))

    assert wire.asked == [*EVERYWHERE[:2], EVERYWHERE[1], EVERYWHERE[1]]


def test_a_task_whose_kind_is_known_is_asked_for_in_its_one_place(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(FILM)

    clock.drive(looked(client_on(wire), status_path=MV))

    assert wire.asked == [EVERYWHERE[1]]


def test_a_task_that_is_not_in_the_one_place_of_its_kind_is_unknown(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(NOT_HERE)

    failure = failure_in_driving(clock, looked(client_on(wire), status_path=MV))

    assert (failure.exit_code, wire.asked) == (82, [EVERYWHERE[1]])


def test_trouble_that_may_pass_leaves_open_whether_the_task_is_there(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(NOT_HERE, Says(status=502, body=b"<html>"))

    failure = failure_in_driving(clock, looked(client_on(wire)))

    assert failure.exit_code == 58


@pytest.mark.parametrize("answer", [refuses(400, "CODEC"), refuses(403, "Forbidden"), Says(body=b"<html>")])
def test_a_place_that_refuses_the_question_is_not_where_the_task_is(
    answer: Says, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(NOT_HERE, answer, FILM)

    task = clock.drive(looked(client_on(wire)))

    assert (task.id, wire.asked) == ("7", EVERYWHERE[:3])


def test_a_film_whose_answer_cannot_be_read_is_there_all_the_same(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(NOT_HERE, Says(document={"id": "7", "status": "processing"}))

    failure = failure_in_driving(clock, looked(client_on(wire)))

    assert (failure.exit_code, wire.asked[:2]) == (96, EVERYWHERE[:2])


def test_an_answer_that_cannot_be_read_hides_no_film_elsewhere(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(NOT_HERE, Says(document={}), FILM)

    task = clock.drive(looked(client_on(wire)))

    assert (task.id, wire.asked) == ("7", EVERYWHERE[:3])
