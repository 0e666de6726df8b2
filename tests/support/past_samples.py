"""Past submits made by hand, the same in every run: what the views of the ledger are drawn with."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.support.pasts import NOON, entry, intent, unanswered
from vidu_cli.policy.entries import LedgerEntry, Outcome
from vidu_cli.policy.history import past_submit
from vidu_cli.policy.moments import Moment
from vidu_cli.policy.statistics import statistics_of

HOSTILE = "[red]x[/] \x1b[31m\u7eb8\u8239\tin the rain\n[/y] \U0001f6a2 with a prompt that goes on and on and on"
BOAT = entry(
    intent(once="nightly-7"),
    task_id="1022471286112276480",
    number=1,
    accepted_at=NOON + 1,
    ended_at=NOON + 74,
    waited_s=73.2,
    paths=("/home/me/clips/boat.mp4",),
)


def _later(one: LedgerEntry, number: int) -> LedgerEntry:
    return replace(one, number=number, began=Moment(at=NOON + 60.0 * number))


_FACE = entry(
    intent(kind="img2video", body={"model": "viduq3-turbo", "prompt": HOSTILE}),
    task_id="1022471287353790464",
    state="failed",
    err_code="NoFaceDetected",
)
_STRANGE = entry(intent(kind="raw", body={}), task_id="1022471290000000000", state="thinking", charge=None)
_REFUSED = unanswered(outcome=Outcome.REFUSED, refusal="CreditInsufficient")
_ENTRIES = (
    unanswered(is_live=True),
    unanswered(),
    unanswered(outcome=Outcome.NOT_ACCEPTED),
    _REFUSED,
    _STRANGE,
    _FACE,
    BOAT,
)
_BIG = intent(kind="reference2video", body={"model": "viduq3", "duration": 16}, credits=384)
_MANY = (
    *_ENTRIES,
    *(replace(BOAT, waited_s=60.0 + number, began=Moment(at=NOON - 86_400.0 * (number // 3))) for number in range(40)),
    *(entry(_BIG, charge=384, waited_s=500.0 * number) for number in range(1, 9)),
    entry(_BIG, state="failed", err_code="ImageCheckBodyJointsFailed"),
    entry(intent(kind="audio-tts", body={}), charge=10),
)
STATISTICS = (
    statistics_of(
        _MANY,
        day_of=lambda at: str(datetime.fromtimestamp(at, UTC).date()),
        since="2026-11-01T00:00:00Z",
    ),
)
NO_STATISTICS = (statistics_of((), day_of=str),)
HISTORY = tuple(past_submit(_later(one, len(_ENTRIES) - place)) for place, one in enumerate(_ENTRIES))
