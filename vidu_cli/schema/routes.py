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

    def at(self, named: str) -> str:
        """The path of this call for one task, subject or upload."""
        return self.path.format(id=named)


GET_TASK = Route("get", "GET", "/tasks/{id}/creations")
LIST_TASKS = Route("list", "GET", "/tasks")
CANCEL_TASK = Route("cancel", "POST", "/tasks/{id}/cancel")
GET_CREDITS = Route("credits", "GET", "/credits")

# Where the tasks of the whole films, and the steps of their editing, are asked for instead.
FILM_STATUS_PATHS = ("/one-click/mv/{id}", "/one-click/general_one_click/{id}", "/ad-one-click/{id}")

START_UPLOAD = Route("upload", "POST", "/tools/v2/files/uploads")
FINISH_UPLOAD = Route("upload", "PUT", "/tools/v2/files/uploads/{id}/finish")

CREATE_SUBJECT = Route("submit", "POST", "/subjects")
LIST_SUBJECTS = Route("subjects", "GET", "/subjects")
UPDATE_SUBJECT = Route("subjects", "PUT", "/subjects/{id}")


def target(path: str) -> str:
    """The path of a call as it stands behind the base URL."""
    return path if path.startswith("/tools/") else PREFIX + path
