"""Answers of the platform, made by hand: small, and of the documented shape."""

from tests.support.scripted import Reply, says

SUBMIT = "POST /ent/v2/text2video"
LIST = "GET /ent/v2/tasks?"
KEY = "vda_5ecret0123456789never5hown"


def look_at(task_id: str) -> str:
    """The line of the request that looks at a task."""
    return f"GET /ent/v2/tasks/{task_id}/creations"


def cancel_of(task_id: str) -> str:
    """The line of the request that cancels a task."""
    return f"POST /ent/v2/tasks/{task_id}/cancel"


def accepted(task_id: str = "11") -> Reply:
    """A submit that was taken."""
    return says({"task_id": task_id, "state": "created", "model": "viduq3-turbo", "credits": 60})


def task(task_id: str, state: str, err_code: str = "", *, links: tuple[str, ...] = (), **more: object) -> Reply:
    """A task as GET creations tells of it."""
    creations = [{"id": f"{task_id}{index}", "url": link} for index, link in enumerate(links)]
    return says({"id": task_id, "state": state, "err_code": err_code, "credits": 60, "creations": creations, **more})
