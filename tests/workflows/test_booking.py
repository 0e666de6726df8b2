import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TypeVar

import pytest

from tests.support.bookings import moment_of
from tests.support.catalogs import Catalog
from tests.support.clock import FakeClock
from tests.support.ledgers import BEGAN, INTENT, begun, bought, intent, task_of, unanswered
from tests.support.outcomes import failure_in_driving
from tests.support.tasks_by_hand import GATEWAY
from vidu_cli.errors.catalogue import (
    CREDIT_INSUFFICIENT,
    OPERATION_IN_PROCESS,
    SUBMIT_OUTCOME_UNKNOWN,
)
from vidu_cli.errors.failure import Failure
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.entries import Intent, Outcome
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.booking import SEARCH_PAUSES_S, Booking

T = TypeVar("T")
LOST = Failure(entry=SUBMIT_OUTCOME_UNKNOWN, message="HTTP 502", trace_id="t9")
IN_PROCESS = Failure(entry=OPERATION_IN_PROCESS, message="in process")
REFUSED = Failure(entry=CREDIT_INSUFFICIENT, message="insufficient credits")
MADE = task_of(payload=INTENT.marker, created_at=rfc3339(BEGAN))

Book = Callable[..., Booking]


@pytest.fixture
def book(ledger: Ledger, catalog: Catalog, clock: FakeClock) -> Book:
    """The booking of a submit; what the ledger cannot keep is in `warned`."""

    def make(wanted: Intent = INTENT, *, warned: list[str] | None = None) -> Booking:
        heard = [] if warned is None else warned
        moment = lambda: moment_of(clock)  # noqa: E731  # short
        return Booking(intent=wanted, ledger=ledger, witness=catalog, clock=clock, moment=moment, warn=heard.append)

    return make


def after_it_began(booking: Booking, then: Coroutine[object, object, T]) -> Coroutine[object, object, T]:
    """What comes of a submit that has been sent."""

    async def run() -> T:
        await booking.begin(None)
        return await then

    return run()


def test_the_intent_is_kept_before_anything_is_sent(book: Book, ledger: Ledger, clock: FakeClock) -> None:
    clock.drive(book().begin(None))

    assert [(entry.intent, entry.is_live) for entry in ledger.unresolved()] == [(INTENT, True)]


def test_a_receipt_is_kept_with_its_trace(book: Book, ledger: Ledger, clock: FakeClock) -> None:
    booking = book()
    clock.drive(booking.begin(None))

    booking.accepted(task_of(), trace_id="t1")

    kept = ledger.entry_of("11")
    assert kept is not None and (kept.outcome, kept.trace_id) == (Outcome.ACCEPTED, "t1")  # noqa: PT018  # one thought


def test_a_receipt_that_cannot_be_kept_is_told_with_its_id(book: Book, ledger: Ledger, clock: FakeClock) -> None:
    warned: list[str] = []
    booking = book(warned=warned)
    clock.drive(booking.begin(None))
    ledger.close()

    booking.accepted(task_of("911"), trace_id=None)

    assert [("911" in words, "could not keep it" in words) for words in warned] == [(True, True)]


def test_a_task_whose_answer_was_lost_is_found_and_the_run_goes_on(
    book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
) -> None:
    catalog.tasks = [MADE]
    booking = book()

    found = clock.drive(after_it_began(booking, booking.without_answer(LOST, None)))

    kept = ledger.entry_of("11")
    assert kept is not None and (found.id, kept.is_adopted, kept.trace_id) == ("11", True, "t9")  # noqa: PT018  # as above


def test_a_list_that_lags_is_asked_again(book: Book, catalog: Catalog, clock: FakeClock) -> None:
    catalog.tasks = [MADE]
    catalog.lag_s = 6.0
    booking = book()

    found = clock.drive(after_it_began(booking, booking.without_answer(LOST, None)))

    assert (found.id, clock.monotonic()) == ("11", 6.0)


def test_what_is_not_found_stays_unknown_with_the_time_of_the_platform(
    book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
) -> None:
    catalog.ahead_s = 30.0
    booking = book()

    failure = failure_in_driving(clock, after_it_began(booking, booking.without_answer(LOST, None)))

    (entry,) = ledger.unresolved()
    assert (failure, sum(clock.slept), entry.is_live, entry.clock_error_s, entry.attempt_s) == (
        LOST,
        sum(SEARCH_PAUSES_S),
        False,
        30.0,
        0.0,
    )


@pytest.mark.parametrize("broken", ["list", "ledger"])
def test_where_nothing_can_be_looked_up_the_submit_stays_unknown_at_once(
    broken: str, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
) -> None:
    catalog.tasks = [MADE]
    booking = book()
    clock.drive(booking.begin(None))
    if broken == "list":
        catalog.broken = GATEWAY
    else:
        ledger.close()

    failure = failure_in_driving(clock, booking.without_answer(LOST, None))

    assert (failure.exit_code, sum(clock.slept)) == (95, 0.0)


def test_the_search_ends_with_the_time_of_the_command(book: Book, clock: FakeClock) -> None:
    booking = book()

    failure = failure_in_driving(clock, after_it_began(booking, booking.without_answer(LOST, 3.0)))

    assert (failure.exit_code, clock.monotonic()) == (95, 3.0)


def test_a_refusal_is_kept_with_its_code(book: Book, ledger: Ledger, clock: FakeClock) -> None:
    booking = book()

    found = clock.drive(after_it_began(booking, booking.refused(REFUSED)))

    assert (found, ledger.unresolved()) == (None, ())


def test_an_operation_in_process_that_nobody_else_began_is_a_refusal(book: Book, clock: FakeClock) -> None:
    booking = book()

    assert clock.drive(after_it_began(booking, booking.refused(IN_PROCESS))) is None


def test_an_operation_in_process_may_be_an_earlier_submit_that_is_found(
    book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
) -> None:
    earlier = unanswered(ledger)
    catalog.tasks = [MADE]
    booking = book(intent(2))

    found = clock.drive(after_it_began(booking, booking.refused(IN_PROCESS)))

    owner = ledger.entry_of("11")
    assert (found and found.id, owner and owner.number) == ("11", earlier.number)


def test_an_operation_in_process_while_an_equal_submit_is_open_is_unknown(
    book: Book, ledger: Ledger, clock: FakeClock
) -> None:
    unanswered(ledger)
    booking = book(intent(2))

    failure = failure_in_driving(clock, after_it_began(booking, booking.refused(IN_PROCESS)))

    assert (failure.exit_code, failure.cause, len(ledger.unresolved())) == (95, IN_PROCESS, 1)


@pytest.mark.parametrize(("is_sending", "open_entries"), [(True, 1), (False, 0)], ids=["under way", "not sent"])
def test_a_signal_leaves_the_truth_in_the_ledger(
    is_sending: bool,  # noqa: FBT001  # a cell of the table
    open_entries: int,
    book: Book,
    ledger: Ledger,
    clock: FakeClock,
) -> None:
    booking = book()
    clock.drive(booking.begin(None))

    booking.cut_off(is_sending=is_sending)

    assert [entry.is_live for entry in ledger.unresolved()] == [False] * open_entries


class TestKeys:
    """`--once`: what an earlier submit with the same key has bought."""

    def earlier(self, booking: Booking, clock: FakeClock, *, deadline: float | None = None) -> Task | None:
        return clock.drive(booking.earlier(deadline))

    def test_a_key_that_nobody_used_buys(self, book: Book, clock: FakeClock) -> None:
        assert self.earlier(book(intent(once="shot")), clock) is None

    def test_a_key_answers_with_the_task_as_it_is_now(
        self, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        bought(ledger, intent(1, once="shot"))
        catalog.tasks = [task_of(state="processing")]

        task = self.earlier(book(intent(2, once="shot")), clock)

        assert task is not None and (task.id, task.state) == ("11", "processing")  # noqa: PT018  # one thought

    def test_a_task_that_is_known_to_have_succeeded_is_not_asked_for(
        self, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        bought(ledger, intent(1, once="shot"), state="success")

        task = self.earlier(book(intent(2, once="shot")), clock)

        assert (task and task.id, catalog.asked) == ("11", [])

    def test_an_answer_that_fails_frees_nothing(
        self, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        bought(ledger, intent(1, once="shot"))
        catalog.blind = GATEWAY

        task = self.earlier(book(intent(2, once="shot")), clock)

        assert task is not None and (task.id, task.credits) == ("11", 60)  # noqa: PT018  # one thought

    @pytest.mark.parametrize("state", ["failed", "canceled"])
    def test_a_task_that_turns_out_to_have_failed_frees_the_key(
        self, state: str, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        bought(ledger, intent(1, once="shot"))
        catalog.tasks = [task_of(state=state)]

        assert self.earlier(book(intent(2, once="shot", fingerprint="another")), clock) is None

    @pytest.mark.parametrize("has_receipt", [True, False], ids=["bought", "unknown"])
    def test_a_key_of_another_request_is_refused_with_the_difference(
        self,
        has_receipt: bool,  # noqa: FBT001  # a cell of the table
        book: Book,
        ledger: Ledger,
        clock: FakeClock,
    ) -> None:
        first = intent(1, once="shot")
        _ = bought(ledger, first, state="success") if has_receipt else unanswered(ledger, first)
        other = replace(intent(2, once="shot", fingerprint="another"), body={**INTENT.body, "prompt": "a dog"})

        failure = failure_in_driving(clock, book(other).earlier(None))

        assert (failure.exit_code, "it differs in prompt" in failure.message, failure.entry.charged) == (
            84,
            True,
            False,
        )

    def test_the_deadline_ends_the_look_at_what_was_bought(
        self, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        bought(ledger, intent(1, once="shot"))
        catalog.slow_s = 30.0

        task = self.earlier(book(intent(2, once="shot")), clock, deadline=2.0)

        assert (task and task.id, clock.monotonic()) == ("11", 2.0)

    def test_the_deadline_ends_the_search_for_what_was_bought(
        self, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        unanswered(ledger, intent(1, once="shot"))
        catalog.slow_s = 30.0

        failure = failure_in_driving(clock, book(intent(2, once="shot")).earlier(2.0))

        assert (failure.exit_code, clock.monotonic()) == (95, 2.0)

    def test_a_submit_without_an_answer_is_found_first(
        self, book: Book, ledger: Ledger, catalog: Catalog, clock: FakeClock
    ) -> None:
        unanswered(ledger, intent(1, once="shot"))
        catalog.tasks = [MADE]

        task = self.earlier(book(intent(2, once="shot")), clock)

        assert task is not None and task.id == "11"  # noqa: PT018  # one thought

    def test_while_nobody_knows_what_became_of_the_earlier_submit_nothing_is_sent(
        self, book: Book, ledger: Ledger, clock: FakeClock
    ) -> None:
        unanswered(ledger, intent(1, once="shot"))

        failure = failure_in_driving(clock, book(intent(2, once="shot")).earlier(None))

        assert (failure.exit_code, failure.remedies[0]) == (95, "Find out what became of it: `vidu recover`")

    def test_a_submit_that_was_certainly_not_accepted_frees_the_key(
        self, book: Book, ledger: Ledger, clock: FakeClock
    ) -> None:
        unanswered(ledger, intent(1, once="shot"), attempt_s=1.0)

        async def much_later() -> Task | None:
            await clock.sleep(2000)
            return await book(intent(2, once="shot")).earlier(None)

        assert clock.drive(much_later()) is None

    def test_whoever_comes_second_waits_for_the_receipt_of_the_first(
        self, book: Book, ledger: Ledger, clock: FakeClock
    ) -> None:
        first = begun(ledger, intent(1, once="shot"))

        async def race() -> Task | None:
            task = clock_task(book(intent(2, once="shot")).begin(None))
            await clock.sleep(5)
            ledger.accept(first.number, task_of(state="success"), trace_id=None, now=BEGAN)
            ledger.let_go(first.number)
            return await task

        task = clock.drive(race())

        assert task is not None and (task.id, len(ledger.newest(9))) == ("11", 1)  # noqa: PT018  # one thought

    def test_the_wait_for_another_process_ends_with_the_time_of_the_command(
        self, book: Book, ledger: Ledger, clock: FakeClock
    ) -> None:
        begun(ledger, intent(1, once="shot"))

        failure = failure_in_driving(clock, book(intent(2, once="shot")).earlier(7.0))

        assert (failure.exit_code, failure.entry.charged, clock.monotonic()) == (124, False, 7.0)


def clock_task(work: Coroutine[object, object, T]) -> "asyncio.Task[T]":
    """The work, begun beside what is under way."""
    return asyncio.ensure_future(work)
