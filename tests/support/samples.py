"""Answers and failures made by hand, the same in every run: what the views are drawn with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.support.past_samples import HISTORY, NO_STATISTICS, STATISTICS
from vidu_cli.errors import catalogue
from vidu_cli.errors.catalogue import Origin
from vidu_cli.errors.failure import Failure, task_failure
from vidu_cli.policy.explaining import TABLE, code_explanation
from vidu_cli.policy.prices import Estimate
from vidu_cli.policy.reporting import SavedReport
from vidu_cli.schema.ids import Id
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.subjects import Subject
from vidu_cli.schema.tasks import Account, Creation, Package, Remains, Task, TaskState
from vidu_cli.workflows.answers import (
    Cancel,
    CancelOutcome,
    Download,
    DownloadOutcome,
    DryRun,
    PolledTask,
    Receipt,
    RecommendedPrompt,
    SettingRow,
    Shown,
)
from vidu_cli.workflows.model_rows import FieldLimit, FormLimits, ModelRow

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
    credits=60,
    credits_max=120,
    money=0.3,
    currency="USD",
    certainty="ambiguous",
    source="pricing; its words can be read as totals or as steps",
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
        limits=(FieldLimit(field="images", option="--image", type="media", required=True),),
    ),
    ModelRow(
        kind="lip-sync",
        model="",
        durations=(),
        resolutions=(),
        aspect_ratios=(),
        credits_default=None,
        default=True,
        source="documented",
        measure=Measure.SOURCE,
        prices={"": Price(further=20, step=5)},
    ),
    ModelRow(
        kind="upscale-new",
        model="",
        durations=(),
        resolutions=(),
        aspect_ratios=(),
        credits_default=None,
        default=True,
        source="documented",
        measure=Measure.SOURCE,
        prices={"1080p": Price(further=10), "2K": Price(further=20)},
    ),
)
_PICTURES = FieldLimit(
    field="images",
    option="--image",
    type="media",
    required=True,
    count=(1, 7),
    formats=("png", "jpeg", "webp"),
    max_bytes=50_000_000,
    min_side=128,
    widest=4.0,
)
_LENGTH = FieldLimit(
    field="duration", option="--duration", type="integer", required=False, default=5, choices=tuple(range(3, 17))
)
_SUBJECT_PARTS = (
    FieldLimit(field="name", option="--subject", type="text", required=True, max_length=64),
    FieldLimit(field="videos", option="--subject-video", type="media", required=False, count=(1, 1), max_s=5.0),
)
_KIND_IN_FULL = (
    ModelRow(
        kind="reference2video",
        model="viduq3",
        durations=tuple(range(3, 17)),
        resolutions=("540p", "720p"),
        aspect_ratios=("16:9", "9:16", "1:1"),
        credits_default=60,
        default=True,
        source="documented",
        prices={"540p": Price(further=7), "720p": Price(totals=(8, 10), further=10, upper=Price(further=12))},
        surcharges={"audio": 15},
        limits=(
            _PICTURES,
            _LENGTH,
            FieldLimit(field="audio", option="--audio", type="flag", required=False, default=True),
            FieldLimit(field="callback_url", option="--callback-url", type="text", required=False),
        ),
        forms=(
            FormLimits(
                form="subjects",
                durations=tuple(range(3, 17)),
                resolutions=("540p", "720p"),
                aspect_ratios=("16:9", "9:16", "1:1"),
                limits=(
                    _LENGTH,
                    FieldLimit(
                        field="subjects",
                        option="--subject",
                        type="object",
                        required=True,
                        count=(1, 7),
                        parts=_SUBJECT_PARTS,
                    ),
                ),
            ),
        ),
    ),
)
_SPOKEN = replace(
    _TASK,
    type="audio-clone",
    model=None,
    prompt=None,
    duration=None,
    resolution=None,
    aspect_ratio=None,
    seed=None,
    credits=310,
    raw={"voice_id": "my-voice-01"},
    creations=(Creation(url="https://files.example/speech/demo.mp3?Expires=1795534068&Signature=s~lY"),),
)
_RECOMMENDED = (
    RecommendedPrompt(
        id=BOAT,
        type="img2video",
        prompt="The boat sails out of the harbour while the light fades and gulls follow it",
    ),
    RecommendedPrompt(id=BOAT, type="template", prompt="Two people hug", template="hugging", resolution="360p"),
    RecommendedPrompt(id=BOAT, type="e_commerce", prompt=HOSTILE),
    RecommendedPrompt(id=BOAT),
)
_CAT = Subject(
    id="1022471289000000077",
    name="Mia",
    images=("https://files.example/mia-1.png?Signature=a", "https://files.example/mia-2.png?Signature=b"),
    voice_id="professional_host",
    description="A grey cat with a white paw that never runs and looks as if it knew more than it says",
    credits=5,
)
_SUBJECTS = (_CAT, Subject(id="1022471289000000078", name=HOSTILE[:8], videos=("https://files.example/b.mp4",)))
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
    "receipt-dearer": (Receipt(task=replace(WAITING, type="text2audio", credits=150), estimate=_ESTIMATE),),
    "receipt-at-once": (Receipt(task=_SPOKEN, estimate=_ESTIMATE),),
    "recommended": _RECOMMENDED,
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
    "show-with-its-past": (Shown(task=_TASK, failure=None, links_expire_at=None, past=HISTORY[-1]),),
    "show-failed": (Shown(task=FAILED, failure=_NO_FACE, links_expire_at=None),),
    "cancel": (
        Cancel(id=QUEUED, outcome=CancelOutcome.CANCELLED, state=TaskState.FAILED, credits=0),
        Cancel(id=BOAT, outcome=CancelOutcome.TOO_LATE, failure=Failure(entry=catalogue.CANCEL_TOO_LATE)),
    ),
    "downloads": (
        Download(
            id=BOAT, path="clips/boat.mp4", size_bytes=12_345_678, sha256="ab" * 32, outcome=DownloadOutcome.SAVED
        ),
        Download(id=BOAT, path="clips/boat-cover.jpg", size_bytes=1813, sha256="cd" * 32, outcome=DownloadOutcome.KEPT),
        Download(id=FACE, outcome=DownloadOutcome.FAILED, failure=_NO_FACE),
    ),
    "credits": (_ACCOUNT,),
    "models": _MODELS,
    "models-of-a-kind": _KIND_IN_FULL,
    "subjects": _SUBJECTS,
    "subject": (_CAT,),
    "explain": (code_explanation(catalogue.CREDIT_INSUFFICIENT),),
    "explain-decade": tuple(code_explanation(entry) for entry in TABLE if entry.exit_code // 10 == 7),
    "dry-run": (_DRY_RUN,),
    "config": _SETTINGS,
    "history": HISTORY,
    "report": (SavedReport(path="vidu-report-1022471286112276480.json", id=BOAT),),
    "stats": STATISTICS,
    "stats-of-nothing": NO_STATISTICS,
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
        remedies=(f"Go on: `vidu poll {QUEUED} -o clip.mp4`",),
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
