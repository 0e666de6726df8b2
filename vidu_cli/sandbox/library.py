"""The subject library: people and things that are kept under a name and cited by requests.

Source: the vendor's page "subject-library".
"""

from collections.abc import Mapping

from vidu_cli.errors.catalogue import CREDIT_INSUFFICIENT, FIELD_INVALID, NOT_FOUND, PAGE_SIZE
from vidu_cli.policy.requests import Body
from vidu_cli.sandbox import decoding, submission
from vidu_cli.sandbox.echoes import shown
from vidu_cli.sandbox.exchange import Reply, json_reply, refusal
from vidu_cli.sandbox.faults import Call
from vidu_cli.sandbox.listing import Query
from vidu_cli.sandbox.rehearsal import acted_out
from vidu_cli.sandbox.routing import Visit, at
from vidu_cli.sandbox.submission import Asked
from vidu_cli.sandbox.world import World
from vidu_cli.schema.routes import CREATE_SUBJECT, LIST_SUBJECTS, UPDATE_SUBJECT

PAGE_SIZE_DEFAULT = 20
PAGE_SIZE_MAX = 100

_EMPTY: Mapping[str, object] = {
    "name": "",
    "images": [],
    "videos": [],
    "voice_id": "",
    "style": "",
    "description": "",
}
_SYSTEM: Mapping[int, Mapping[str, object]] = {
    3: {**_EMPTY, "name": "Astronaut", "images": ["https://example.com/astronaut.png"], "style": "general"},
    2: {**_EMPTY, "name": "Old Sailor", "images": ["https://example.com/sailor.png"], "style": "general"},
    1: {**_EMPTY, "name": "Paper Boat", "images": ["https://example.com/boat.png"], "style": "anime"},
}


def refuse_unknown(body: Body, world: World) -> None:
    """Refusal when a request cites a subject by an id that the library does not hold."""
    given = body.get("subjects")
    each = [subject for subject in given if isinstance(subject, Mapping)] if isinstance(given, list) else []
    wanted = {str(subject["server_id"]) for subject in each if subject.get("server_id")}
    if wanted and not wanted <= {str(number) for number in (*_SYSTEM, *world.subjects())}:
        raise refusal(FIELD_INVALID, "subject does not exist", fields="subjects")


def _create(visit: Visit, _: str) -> Reply:
    from vidu_cli.schema.kinds.subjects import CREATE

    request = submission.asked(CREATE, decoding.normalised(decoding.content(visit.request), CREATE), visit.world)
    visit.authorise()

    def perform() -> Reply:
        submission.checked(request)
        cost = submission.price_of(request)
        content = {**_EMPTY, **_given(request)}
        number = visit.world.add_subject(content, cost=cost, now=visit.now)
        if number is None:
            raise refusal(CREDIT_INSUFFICIENT)
        return json_reply({"id": str(number), **content, "credits": cost})

    return visit.spend(submission.wishes_of(request.body), perform)


def _update(visit: Visit, subject_id: str) -> Reply:
    from vidu_cli.schema.kinds.subjects import UPDATE

    number = decoding.task_number(subject_id)
    request = submission.asked(UPDATE, decoding.normalised(decoding.content(visit.request), UPDATE), visit.world)
    visit.authorise()

    def perform() -> Reply:
        submission.checked(request)
        changed = visit.world.change_subject(number, _given(request))
        if changed is None:
            raise refusal(NOT_FOUND)
        return json_reply({"id": str(number), **changed})

    return acted_out(visit.fault(Call.SUBJECTS), perform)


def _list(visit: Visit, _: str) -> Reply:
    query = Query(visit.request.query)
    size = query.number("count") or PAGE_SIZE_DEFAULT
    before = query.number("next_page_token")
    wanted = query.values("subject_ids")
    visit.authorise()
    if not 0 < size <= PAGE_SIZE_MAX:
        raise refusal(PAGE_SIZE)

    def perform() -> Reply:
        kept = _SYSTEM if query.value("ownership") == "system" else visit.world.subjects()
        found = [
            (number, subject)
            for number, subject in kept.items()
            if (not before or number < before) and (not wanted or str(number) in wanted)
        ]
        page = found[:size]
        token = str(page[-1][0]) if len(found) > size else ""
        rows = [{"id": str(number), **subject} for number, subject in page]
        return json_reply({"subjects": rows, "next_page_token": token, "count": len(rows)})

    return acted_out(visit.fault(Call.SUBJECTS), perform)


def _given(request: Asked) -> dict[str, object]:
    return {name: shown(value) for name, value in request.body.items() if name in _EMPTY and value}


CALLS = (at(CREATE_SUBJECT, _create), at(LIST_SUBJECTS, _list), at(UPDATE_SUBJECT, _update))
