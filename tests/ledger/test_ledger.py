import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.ledgers import BEGAN, INTENT, begun, bought, intent, task_of, unanswered
from vidu_cli.errors.failure import ViduError
from vidu_cli.ledger.leases import Leases
from vidu_cli.ledger.ledger import Account, Ledger
from vidu_cli.policy.caps import Cap
from vidu_cli.policy.entries import Holder, Outcome
from vidu_cli.policy.fingerprints import once_hash
from vidu_cli.policy.moments import Moment

MakeLedger = Callable[..., Ledger]
DAY = Cap(name="daily_cap", span="today", limit=150, since=BEGAN - 10)


def test_an_intent_comes_back_from_another_process_as_it_was_kept(ledger: Ledger, ledger_at: MakeLedger) -> None:
    wanted = intent(once="shot-1", payload_digest="d")

    number = begun(ledger, wanted).number

    (kept,) = ledger_at().unresolved()
    assert (kept.number, kept.intent, kept.profile, kept.base_url, kept.outcome) == (
        number,
        wanted,
        "work",
        "https://api.vidu.com",
        Outcome.UNKNOWN,
    )


def test_the_ledger_is_for_its_owner_alone(ledger: Ledger) -> None:
    begun(ledger)

    files = [ledger.path.parent, *ledger.path.parent.iterdir()]
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in files} == dict.fromkeys(
        (path.name for path in files), 0
    )


def test_a_receipt_settles_an_entry_with_its_task_its_charge_and_its_trace(ledger: Ledger) -> None:
    kept = bought(ledger, credits=80)

    assert (kept.outcome, kept.task_id, kept.charge, kept.trace_id, kept.is_adopted) == (
        Outcome.ACCEPTED,
        "11",
        80,
        "t1",
        False,
    )


def test_the_seed_that_the_platform_drew_is_kept_though_no_look_tells_it(ledger: Ledger) -> None:
    bought(ledger, seed=771203)

    ledger.saw(task_of(state="success"), now=BEGAN + 30)

    kept = ledger.entry_of("11")
    assert kept is not None and kept.seed == 771203  # noqa: PT018  # the second needs the first


def test_a_ledger_of_an_earlier_version_is_read_and_gone_on_with(ledger: Ledger, ledger_at: MakeLedger) -> None:
    earlier = bought(ledger)
    ledger.close()
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute("ALTER TABLE entries DROP COLUMN seed")
        connection.execute("PRAGMA user_version = 2")

    now = ledger_at()
    later = bought(now, intent(2), "12", seed=7)

    assert (now.entry_of("11"), later.seed) == (earlier, 7)


def test_a_receipt_beats_an_adoption_whose_entry_is_open_again(ledger: Ledger) -> None:
    guessed, real = begun(ledger, intent(1)), begun(ledger, intent(2))
    ledger.adopt(guessed.number, task_of(), now=BEGAN)

    ledger.accept(real.number, task_of(), trace_id=None, now=BEGAN)

    owner = ledger.entry_of("11")
    assert (owner and owner.number, [entry.number for entry in ledger.unresolved()]) == (real.number, [guessed.number])


def test_a_task_that_an_entry_has_is_adopted_by_no_other(ledger: Ledger) -> None:
    bought(ledger)
    other = begun(ledger, intent(2))

    assert (ledger.adopt(other.number, task_of(), now=BEGAN), [one.number for one in ledger.unresolved()]) == (
        False,
        [other.number],
    )


def test_what_an_entry_has_adopted_it_adopts_again(ledger: Ledger) -> None:
    entry = begun(ledger)

    assert [ledger.adopt(entry.number, task_of(), now=BEGAN) for _ in range(2)] == [True, True]


def test_a_refused_submit_is_no_longer_unresolved_and_counts_nothing(ledger: Ledger) -> None:
    entry = begun(ledger)

    ledger.refuse(entry.number, "CreditInsufficient", trace_id="t2")

    assert (ledger.unresolved(), ledger.spent(0.0)) == ((), 0)


def test_two_keys_of_one_platform_are_two_accounts(ledger: Ledger, ledger_at: MakeLedger) -> None:
    bought(ledger)

    assert (len(ledger.newest(9)), ledger_at(key="k2").newest(9)) == (1, ())


def test_the_newest_submits_are_those_that_bought_tasks(ledger: Ledger) -> None:
    bought(ledger)
    bought(ledger, replace(intent(2), kind="subject", path="/subjects"), "12")

    assert [entry.task_id for entry in ledger.newest(9)] == ["11"]


def test_without_a_key_at_hand_the_submits_of_all_keys_at_the_address_are_meant(
    ledger: Ledger, ledger_at: MakeLedger
) -> None:
    bought(ledger)
    bought(ledger_at(key="k2"), intent(2), "12")

    everywhere = ledger_at(key=None)
    elsewhere = ledger_at(key=None, base_url="https://api.vidu.cn")
    assert ([entry.task_id for entry in everywhere.newest(9)], elsewhere.newest(9)) == (["12", "11"], ())


def test_the_key_stands_nowhere_in_the_file(ledger_at: MakeLedger) -> None:
    ledger = ledger_at(key="vda_secret_key")
    bought(ledger)
    ledger.close()

    kept = b"".join(path.read_bytes() for path in ledger.path.parent.iterdir())
    assert b"vda_secret_key" not in kept


def test_a_cap_counts_what_is_reserved_and_what_was_charged(ledger: Ledger) -> None:
    begun(ledger, intent(1))
    bought(ledger, intent(2), credits=90)

    with pytest.raises(ViduError) as refused:
        begun(ledger, intent(3), caps=(DAY,))

    failure = refused.value.failure
    assert (failure.exit_code, failure.message, len(ledger.unresolved())) == (
        20,
        "150 credits were spent or reserved today, this task may cost 60, and daily_cap allows 150. Nothing was sent.",
        1,
    )


@pytest.mark.parametrize("given_back", ["failed", "refused", "not accepted", "long ago"])
def test_a_cap_does_not_count_what_was_given_back_or_never_spent(given_back: str, ledger: Ledger) -> None:
    entry = begun(ledger, intent(1, credits_max=150), at=BEGAN - 60 if given_back == "long ago" else BEGAN)
    match given_back:
        case "failed":
            ledger.accept(entry.number, task_of(), trace_id=None, now=BEGAN)
            ledger.saw(task_of(state="failed", err_code="AuditFailed", credits=0), now=BEGAN)
        case "refused":
            ledger.refuse(entry.number, "BadRequest")
        case "not accepted":
            ledger.declare_not_accepted(entry.number)

    assert begun(ledger, intent(2, credits_max=150), caps=(DAY,)).outcome is Outcome.UNKNOWN


def test_a_key_is_held_by_the_submit_that_is_under_way(ledger: Ledger) -> None:
    first = begun(ledger, intent(1, once="shot"))

    second = ledger.intend(intent(2, once="shot"), caps=(), began=Moment(at=BEGAN))

    assert isinstance(second, Holder) and second.entry.number == first.number  # noqa: PT018  # the second needs the first


class _Settling(Leases):
    """The leases of a run beside which another process keeps its receipt, just before it is looked whether it works."""

    def __init__(self, path: Path, settle: Callable[[], None]) -> None:
        super().__init__(path)
        self._settle = settle

    def is_held(self, number: int) -> bool:
        """The other process has let go of its lease by now."""
        self._settle()
        return super().is_held(number)


def test_a_submit_that_is_answered_while_the_ledger_is_read_is_not_taken_for_one_without_an_answer(
    ledger: Ledger, tmp_path: Path
) -> None:
    entry = begun(ledger, intent(1, once="shot"))

    def settle() -> None:
        ledger.accept(entry.number, task_of(), trace_id=None, now=BEGAN)
        ledger.let_go(entry.number)

    beside = Ledger(ledger.path, ledger.account, leases=_Settling(tmp_path / "others", settle))

    seen = beside.holder(once_hash("shot"))
    beside.close()
    assert seen is not None and (seen.task_id, seen.is_open) == ("11", False)  # noqa: PT018  # one thought


@pytest.mark.parametrize("end", ["failed", "cancelled", "refused", "not accepted"])
def test_a_key_is_free_again_when_nothing_was_bought_or_it_failed(end: str, ledger: Ledger) -> None:
    entry = begun(ledger, intent(1, once="shot"))
    if end in ("failed", "cancelled"):
        ledger.accept(entry.number, task_of(state=end), trace_id=None, now=BEGAN)
    elif end == "refused":
        ledger.refuse(entry.number, "BadRequest")
    else:
        ledger.declare_not_accepted(entry.number)

    assert ledger.holder(once_hash("shot")) is None


@pytest.mark.parametrize("state", ["created", "queueing", "processing", "success", "preparation"])
def test_a_key_is_held_by_a_task_that_is_not_known_to_have_failed(state: str, ledger: Ledger) -> None:
    bought(ledger, intent(1, once="shot"), state=state)

    holder = ledger.holder(once_hash("shot"))
    assert holder is not None and holder.task_id == "11"  # noqa: PT018  # the second needs the first


def test_a_look_keeps_the_state_and_the_files_of_the_results(ledger: Ledger) -> None:
    bought(ledger)

    ledger.saw(task_of(state="success"), now=BEGAN + 30, paths=("/clips/11.mp4",))

    kept = ledger.entry_of("11")
    assert kept is not None
    assert (kept.state, kept.ended_at, kept.paths) == ("success", BEGAN + 30, ("/clips/11.mp4",))


def test_how_long_a_task_took_is_kept_where_somebody_watched(ledger: Ledger) -> None:
    bought(ledger)

    ledger.saw(task_of(state="processing"), now=BEGAN + 28)
    ledger.saw(task_of(state="success"), now=BEGAN + 31)

    kept = ledger.entry_of("11")
    assert kept is not None and kept.waited_s == 31.0  # noqa: PT018  # the second needs the first


def test_an_end_that_is_seen_a_day_later_says_nothing_of_how_long_it_took(ledger: Ledger) -> None:
    bought(ledger)

    ledger.saw(task_of(state="success"), now=BEGAN + 86_400)

    kept = ledger.entry_of("11")
    assert kept is not None and kept.waited_s is None  # noqa: PT018  # the second needs the first


def test_how_long_a_task_may_take_is_known_from_tasks_like_it(ledger: Ledger) -> None:
    long = {**INTENT.body, "duration": 16}
    for number, (seconds, body) in enumerate([(20, INTENT.body), (24, INTENT.body), (90, long)], start=1):
        bought(ledger, intent(number, body=body), str(number))
        ledger.saw(task_of(str(number), "success"), now=BEGAN + seconds)
    bought(ledger, intent(4), "4")
    bought(ledger, intent(5, body={**INTENT.body, "model": "viduq3-pro"}), "5")

    assert [ledger.typical_wait_s(task_id) for task_id in ("4", "5", "unknown")] == [22.0, None, None]


def test_a_look_at_a_task_of_somebody_else_is_not_kept(ledger: Ledger) -> None:
    assert (ledger.saw(task_of(payload="job-7"), now=BEGAN), ledger.newest(9)) == (False, ())


@pytest.mark.parametrize("declared", [False, True], ids=["unknown", "declared not accepted"])
def test_a_look_at_a_task_that_carries_the_marker_of_a_lost_submit_settles_it(
    declared: bool,  # noqa: FBT001  # a cell of the table
    ledger: Ledger,
) -> None:
    lost = unanswered(ledger)
    if declared:
        ledger.declare_not_accepted(lost.number)

    ledger.saw(task_of(payload=INTENT.marker), now=BEGAN)

    kept = ledger.entry_of("11")
    assert kept is not None and (kept.number, kept.is_adopted) == (lost.number, True)  # noqa: PT018  # as above


def test_a_look_settles_no_submit_whose_process_is_still_at_work(ledger: Ledger) -> None:
    begun(ledger)

    assert ledger.saw(task_of(payload=INTENT.marker), now=BEGAN) is False


def test_a_task_is_taken_over_once(ledger: Ledger) -> None:
    taken = [ledger.take_over(intent(once="shot"), task_of(created_at="2027-01-15T08:00:00Z"), now=BEGAN) for _ in "ab"]

    holder = ledger.holder(once_hash("shot"))
    assert (taken[0] == holder, taken[1]) == (True, None)


def test_when_an_entry_was_first_looked_for_stays(ledger: Ledger) -> None:
    entry = unanswered(ledger)

    assert [ledger.seek(entry.number, at=at) for at in (5.0, 9.0)] == [5.0, 5.0]


def test_an_account_is_new_until_it_was_searched(ledger: Ledger, ledger_at: MakeLedger) -> None:
    before = ledger.reconciled_at()
    ledger.reconcile(now=BEGAN)

    assert (before, ledger.reconciled_at(), ledger_at(key="k2").reconciled_at()) == (None, BEGAN, None)


@pytest.mark.parametrize("damage", ["garbage", "cut", "newer", "a folder"])
def test_a_ledger_that_cannot_be_used_is_94_and_left_as_it_is(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    account = Account(base_url="https://api.vidu.com", key="k1")
    whole = Ledger(path, account)
    bought(whole, replace(INTENT, body={"prompt": "x" * 50_000}))
    whole.close()
    match damage:
        case "garbage":
            path.write_bytes(b"garbage" * 1000)
        case "cut":
            path.write_bytes(path.read_bytes()[:9000])
        case "newer":
            path.write_bytes(_of_version(path.read_bytes(), 99))
        case _:
            path.unlink()
            path.mkdir()

    with pytest.raises(ViduError) as refused:
        Ledger(path, account).newest(9)

    assert (refused.value.failure.exit_code, str(path) in refused.value.failure.message) == (94, True)


def _of_version(content: bytes, version: int) -> bytes:
    """A file of SQLite with another user version, which stands at its byte 60."""
    return content[:60] + version.to_bytes(4, "big") + content[64:]


def test_where_a_file_was_saved_is_known_later(ledger: Ledger) -> None:
    ledger.keep_file("7", "1-result", path="/clips/7.mp4", sha256="aa")
    ledger.keep_file("7", "1-result", path="/clips/7.mp4", sha256="bb")
    ledger.keep_file("7", "1-cover", path="/clips/7-cover.jpg", sha256="cc")

    assert ledger.digests_of("7", "1-result") == {"/clips/7.mp4": "bb"}
