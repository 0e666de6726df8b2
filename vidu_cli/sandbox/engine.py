"""The platform's answers: a pure function of the request, the world and the time.

The order of checks is the platform's: the path, the decoder (CODEC), the key, and only then the call itself.
"""

from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from re import Match
from urllib.parse import unquote

from vidu_cli.errors.catalogue import BAD_REQUEST, NOT_FOUND, TASK_NOT_FOUND
from vidu_cli.sandbox import creating, decoding, files, films, library, uploading, views
from vidu_cli.sandbox.exchange import (
    BODY_LIMIT_BYTES,
    Drop,
    Refusal,
    Reply,
    Request,
    gateway_reply,
    json_reply,
    refusal,
    refusal_reply,
)
from vidu_cli.sandbox.faults import Call, FaultBook, Word
from vidu_cli.sandbox.links import FOLDER, UPLOADS, BadLink
from vidu_cli.sandbox.listing import Query, lagging, refuse_unfit, search_in
from vidu_cli.sandbox.records import WAITING
from vidu_cli.sandbox.rehearsal import acted_out
from vidu_cli.sandbox.routing import Perform, Visit, at
from vidu_cli.sandbox.world import World
from vidu_cli.schema.routes import CANCEL_TASK, GET_CREDITS, GET_TASK, LIST_TASKS
from vidu_cli.schema.tasks import TaskState

__all__ = ["Drop", "Reply", "Request", "answer"]


def answer(
    request: Request,
    world: World,
    now: float,
    *,
    faults: FaultBook | None = None,
    pace: float = 1.0,
    key: str = "",
) -> Reply:
    """The reply of the platform at `now` (unix seconds).

    `faults` are the caller's own, beside those of the prompt and of the world; `pace` divides how long a task that is
    submitted now takes; `key` is good beside every key that starts with `vda_` or `sandbox`.
    """
    visit = Visit(request=request, world=world, now=now, faults=faults or FaultBook(), pace=pace, key=key)
    trace_id = request.trace_id(now)
    if request.path.startswith(FOLDER):
        return _file(visit, trace_id)
    if request.path.startswith(UPLOADS):
        return uploading.received(visit, trace_id)
    try:
        reply = _call(visit)
    except Refusal as refused:
        reply = refusal_reply(refused, trace_id)
    from_service = reply.headers.get("content-type") != "text/html"
    told = {"date": formatdate(now, usegmt=True), **({"x-md-trace-id": trace_id} if from_service else {})}
    return replace(reply, headers={**reply.headers, **told})


def _call(visit: Visit) -> Reply:
    request = visit.request
    if len(request.body) > BODY_LIMIT_BYTES:
        return gateway_reply(413)
    path = unquote(request.path)
    matches = [(call, match) for call in _CALLS if (match := call.pattern.fullmatch(path))]
    methods = {call.method: _bound(call.perform, visit, match) for call, match in matches}
    if not methods:
        raise refusal(NOT_FOUND)
    allowed = {"allow": ", ".join(sorted({*methods, "OPTIONS", *(("HEAD",) if "GET" in methods else ())}))}
    if request.method == "OPTIONS":
        return Reply(status=204, headers=allowed)
    chosen = methods.get("GET" if request.method == "HEAD" else request.method)
    if chosen is None:
        return Reply(status=405, headers=allowed)
    return chosen()


def _bound(perform: Perform, visit: Visit, match: Match[str]) -> Callable[[], Reply]:
    return lambda: perform(visit, match[1] if match.re.groups else "")


def _get(visit: Visit, task_id: str) -> Reply:
    number = decoding.task_number(task_id)
    visit.authorise()

    def perform() -> Reply:
        record = visit.world.task(number, now=visit.now)
        if record is None:
            raise refusal(TASK_NOT_FOUND)
        return json_reply(views.task(record, visit.signer))

    return acted_out(visit.fault(Call.GET, str(number)), perform)


def _list(visit: Visit, _: str) -> Reply:
    search = search_in(visit.request.query, now=visit.now)
    visit.authorise()
    refuse_unfit(search)
    fault = visit.fault(Call.LIST)
    lag_s = (fault.seconds or 0.0) if fault and fault.word is Word.LAGGING else 0.0
    tells_payloads = fault is not None and fault.word is Word.PAYLOADS

    def perform() -> Reply:
        found = visit.world.tasks(lagging(search, lag_s, now=visit.now), now=visit.now)
        page = found[: search.limit - 1]
        signer = visit.signer
        rows = [views.row(record, signer, tells_payload=tells_payloads) for record in page]
        return json_reply({"tasks": rows, "next_page_token": str(page[-1].id) if len(found) > len(page) else ""})

    return acted_out(fault, perform)


def _cancel(visit: Visit, task_id: str) -> Reply:
    number = decoding.task_number(task_id)
    decoding.content(visit.request)
    visit.authorise()

    def perform() -> Reply:
        record = visit.world.cancel(number, now=visit.now)
        if record is None:
            raise refusal(TASK_NOT_FOUND)
        if record.state in WAITING:
            return json_reply({})
        state = "scheduled" if record.state == TaskState.PROCESSING else record.state
        raise refusal(BAD_REQUEST, f"task state is {state}, can not cancel")

    return acted_out(visit.fault(Call.CANCEL, str(number)), perform)


def _credits(visit: Visit, _: str) -> Reply:
    detailed = Query(visit.request.query).value("show_detail").casefold() in ("true", "1")
    visit.authorise()

    def perform() -> Reply:
        balance = visit.world.balance(visit.now)
        return json_reply(views.account(balance, with_packages=detailed, now=visit.now))

    return acted_out(visit.fault(Call.CREDITS), perform)


def _file(visit: Visit, trace_id: str) -> Reply:
    if visit.request.method not in ("GET", "HEAD"):
        return Reply(status=405, headers={"allow": "GET, HEAD"})
    try:
        link = files.linked(visit.request, secret=visit.world.secret, now=visit.now)
        return acted_out(visit.fault(Call.DOWNLOAD, link.task_id), lambda: files.served(visit.request, link))
    except BadLink as bad:
        return files.refused(bad, trace_id)
    except Refusal as refused:
        return refusal_reply(refused, trace_id)


_CALLS = (
    *creating.CALLS,
    at(GET_TASK, _get),
    at(LIST_TASKS, _list),
    at(CANCEL_TASK, _cancel),
    at(GET_CREDITS, _credits),
    *films.CALLS,
    *uploading.CALLS,
    *library.CALLS,
)
