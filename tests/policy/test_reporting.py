"""A report on one task: what support needs, and nothing that is nobody's business."""

import json
from collections.abc import Mapping

import pytest

from tests.support.pasts import NOON, entry, intent, unanswered
from vidu_cli.policy.entries import LedgerEntry, Outcome
from vidu_cli.policy.reporting import Sight, report, without_key
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState

KEY = "vda_5ecret0123456789"
OWN = "xyzzy"
URL = f"https://me:{OWN}@example.com/{OWN}.png?token={OWN}"
BODY: Mapping[str, object] = {
    "model": "viduq3",
    "prompt": f"a {OWN} boat",
    "duration": 5,
    "resolution": "720p",
    "off_peak": True,
    "seed": 7,
    "images": [URL, f"/home/{OWN}/cat.png"],
    "subjects": [{"name": OWN, "images": ["data:image/png;base64,"], "voice_id": OWN}],
    "payload": OWN,
    "callback_url": URL,
    "meta_data": OWN,
    "new": {"field": [OWN, 3]},
}
BOUGHT = entry(
    intent(kind="reference2video", body=BODY, once=OWN, marker=f"vidu-{OWN}"),
    paths=(f"/home/{OWN}/boat.mp4",),
    trace_id="5f109f45",
    accepted_at=NOON + 1,
    profile=OWN,
    base_url=f"https://{OWN}.example",
)
SEEN = Sight(
    task=Task(
        id=Id("11"),
        type="reference2video",
        state=TaskState.FAILED,
        err_code="NoFaceDetected",
        model="viduq3",
        prompt=OWN,
        images=(URL,),
        payload=OWN,
        creations=(Creation(id=Id("12"), url=f"https://files.example/11/video.mp4?Signature={OWN}"),),
        raw={"err_msg": OWN, "progress": 100, "links": [{"file_url": URL}]},
    )
)
ERROR = {"code": "Forbidden", "exit_code": 12, "http_status": 403, "message": OWN, "trace_id": "7e", "cause": None}


def told(one: LedgerEntry | None, sight: Sight, *, with_words: bool = False) -> dict[str, object]:
    return report("11", one, sight, {"address": "(left out)"}, with_words=with_words)


@pytest.mark.parametrize("sight", [SEEN, Sight(error={**ERROR, "cause": ERROR})], ids=["seen", "not seen"])
def test_nothing_of_the_users_own_is_in_it(sight: Sight) -> None:
    document = json.dumps(told(BOUGHT, sight))

    assert OWN not in document


def test_choices_numbers_and_flags_of_the_request_are_told() -> None:
    request = told(BOUGHT, SEEN)["request"]

    assert request == {
        "path": "/reference2video",
        "body": {
            "model": "viduq3",
            "prompt": "(left out: 12 characters)",
            "duration": 5,
            "resolution": "720p",
            "off_peak": True,
            "seed": 7,
            "images": ["(left out: https: 50 characters)", "(left out: 19 characters)"],
            "subjects": [
                {
                    "name": "(left out: 5 characters)",
                    "images": ["(left out: data: 22 characters)"],
                    "voice_id": "(left out: 5 characters)",
                }
            ],
            "payload": "(left out: 5 characters)",
            "callback_url": "(left out: https: 50 characters)",
            "meta_data": "(left out: 5 characters)",
            "new": {"field": ["(left out: 5 characters)", 3]},
        },
    }


def test_a_request_of_no_kind_tells_its_model_alone() -> None:
    raw = entry(intent(kind="raw", body={"model": "new", "style": OWN, "seed": 7}))

    assert told(raw, SEEN)["request"] == {
        "path": "/raw",
        "body": {"model": "new", "style": "(left out: 5 characters)", "seed": 7},
    }


def test_what_the_platform_says_is_told_with_its_links_cut() -> None:
    assert told(None, SEEN)["platform_now"] == {
        "answered": True,
        "task": {
            "id": "11",
            "type": "reference2video",
            "state": "failed",
            "err_code": "NoFaceDetected",
            "model": "viduq3",
            "prompt": "(left out: 5 characters)",
            "images": ["(left out: https: 50 characters)"],
            "payload": "(left out: 5 characters)",
            "creations": [{"id": "12", "url": "https://files.example/11/video.mp4"}],
            "raw": {
                "err_msg": "(left out: 5 characters)",
                "progress": 100,
                "links": [{"file_url": "(left out: https: 50 characters)"}],
            },
        },
        "links_expire_at": None,
    }


@pytest.mark.parametrize(("status", "is_answered"), [(403, True), (None, False)], ids=["answered", "out of reach"])
def test_why_the_platform_did_not_tell_is_told(status: int | None, *, is_answered: bool) -> None:
    now = told(BOUGHT, Sight(error={**ERROR, "http_status": status}))["platform_now"]

    error = {"code": "Forbidden", "exit_code": 12, "http_status": status, "trace_id": "7e", "cause": None}
    assert now == {"answered": is_answered, "error": error}


def test_words_that_were_asked_for_are_told_without_signatures_and_passwords() -> None:
    document = told(BOUGHT, SEEN, with_words=True)

    text = json.dumps(document)
    hidden = (f"token={OWN}", f"me:{OWN}", f"Signature={OWN}")
    assert (f"a {OWN} boat" in text, document["left_out"], [one for one in hidden if one in text]) == (True, [], [])


def test_times_trace_ids_and_numbers_of_the_submit_are_told() -> None:
    submit = told(BOUGHT, SEEN)["submit"]

    assert isinstance(submit, dict)
    assert {name: submit[name] for name in ("id", "kind", "outcome", "accepted_at", "trace_id", "files")} == {
        "id": "11",
        "kind": "reference2video",
        "outcome": "accepted",
        "accepted_at": "2026-11-27T12:00:01Z",
        "trace_id": "5f109f45",
        "files": 1,
    }


@pytest.mark.parametrize(
    ("one", "sight", "exit_code"),
    [
        (BOUGHT, SEEN, 66),
        (entry(err_code="Unknown"), Sight(), 56),
        (unanswered(outcome=Outcome.REFUSED, refusal="CreditInsufficient"), Sight(), 21),
    ],
)
def test_the_code_is_explained(one: LedgerEntry, sight: Sight, exit_code: int) -> None:
    code = told(one, sight)["code"]

    assert isinstance(code, dict)
    assert code["exit_code"] == exit_code


def test_the_key_is_taken_out_wherever_it_stands() -> None:
    document = {"a": f"x{KEY}y", KEY: [f"{KEY}", 7, None, {"b": KEY}]}

    assert KEY not in json.dumps(without_key(document, KEY))


@pytest.mark.parametrize("key", [None, "", "a"])
def test_what_is_no_key_takes_nothing_out(key: str | None) -> None:
    assert without_key({"a": "abc"}, key) == {"a": "abc"}
