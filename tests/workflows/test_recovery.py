from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.support.bookings import moment_of
from tests.support.catalogs import Catalog
from tests.support.clock import FakeClock
from tests.support.ledgers import BEGAN, INTENT, begun, bought, intent, task_of, unanswered
from tests.support.tasks_by_hand import GATEWAY, NOT_THERE
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.entries import Intent, LedgerEntry, Outcome
from vidu_cli.policy.fingerprints import digest
from vidu_cli.policy.moments import Moment
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import Recovered, RecoveryOutcome
from vidu_cli.workflows.recovery import Recovery, still_unknown
from vidu_cli.workflows.sought import SETTLED_AFTER_S

FOUND, ABSENT = RecoveryOutcome.FOUND, RecoveryOutcome.NOT_ACCEPTED
UNKNOWN, AMBIGUOUS = RecoveryOutcome.UNKNOWN, RecoveryOutcome.AMBIGUOUS
LIKE_THIS = replace(INTENT, marker=None)


def made(task_id: str = "11", *, at: float = BEGAN + 1, **facts: Any) -> Task:
    """A task that the platform made."""
    told: dict[str, Any] = {"payload": INTENT.marker, **facts}
    return task_of(task_id, created_at=rfc3339(at), **told)


Search = Callable[..., list[Recovered]]


@pytest.fixture
def search(ledger: Ledger, catalog: Catalog, clock: FakeClock) -> Search:
    """One search for every unresolved submit, `after_s` seconds from the beginning."""

    def run(*, after_s: float = 0.0, moment: Callable[[], Moment] | None = None, **how: bool) -> list[Recovered]:
        recovery = Recovery(
            records=ledger,
            witness=catalog,
            clock=clock,
            moment=moment or (lambda: moment_of(clock)),
            is_dry=how.pop("is_dry", False),
        )

        async def later() -> list[Recovered]:
            await clock.sleep(after_s)
            return await recovery.settle(ledger.unresolved(), **how)

        return clock.drive(later())

    return run


def outcomes(rows: list[Recovered]) -> list[RecoveryOutcome]:
    return [row.outcome for row in rows]


@pytest.mark.parametrize("shows_payload", [True, False], ids=["in the list", "asked for"])
def test_a_task_is_found_by_its_marker_among_five_hundred_of_others(
    shows_payload: bool,  # noqa: FBT001  # a cell of the table
    ledger: Ledger,
    catalog: Catalog,
    search: Search,
) -> None:
    entry = unanswered(ledger)
    others = [made(str(number), payload=f"job-{number}", prompt="a dog") for number in range(1000, 1500)]
    catalog.tasks = [*others[:250], made(), *others[250:]]
    catalog.shows_payload = shows_payload

    rows = search(after_s=5)

    owner = ledger.entry_of("11")
    assert (outcomes(rows), owner and owner.number) == ([FOUND], entry.number)


def test_the_likely_task_is_looked_at_first(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger)
    others = [made(str(number), payload="job", prompt="a dog") for number in range(1000, 1500)]
    catalog.tasks = [*others, made()]

    search(after_s=5)

    assert len([call for call in catalog.asked if call != "list"]) <= 8


def test_a_search_that_only_looks_keeps_nothing(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger)
    catalog.tasks = [made()]

    rows = search(after_s=5, is_dry=True)

    assert (outcomes(rows), len(ledger.unresolved())) == ([FOUND], 1)


def test_a_submit_whose_process_is_at_work_is_left_alone(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    begun(ledger)
    catalog.tasks = [made()]

    rows = search(after_s=9999)

    assert (outcomes(rows), catalog.asked) == ([RecoveryOutcome.IN_FLIGHT], [])


def test_nothing_is_declared_before_a_quarter_of_an_hour_is_over(ledger: Ledger, search: Search) -> None:
    unanswered(ledger, attempt_s=120.0)

    assert outcomes(search(after_s=120 + SETTLED_AFTER_S - 1)) == [UNKNOWN]


def test_what_is_in_neither_of_two_readings_was_not_accepted(ledger: Ledger, search: Search, clock: FakeClock) -> None:
    entry = unanswered(ledger, attempt_s=120.0)

    rows = search(after_s=120 + SETTLED_AFTER_S)

    assert (outcomes(rows), clock.slept[-1], ledger.given_up(since=0.0)[0].number) == ([ABSENT], 3.0, entry.number)


def test_an_attempt_whose_end_nobody_saw_may_have_run_eleven_minutes(ledger: Ledger, search: Search) -> None:
    unanswered(ledger)

    rows = [outcomes(search(after_s=seconds)) for seconds in (660 + SETTLED_AFTER_S - 1, 2)]

    assert rows == [[UNKNOWN], [ABSENT]]


def test_a_task_that_shows_up_in_the_second_reading_is_found(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger, attempt_s=1.0)
    catalog.tasks = [made(at=BEGAN + 1)]
    catalog.lag_s = 1000 + 1

    assert outcomes(search(after_s=1000)) == [FOUND]


def test_what_was_declared_and_shows_up_all_the_same_is_adopted(
    ledger: Ledger, catalog: Catalog, search: Search, clock: FakeClock
) -> None:
    entry = unanswered(ledger, attempt_s=1.0)
    search(after_s=1000)
    catalog.tasks = [made()]
    recovery = Recovery(records=ledger, witness=catalog, clock=clock, moment=lambda: moment_of(clock))

    clock.drive(recovery.settle(ledger.given_up(since=0.0), may_declare=False))

    owner = ledger.entry_of("11")
    assert owner is not None and owner.number == entry.number  # noqa: PT018  # the second needs the first


@pytest.mark.parametrize("trouble", ["list", "look"])
def test_where_something_could_not_be_seen_nothing_is_declared(
    trouble: str, ledger: Ledger, catalog: Catalog, search: Search
) -> None:
    unanswered(ledger, attempt_s=1.0)
    catalog.tasks = [made(payload="job-7")]
    catalog.broken = GATEWAY if trouble == "list" else None
    catalog.blind = GATEWAY if trouble == "look" else None

    (row,) = search(after_s=5000)

    assert (row.outcome, row.failure) == (UNKNOWN, GATEWAY)


def test_a_task_that_is_gone_when_it_is_looked_at_is_nobodys(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger, attempt_s=1.0)
    catalog.tasks = [made(payload="job-7")]
    catalog.blind = replace(NOT_THERE, entry=replace(NOT_THERE.entry, http_status=404))

    assert outcomes(search(after_s=5000)) == [ABSENT]


def test_a_platform_that_never_tells_its_time_lets_nothing_be_declared(
    ledger: Ledger, catalog: Catalog, search: Search
) -> None:
    unanswered(ledger, attempt_s=1.0)
    catalog.tells_time = False

    assert outcomes(search(after_s=5000)) == [UNKNOWN]


class TestClocks:
    """The machine's clock may be wrong, and may jump between the attempt and the search."""

    @pytest.mark.parametrize("ahead_s", [-7200.0, 7200.0])
    def test_a_platform_whose_clock_is_another_is_searched_by_its_own_time(
        self, ahead_s: float, ledger: Ledger, catalog: Catalog, search: Search
    ) -> None:
        unanswered(ledger)
        catalog.ahead_s = ahead_s
        catalog.tasks = [made(at=BEGAN + ahead_s + 1)]

        assert outcomes(search(after_s=5)) == [FOUND]

    @pytest.mark.parametrize("jump", ["-86400 measured", "86400 measured", "-86400", "86400"])
    def test_a_jump_of_the_clock_neither_hides_a_task_nor_ages_an_attempt(
        self, jump: str, ledger: Ledger, catalog: Catalog, search: Search
    ) -> None:
        jump_s = float(jump.split(maxsplit=1)[0])
        # The clock was wrong by the jump when the submit was made; it is right now.
        measured_s = -jump_s if "measured" in jump else None
        entry = ledger.intend(INTENT, caps=(), began=Moment(at=BEGAN + jump_s, boot="boot", uptime_s=0.0))
        assert isinstance(entry, LedgerEntry)
        ledger.leave_unknown(entry.number, attempt_s=1.0, clock_error_s=measured_s)
        ledger.let_go(entry.number)

        absent = outcomes(search(after_s=600))
        catalog.tasks = [made(at=BEGAN + 1)]

        assert (absent, outcomes(search(after_s=1))) == ([UNKNOWN], [FOUND])

    def test_after_a_restart_of_the_machine_the_quarter_of_an_hour_begins_with_the_first_search(
        self, ledger: Ledger, search: Search, clock: FakeClock
    ) -> None:
        unanswered(ledger)
        restarted = lambda: Moment(at=clock.now(), boot="another", uptime_s=clock.monotonic())  # noqa: E731  # short

        rows = [outcomes(search(after_s=seconds, moment=restarted)) for seconds in (9000, 800, 101)]

        assert rows == [[UNKNOWN], [UNKNOWN], [ABSENT]]


class TestLikeness:
    """Submits without a marker of ours."""

    def test_the_only_task_that_is_alike_is_taken(self, ledger: Ledger, catalog: Catalog, search: Search) -> None:
        unanswered(ledger, LIKE_THIS)
        catalog.tasks = [made(payload=""), made("12", payload="", prompt="a dog")]

        (row,) = search(after_s=5)

        assert (row.outcome, row.task and row.task.id) == (FOUND, "11")

    def test_of_two_that_are_alike_both_are_shown_and_none_is_taken(
        self, ledger: Ledger, catalog: Catalog, search: Search
    ) -> None:
        unanswered(ledger, LIKE_THIS)
        catalog.tasks = [made("12", payload=""), made("11", payload="")]

        (row,) = search(after_s=5000)

        assert (row.outcome, row.candidates, ledger.newest(9)[0].task_id) == (AMBIGUOUS, ("12", "11"), None)

    def test_a_task_that_another_submit_has_is_no_candidate(
        self, ledger: Ledger, catalog: Catalog, search: Search
    ) -> None:
        bought(ledger, intent(2), "12")
        unanswered(ledger, LIKE_THIS)
        catalog.tasks = [made("12", payload=""), made("11", payload="")]

        (row,) = search(after_s=5)

        assert (row.outcome, row.task and row.task.id) == (FOUND, "11")

    def test_a_task_with_another_payload_never_fits(self, ledger: Ledger, catalog: Catalog, search: Search) -> None:
        unanswered(ledger, replace(LIKE_THIS, payload_digest=digest("job-7")), attempt_s=1.0)
        catalog.tasks = [made(payload="job-8")]

        assert outcomes(search(after_s=5000)) == [ABSENT]

    def test_the_users_own_payload_is_asked_for(self, ledger: Ledger, catalog: Catalog, search: Search) -> None:
        unanswered(ledger, replace(LIKE_THIS, payload_digest=digest("job-7")))
        catalog.tasks = [made("12", payload="job-8"), made("11", payload="job-7")]

        (row,) = search(after_s=5)

        assert (row.outcome, row.task and row.task.id) == (FOUND, "11")

    def test_nothing_is_taken_by_likeness_while_an_equal_submit_is_under_way(
        self, ledger: Ledger, catalog: Catalog, search: Search
    ) -> None:
        unanswered(ledger, LIKE_THIS)
        begun(ledger, LIKE_THIS)
        catalog.tasks = [made(payload="")]

        rows = search(after_s=5)

        assert (outcomes(rows), ledger.entry_of("11")) == ([AMBIGUOUS, RecoveryOutcome.IN_FLIGHT], None)


def sent_to(path: str) -> Intent:
    return Intent(kind="raw", path=path, body={}, fingerprint="f", marker=INTENT.marker)


@pytest.mark.parametrize(
    "path",
    [
        "/audio-tts",
        "/audio-clone",
        "/one-click/mv",
        "/img2video-prompt-recommendation",
        "/subjects",
        "/ad-one-click/compose",
        "/tomorrow",
    ],
)
def test_what_the_platform_may_not_list_is_never_declared(path: str, ledger: Ledger, search: Search) -> None:
    unanswered(ledger, sent_to(path))

    (row,) = search(after_s=99_999)

    assert (row.outcome, "vidu recover --forget 1" in row.why) == (UNKNOWN, True)


@pytest.mark.parametrize("path", ["/audio-tts", "/tomorrow"])
def test_what_is_listed_all_the_same_is_found(path: str, ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger, sent_to(path))
    catalog.tasks = [made(type="audio-tts")]

    assert outcomes(search(after_s=5)) == [FOUND]


def test_what_is_still_unknown_ends_with_95_and_says_why(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger)
    catalog.broken = GATEWAY

    failure = still_unknown(search(after_s=5))

    assert failure is not None
    assert (failure.exit_code, failure.cause, "HTTP 502" in failure.message) == (95, GATEWAY, True)


def test_nothing_unknown_is_no_failure(ledger: Ledger, catalog: Catalog, search: Search) -> None:
    unanswered(ledger)
    catalog.tasks = [made()]

    assert (still_unknown(search(after_s=5)), ledger.newest(1)[0].outcome) == (None, Outcome.ACCEPTED)
