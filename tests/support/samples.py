"""Answers and failures made by hand, the same in every run: what the views are drawn with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vidu_cli.errors import catalogue
from vidu_cli.errors.catalogue import Origin
from vidu_cli.errors.failure import Failure, task_failure
from vidu_cli.policy.explaining import TABLE, code_explanation
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Account, Creation, Package, Remains, Task, TaskState
from vidu_cli.workflows.answers import Cancel, CancelOutcome, DryRun, ModelRow, PolledTask, Receipt, SettingRow, Shown

BOAT = Id("1022471286112276480")
FACE = Id("1022471287353790464")
QUEUED = Id("1022471288452698112")
HOSTILE = "[red]x[/] \x1b[31m\u7eb8\u8239\tin the rain\n[/y] \U0001f6a2 with a prompt that goes on and on and on"
LINK = (
    "https://files.example/infer/tasks/26/1123/15/1022471286112276480/creation-01/video.mp4"
    "?response-content-disposition=attachment;filename=a%20boat.mp4&Expires=1795534068&Signature=s~lY~o61SC3_&Key=K2"
)

_TASK = Task(
    id=BOAT,
    type="text2video",
    state=TaskState.SUCCESS,
    model="viduq3-turbo",
    prompt="a paper boat",
    duration=5.0,
    resolution="720p",
    aspect_ratio="16:9",
    seed=42,
    credits=60,
    payload="vidu-5e5ec4b331e76c0",
    off_peak=False,
    created_at="2026-11-23T15:27:46.307820Z",
    creations=(Creation(id=Id("1022471289000000001"), url=LINK),),
)
SAVED = replace(_TASK, creations=(Creation(url=LINK, path="clips/boat.mp4"),))
FAILED = replace(
    _TASK, id=FACE, state=TaskState.FAILED, err_code="NoFaceDetected", prompt=HOSTILE, credits=0, creations=()
)
WAITING = replace(_TASK, id=QUEUED, state=TaskState.QUEUEING, prompt="a sea at night", seed=None, creations=None)
STRANGE = replace(WAITING, id=Id("1022471290000000000"), state=TaskState("thinking"), model=None, prompt=None)

_ESTIMATE = Estimate(
    credits=60, credits_max=120, money=0.3, currency="USD", certainty="ambiguous", source="pricing (two readings)"
)
_NO_FACE = task_failure("NoFaceDetected", task_id=FACE)

_ACCOUNT = Account(
    remains=(
        Remains(type="metered", credit_remain=31460, concurrency_limit=5, current_concurrency=2, queue_count=1),
        Remains(type="test", credit_remain=120, concurrency_limit=1),
    ),
    packages=(
        Package(name="starter", credit_amount=32000, credit_remain=31460, valid_to="2027-01-01T00:00:00Z"),
        Package(id=Id("77"), credit_amount=500, credit_remain=120),
    ),
)
_MODELS = (
    ModelRow(
        kind="text2video",
        model="viduq3-turbo",
        durations=tuple(range(1, 17)),
        resolutions=("540p", "720p", "1080p"),
        aspect_ratios=("16:9", "9:16", "1:1"),
        credits_default=60,
        default=True,
        source="text-to-video",
    ),
    ModelRow(
        kind="img2video",
        model="viduq1-classic",
        durations=(4, 8),
        resolutions=("1080p",),
        aspect_ratios=(),
        credits_default=None,
        default=False,
        source="image-to-video",
    ),
)
_DRY_RUN = DryRun(
    method="POST",
    url="https://api.vidu.com/ent/v2/text2video",
    body={"model": "viduq3-turbo", "prompt": HOSTILE, "duration": 5},
    estimate=_ESTIMATE,
    warnings=("viduq3-turbp is no model that is known here; did you mean viduq3-turbo?",),
    curl="curl -X POST https://api.vidu.com/ent/v2/text2video -H 'Authorization: Token $VIDU_API_KEY' -d '{}'",
)
_SETTINGS = (
    SettingRow(setting="config_file", value="/home/someone/.config/vidu/config.toml", source="does not exist"),
    SettingRow(setting="api_key", value="vda_...9f", source="VIDU_API_KEY in the environment"),
    SettingRow(setting="api_key_command", value="", source="not set"),
)

ANSWERS: Mapping[str, Sequence[object]] = {
    "receipt": (Receipt(task=WAITING, estimate=_ESTIMATE),),
    "submitted-and-saved": (Receipt(task=SAVED, estimate=_ESTIMATE),),
    "polled-one": (PolledTask(id=BOAT, task=_TASK),),
    "polled-several": (
        PolledTask(id=BOAT, task=_TASK),
        PolledTask(id=FACE, task=FAILED, failure=_NO_FACE),
        PolledTask(id=QUEUED, task=WAITING),
        PolledTask(id="1022471299999999999", failure=Failure(entry=catalogue.TASK_NOT_FOUND, task_id="1")),
    ),
    "polled-and-saved": (PolledTask(id=BOAT, task=SAVED), PolledTask(id=FACE, task=FAILED, failure=_NO_FACE)),
    "list": (STRANGE, WAITING, FAILED, _TASK),
    "list-of-none": (),
    "show": (Shown(task=_TASK, failure=None, links_expire_at="2026-11-24T15:27:48Z"),),
    "show-failed": (Shown(task=FAILED, failure=_NO_FACE, links_expire_at=None),),
    "cancel": (
        Cancel(id=QUEUED, outcome=CancelOutcome.CANCELLED, state=TaskState.FAILED, credits=0),
        Cancel(id=BOAT, outcome=CancelOutcome.TOO_LATE, failure=Failure(entry=catalogue.CANCEL_TOO_LATE)),
    ),
    "credits": (_ACCOUNT,),
    "models": _MODELS,
    "explain": (code_explanation(catalogue.CREDIT_INSUFFICIENT),),
    "explain-decade": tuple(code_explanation(entry) for entry in TABLE if entry.exit_code // 10 == 7),
    "dry-run": (_DRY_RUN,),
    "config": _SETTINGS,
}

_UNKNOWN_END = Failure(
    entry=replace(catalogue.SUBMIT_OUTCOME_UNKNOWN, charged=None),
    message="HTTP 502 with an HTML page: 502 Bad Gateway",
    explanation="If the platform took it, the task carries the payload 'vidu-5e5ec4b331e76c0'.",
    cause=Failure(entry=catalogue.BAD_GATEWAY, message="502 Bad Gateway", trace_id="e7d06f1600b39aff"),
)
FAILURES: Mapping[str, Failure] = {
    "error-of-a-task": _NO_FACE,
    "error-with-a-cause": _UNKNOWN_END,
    "error-calm": Failure(
        entry=catalogue.TIMED_OUT,
        message=f"1 of 1 still running after 90 s: {QUEUED}.",
        task_id=QUEUED,
        remedies=(f"Go on waiting: `vidu poll {QUEUED} -o clip.mp4`",),
    ),
    "error-long": Failure(
        entry=replace(catalogue.FIELD_INVALID, origin=Origin.API),
        message=f"{HOSTILE} " + "\u7eb8\u8239" * 40 + " word" * 60,
        trace_id="5b4af02677b6244bd33c7553365e947a",
        option="--duration",
        field="duration",
    ),
    "error-no-key": Failure(entry=catalogue.NO_API_KEY, message="No API key was found."),
}
