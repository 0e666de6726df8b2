"""Every error code, the platform's and ours, with the facts a program acts on.

One entry a code: exit number, retry advice, whether credits are spent, the HTTP status where known and the
platform's own message. The words for people live in `vidu_cli.errors.texts`.

Source: the vendor's page "error-code" in its older form (with statuses) and its 2026 form (without).
"""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase


class Origin(StrEnum):
    """Where a failure became known."""

    API = "api"
    TASK = "task"
    CHECK = "check"
    LOCAL = "local"


class Retry(StrEnum):
    """Whether the same command may be run again: never, as it was, or only when something is changed."""

    NEVER = "never"
    SAME = "same"
    CHANGED = "changed"


class Category(StrEnum):
    """What the tens digit of an exit number tells a script to do."""

    OUTCOME = "outcome"
    KEY = "key"
    MONEY = "money"
    REQUEST = "request"
    MEDIA = "media"
    LATER = "later"
    PEOPLE = "people"
    POLICY = "policy"
    TASK = "task"
    MACHINE = "machine"
    WAITING = "waiting"


DECADES = (
    Category.OUTCOME,
    Category.KEY,
    Category.MONEY,
    Category.REQUEST,
    Category.MEDIA,
    Category.LATER,
    Category.PEOPLE,
    Category.POLICY,
    Category.TASK,
    Category.MACHINE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """The facts about one code.

    `charged` is True or False where the code settles whether credits were spent, None where it does not.
    `known` is False for a code that this version has no row for; `code` is then the platform's text as it came.
    """

    code: str
    exit_code: int
    origin: Origin
    retry: Retry
    charged: bool | None = False
    http_status: int | None = None
    message: str = ""
    known: bool = True

    @property
    def category(self) -> Category:
        """The class of the code, read off its exit number."""
        return category_of(self.exit_code)


def category_of(exit_code: int) -> Category:
    """The class that an exit number from 0 to 255 belongs to."""
    return DECADES[exit_code // 10] if exit_code < 100 else Category.WAITING


def _api(
    exit_code: int, code: str, message: str, retry: Retry = Retry.CHANGED, http_status: int | None = None
) -> Entry:
    return Entry(
        code=code, exit_code=exit_code, origin=Origin.API, retry=retry, http_status=http_status, message=message
    )


def _local(
    exit_code: int, code: str, retry: Retry = Retry.CHANGED, *, charged: bool | None = False, message: str = ""
) -> Entry:
    return Entry(code=code, exit_code=exit_code, origin=Origin.LOCAL, retry=retry, charged=charged, message=message)


INTERNAL_ERROR = _local(1, "internal-error", Retry.NEVER, charged=None)
USAGE_ERROR = _local(2, "usage-error")
SOME_FAILED = _local(3, "some-failed", charged=None)
ALL_FAILED = _local(4, "all-failed")

NO_API_KEY = _local(10, "no-api-key")
UNAUTHORIZED = _api(11, "Unauthorized", "unauthorized", http_status=401)
FORBIDDEN = _api(12, "Forbidden", "forbidden", Retry.NEVER, 403)

OVER_BUDGET = _local(20, "over-budget")
CREDIT_INSUFFICIENT = _api(21, "CreditInsufficient", "insufficient credits", http_status=400)

CHECK_FAILED = _local(30, "check-failed")
BAD_REQUEST = _api(31, "BadRequest", "bad request", http_status=400)
FIELD_LACKING = _api(32, "FieldLacking", "field is missing or empty: {fields}", http_status=400)
FIELD_UNWANTED = _api(33, "FieldUnwanted", "unwanted field: {fields}", http_status=400)
FIELD_INVALID = _api(34, "FieldInvalid", "invalid field: {fields}", http_status=400)
FIELD_ITEM_COUNT = _api(35, "FieldItemCountOutOfRange", "field item count out of range: {fields}", http_status=400)
PAGE_SIZE = _api(36, "PageSizeOutOfRange", "page size out of range", http_status=400)
MODEL_UNAVAILABLE = _api(37, "ModelUnavailable", "model unavailable", http_status=400)
CODEC = _api(38, "CODEC", "body unmarshal error", http_status=400)

MEDIA_UNREADABLE = _local(40, "media-unreadable")
IMAGE_DOWNLOAD_FAILURE = _api(41, "ImageDownloadFailure", "image download failure", http_status=400)
IMAGE_FORMAT_INVALID = _api(42, "ImageFormatInvalid", "invalid image format", http_status=400)
IMAGE_SIZE_INVALID = _api(43, "ImageSizeInvalid", "image size invalid")
VIDEO_DOWNLOAD_FAILURE = _api(44, "VideoDownloadFailure", "video download failure")
VIDEO_FORMAT_INVALID = _api(45, "VideoFormatInvalid", "video format invalid")
AUDIO_UNFIT = _local(46, "audio-unfit")
REQUEST_TOO_LARGE = Entry(
    code="request-too-large", exit_code=47, origin=Origin.LOCAL, retry=Retry.CHANGED, http_status=413
)

INTERNAL_SERVICE_FAILURE = _api(51, "InternalServiceFailure", "internal service failure", Retry.SAME, 500)
TOO_MANY_REQUESTS = _api(52, "TooManyRequests", "too many requests", Retry.SAME, 429)
SYSTEM_THROTTLING = _api(53, "SystemThrottling", "system is throttling", Retry.SAME, 429)
QUOTA_EXCEEDED = _api(54, "QuotaExceeded", "quota exceeded", Retry.SAME, 429)
OPERATION_IN_PROCESS = _api(55, "OperationInProcess", "operation in process, please retry later", Retry.SAME, 400)
UNKNOWN = _api(56, "Unknown", "unknown", Retry.SAME, 500)
NETWORK_UNREACHABLE = _local(57, "network-unreachable", Retry.SAME)
BAD_GATEWAY = _local(58, "bad-gateway", Retry.SAME)

IMAGE_CHECK_BODY = _api(61, "ImageCheckBodyJointsFailed", "Image Check Body Joins Failed", http_status=400)
IMAGE_CHECK_FACE = _api(62, "ImageCheckFaceFailed", "mage Check Face Failed", http_status=400)
IMAGE_OBJECTS_UNDETECTED = _api(
    63, "ImageObjectsUndetected", "Image BodyJoins or Face Too Much Occlusion", http_status=400
)
FACE_DETECT_FAILURE = _api(64, "FaceDetectFailure", "face detect failure")
FACE_DETECT_NOT_PASS = _api(65, "FaceDetectNotPass", "face detect not pass")
NO_FACE_DETECTED = _api(66, "NoFaceDetected", "no face detected")
MULTI_FACE_DETECTED = _api(67, "MultiFaceDetected", "multi face detected")

PROMPT_POLICY = _api(71, "TaskPromptPolicyViolation", "prompt policy violation", http_status=400)
AUDIT_SUBMIT_ILLEGAL = _api(72, "AuditSubmitIllegal", "submit is illegal", http_status=400)
PHOTO_AUDIT_NOT_PASS = _api(73, "PhotoAuditNotPass", "photo audit not pass")
CREATION_POLICY = _api(74, "CreationPolicyViolation", "creation policy violation", http_status=400)
AUDIT_FAILED = _api(76, "AuditFailed", "audit failed")

NOT_READY = _local(80, "not-ready", Retry.SAME, charged=None)
NOT_FOUND = _api(81, "NotFound", "not found", Retry.NEVER, 404)
TASK_NOT_FOUND = _api(82, "TaskNotFound", "task not found", Retry.NEVER, 404)
CREATION_NOT_FOUND = _api(83, "CreationNotFound", "creation not found", Retry.NEVER, 404)
CONFLICT = _api(84, "Conflict", "resource conflict", http_status=409)
CANCELED = _api(85, "Canceled", "request canceled by client", Retry.SAME, 499)
USER_CANCELLED = _api(86, "UserCancelled", "user cancelled", Retry.NEVER, 400)
LOST_SIGHT = _local(87, "lost-sight", Retry.NEVER, charged=None)
CANCEL_TOO_LATE = Entry(
    code="cancel-too-late",
    exit_code=88,
    origin=Origin.LOCAL,
    retry=Retry.NEVER,
    charged=True,
    http_status=400,
)

CONFIG_INVALID = _local(90, "config-invalid")
OUTPUT_EXISTS = _local(91, "output-exists")
CANNOT_WRITE = _local(92, "cannot-write")
DOWNLOAD_DAMAGED = _local(93, "download-damaged", Retry.SAME, charged=True)
LEDGER_UNUSABLE = _local(94, "ledger-unusable")
SUBMIT_OUTCOME_UNKNOWN = _local(95, "submit-outcome-unknown", Retry.NEVER, charged=None)
REPLY_NOT_UNDERSTOOD = _local(96, "reply-not-understood", Retry.NEVER)
TLS_OR_PROXY = _local(97, "tls-or-proxy")
INPUT_NEEDED = _local(98, "input-needed")

TIMED_OUT = _local(124, "timed-out", Retry.SAME, charged=None)
HUNG_UP = _local(129, "hung-up", Retry.SAME, charged=None)
INTERRUPTED = _local(130, "interrupted", Retry.SAME, charged=None)
CLOSED_PIPE = _local(141, "closed-pipe", Retry.NEVER, charged=None)
TERMINATED = _local(143, "terminated", Retry.SAME, charged=None)

ENTRIES: tuple[Entry, ...] = tuple(entry for entry in list(globals().values()) if isinstance(entry, Entry))
PLATFORM_ENTRIES = tuple(entry for entry in ENTRIES if entry.origin is Origin.API)
BY_CODE = {entry.code.casefold(): entry for entry in ENTRIES}
BY_EXIT_CODE = {entry.exit_code: entry for entry in ENTRIES}

# The order is a promise to scripts: the first pattern that fits decides.
_BY_NAME = (
    (("*policy*", "*audit*"), 79),
    (("*face*", "*detect*", "imagecheck*"), 69),
    (("image*", "video*", "audio*", "photo*"), 49),
    (("*credit*", "*balance*"), 29),
    (("*notfound",), 89),
    (("*throttl*", "*toomany*", "*quota*"), 59),
    (("field*", "*outofrange", "*invalid"), 39),
)

_WITHOUT_CODE = {
    401: UNAUTHORIZED,
    403: FORBIDDEN,
    404: NOT_FOUND,
    409: CONFLICT,
    413: REQUEST_TOO_LARGE,
    429: TOO_MANY_REQUESTS,
}


def lookup(code: str, http_status: int | None = None) -> Entry:
    """The entry for what the platform said; total, so a code of tomorrow gets the 9 of its class.

    `code` is the `reason` or `err_code` in any case, "" when there was none; `http_status` is None for a task.
    """
    known = BY_CODE.get(code.casefold())
    if known is not None and known.origin is Origin.API:
        return known
    if code:
        return unknown_entry(code, _unknown_exit_code(code.casefold(), http_status), http_status)
    if http_status in _WITHOUT_CODE:
        return _WITHOUT_CODE[http_status]
    return _without_code(http_status)


def unknown_entry(code: str, exit_code: int, http_status: int | None = None) -> Entry:
    """The stand-in for a code without a row: `exit_code` is that of its class, as a rule one ending in 9."""
    return Entry(
        code=code,
        exit_code=exit_code,
        origin=Origin.API,
        retry={59: Retry.SAME, 89: Retry.NEVER, 99: Retry.NEVER}.get(exit_code, Retry.CHANGED),
        http_status=http_status,
        known=False,
    )


def _without_code(http_status: int | None) -> Entry:
    match http_status:
        case None:
            return unknown_entry("", 99)
        case 402:
            return unknown_entry("", 29, http_status)
        case 410:
            return unknown_entry("", 89, http_status)
        case status if 500 <= status < 600:
            return BAD_GATEWAY
        case status if 400 <= status < 500:
            return BAD_REQUEST
        case _:
            return REPLY_NOT_UNDERSTOOD


def _unknown_exit_code(folded: str, http_status: int | None) -> int:
    status = http_status or 0
    if status in (401, 403):
        return 19
    if status == 402:
        return 29
    if status == 429 or 500 <= status < 600:
        return 59
    by_name = class_by_name(folded)
    if by_name is not None:
        return by_name
    if status in (404, 409, 410):
        return 89
    if status == 413:
        return REQUEST_TOO_LARGE.exit_code
    return 39 if 400 <= status < 500 else 99


def class_by_name(code: str) -> int | None:
    """The number ending in 9 whose pattern an unknown code fits, or None when no pattern fits."""
    folded = code.casefold()
    for patterns, exit_code in _BY_NAME:
        if any(fnmatchcase(folded, pattern) for pattern in patterns):
            return exit_code
    return None
