"""What came of a task: why it ended badly, or its results where the platform tells them beside `creations`."""

from collections.abc import Mapping
from dataclasses import replace

from vidu_cli.errors.catalogue import USER_CANCELLED
from vidu_cli.errors.failure import Failure, task_failure
from vidu_cli.schema.tasks import CANCELLED_WORDS, Creation, Task, TaskState

# Speech, the sample of a cloned voice, and a film: what each answer calls its one file.
_SINGLE_LINKS = ("file_url", "demo_audio", "signed_url")


def failure_of(task: Task) -> Failure | None:
    """Why a task ended badly; None for one that runs or succeeded."""
    if task.state in CANCELLED_WORDS:
        return task_failure(task.err_code or USER_CANCELLED.code, task_id=task.id)
    if task.state is not TaskState.FAILED:
        return None
    told = task.raw.get("err_msg")
    return task_failure(task.err_code or "", task_id=task.id, message=told if isinstance(told, str) else "")


def with_results(task: Task) -> Task:
    """The task with its one file as a creation; the task as it is where `creations` says it, or nothing does.

    A film that is told only by the jobs it was made of is the last one that was composed and succeeded.

    Source: the vendor's pages "text-to-speech", "voice-clone" and those of the one-click films.
    """
    if task.creations or task.state is not TaskState.SUCCESS:
        return task
    named = [link for name in _SINGLE_LINKS if (link := _link(task.raw.get(name)))]
    links = named or _composed(task.raw.get("job_records"))[-1:]
    return replace(task, creations=(Creation(url=links[0]),)) if links else task


def _composed(records: object) -> list[str]:
    films = sorted((record for record in _objects(records) if record.get("type") == "compose"), key=_index)
    jobs = [job for film in films for job in _objects(film.get("jobs"))]
    return [link for job in jobs if job.get("state") == TaskState.SUCCESS and (link := _link(job.get("signed_url")))]


def _index(record: Mapping[str, object]) -> int:
    index = record.get("index")
    return index if isinstance(index, int) else 0


def _objects(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _link(value: object) -> str:
    return value if isinstance(value, str) and value.strip() else ""
