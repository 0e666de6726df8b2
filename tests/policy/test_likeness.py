from dataclasses import replace

import pytest

from vidu_cli.policy.entries import Intent
from vidu_cli.policy.fingerprints import digest
from vidu_cli.policy.likeness import Attempt, Fit, fit
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Task, TaskState

BEGAN = 1_800_000_000.0
BODY = {"model": "viduq3-turbo", "prompt": "a cat", "duration": 5, "resolution": "720p", "seed": 0}
MARKED = Intent(kind="text2video", path="/text2video", body=BODY, fingerprint="f", marker="vidu-000000000000001")
OWN = replace(MARKED, marker=None, payload_digest=digest("job-7"), prompt_digest=digest("a cat"))
BARE = replace(MARKED, marker=None, prompt_digest=digest("a cat"))
TASK = Task(
    id=Id("1"),
    type="text2video",
    state=TaskState.CREATED,
    model="viduq3-turbo",
    prompt="a cat",
    duration=5,
    resolution="720p",
    seed=771203,
    created_at=rfc3339(BEGAN + 2),
)


def attempt(intent: Intent, *, ended_at: float | None = BEGAN + 120) -> Attempt:
    return Attempt(intent=intent, type="text2video", began_at=BEGAN, ended_at=ended_at)


@pytest.mark.parametrize(
    ("payload", "is_whole", "expected"),
    [
        ("vidu-000000000000001", False, Fit.OWN),
        ("vidu-000000000000002", False, Fit.NOT),
        ("job-7", True, Fit.NOT),
        (None, False, Fit.OPEN),
        ("", False, Fit.OPEN),
        ("", True, Fit.NOT),
        (None, True, Fit.OPEN),
    ],
)
def test_where_a_marker_was_sent_the_payload_alone_tells(
    payload: str | None,
    is_whole: bool,  # noqa: FBT001  # a cell of the table
    expected: Fit,
) -> None:
    assert fit(attempt(MARKED), replace(TASK, payload=payload), is_whole=is_whole) is expected


@pytest.mark.parametrize(
    ("payload", "is_whole", "expected"),
    [
        ("job-7", False, Fit.ALIKE),
        ("job-7", True, Fit.ALIKE),
        ("job-8", False, Fit.NOT),
        ("vidu-000000000000002", True, Fit.NOT),
        (None, False, Fit.OPEN),
        ("", False, Fit.OPEN),
        ("", True, Fit.NOT),
        (None, True, Fit.ALIKE),
    ],
)
def test_a_payload_of_the_users_own_must_be_the_same_and_is_asked_for(
    payload: str | None,
    is_whole: bool,  # noqa: FBT001  # a cell of the table
    expected: Fit,
) -> None:
    assert fit(attempt(OWN), replace(TASK, payload=payload), is_whole=is_whole) is expected


def test_a_submit_without_a_payload_fits_no_task_that_has_one() -> None:
    assert fit(attempt(BARE), replace(TASK, payload="job-7"), is_whole=True) is Fit.NOT


@pytest.mark.parametrize(
    "other",
    [
        {"type": "img2video"},
        {"model": "viduq3-pro"},
        {"prompt": "a dog"},
        {"duration": 8},
        {"resolution": "1080p"},
        {"created_at": rfc3339(BEGAN - 120)},
        {"created_at": rfc3339(BEGAN + 300)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_task_that_differs_in_what_is_told_is_anothers(other: dict[str, object]) -> None:
    assert fit(attempt(BARE), replace(TASK, **other), is_whole=True) is Fit.NOT  # type: ignore[arg-type]  # cells of a table


@pytest.mark.parametrize(
    "other",
    [
        {"type": "unspecified"},
        {"type": None, "model": "Vidu3.1-参考生图-20251126"},
        {"prompt": ""},
        {"duration": 0},
        {"resolution": None},
        {"seed": 5},
        {"created_at": None},
    ],
    ids=str,
)
def test_what_the_platform_does_not_tell_is_no_difference(other: dict[str, object]) -> None:
    assert fit(attempt(BARE), replace(TASK, **other), is_whole=True) is Fit.ALIKE  # type: ignore[arg-type]  # cells of a table


def test_a_prompt_that_the_platform_wrote_itself_is_no_difference() -> None:
    asked = replace(BARE, body={**BODY, "is_rec": True})

    assert fit(attempt(asked), replace(TASK, prompt="a cat, in golden light"), is_whole=True) is Fit.ALIKE


def test_likeness_alone_is_not_enough_where_neither_type_nor_words_are_told() -> None:
    assert fit(attempt(BARE), replace(TASK, type="unspecified", prompt=None), is_whole=True) is Fit.OPEN


def test_nothing_is_alike_when_the_time_of_the_attempt_is_not_known() -> None:
    assert fit(attempt(BARE, ended_at=None), TASK, is_whole=True) is Fit.OPEN
