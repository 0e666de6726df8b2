"""What past submits come to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.pasts import BODY, NOON, entry, intent, unanswered
from vidu_cli.policy.entries import LedgerEntry, Outcome
from vidu_cli.policy.moments import Moment
from vidu_cli.policy.statistics import (
    CodeRow,
    DayRow,
    KindRow,
    ModelCosts,
    Statistics,
    end_of,
    percentile,
    spent,
    statistics_of,
)

DAY_S = 86_400.0


def day_of(at: float) -> str:
    return f"day {(at - NOON) // DAY_S:.0f}"


def counted(*entries: LedgerEntry) -> Statistics:
    return statistics_of(entries, day_of=day_of)


def failed(code: str) -> LedgerEntry:
    return entry(state="failed", err_code=code)


def test_of_nothing_nothing_is_told() -> None:
    told = counted()

    assert (told.submits, told.success_rate, told.by_kind, told.by_day, told.failures) == (0, None, (), (), ())


def test_every_submit_is_counted_once() -> None:
    told = counted(
        entry(),
        failed("NoFaceDetected"),
        failed("UserCancelled"),
        entry(state="canceled"),
        entry(state="queueing"),
        unanswered(),
        unanswered(is_live=True),
        unanswered(outcome=Outcome.NOT_ACCEPTED),
        unanswered(outcome=Outcome.REFUSED, refusal="FieldInvalid"),
    )

    ends = (told.succeeded, told.failed, told.cancelled, told.running)
    others = (told.refused, told.not_accepted, told.unknown, told.in_flight)
    assert (told.submits, told.tasks, ends, others) == (9, 5, (1, 1, 2, 1), (1, 1, 1, 1))


def test_only_tasks_that_ended_by_themselves_count_as_success_or_not() -> None:
    told = counted(entry(), entry(), failed("NoFaceDetected"), failed("UserCancelled"), entry(state="queueing"))

    assert told.success_rate == 0.6667


def test_tasks_are_put_together_by_kind_model_and_length() -> None:
    other = intent(kind="img2video", body={"model": "viduq2-pro", "duration": 8})

    told = counted(entry(waited_s=60.0), entry(waited_s=80.0), failed("Unknown"), entry(other, waited_s=200.0))

    assert told.by_kind == (
        KindRow(
            kind="text2video",
            model="viduq3-turbo",
            duration=5,
            tasks=3,
            succeeded=2,
            failed=1,
            success_rate=0.6667,
            watched=2,
            p50_s=60.0,
            p95_s=80.0,
        ),
        KindRow(
            kind="img2video",
            model="viduq2-pro",
            duration=8,
            tasks=1,
            succeeded=1,
            failed=0,
            success_rate=1.0,
            watched=1,
            p50_s=200.0,
            p95_s=200.0,
        ),
    )


def test_a_length_that_was_left_out_is_the_one_the_platform_makes() -> None:
    told = counted(entry(), entry(intent(body={"model": "viduq3-turbo"})), entry(intent(body={})))

    assert [(row.model, row.duration, row.tasks) for row in told.by_kind] == [("viduq3-turbo", 5, 3)]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("audio-tts", {"text": "x"}, ("", None)),
        ("raw", {"model": "new", "duration": 7}, ("new", 7)),
        ("raw", {"model": ["new"], "duration": "7"}, ("", None)),
        ("text2video", {"model": "viduq9", "duration": 3}, ("viduq9", 3)),
    ],
)
def test_a_task_that_no_row_describes_is_put_with_its_own(
    kind: str, body: dict[str, object], expected: tuple[str, int | None]
) -> None:
    (row,) = counted(entry(intent(kind=kind, body=body))).by_kind

    assert (row.model, row.duration) == expected


@pytest.mark.parametrize(
    ("one", "credits_spent"),
    [
        (entry(charge=80), 80),
        (entry(charge=0), 0),
        (entry(charge=None), 60),
        (entry(intent(credits=None), charge=None), 0),
        (entry(state="failed", charge=60), 0),
        (unanswered(), 0),
    ],
)
def test_what_was_given_back_or_never_bought_costs_nothing(one: LedgerEntry, credits_spent: int) -> None:
    assert spent(one) == credits_spent


def test_credits_are_told_by_day_and_by_model() -> None:
    later = replace(entry(intent(body={**BODY, "model": "viduq2"}), charge=99), began=Moment(at=NOON + DAY_S))

    told = counted(later, entry(), failed("Unknown"))

    assert (told.credits, told.by_day, told.by_model) == (
        159,
        (DayRow(day="day 0", tasks=2, credits=60), DayRow(day="day 1", tasks=1, credits=99)),
        (ModelCosts(model="viduq2", tasks=1, credits=99), ModelCosts(model="viduq3-turbo", tasks=2, credits=60)),
    )


def test_failures_and_refusals_are_told_by_their_code() -> None:
    refused = unanswered(outcome=Outcome.REFUSED, refusal="CreditInsufficient")

    told = counted(failed("NoFaceDetected"), refused, failed("NoFaceDetected"), failed("UserCancelled"))

    assert told.failures == (
        CodeRow(code="NoFaceDetected", exit_code=66, failed=2, refused=0),
        CodeRow(code="CreditInsufficient", exit_code=21, failed=0, refused=1),
    )


def test_a_subject_costs_credits_and_is_no_task() -> None:
    told = counted(entry(intent(kind="subjects", path="/subjects", body={}), charge=5))

    assert (told.submits, told.tasks, told.credits, told.by_kind) == (1, 0, 5, ())


def test_a_state_that_this_version_does_not_know_is_no_end() -> None:
    assert end_of(entry(state="thinking")) == "running"


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.5, 5.0), (0.9, 9.0), (0.95, 10.0), (1.0, 10.0)])
def test_a_percentile_is_a_value_that_was_seen(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(1, 11)], share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_nearly_all_take_at_least_as_long_as_half(waits: list[float]) -> None:
    ascending = sorted(waits)

    half, nearly_all = percentile(ascending, 0.5), percentile(ascending, 0.95)

    assert half is not None
    assert nearly_all is not None
    assert ascending[0] <= half <= nearly_all <= ascending[-1]
