"""The calls that make a task, one for each kind."""

from vidu_cli.errors.catalogue import CREDIT_INSUFFICIENT
from vidu_cli.sandbox import decoding, instant, library, submission, views
from vidu_cli.sandbox.exchange import Reply, json_reply, refusal
from vidu_cli.sandbox.routing import Perform, Visit, served
from vidu_cli.sandbox.submission import Asked
from vidu_cli.sandbox.wishes import Wishes
from vidu_cli.schema.kinds import NAMES_BY_PATH, kind_named


def _submit(visit: Visit, name: str) -> Reply:
    # The kind is named by the path, so that no other kind's module is imported.
    kind = kind_named(name)
    body = decoding.normalised(decoding.content(visit.request), kind)
    request = submission.asked(kind, body, visit.world)
    visit.authorise()
    wishes = submission.wishes_of(body)
    return visit.spend(wishes, lambda: _made(visit, request, wishes))


def _made(visit: Visit, request: Asked, wishes: Wishes) -> Reply:
    if visit.world.balance(visit.now).credit_remain < submission.price_of(request):
        raise refusal(CREDIT_INSUFFICIENT)
    model = submission.checked(request)
    library.refuse_unknown(request.body, visit.world)
    record = submission.accepted(
        request,
        model,
        world=visit.world,
        wishes=wishes,
        err_code=visit.end_code(wishes),
        pace=visit.pace,
        now=visit.now,
    )
    if request.kind.is_synchronous:
        return json_reply(instant.answered(record, visit.signer))
    return json_reply(views.submitted(record))


def _submit_of(name: str) -> Perform:
    return lambda visit, _: _submit(visit, name)


CALLS = tuple(served("POST", path, _submit_of(name)) for path, name in NAMES_BY_PATH.items())
