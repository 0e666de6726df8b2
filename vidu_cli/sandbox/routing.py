"""A request on its way to the call that answers it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from vidu_cli.errors.catalogue import UNAUTHORIZED
from vidu_cli.sandbox.exchange import Reply, Request, refusal
from vidu_cli.sandbox.faults import Call, Fault, FaultBook
from vidu_cli.sandbox.rehearsal import acted_out
from vidu_cli.sandbox.results import Signer
from vidu_cli.sandbox.wishes import Wishes
from vidu_cli.sandbox.world import World
from vidu_cli.schema import routes

KEY_PREFIXES = ("vda_", "sandbox")


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One request with everything that its answer depends on. `key` is a further key that is good."""

    request: Request
    world: World
    now: float
    faults: FaultBook
    pace: float
    key: str

    def authorise(self) -> None:
        """Refusal when the request does not come with a good key."""
        scheme, _, key = self.request.headers.get("authorization", "").partition(" ")
        if scheme != "Token" or not (key.startswith(KEY_PREFIXES) or (self.key and key == self.key)):
            raise refusal(UNAUTHORIZED)

    @property
    def signer(self) -> Signer:
        """Signs links for whoever sent this request."""
        return Signer(origin=self.request.origin, secret=self.world.secret, now=self.now)

    def fault(self, call: Call, task_id: str = "") -> Fault | None:
        """The fault that is due for this call, which is then used up once."""
        return self.faults.take(call) or self.world.take_fault(call, task_id=task_id)

    def end_code(self, wishes: Wishes) -> str:
        """The code that the task which is made now will end with, "" for a success."""
        wished = wishes.of(Call.TASK)
        fault = wished[0].fault if wished else self.fault(Call.TASK)
        return fault.code if fault else ""

    def spend(self, wishes: Wishes, perform: Callable[[], Reply]) -> Reply:
        """The reply of a call that spends credits, spoilt by the fault that it asks for or that is due."""
        rules = wishes.of(Call.SUBMIT)
        named = hashlib.sha256(self.request.target.encode() + b"\n" + self.request.body).hexdigest() if rules else ""
        due = self.world.take_asked(rules, by=named) if rules else None
        return acted_out(due or self.fault(Call.SUBMIT), perform)


# A call is handed the visit and what stands in the place of `{id}`, "" where the path has none.
Perform = Callable[[Visit, str], Reply]


@dataclass(frozen=True, slots=True)
class Served:
    """One call that is answered: its path as a pattern, its method and what performs it."""

    pattern: re.Pattern[str]
    method: str
    perform: Perform


def served(method: str, path: str, perform: Perform) -> Served:
    """The call at a path as `schema.routes` writes them."""
    pattern = re.escape(routes.target(path)).replace(re.escape("{id}"), "([^/]+)")
    return Served(re.compile(pattern), method, perform)


def at(route: routes.Route, perform: Perform) -> Served:
    """The call of a route."""
    return served(route.method, route.path, perform)
