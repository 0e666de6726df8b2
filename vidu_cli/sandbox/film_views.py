"""Whole films, and the steps of their editing, as the platform prints them.

Source: the vendor's pages "one-click-ad-film", "one-click-mv", "one-click-general-film".
"""

from collections.abc import Sequence

from vidu_cli.sandbox.results import Signer
from vidu_cli.sandbox.views import timestamp
from vidu_cli.sandbox.world import Record
from vidu_cli.schema.tasks import TaskState

# The status of a film gives its link only when it is shorter than this.
LINK_LIMIT_S = 180

_COMPOSE = "compose"
_FIRST = "generate_video"


def film_status(record: Record, steps: Sequence[Record], signer: Signer) -> dict[str, object]:
    """The answer to GET for a music video or a general film, or for a step of its editing."""
    duration = record.request.get("duration")
    is_long = isinstance(duration, int) and duration >= LINK_LIMIT_S
    jobs = [_job(step, _step(step), signer) for step in steps]
    own = [_job(record, _step(record), signer)] if record.film else _jobs_of(record, signer)
    return {
        "id": str(record.id),
        "state": _state(record),
        "err_code": record.err_code,
        "err_msg": "",
        "created_at": timestamp(record.created_at),
        "signed_url": "" if is_long else signer.result(record),
        "job_records": [
            {"type": job["type"], "index": index, "jobs": [job]} for index, job in enumerate([*own, *jobs])
        ],
    }


def ad_status(record: Record, steps: Sequence[Record], signer: Signer) -> dict[str, object]:
    """The answer to GET for an advertising film, or for a step of its editing."""
    shown = [record] if record.film else steps
    whole = [] if record.film else [record]
    return {
        "id": str(record.id),
        "state": record.state,
        "err_code": record.err_code,
        "data_records": {
            "storyboards": [
                # The platform spells it so.
                {"stroyboard_id": str(place), "records": [_ad_record(each, signer)]}
                for place, each in enumerate(_made_by(shown, _FIRST))
            ],
            "narration_records": [_ad_record(each, signer) for each in _made_by(shown, "generate_narration")],
            "bgm_records": [_ad_record(each, signer) for each in _made_by(shown, "generate_bgm")],
            "completed_creation_records": [
                {**_ad_record(each, signer), "params": {"video_task_ids": [], "bgm_task_id": "", "narration_id": ""}}
                for each in (*whole, *_made_by(shown, _COMPOSE))
            ],
        },
    }


def _made_by(records: Sequence[Record], step: str) -> list[Record]:
    return [each for each in records if _step(each) == step]


def _step(record: Record) -> str:
    return str(record.request.get("step", _COMPOSE))


def _state(record: Record) -> str:
    # These services know no queue.
    return TaskState.CREATED.value if record.state == TaskState.QUEUEING else record.state


def _jobs_of(film: Record, signer: Signer) -> list[dict[str, object]]:
    return [{**_job(film, _FIRST, signer), "signed_url": ""}, _job(film, _COMPOSE, signer)]


def _job(record: Record, step: str, signer: Signer) -> dict[str, object]:
    return {"id": str(record.id), "type": step, "state": _state(record), "signed_url": signer.result(record)}


def _ad_record(record: Record, signer: Signer) -> dict[str, object]:
    return {
        "id": str(record.id),
        "state": record.state,
        "err_code": record.err_code,
        "type": _step(record),
        "prompt": record.request.get("prompt", ""),
        "creation_url": signer.result(record),
    }
