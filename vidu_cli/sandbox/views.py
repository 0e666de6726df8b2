"""Tasks and balances of the sandbox as the platform prints them.

Source: the vendor's pages "get-generation", "tasks-list", "get-account-info", and answers on public record: defaults
are printed, and fields that no page documents come back.
"""

from datetime import UTC, datetime

from vidu_cli.sandbox.lifecycle import CONCURRENCY, progress_at
from vidu_cli.sandbox.links import ResultFile, link_to
from vidu_cli.sandbox.store import CREDITS_AT_START
from vidu_cli.sandbox.world import Balance, Record
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.tasks import TaskState

# What the clip that the sandbox serves really is.
_VIDEO = {"duration": 5.0, "fps": 24, "resolution": {"width": 320, "height": 180}}
_LISTED = ("prompt", "images", "duration", "resolution", "aspect_ratio")


def submitted(record: Record) -> dict[str, object]:
    """The answer to a create request."""
    return {
        "task_id": str(record.id),
        "type": kind_named(record.kind).type,
        "state": TaskState.CREATED.value,
        "model": record.model,
        **record.request,
        "credits": record.charge,
        "created_at": timestamp(record.created_at),
        "cus_priority": 0,
        "client_request_id": "",
    }


def task(record: Record, *, origin: str, secret: bytes, now: float) -> dict[str, object]:
    """The answer to GET creations, with links that are signed at `now`."""
    return {
        "id": str(record.id),
        "type": kind_named(record.kind).type,
        "state": record.state,
        "err_code": record.err_code,
        "err_msg": "",
        "progress": 0 if record.state == TaskState.FAILED else progress_at(now, record.walk),
        "model": record.model,
        "credits": record.credits,
        "payload": record.request["payload"],
        "bgm": record.request["bgm"],
        "off_peak": record.request["off_peak"],
        "creations": [
            {**creation, "attachments": []} for creation in _creations(record, origin=origin, secret=secret, now=now)
        ],
    }


def row(record: Record, *, origin: str, secret: bytes, now: float) -> dict[str, object]:
    """One item of the list: no payload, err_code, seed or off_peak."""
    return {
        "id": str(record.id),
        "key_id": "0",
        "type": kind_named(record.kind).type,
        "model": record.model,
        **{name: record.request[name] for name in _LISTED},
        "state": record.state,
        "creations": [
            {**creation, "moderation_url": []} for creation in _creations(record, origin=origin, secret=secret, now=now)
        ],
        "created_at": timestamp(record.created_at),
        "credits": record.credits,
    }


def account(balance: Balance, *, with_packages: bool, now: float) -> dict[str, object]:
    """The answer to GET credits. The two further arrays repeat the balance: adding them up is wrong."""
    remains = {
        "type": "metered",
        "credit_remain": balance.credit_remain,
        "concurrency_limit": CONCURRENCY,
        "current_concurrency": balance.running,
        "queue_count": balance.waiting,
    }
    packages = {"packages": [_package(balance, now)]} if with_packages else {}
    return {"remains": [remains], "general_remains": [remains], "exclusive_remains": [remains], **packages}


def timestamp(unix_s: float) -> str:
    """RFC 3339 in UTC with as many digits as it takes: none, three or six."""
    moment = datetime.fromtimestamp(unix_s, UTC)
    whole = moment.strftime("%Y-%m-%dT%H:%M:%S")
    digits = f"{moment.microsecond:06}"
    if not moment.microsecond:
        return f"{whole}Z"
    return f"{whole}.{digits[:3] if digits.endswith('000') else digits}Z"


def _creations(record: Record, *, origin: str, secret: bytes, now: float) -> list[dict[str, object]]:
    if record.state != TaskState.SUCCESS:
        return []

    def link(file: ResultFile) -> str:
        signed = link_to(
            file,
            task_id=record.id,
            created_at=record.created_at,
            ended_at=record.walk.ended_at,
            now=now,
            secret=secret,
        )
        return origin + signed

    creation: dict[str, object] = {
        "id": str(record.creation_id),
        "url": link(ResultFile.VIDEO),
        "cover_url": link(ResultFile.COVER),
        "watermarked_url": link(ResultFile.WATERMARKED) if record.request["watermark"] else "",
        "video": _VIDEO,
    }
    return [creation]


def _package(balance: Balance, now: float) -> dict[str, object]:
    year = datetime.fromtimestamp(now, UTC).year
    bought = f"{year}-01-01T00:00:00Z"
    return {
        "id": "1",
        "name": "sandbox",
        "type": "metered",
        "concurrency": CONCURRENCY,
        "credit_amount": CREDITS_AT_START,
        "credit_remain": balance.credit_remain,
        "created_at": bought,
        "purchase_at": bought,
        "valid_from": bought,
        "valid_to": f"{year + 1}-01-01T00:00:00Z",
    }
