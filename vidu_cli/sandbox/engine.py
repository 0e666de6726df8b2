"""The platform's answers: a pure function of the request, the world and the time.

The order of checks is the platform's: the path, the decoder (CODEC), the key, and only then the call itself.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from vidu_cli.errors.catalogue import BAD_REQUEST, CREDIT_INSUFFICIENT, NOT_FOUND, TASK_NOT_FOUND, UNAUTHORIZED
from vidu_cli.policy.checks import Problem
from vidu_cli.policy.requests import Body
from vidu_cli.sandbox import decoding, files, submission, views
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
from vidu_cli.sandbox.faults import Call, Fault, FaultBook
from vidu_cli.sandbox.links import FOLDER, BadLink
from vidu_cli.sandbox.listing import Query, refuse_unfit, search_in
from vidu_cli.sandbox.records import WAITING
from vidu_cli.sandbox.rehearsal import acted_out
from vidu_cli.sandbox.wishes import Wishes
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.routes import CANCEL_TASK, GET_CREDITS, GET_TASK, LIST_TASKS, PREFIX, Route
from vidu_cli.schema.tasks import TaskState

__all__ = ["Drop", "Reply", "Request", "answer"]

KEY_PREFIXES = ("vda_", "sandbox")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Visit:
    """One request with everything that its answer depends on. `key` is a further key that is good."""

    request: Request
    world: World
    now: float
    faults: FaultBook
    pace: float
    key: str

    def authorise(self) -> None:
        scheme, _, key = self.request.headers.get("authorization", "").partition(" ")
        if scheme != "Token" or not (key.startswith(KEY_PREFIXES) or (self.key and key == self.key)):
            raise refusal(UNAUTHORIZED)

    def fault(self, call: Call, task_id: str = "") -> Fault | None:
        return self.faults.take(call) or self.world.take_fault(call, task_id=task_id)


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
    visit = _Visit(request=request, world=world, now=now, faults=faults or FaultBook(), pace=pace, key=key)
    trace_id = request.trace_id(now)
    if request.path.startswith(FOLDER):
        return _file(visit, trace_id)
    try:
        reply = _call(visit)
    except Refusal as refused:
        reply = refusal_reply(refused, trace_id)
    from_service = reply.headers.get("content-type") != "text/html"
    return replace(reply, headers={**reply.headers, "x-md-trace-id": trace_id}) if from_service else reply


def _call(visit: _Visit) -> Reply:
    request = visit.request
    if len(request.body) > BODY_LIMIT_BYTES:
        return gateway_reply(413)
    methods: dict[str, Callable[[], Reply]] = {}
    for route, method, perform in _ROUTES:
        match = route.fullmatch(unquote(request.path))
        if match:
            methods[method] = _bound(perform, visit, match)
    if not methods:
        raise refusal(NOT_FOUND)
    allowed = {"allow": ", ".join(sorted({*methods, "OPTIONS", *(("HEAD",) if "GET" in methods else ())}))}
    if request.method == "OPTIONS":
        return Reply(status=204, headers=allowed)
    chosen = methods.get("GET" if request.method == "HEAD" else request.method)
    if chosen is None:
        return Reply(status=405, headers=allowed)
    return chosen()


def _bound(perform: "_Perform", visit: _Visit, match: re.Match[str]) -> Callable[[], Reply]:
    return lambda: perform(visit, match[1] if match.re.groups else "")


def _submit(visit: _Visit, name: str) -> Reply:
    kind = kind_named(name)
    body = decoding.normalised(decoding.content(visit.request), kind)
    problems = submission.problems_of(kind, body)
    visit.authorise()
    wishes = submission.wishes_of(body)

    rules = wishes.of(Call.SUBMIT)
    named = hashlib.sha256(visit.request.target.encode() + b"\n" + visit.request.body).hexdigest()
    due = visit.world.take_asked(rules, by=named) if rules else None
    return acted_out(due or visit.fault(Call.SUBMIT), lambda: _made(visit, kind, body, problems, wishes))


def _made(visit: _Visit, kind: Kind, body: Body, problems: tuple[Problem, ...], wishes: Wishes) -> Reply:
    if visit.world.balance(visit.now).credit_remain < submission.price_of(kind, body):
        raise refusal(CREDIT_INSUFFICIENT)
    model = submission.checked(kind, body, problems)
    asked = wishes.of(Call.TASK)
    fault = asked[0].fault if asked else visit.fault(Call.TASK)
    record = submission.accepted(
        kind,
        model,
        body,
        world=visit.world,
        wishes=wishes,
        err_code=fault.code if fault else "",
        pace=visit.pace,
        now=visit.now,
    )
    return json_reply(views.submitted(record))


def _get(visit: _Visit, task_id: str) -> Reply:
    number = decoding.task_number(task_id)
    visit.authorise()

    def perform() -> Reply:
        record = visit.world.task(number, now=visit.now)
        if record is None:
            raise refusal(TASK_NOT_FOUND)
        told = views.task(record, origin=visit.request.origin, secret=visit.world.secret, now=visit.now)
        return json_reply(told)

    return acted_out(visit.fault(Call.GET, str(number)), perform)


def _list(visit: _Visit, _: str) -> Reply:
    search = search_in(visit.request.query, now=visit.now)
    visit.authorise()
    refuse_unfit(search)

    def perform() -> Reply:
        found = visit.world.tasks(search, now=visit.now)
        page = found[: search.limit - 1]
        origin, secret = visit.request.origin, visit.world.secret
        rows = [views.row(record, origin=origin, secret=secret, now=visit.now) for record in page]
        return json_reply({"tasks": rows, "next_page_token": str(page[-1].id) if len(found) > len(page) else ""})

    return acted_out(visit.fault(Call.LIST), perform)


def _cancel(visit: _Visit, task_id: str) -> Reply:
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


def _credits(visit: _Visit, _: str) -> Reply:
    detailed = Query(visit.request.query).value("show_detail").casefold() in ("true", "1")
    visit.authorise()

    def perform() -> Reply:
        balance = visit.world.balance(visit.now)
        return json_reply(views.account(balance, with_packages=detailed, now=visit.now))

    return acted_out(visit.fault(Call.CREDITS), perform)


def _file(visit: _Visit, trace_id: str) -> Reply:
    if visit.request.method not in ("GET", "HEAD"):
        return Reply(status=405, headers={"allow": "GET, HEAD"})
    try:
        link = files.linked(visit.request, secret=visit.world.secret, now=visit.now)
        return acted_out(visit.fault(Call.DOWNLOAD, link.task_id), lambda: files.served(visit.request, link))
    except BadLink as bad:
        return files.refused(bad, trace_id)
    except Refusal as refused:
        return refusal_reply(refused, trace_id)


_Perform = Callable[[_Visit, str], Reply]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(PREFIX + path).replace(re.escape("{id}"), "([^/]+)"))


def _routed(route: Route, perform: _Perform) -> tuple[re.Pattern[str], str, _Perform]:
    return _pattern(route.path), route.method, perform


_ROUTES = (
    (re.compile(f"{re.escape(PREFIX)}/({'|'.join(KIND_NAMES)})"), "POST", _submit),
    _routed(GET_TASK, _get),
    _routed(LIST_TASKS, _list),
    _routed(CANCEL_TASK, _cancel),
    _routed(GET_CREDITS, _credits),
)
