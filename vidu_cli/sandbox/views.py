"""Tasks and balances of the sandbox as the platform prints them.

Source: the vendor's pages "get-generation", "tasks-list", "get-account-info", and answers on public record: defaults
are printed, and fields that no page documents come back.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from vidu_cli.sandbox.echoes import SEEN_LIVE, echoed
from vidu_cli.sandbox.lifecycle import CONCURRENCY, progress_at
from vidu_cli.sandbox.results import Signer, creations
from vidu_cli.sandbox.store import CREDITS_AT_START
from vidu_cli.sandbox.world import Balance, Record
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.tasks import TaskState

_LISTED: Mapping[str, object] = {"prompt": "", "images": [], "duration": 0, "resolution": None, "aspect_ratio": ""}
_WITHOUT_CREDITS = ("lip-sync",)


def submitted(record: Record) -> dict[str, object]:
    """The answer to a create request of a task that is worked on afterwards."""
    told: dict[str, object] = {
        # The films of other services are answered with the name that GETs use.
        "id" if record.service else "task_id": str(record.id),
        "state": TaskState.CREATED.value,
        **_model(record),
        **echoed(record.kind, record.request),
        "credits": record.charge,
        "created_at": timestamp(record.created_at),
    }
    if record.kind in SEEN_LIVE:
        return {**told, "type": kind_named(record.kind).type, "cus_priority": 0, "client_request_id": ""}
    return {name: value for name, value in told.items() if name != "credits" or record.kind not in _WITHOUT_CREDITS}


def task(record: Record, signer: Signer) -> dict[str, object]:
    """The answer to GET creations, with links that are signed now."""
    return {
        "id": str(record.id),
        "type": kind_named(record.kind).type,
        "state": record.state,
        "err_code": record.err_code,
        "err_msg": "",
        "progress": 0 if record.state == TaskState.FAILED else progress_at(signer.now, record.walk),
        **_model(record),
        "credits": record.credits,
        "payload": record.request.get("payload", ""),
        "bgm": record.request.get("bgm", False),
        "off_peak": record.request.get("off_peak", False),
        "creations": [{**creation, "attachments": []} for creation in creations(record, signer)],
    }


def row(record: Record, signer: Signer, *, tells_payload: bool = False) -> dict[str, object]:
    """One item of the list: no err_code, seed or off_peak, and no payload unless it is asked for."""
    return {
        "id": str(record.id),
        "key_id": "0",
        "type": kind_named(record.kind).type,
        **({"template": record.template} if record.template else {}),
        **_model(record),
        **{name: record.request.get(name, default) for name, default in _LISTED.items()},
        "state": record.state,
        "creations": [{**creation, "moderation_url": []} for creation in creations(record, signer)],
        "created_at": timestamp(record.created_at),
        "credits": record.credits,
        **({"payload": record.request.get("payload", "")} if tells_payload else {}),
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


def _model(record: Record) -> dict[str, object]:
    return {"model": record.model} if record.model else {}


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
