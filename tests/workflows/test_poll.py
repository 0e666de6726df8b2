from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import (
    GARBAGE,
    GATEWAY,
    HANGS,
    NO_TLS,
    NOT_THERE,
    OFFLINE,
    REFUSED_KEY,
    THROTTLED,
    Platform,
    Told,
)
from vidu_cli.errors.catalogue import DOWNLOAD_DAMAGED, FORBIDDEN, INTERRUPTED, LEDGER_UNUSABLE, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.listing import LOOKS_AT_ONCE
from vidu_cli.workflows.poll import Poller
from vidu_cli.workflows.poll_plan import PollPlan, PollReport, StopAt
from vidu_cli.workflows.verdict import glance, verdict

PlatformOf = Callable[..., Platform]
PollerOn = Callable[[Platform], Poller]
DAY_S = 86_400.0
FOR_EVER = PollPlan()


def states(report: PollReport) -> list[str | None]:
    return [str(row.task.state) if row.task else None for row in report.rows]


def numbers(report: PollReport) -> list[int]:
    return [row.exit_code for row in report.rows]


def exit_code(report: PollReport, stop_at: StopAt = StopAt.ALL) -> int:
    failures = verdict(report, stop_at)
    return failures[-1].exit_code if failures else 0


def never_done(clock: FakeClock) -> Callable[[Task], Awaitable[Task]]:
    """What brings no result home before every deadline."""

    async def fetch(_: Task) -> Task:
        await clock.sleep(HANGS)
        raise AssertionError

    return fetch


def test_a_task_is_looked_at_until_it_has_ended(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    platform = platform_of(a=["created", "queueing", "processing", "processing", "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (states(report), exit_code(report), told.words) == (
        ["success"],
        0,
        ["a None created", "a created queueing", "a queueing processing", "a processing success"],
    )


def test_a_day_of_waiting_asks_at_once_at_first_and_every_fifteen_seconds_later(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(timeout_s=DAY_S)))

    first = [at for at, _ in platform.looks[:3]]
    assert (exit_code(report), clock.monotonic(), first, 5_700 < len(platform.looks) < 5_900) == (
        124,
        DAY_S,
        [0.0, 3.0, 6.2],
        True,
    )


def test_the_deadline_is_one_for_all_and_names_who_still_runs(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=["created", "success"], c=["processing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(timeout_s=60)))

    stopped = report.stopped
    assert stopped is not None
    assert (clock.monotonic(), states(report), stopped.exit_code, stopped.message, stopped.remedies) == (
        60,
        ["queueing", "success", "processing"],
        124,
        "2 of 3 still running after 60 s: a c.",
        ("Go on: `vidu poll a c`", "What is no longer wanted and has not begun: `vidu cancel a c`"),
    )


def test_a_look_that_hangs_is_cut_off_by_the_deadline(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", HANGS], b=["success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(timeout_s=60)))

    assert (clock.monotonic(), exit_code(report), states(report)) == (60, 124, ["queueing", "success"])


def test_a_task_that_ended_in_the_last_look_before_the_deadline_has_ended(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=["queueing", "success"])).wait(PollPlan(timeout_s=3.5)))

    assert (exit_code(report), clock.monotonic()) == (0, 3.0)


def test_an_outage_is_survived_and_said_once_and_again_when_it_is_over(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    platform = platform_of(a=["queueing", OFFLINE, GATEWAY, GARBAGE, NO_TLS, "queueing", "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), told.words) == (
        0,
        ["a None queueing", "trouble network-unreachable", "recovered", "a queueing success"],
    )


@pytest.mark.parametrize("trouble", [OFFLINE, GATEWAY, GARBAGE, THROTTLED], ids=lambda failure: failure.code)
def test_ten_minutes_without_any_answer_are_lost_sight_with_the_cause(
    trouble: Failure, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", trouble], b=["queueing", trouble])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    stopped = report.stopped
    assert stopped is not None
    cause = stopped.cause.code if stopped.cause else None
    assert (exit_code(report), stopped.entry.retry, stopped.task_id, cause) == (87, Retry.NEVER, "a", trouble.code)
    # One pause later at the most, which is up to a minute where the platform throttles.
    assert 600 <= clock.monotonic() < 640 + (30 if trouble is THROTTLED else 0)


def test_one_task_that_answers_keeps_the_wait_alive(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"] * 100 + ["success"], b=[*[GATEWAY] * 100, "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic() > 600) == (0, True)


def test_the_ten_minutes_begin_anew_with_every_answer(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    outage: list[str | Failure] = [OFFLINE] * 35
    platform = platform_of(a=[*outage, "queueing", *outage, "queueing", *outage, "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic() > 1200) == (0, True)


@pytest.mark.parametrize(
    "refused",
    [REFUSED_KEY, Failure(entry=FORBIDDEN), Failure(entry=LEDGER_UNUSABLE)],
    ids=lambda failure: failure.code,
)
def test_what_no_waiting_can_mend_ends_the_wait_at_once_with_its_number(
    refused: Failure, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=[refused])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic()) == (refused.exit_code, 0)


def test_a_certificate_that_never_was_good_ends_the_wait_at_once(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[NO_TLS])).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic()) == (97, 0)


@pytest.mark.parametrize("word", ["preparation", "scheduling", "", "SUCCESS"])
def test_an_unknown_state_is_waited_for(
    word: str, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[word, word, "success"])).wait(FOR_EVER))

    assert (exit_code(report), states(report), clock.monotonic() > 6) == (0, ["success"], True)


@pytest.mark.parametrize("word", ["canceled", "cancelled"])
def test_a_word_for_cancelled_ends_the_wait_like_user_cancelled(
    word: str, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[word])).wait(FOR_EVER))

    assert exit_code(report) == 86


def test_an_id_that_does_not_exist_does_not_end_the_others(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=[NOT_THERE], b=["queueing", "success"], c=["queueing", "failed:NoFaceDetected"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (numbers(report), exit_code(report), platform.times("a")) == ([82, 0, 66], 3, 1)


def test_a_failed_task_names_its_code_and_costs_nothing(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=["failed:InternalServiceFailure"])).wait(FOR_EVER))

    failure = verdict(report, StopAt.ALL)[-1]
    assert (failure.exit_code, failure.entry.origin, failure.entry.charged, failure.task_id) == (51, "task", False, "a")


@pytest.mark.parametrize("asked_s", [20.0, 45.0, 300.0])
def test_a_retry_after_slows_all_tasks_down_to_the_letter(
    asked_s: float, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(
        a=["queueing", replace(THROTTLED, retry_after_s=asked_s), "success"], b=["queueing"] * 2 + ["success"]
    )

    clock.drive(poller_on(platform).wait(FOR_EVER))

    assert platform.looks == [
        (0.0, "a"),
        (0.0, "b"),
        (3.0, "a"),
        (3.0, "b"),
        (3.0 + asked_s, "a"),
        (3.0 + asked_s, "b"),
    ]


def test_a_fixed_interval_is_kept(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    platform = platform_of(a=["queueing"] * 50 + ["success"])

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=2)))

    assert [at for at, _ in platform.looks] == [2.0 * number for number in range(51)]


def test_only_the_platform_lengthens_a_fixed_interval_and_only_once(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", replace(THROTTLED, retry_after_s=7), "queueing", OFFLINE, "success"])

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=2)))

    assert [at for at, _ in platform.looks] == [0.0, 2.0, 9.0, 11.0, 13.0]


def test_any_ends_with_the_first_end_and_its_number(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=["queueing", "failed:NoFaceDetected"], c=["queueing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (exit_code(report, StopAt.FIRST_END), clock.monotonic()) == (66, 3.0)


def test_any_is_0_when_the_first_end_is_a_success(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", "queueing", "failed:NoFaceDetected"], b=["queueing", "success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (exit_code(report, StopAt.FIRST_END), states(report)) == (0, ["queueing", "success"])


def test_fail_fast_ends_with_the_first_failure_and_its_number(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["success"], b=["queueing", "failed:NoFaceDetected"], c=["queueing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_FAILURE)))

    assert (exit_code(report, StopAt.FIRST_FAILURE), clock.monotonic()) == (66, 3.0)


def test_fail_fast_waits_for_all_when_none_fails(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["success"], b=["queueing", "queueing", "success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_FAILURE)))

    assert (exit_code(report, StopAt.FIRST_FAILURE), states(report)) == (0, ["success", "success"])


def test_a_result_that_cannot_be_saved_counts_as_the_number_of_its_task(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    async def fetch(task: Task) -> Task:
        if task.id == "a":
            raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, task_id=task.id))
        return task

    wait = poller_on(platform_of(a=["success"], b=["queueing", "success"]))
    wait.errands.fetch = fetch

    report = clock.drive(wait.wait(FOR_EVER))

    assert (numbers(report), exit_code(report)) == ([93, 0], 3)


def test_a_result_is_waited_for_after_its_task_has_ended(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    wait = poller_on(platform_of(a=["success"]))
    wait.errands.fetch, wait.saving = never_done(clock), ("-o", "a b.mp4")

    report = clock.drive(wait.wait(PollPlan(timeout_s=60)))

    stopped = report.stopped
    assert stopped is not None
    assert (exit_code(report), stopped.message, stopped.entry.charged, stopped.remedies) == (
        124,
        "1 of 1 ended, but what was to be done with them was not done after 60 s: a.",
        True,
        ("Go on: `vidu download a -o 'a b.mp4'`",),
    )


def test_what_runs_and_what_is_on_its_way_home_at_the_deadline_each_have_their_line(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    wait = poller_on(platform_of(a=["success"], b=["processing"]))
    wait.errands.fetch, wait.saving = never_done(clock), ("-o", "clips/")
    wait.words = (*wait.saving, "--exec", "./publish it.sh")

    stopped = clock.drive(wait.wait(PollPlan(timeout_s=60))).stopped

    assert stopped is not None
    assert (stopped.task_id, stopped.entry.charged, stopped.remedies) == (
        "b",
        None,
        (
            "Go on: `vidu poll b -o clips/ --exec './publish it.sh'`",
            "Bring the results that are paid for: `vidu download a -o clips/`",
            "What is no longer wanted and has not begun: `vidu cancel b`",
        ),
    )


@pytest.mark.parametrize("stop_at", [StopAt.FIRST_END, StopAt.FIRST_FAILURE])
def test_what_ended_beside_the_end_that_was_waited_for_comes_home_too(
    stop_at: StopAt, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    brought: list[str] = []

    async def fetch(task: Task) -> Task:
        await clock.sleep(2.0)
        brought.append(task.id)
        return task

    wait = poller_on(platform_of(a=["success"], b=["failed:NoFaceDetected"], c=["processing"]))
    wait.errands.fetch = fetch

    report = clock.drive(wait.wait(PollPlan(stop_at=stop_at)))

    assert (brought, states(report), wait.unfinished.ids) == (["a"], ["success", "failed", "processing"], ("c",))


def test_the_first_end_is_the_one_that_was_seen_first_whatever_is_done_for_it(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    async def fetch(task: Task) -> Task:
        await clock.sleep(9.0)
        return task

    wait = poller_on(platform_of(a=["queueing", "queueing", "failed:NoFaceDetected"], b=["queueing", "success"]))
    wait.errands.fetch = fetch

    report = clock.drive(wait.wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (next(row.id for row in report.ends), exit_code(report, StopAt.FIRST_END)) == ("b", 0)


def test_a_key_that_is_refused_meanwhile_says_nothing_of_the_cost_and_names_the_line_that_goes_on(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    stopped = clock.drive(poller_on(platform_of(a=["queueing", REFUSED_KEY])).wait(FOR_EVER)).stopped

    assert stopped is not None
    assert (stopped.exit_code, stopped.entry.charged, stopped.remedies) == (
        11,
        None,
        ("Once that is mended, go on: `vidu poll a`",),
    )


def test_no_more_looks_are_under_way_than_the_platform_bears(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(**{f"t{number}": [5.0, "success"] for number in range(20)})

    clock.drive(poller_on(platform).wait(FOR_EVER))

    begun = [at for at, _ in platform.looks[:20]]
    assert [begun.count(at) for at in sorted(set(begun))] == [LOOKS_AT_ONCE, LOOKS_AT_ONCE, 4]


def test_a_glance_looks_once_and_is_0_whatever_the_states_are(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=["failed:NoFaceDetected"], c=["success"])

    report = clock.drive(poller_on(platform).look_once(FOR_EVER))

    assert (glance(report), len(platform.looks), clock.slept) == ((), 3, [])


@pytest.mark.parametrize(
    ("unseen", "number"),
    [
        (OFFLINE, 87),
        (GATEWAY, 87),
        (THROTTLED, 87),
        (GARBAGE, 87),
        # As it comes over the wire, with the status of its answer.
        (replace(GARBAGE, entry=replace(GARBAGE.entry, http_status=200)), 87),
        (NOT_THERE, 82),
        (REFUSED_KEY, 11),
    ],
    ids=lambda value: getattr(value, "code", value),
)
def test_a_glance_that_sees_nothing_never_reads_as_if_nothing_had_been_spent(
    unseen: Failure, number: int, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[unseen])).look_once(FOR_EVER))

    assert [failure.exit_code for failure in glance(report)] == [number]


def test_a_glance_has_a_deadline_too(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    wait = poller_on(platform_of(a=["success"], b=["success"]))

    async def hang(_: PolledTask) -> None:
        await clock.sleep(HANGS)

    wait.errands.hook = hang
    report = clock.drive(wait.look_once(PollPlan(timeout_s=60)))

    assert ([failure.exit_code for failure in glance(report)], clock.monotonic()) == ([124], 60.0)


def test_a_platform_that_asks_for_endless_patience_is_lost_sight_of_all_the_same(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    patient = replace(THROTTLED, retry_after_s=1e9)

    report = clock.drive(poller_on(platform_of(a=["queueing", patient])).wait(PollPlan(lost_after_s=30)))

    # What came last came at the first look.
    assert (exit_code(report), clock.monotonic()) == (87, 30.0)


def test_a_task_that_is_gone_after_it_was_seen_is_not_said_to_have_cost_nothing(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=["processing", NOT_THERE], b=[NOT_THERE])).wait(FOR_EVER))

    assert [row.failure and row.failure.entry.charged for row in report.rows] == [None, False]


def test_who_wants_no_more_of_a_wait_ends_it(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    wait = poller_on(platform_of(a=["success"], b=["processing"]))

    def enough(_: PolledTask) -> None:
        wait.is_over = True

    wait.on_end = enough
    report = clock.drive(wait.wait(FOR_EVER))

    assert (states(report), report.stopped) == (["success", "processing"], None)


def test_a_stopped_wait_tells_the_tasks_as_last_seen_and_the_line_that_goes_on(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    wait = poller_on(platform_of(a=["queueing"], b=["success"], c=[OFFLINE]))
    clock.drive(wait.wait(PollPlan(timeout_s=1)))

    answer = wait.unfinished.stopped(INTERRUPTED)

    told = answer.failures[-1]
    assert (answer.values, told.exit_code, told.remedies) == (
        wait.rows[:2],
        130,
        ("Go on: `vidu poll a c`", "What is no longer wanted and has not begun: `vidu cancel a c`"),
    )
