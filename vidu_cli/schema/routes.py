"""Method and path of each call, written once for the client and for the sandbox.

Paths stand below `PREFIX`, except those that begin with `/tools`.
"""

from dataclasses import dataclass

PREFIX = "/ent/v2"


@dataclass(frozen=True, slots=True)
class Route:
    """One call. `path` may hold `{id}`; `name` is what the sandbox's faults call it."""

    name: str
    method: str
    path: str

    def at(self, task_id: str) -> str:
        """The path of this call for one task."""
        return self.path.format(id=task_id)


GET_TASK = Route("get", "GET", "/tasks/{id}/creations")
LIST_TASKS = Route("list", "GET", "/tasks")
CANCEL_TASK = Route("cancel", "POST", "/tasks/{id}/cancel")
GET_CREDITS = Route("credits", "GET", "/credits")
