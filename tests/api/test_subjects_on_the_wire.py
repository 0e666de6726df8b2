import json
from collections.abc import Callable

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.wires import Says, Wire, refuses
from vidu_cli.api.client import Client
from vidu_cli.schema.subjects import Subject, SubjectPage

ClientOn = Callable[[Wire], Client]


async def page(client: Client) -> SubjectPage:
    async with client:
        return await client.subject_page((("ownership", "private"), ("subject_ids", "1"), ("subject_ids", "2")))


async def updated(client: Client, subject_id: str = "7") -> Subject:
    async with client:
        return await client.update_subject(subject_id, {"style": "sober"})


def test_a_page_of_subjects_is_asked_for_with_the_keys_repeated(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={"subjects": [{"id": "7", "name": "Mia", "new": 1}], "next_page_token": "t", "count": 1}))

    told = clock.drive(page(client_on(wire)))

    assert (told, wire.asked) == (
        SubjectPage(subjects=(Subject(id="7", name="Mia", raw={"new": 1}),), next_page_token="t"),
        ["GET /ent/v2/subjects?ownership=private&subject_ids=1&subject_ids=2"],
    )


def test_a_page_that_cannot_be_read_is_96(client_on: ClientOn, clock: FakeClock) -> None:
    failure = failure_in_driving(clock, page(client_on(Wire(Says(document={"subjects": [{"name": "Mia"}]})))))

    assert failure.exit_code == 96


@pytest.mark.parametrize("reply", [{}, {"id": "7"}], ids=str)
def test_a_change_names_the_subject_in_the_path(reply: object, client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document=reply))

    subject = clock.drive(updated(client_on(wire)))

    assert (subject, wire.asked, json.loads(wire.requests[0].content)) == (
        Subject(id="7"),
        ["PUT /ent/v2/subjects/7"],
        {"style": "sober"},
    )


def test_a_change_which_is_free_is_repeated_after_trouble_that_passes(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(refuses(500, "InternalServiceFailure"), Says(document={"id": "7", "style": "sober"}))

    subject = clock.drive(updated(client_on(wire)))

    assert (subject.style, len(wire.requests)) == ("sober", 2)


def test_no_id_leads_out_of_the_library(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={}))

    clock.drive(updated(client_on(wire), "../credits?x"))

    assert wire.asked == ["PUT /ent/v2/subjects/..%2Fcredits%3Fx"]
