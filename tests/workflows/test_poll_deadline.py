"""The deadline of a wait, and what is left when the time is over or somebody stops it."""

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import HANGS, NOT_THERE, OFFLINE, REFUSED_KEY, Told
from tests.support.waits import PlatformOf, PollerOn, exit_code, never_done, states
from vidu_cli.errors.catalogue import INTERRUPTED
from vidu_cli.workflows.poll_plan import PollPlan


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
            "Go on: `vidu poll b a -o clips/ --exec './publish it.sh'`",
            "Bring the results that are paid for: `vidu download a -o clips/`",
            "What is no longer wanted and has not begun: `vidu cancel b`",
        ),
    )


def test_a_deadline_says_of_whom_nothing_was_ever_heard(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    stopped = clock.drive(poller_on(platform_of(a=["success"], b=[HANGS])).wait(PollPlan(timeout_s=2))).stopped

    assert stopped is not None
    assert stopped.message == "No answer about 1 of 2 after 2 s: b."


def test_what_was_on_its_way_home_when_the_key_was_refused_has_its_line_too(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    wait = poller_on(platform_of(a=["success"], b=["processing", REFUSED_KEY]))
    wait.errands.fetch, wait.saving, wait.words = never_done(clock), ("-o", "clips/"), ("-o", "clips/")

    stopped = clock.drive(wait.wait(PollPlan())).stopped

    assert stopped is not None
    assert (stopped.exit_code, stopped.remedies[-2:]) == (
        11,
        (
            "Once that is mended, go on: `vidu poll b -o clips/`",
            "Bring the results that are paid for: `vidu download a -o clips/`",
        ),
    )


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


def test_a_stopped_wait_tells_of_the_task_that_nobody_knows(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    wait = poller_on(platform_of(a=["queueing"], b=[NOT_THERE]))
    clock.drive(wait.wait(PollPlan(timeout_s=1)))

    answer = wait.unfinished.stopped(INTERRUPTED)

    assert (answer.values, [failure.exit_code for failure in answer.failures]) == (wait.rows, [82, 130])
    assert "b gone TaskNotFound" in told.words
