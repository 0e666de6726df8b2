"""Whole films: where they are asked for, and the steps of their editing.

Source: the vendor's pages "one-click-ad-film", "one-click-mv", "one-click-general-film", "pricing".
"""

from collections.abc import Mapping

from vidu_cli.errors.catalogue import BAD_REQUEST, FIELD_INVALID, FIELD_LACKING, TASK_NOT_FOUND
from vidu_cli.policy.prices import credits_of
from vidu_cli.sandbox import decoding, submission
from vidu_cli.sandbox.exchange import Reply, json_reply, refusal
from vidu_cli.sandbox.faults import Call
from vidu_cli.sandbox.film_views import ad_status, film_status
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.rehearsal import acted_out
from vidu_cli.sandbox.routing import Perform, Served, Visit, served
from vidu_cli.sandbox.wishes import Wishes
from vidu_cli.sandbox.world import Draft, Record
from vidu_cli.schema.kinds import path_of
from vidu_cli.schema.kinds.film_steps import COMPOSE, COMPOSING, EDIT, EDITS, PATHS, PRICED_EDITS
from vidu_cli.schema.tasks import TaskState

# A step of one storyboard makes about so many seconds of film.
STORYBOARD_S = 5

_FILM_ID = "ad_one_click_task_id"
_AD = "ad-one-click"
_SHOT = "generate_video"
_MUSIC = "generate_bgm"


def _status_of(kind: str) -> Perform:
    def status(visit: Visit, task_id: str) -> Reply:
        number = decoding.task_number(task_id)
        visit.authorise()

        def perform() -> Reply:
            record = _film(visit, kind, number)
            steps = visit.world.steps(number, now=visit.now)
            told = ad_status if kind == _AD else film_status
            return json_reply(told(record, steps, visit.signer))

        return acted_out(visit.fault(Call.GET, str(number)), perform)

    return status


def _step_of(kind: str, name: str) -> Perform:
    def step(visit: Visit, task_id: str) -> Reply:
        body = decoding.content(visit.request)
        number = decoding.task_number(task_id or str(body.get(_FILM_ID) or 0))
        visit.authorise()
        wishes = submission.wishes_of(body)

        def perform() -> Reply:
            if not number:
                raise refusal(FIELD_LACKING, fields=_FILM_ID)
            film = _film(visit, kind, number)
            if film.state != TaskState.SUCCESS or film.film:
                raise refusal(BAD_REQUEST, f"task state is {film.state}, can not {name}")
            draft = _draft(visit, film, _step(name, body), str(body.get("prompt") or ""), wishes)
            made = submission.made(draft, world=visit.world, now=visit.now)
            told = {"sub_task_id": str(made.id), "state": TaskState.CREATED.value, "credits": made.charge}
            return json_reply(told)

        return visit.spend(wishes, perform)

    return step


def _film(visit: Visit, kind: str, number: int) -> Record:
    """The film, or the step of one, of that id; a film for advertising is a task as others are, too."""
    services = (path_of(kind), *(("",) if kind == _AD else ()))
    found = [visit.world.task(number, now=visit.now, service=service) for service in services]
    record = next((each for each in found if each is not None and each.kind == kind), None)
    if record is None:
        raise refusal(TASK_NOT_FOUND)
    return record


def _step(name: str, body: Mapping[str, object]) -> str:
    if name == COMPOSE:
        return COMPOSE
    given = str(body.get("type") or _SHOT)
    if given not in EDITS:
        raise refusal(FIELD_INVALID, fields="type")
    return given


def _draft(visit: Visit, film: Record, step: str, prompt: str, wishes: Wishes) -> Draft:
    return Draft(
        kind=film.kind,
        model="",
        resolution="",
        request={"step": step, "prompt": prompt},
        credits=_cost(film, step, prompt),
        err_code=visit.end_code(wishes),
        phases=phases_of(wishes.seconds, pace=visit.pace),
        faults=wishes.of(Call.GET, Call.DOWNLOAD),
        service=path_of(film.kind),
        film=film.id,
    )


def _cost(film: Record, step: str, prompt: str) -> int:
    if step != COMPOSE and film.kind not in PRICED_EDITS:
        return submission.UNKNOWN_PRICE
    kind = COMPOSING if step == COMPOSE else EDITS[step]
    known = credits_of(kind, {"prompt": prompt})
    return known[0] if known else kind.models[0].prices[""].further * _units(film, step)


def _units(film: Record, step: str) -> int:
    """How much a step makes whose request does not tell: seconds of film or of music, else one of it."""
    length_s = film.request.get("duration")
    if step == _MUSIC and isinstance(length_s, int):
        return length_s
    return STORYBOARD_S if step in {_SHOT, _MUSIC} else 1


def _calls_of(kind: str, below: str) -> tuple[Served, ...]:
    steps = (served("POST", f"{below}/{name}", _step_of(kind, name)) for name in (EDIT, COMPOSE))
    return (served("GET", f"{path_of(kind)}/{{id}}", _status_of(kind)), *steps)


CALLS = tuple(call for kind, below in PATHS.items() for call in _calls_of(kind, below))
