"""Scripts of shell that end with each of the program's own numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A script that ends with a number because of a code."""

    number: int
    code: str
    script: str


# Nothing was bought and nothing is there to be shown.
REFUSALS = (
    Situation(number=2, code="usage-error", script="vidu --sandbox list --limit=-1 --json"),
    Situation(number=10, code="no-api-key", script="VIDU_API_KEY= vidu list --json"),
    Situation(
        number=20,
        code="over-budget",
        script="vidu --sandbox submit text2video 'a cat' --max-credits 1 --json",
    ),
    Situation(
        number=40,
        code="media-unreadable",
        script="vidu --sandbox submit text2video --prompt-file nowhere.txt --json",
    ),
    Situation(
        number=47,
        code="request-too-large",
        script="""
            head -c 20000001 /dev/zero | tr '\\0' a > long
            vidu submit text2video --prompt-file long --no-check --json
        """,
    ),
    Situation(
        number=57,
        code="network-unreachable",
        script="VIDU_SANDBOX_FAIL=list=drop-before vidu --sandbox list --json",
    ),
    Situation(number=58, code="bad-gateway", script="VIDU_SANDBOX_FAIL=list=502 vidu --sandbox list --json"),
    Situation(number=90, code="config-invalid", script="VIDU_SANDBOX=maybe vidu list --json"),
    Situation(
        number=91,
        code="output-exists",
        script="touch boat.mp4; vidu --sandbox submit text2video 'a boat' -o boat.mp4 --json",
    ),
    Situation(
        number=92,
        code="cannot-write",
        script="vidu --sandbox submit text2video 'a boat' -o nowhere/boat.mp4 --json",
    ),
    Situation(
        number=94,
        code="ledger-unusable",
        script="""
            mkdir -p .local/state/vidu
            head -c 9000 /dev/zero > .local/state/vidu/sandbox.db
            vidu --sandbox list --json
        """,
    ),
    Situation(
        number=95,
        code="submit-outcome-unknown",
        script="VIDU_SANDBOX_FAIL=submit=drop-after,list=not-json vidu --sandbox submit text2video 'a cat' --json",
    ),
    Situation(
        number=96,
        code="reply-not-understood",
        script="VIDU_SANDBOX_FAIL=list=not-json vidu --sandbox list --json",
    ),
    Situation(number=97, code="tls-or-proxy", script="vidu --base-url ${VIDU_BASE_URL/http:/https:} list --json"),
)

# There is a task, and it is shown.
ANSWERS = (
    Situation(
        number=3,
        code="some-failed",
        script="""
            GOOD=$(vidu --sandbox submit text2video "a cat")
            BAD=$(vidu --sandbox submit text2video "a cat sandbox:task=NoFaceDetected")
            vidu --sandbox poll $GOOD $BAD --json
        """,
    ),
    Situation(
        number=4,
        code="all-failed",
        script="""
            FACELESS=$(vidu --sandbox submit text2video "a cat sandbox:task=NoFaceDetected")
            REFUSED=$(vidu --sandbox submit text2video "a cat sandbox:task=AuditFailed")
            vidu --sandbox poll $FACELESS $REFUSED --json
        """,
    ),
    Situation(
        number=87,
        code="lost-sight",
        script="vidu --sandbox submit text2video 'a cat sandbox:get=502' --wait --json",
    ),
    Situation(
        number=88,
        code="cancel-too-late",
        script="""
            ID=$(vidu --sandbox submit text2video "a cat" --wait)
            vidu --sandbox cancel $ID --json
        """,
    ),
    Situation(
        number=93,
        code="download-damaged",
        script="vidu --sandbox submit text2video 'a cat sandbox:download=html' -o cat.mp4 --json",
    ),
    Situation(
        number=124,
        code="timed-out",
        script="vidu --sandbox submit text2video 'a cat sandbox:seconds=99000' --wait --timeout 1m --json",
    ),
)
