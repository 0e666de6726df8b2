from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from tests.support.bookings import unrecorded
from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
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
    Seen,
)
from vidu_cli.errors.catalogue import (
    BAD_REQUEST,
    CANNOT_WRITE,
    CODEC,
    CREDIT_INSUFFICIENT,
    DOWNLOAD_DAMAGED,
    INTERRUPTED,
    NOT_FOUND,
    OUTPUT_EXISTS,
    SUBMIT_OUTCOME_UNKNOWN,
    TERMINATED,
    TIMED_OUT,
    Entry,
    Retry,
)
from vidu_cli.errors.failure import Failure, ViduError, task_failure
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.ids import Id
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.kinds.text2video import KIND
from vidu_cli.schema.tasks import Accepted, Creation, Task, TaskState
from vidu_cli.workflows.answers import Answer, Receipt
from vidu_cli.workflows.poll import Poller
from vidu_cli.workflows.poll_plan import PollPlan
from vidu_cli.workflows.purchase import Purchase
from vidu_cli.workflows.sought import LONGEST_SEND_S
from vidu_cli.workflows.submit import Order, Sending, look_for, lost_sight

PollerOn = Callable[[Platform], Poller]
ESTIMATE = Estimate(credits=60, credits_max=60, money=0.3, currency="USD", certainty="documented", source="pricing")
ORDER = Order(kind=KIND, body={"prompt": "a paper boat", "payload": "vidu-04e5"}, estimate=ESTIMATE)
ACCEPTED = Task(id=Id("a"), state=TaskState.CREATED, model="viduq3-turbo", credits=60)
UNKNOWN = Failure(entry=SUBMIT_OUTCOME_UNKNOWN, message="HTTP 502", cause=GATEWAY)


@dataclass
class Till:
    """Takes the order, or refuses it."""

    refusal: Failure | None = None
    told: TaskState | None = None
    accepted: Task = ACCEPTED
    sent: list[tuple[str, Mapping[str, object], float]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    async def submit(
        self, path: str, body: Mapping[str, object], *, within_s: float, sending: Sending, untold: TaskState
    ) -> Accepted:
        with sending():
            self.sent.append((path, body, within_s))
            self.marks.append("asked")
            if self.refusal:
                raise ViduError(self.refusal)
            return Accepted(task=replace(self.accepted, state=self.told or untold))

    @contextmanager
    def sending(self) -> Iterator[None]:
        self.marks.append("begun")
        try:
            yield
        finally:
            self.marks.append("over")


def purchase_at(till: Till, clock: FakeClock) -> Purchase:
    return Purchase(order=ORDER, clock=clock, sending=till.sending, is_waited_for=True)


def waited(clock: FakeClock, poller_on: PollerOn, *looks: Seen, plan: PollPlan | None = None) -> Answer:
    """What a submit that waits answers when the looks give this."""
    till = Till()
    purchase = purchase_at(till, clock)

    async def bought() -> Answer:
        await purchase.send(till, unrecorded(clock), deadline=None)
        return await purchase.wait(poller_on(Platform(clock, {"a": looks})), plan or PollPlan(), elapsed_s=0)

    return clock.drive(bought())


@pytest.mark.parametrize("refusal", [None, UNKNOWN], ids=["taken", "unknown"])
def test_the_time_in_which_money_may_change_hands_is_marked(refusal: Failure | None, clock: FakeClock) -> None:
    till = Till(refusal)

    clock.drive(settled(purchase_at(till, clock), till, clock))

    assert till.marks == ["begun", "asked", "over"]


async def settled(purchase: Purchase, till: Till, clock: FakeClock) -> None:
    """Send the order, whatever comes of it."""
    try:
        await purchase.send(till, unrecorded(clock), deadline=None)
    except ViduError:
        return


@pytest.mark.parametrize(("timeout_s", "within_s"), [(None, LONGEST_SEND_S), (5.0, 5.0)])
def test_the_timeout_is_for_the_send_too(timeout_s: float | None, within_s: float, clock: FakeClock) -> None:
    till = Till()

    clock.drive(purchase_at(till, clock).send(till, unrecorded(clock), deadline=timeout_s))

    assert till.sent == [("/text2video", ORDER.body, within_s)]


def test_an_unknown_outcome_tells_the_marker_and_where_to_look(clock: FakeClock) -> None:
    till = Till(UNKNOWN)

    failure = failure_in_driving(clock, purchase_at(till, clock).send(till, unrecorded(clock), deadline=None))

    told = ("'vidu-04e5'" in failure.explanation, "vidu list --since 15m" in failure.explanation)
    assert (failure.exit_code, failure.cause, told) == (95, GATEWAY, (True, True))


def test_a_refusal_in_words_stays_as_it_came_but_for_the_kind_and_the_option(clock: FakeClock) -> None:
    refusal = Failure(entry=CREDIT_INSUFFICIENT, message="insufficient credits", field="duration")
    till = Till(refusal)

    told = failure_in_driving(clock, purchase_at(till, clock).send(till, unrecorded(clock), deadline=None))

    assert told == replace(refusal, option="--duration", names={"kind": "text2video"})


def test_a_submit_that_waits_answers_with_the_task_as_it_ended_and_what_only_the_submit_said(
    clock: FakeClock, poller_on: PollerOn
) -> None:
    answer = waited(clock, poller_on, "queueing", "failed:NoFaceDetected")

    receipt = answer.values[0]
    assert isinstance(receipt, Receipt)
    assert (receipt.task.model, receipt.task.state, receipt.task.err_code, receipt.estimate) == (
        "viduq3-turbo",
        "failed",
        "NoFaceDetected",
        ESTIMATE,
    )


@pytest.mark.parametrize("code", ["InternalServiceFailure", "Unknown", "Canceled", "NoFaceDetected"])
def test_the_end_of_the_task_itself_keeps_its_number(code: str, clock: FakeClock, poller_on: PollerOn) -> None:
    answer = waited(clock, poller_on, f"failed:{code}")

    assert answer.failures == (task_failure(code, task_id="a"),)


@pytest.mark.parametrize(
    "trouble", [REFUSED_KEY, NOT_THERE, OFFLINE, GATEWAY, GARBAGE, NO_TLS, THROTTLED], ids=lambda failure: failure.code
)
def test_trouble_in_looking_at_a_task_that_was_just_paid_for_is_87(
    trouble: Failure, clock: FakeClock, poller_on: PollerOn
) -> None:
    failure = waited(clock, poller_on, trouble).failures[-1]

    assert (failure.exit_code, failure.entry.retry, failure.task_id, failure.cause is not None) == (
        87,
        Retry.NEVER,
        "a",
        True,
    )


@pytest.mark.parametrize("entry", [NOT_FOUND, BAD_REQUEST, CODEC, CREDIT_INSUFFICIENT], ids=lambda entry: entry.code)
def test_a_refusal_of_the_look_is_never_taken_for_a_refusal_of_the_submit(
    entry: Entry, clock: FakeClock, poller_on: PollerOn
) -> None:
    failure = waited(clock, poller_on, Failure(entry=entry, message="no")).failures[-1]

    assert (failure.exit_code, failure.cause and failure.cause.code) == (87, entry.code)


def test_the_deadline_is_for_the_whole_command(clock: FakeClock, poller_on: PollerOn) -> None:
    till = Till()
    purchase = purchase_at(till, clock)

    async def bought() -> Answer:
        await purchase.send(till, unrecorded(clock), deadline=None)
        platform = Platform(clock, {"a": ["queueing", HANGS]})
        return await purchase.wait(poller_on(platform), PollPlan(timeout_s=60), elapsed_s=45)

    failure = clock.drive(bought()).failures[-1]

    assert (clock.monotonic(), failure.exit_code, failure.entry.retry, failure.task_id) == (15, 124, Retry.NEVER, "a")


def test_the_first_remedy_at_the_deadline_is_the_line_that_goes_on(clock: FakeClock, poller_on: PollerOn) -> None:
    failure = waited(clock, poller_on, "queueing", plan=PollPlan(timeout_s=10)).failures[-1]

    assert failure.remedies[0] == "Go on: `vidu poll a`"


@pytest.mark.parametrize(
    "entry", [OUTPUT_EXISTS, CANNOT_WRITE, DOWNLOAD_DAMAGED, TIMED_OUT], ids=lambda entry: entry.code
)
def test_what_is_no_trouble_in_looking_keeps_its_number_and_is_never_to_be_repeated(entry: Entry) -> None:
    failure = lost_sight(Failure(entry=entry, message="no"), "a", "Go on: `vidu poll a`")

    assert (failure.exit_code, failure.entry.retry, failure.task_id) == (entry.exit_code, Retry.NEVER, "a")


@pytest.mark.parametrize("entry", [INTERRUPTED, TERMINATED], ids=lambda entry: entry.code)
def test_a_signal_before_anything_was_sent_costs_nothing(entry: Entry, clock: FakeClock) -> None:
    failure = purchase_at(Till(), clock).stopped(entry).failures[-1]

    assert (failure.exit_code, failure.entry.charged, failure.message) == (entry.exit_code, False, "Nothing was sent.")


@pytest.mark.parametrize(
    ("refusal", "charged"), [(Failure(entry=CREDIT_INSUFFICIENT), False), (UNKNOWN, None)], ids=["refused", "unknown"]
)
def test_a_signal_after_the_answer_knows_whether_something_may_have_been_bought(
    refusal: Failure, charged: object, clock: FakeClock
) -> None:
    till = Till(refusal)
    purchase = purchase_at(till, clock)
    clock.drive(settled(purchase, till, clock))

    assert purchase.stopped(INTERRUPTED).failures[-1].entry.charged is charged


@pytest.mark.parametrize("entry", [INTERRUPTED, TERMINATED], ids=lambda entry: entry.code)
def test_a_signal_while_the_order_is_under_way_leaves_it_unknown(entry: Entry, clock: FakeClock) -> None:
    purchase = purchase_at(Till(), clock)
    purchase.is_sending = True

    failure = purchase.stopped(entry).failures[-1]

    cause = failure.cause.exit_code if failure.cause else None
    assert (
        failure.exit_code,
        failure.entry.charged,
        failure.entry.retry,
        cause,
        "vidu-04e5" in failure.explanation,
    ) == (
        entry.exit_code,
        None,
        Retry.NEVER,
        95,
        True,
    )


@pytest.mark.parametrize("entry", [INTERRUPTED, TERMINATED], ids=lambda entry: entry.code)
def test_a_signal_after_the_order_was_taken_answers_with_the_task_and_the_line_that_goes_on(
    entry: Entry, clock: FakeClock
) -> None:
    till = Till()
    purchase = purchase_at(till, clock)
    clock.drive(purchase.send(till, unrecorded(clock), deadline=None))

    answer = purchase.stopped(entry)

    failure = answer.failures[-1]
    assert (answer.values, failure.exit_code, failure.entry.retry, failure.task_id, failure.remedies) == (
        (Receipt(task=ACCEPTED, estimate=ESTIMATE),),
        entry.exit_code,
        Retry.NEVER,
        "a",
        ("Wait for it: `vidu poll a`",),
    )


SPEECH = replace(KIND, name="audio-tts", path="/audio-tts", is_synchronous=True)
FILM = replace(KIND, name="one-click-mv", path="/one-click/mv", status_path="/one-click/mv/{id}")


def purchased(till: Till, poller: Poller, kind: Kind, clock: FakeClock) -> Answer:
    """What a submit of that kind answers that waits at this platform."""
    order = replace(ORDER, kind=kind)
    purchase = Purchase(order=order, clock=clock, sending=till.sending, is_waited_for=True)

    async def bought() -> Answer:
        await purchase.send(till, unrecorded(clock), deadline=None)
        return await purchase.wait(poller, PollPlan(), elapsed_s=0)

    return clock.drive(bought())


@pytest.mark.parametrize("state", [None, TaskState.SUCCESS], ids=["untold", "told"])
def test_a_task_that_ended_with_its_submit_is_not_looked_at(
    state: TaskState | None, clock: FakeClock, poller_on: PollerOn
) -> None:
    platform = Platform(clock, {"a": [NOT_THERE]})

    answer = purchased(Till(told=state), poller_on(platform), SPEECH, clock)

    ended = Receipt(task=replace(ACCEPTED, state=TaskState.SUCCESS), estimate=ESTIMATE)
    assert (answer, platform.looks) == (Answer(values=(ended,), bought="a"), [])


def test_the_results_of_a_task_that_ended_with_its_submit_are_fetched(clock: FakeClock, poller_on: PollerOn) -> None:
    platform = Platform(clock, {"a": [NOT_THERE]})
    poller = poller_on(platform)
    fetched: list[Task] = []

    async def fetch(task: Task) -> Task:
        fetched.append(task)
        return replace(task, creations=(Creation(url="u", path="a.mp3"),))

    poller.errands.fetch = fetch
    answer = purchased(Till(), poller, SPEECH, clock)

    receipt = answer.values[0]
    assert isinstance(receipt, Receipt)
    assert (len(fetched), receipt.task.creations) == (1, (Creation(url="u", path="a.mp3"),))


def test_a_task_that_failed_with_its_submit_ends_like_every_task_that_failed(
    clock: FakeClock, poller_on: PollerOn
) -> None:
    platform = Platform(clock, {"a": [NOT_THERE]})
    till = Till(told=TaskState.FAILED, accepted=replace(ACCEPTED, err_code="AuditFailed"))

    answer = purchased(till, poller_on(platform), SPEECH, clock)

    assert (answer.failures, platform.looks) == ((task_failure("AuditFailed", task_id="a"),), [])


def test_a_task_that_failed_with_its_submit_is_a_failure_without_a_wait_too(clock: FakeClock) -> None:
    till = Till(told=TaskState.FAILED, accepted=replace(ACCEPTED, err_code="AuditFailed"))
    purchase = purchase_at(till, clock)

    clock.drive(purchase.send(till, unrecorded(clock), deadline=None))

    assert purchase.answer().failures == (task_failure("AuditFailed", task_id="a"),)


def test_a_task_of_a_synchronous_kind_that_is_still_queueing_is_polled(clock: FakeClock, poller_on: PollerOn) -> None:
    platform = Platform(clock, {"a": ["queueing", "success"]})

    answer = purchased(Till(told=TaskState("queueing")), poller_on(platform), SPEECH, clock)

    assert (answer.failures, platform.times("a")) == ((), 2)


@pytest.mark.parametrize(
    ("kind", "status_path"),
    [(KIND, "/tasks/{id}/creations"), (FILM, "/one-click/mv/{id}"), (replace(KIND, status_path=""), None)],
    ids=["a clip", "a film", "not known"],
)
def test_the_wait_asks_where_the_kind_is_asked_for(
    kind: Kind, status_path: str | None, clock: FakeClock, poller_on: PollerOn
) -> None:
    platform = Platform(clock, {"a": ["success"]})

    purchased(Till(), poller_on(platform), kind, clock)

    assert platform.status_paths == {status_path}


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (ORDER, "the task carries the payload 'vidu-04e5': look for it with `vidu list --since 15m"),
        (replace(ORDER, body={"text": "a"}), "it is a task of the kind text2video that began at this minute"),
        (
            replace(ORDER, kind=replace(KIND, path="/subjects")),
            "the subject is in the library: look for it with `vidu ",
        ),
    ],
    ids=["payload", "no payload", "subject"],
)
def test_an_order_without_an_answer_is_recognised_by_what_it_carries(order: Order, words: str) -> None:
    told = look_for(order)

    assert (words in told, "None" in told) == (True, False)


def test_nothing_is_answered_where_nothing_was_taken(clock: FakeClock) -> None:
    assert purchase_at(Till(), clock).answer() == Answer(values=())


def test_a_receipt_without_a_look_is_the_answer_of_the_submit(clock: FakeClock) -> None:
    till = Till()
    purchase = purchase_at(till, clock)
    clock.drive(purchase.send(till, unrecorded(clock), deadline=None))

    assert purchase.answer() == Answer(values=(Receipt(task=ACCEPTED, estimate=ESTIMATE),), bought="a")
