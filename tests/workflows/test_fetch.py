from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.tasks_by_hand import GARBAGE, GATEWAY, NOT_THERE, OFFLINE, REFUSED_KEY
from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS, TLS_OR_PROXY, Entry, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.parcels import Parcel, Saved, Watch
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState
from vidu_cli.workflows.fetch import TRUST, Fetcher, PartlyBroughtError
from vidu_cli.workflows.fetch_plan import FetchPlan
from vidu_cli.workflows.records import NoRecords

EXPIRED = LinkError("HTTP 403", status=403)


def succeeded(*urls: str) -> Task:
    return Task(id=Id("7"), state=TaskState.SUCCESS, creations=tuple(Creation(url=url) for url in urls))


@dataclass
class Store:
    """What each attempt to save gives (None: saved), and the task with fresh links or a failure for each look."""

    attempts: list[Exception | None] = field(default_factory=list)
    fresh: Task | Failure = field(default_factory=lambda: succeeded("fresh"))
    asked: list[str] = field(default_factory=list)
    afresh: list[bool] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None, afresh: bool = False) -> Saved:
        _ = watch
        self.asked.append(url)
        self.afresh.append(afresh)
        outcome = self.attempts.pop(0) if self.attempts else None
        if outcome is not None:
            raise outcome
        return Saved(path=parcel.target(".mp4"), size_bytes=1, sha256="00")

    async def let_go(self, parcel: Parcel) -> None:
        self.steps.append(f"let go of {parcel.key}")

    async def task(self, task_id: str) -> Task:
        _ = task_id
        if isinstance(self.fresh, Failure):
            raise ViduError(self.fresh)
        return self.fresh


async def fetched(store: Store, clock: FakeClock, task: Task, output: str = "boat.mp4") -> list[str | None]:
    """The paths of the results."""
    plan = FetchPlan(output=output, folder=output.endswith("/"), words=("-o", output))
    home = await Fetcher(plan=plan, saver=store, looker=store, clock=clock).fetch(task)
    return [creation.path for creation in home.creations or ()]


def test_every_result_gets_a_path_of_its_own(clock: FakeClock) -> None:
    paths = clock.drive(fetched(Store(), clock, succeeded("a", "b"), "clips/"))

    assert paths == ["clips/7.mp4", "clips/7-2.mp4"]


def test_a_dead_link_is_asked_for_again_and_the_fresh_one_is_used(clock: FakeClock) -> None:
    store = Store([EXPIRED])

    paths = clock.drive(fetched(store, clock, succeeded("stale")))

    assert (paths, store.asked, clock.slept) == (["boat.mp4"], ["stale", "fresh"], [1.0])


def made(*results: tuple[str | None, str]) -> Task:
    creations = tuple(Creation(id=None if number is None else Id(number), url=url) for number, url in results)
    return Task(id=Id("7"), state=TaskState.SUCCESS, creations=creations)


@pytest.mark.parametrize(
    ("fresh", "asked"),
    [
        (made(("82", "fresh b"), ("81", "fresh a")), ["fresh a"]),
        (made((None, "fresh a"), (None, "fresh b")), ["fresh a"]),
        (made(("91", "fresh a"), ("92", "fresh b")), ["fresh a"]),
        (made(("81", "fresh a"), ("81", "fresh b")), ["fresh a"]),
        (made(("82", "fresh b")), []),
    ],
    ids=["in another order", "without ids", "under new ids", "under one id", "without this one"],
)
def test_a_fresh_link_is_one_to_the_same_result(fresh: Task, asked: list[str], clock: FakeClock) -> None:
    store = Store([EXPIRED], fresh=fresh)
    home = Fetcher(plan=FetchPlan(output="clips/", folder=True), saver=store, looker=store, clock=clock)
    first, _ = home.errands(made(("81", "a"), ("82", "b")))

    with suppress(ViduError):
        clock.drive(home.bring(first))

    assert store.asked == ["a", *asked]


def test_a_link_that_never_works_is_93_after_five_attempts_and_the_task_is_safe(clock: FakeClock) -> None:
    store = Store([EXPIRED] * 9)

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("https://s.test/a?sig=secret")))

    assert (failure.exit_code, failure.entry.retry, failure.entry.charged, failure.task_id, len(store.asked)) == (
        93,
        Retry.SAME,
        True,
        "7",
        5,
    )


def test_the_signature_of_a_link_is_not_told(clock: FakeClock) -> None:
    store = Store([EXPIRED] * 9, succeeded("https://s.test/a?sig=secret"))

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("https://s.test/a?sig=secret")))

    assert failure.message == "Task 7: HTTP 403. The link was https://s.test/a"


@pytest.mark.parametrize("unseen", [OFFLINE, GATEWAY, REFUSED_KEY, NOT_THERE], ids=lambda failure: failure.code)
def test_a_look_for_a_fresh_link_that_fails_is_trouble_in_saving_and_not_a_number_that_means_nothing_was_spent(
    unseen: Failure, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, fetched(Store([EXPIRED] * 9, unseen), clock, succeeded("stale")))

    assert (failure.exit_code, failure.entry.retry, failure.task_id, failure.cause) == (93, Retry.SAME, "7", unseen)


@pytest.mark.parametrize("unseen", [OFFLINE, GATEWAY, GARBAGE], ids=lambda failure: failure.code)
def test_a_look_for_a_fresh_link_that_fails_for_once_does_not_end_the_attempts(
    unseen: Failure, clock: FakeClock
) -> None:
    store = Store([EXPIRED, EXPIRED], unseen)

    paths = clock.drive(fetched(store, clock, succeeded("in hand")))

    assert (paths, store.asked) == (["boat.mp4"], ["in hand"] * 3)


def test_a_server_that_asks_to_be_left_alone_is(clock: FakeClock) -> None:
    store = Store([LinkError("HTTP 429", status=429, retry_after_s=7)])

    paths = clock.drive(fetched(store, clock, succeeded("stale")))

    assert (paths, clock.slept) == (["boat.mp4"], [7.0])


def test_a_server_that_asks_to_be_left_alone_for_long_ends_it(clock: FakeClock) -> None:
    store = Store([LinkError("HTTP 429 and asks to wait 3600 s", status=429, retry_after_s=3600)])

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("stale")))

    assert (failure.exit_code, "asks to wait 3600 s" in failure.message, clock.slept) == (93, True, [])


def test_a_result_that_is_gone_at_the_second_look_is_93(clock: FakeClock) -> None:
    store = Store([EXPIRED, LinkError("no address"), LinkError("no address")], succeeded())

    assert failure_in_driving(clock, fetched(store, clock, succeeded("stale"))).exit_code == 93


@pytest.mark.parametrize("creations", [None, ()])
def test_a_success_without_a_result_is_93(creations: tuple[Creation, ...] | None, clock: FakeClock) -> None:
    task = Task(id=Id("7"), state=TaskState.SUCCESS, creations=creations)

    assert failure_in_driving(clock, fetched(Store(), clock, task)).exit_code == 93


@pytest.mark.parametrize(("entry", "place"), [(OUTPUT_EXISTS, "NEWFILE"), (CANNOT_WRITE, "boat.mp4")])
def test_a_target_that_cannot_be_written_keeps_its_number_and_is_not_tried_again(
    entry: Entry, place: str, clock: FakeClock
) -> None:
    store = Store([ViduError(Failure(entry=entry, message="no"))])

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("a")))

    again = f"The task is safe and paid for; fetch its result again: `vidu download 7 -o {place}`"
    assert (failure.exit_code, failure.entry.retry, failure.task_id, failure.remedies[-1], len(store.asked)) == (
        entry.exit_code,
        Retry.CHANGED,
        "7",
        again,
        1,
    )


def test_a_file_in_the_way_can_be_replaced_by_one_line(clock: FakeClock) -> None:
    store = Store([ViduError(Failure(entry=OUTPUT_EXISTS, message="taken"))])
    plan = FetchPlan(output="clips/", folder=True, words=("-o", "clips/", "--if-exists", "fail", "--no-sidecar"))
    home = Fetcher(plan=plan, saver=store, looker=store, clock=clock)

    failure = failure_in_driving(clock, home.fetch(succeeded("a")))

    assert failure.remedies == (
        "Replace it: `vidu download 7 -o clips/ --no-sidecar --if-exists overwrite`",
        "The task is safe and paid for; fetch its result again: `vidu download 7 -o NEWFOLDER/ --no-sidecar`",
    )


@pytest.mark.parametrize(
    ("asked", "word"), [({"with_cover": True}, "--cover"), ({"is_watermarked": True}, "--watermarked")]
)
def test_a_file_that_the_task_does_not_have_is_not_to_be_asked_for_again(
    asked: dict[str, bool], word: str, clock: FakeClock
) -> None:
    plan = FetchPlan(output="clips/", folder=True, words=("-o", "clips/", word), **asked)  # type: ignore[arg-type]  # flags
    home = Fetcher(plan=plan, saver=Store(), looker=Store(), clock=clock)

    failure = failure_in_driving(clock, home.fetch(succeeded("a")))

    assert (failure.exit_code, failure.remedies) == (93, ("Take the result alone: `vidu download 7 -o clips/`",))


def broken_off(here_bytes: int) -> LinkError:
    """A link that brought some bytes before it broke."""
    error = LinkError("the line broke")
    error.here_bytes = here_bytes
    return error


def test_a_line_that_breaks_now_and_then_is_gone_on_with_as_long_as_something_comes(clock: FakeClock) -> None:
    store = Store([broken_off(here) for here in range(1, 10)])

    paths = clock.drive(fetched(store, clock, succeeded("a")))

    assert (paths, len(store.asked)) == (["boat.mp4"], 10)


def test_a_line_that_always_breaks_is_given_up_at_last(clock: FakeClock) -> None:
    store = Store([broken_off(here) for here in range(1, 100)])

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("a")))

    assert (failure.exit_code, len(store.asked)) == (93, 20)


def test_a_file_that_gets_no_further_is_given_up_soon_and_asked_for_afresh_at_last(clock: FakeClock) -> None:
    store = Store([broken_off(900)] * 99)

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("a")))

    assert (failure.exit_code, store.afresh) == (93, [False] * 5 + [True])


@pytest.mark.parametrize(
    ("has_sidecar", "is_kept", "expected"),
    [(True, True, ["kept"]), (False, True, ["kept", "let go of 7-1-result"]), (False, False, ["kept"])],
)
def test_what_proves_a_file_without_a_sidecar_goes_only_when_the_ledger_knows_it(
    has_sidecar: bool,  # noqa: FBT001  # a cell of the table
    is_kept: bool,  # noqa: FBT001  # as above
    expected: list[str],
    clock: FakeClock,
) -> None:
    store = Store()

    class Ledger(NoRecords):
        def keep_file(self, parcel: Parcel, saved: Saved) -> bool:
            _ = parcel, saved
            store.steps.append("kept")
            return is_kept

    plan = FetchPlan(output="boat.mp4", folder=False, has_sidecar=has_sidecar)
    clock.drive(Fetcher(plan=plan, saver=store, looker=store, clock=clock, records=Ledger()).fetch(succeeded("a")))

    assert store.steps == expected


def test_a_server_that_is_not_trusted_is_93_at_once_with_its_cause_and_what_to_do(clock: FakeClock) -> None:
    store = Store([ViduError(Failure(entry=TLS_OR_PROXY, message="not to be trusted"))])

    failure = failure_in_driving(clock, fetched(store, clock, succeeded("a")))

    cause = failure.cause and failure.cause.exit_code
    told = (failure.exit_code, cause, failure.entry.retry, failure.entry.charged, failure.remedies[0], len(store.asked))
    assert told == (93, 97, Retry.CHANGED, True, TRUST, 1)


def test_a_file_that_cannot_be_had_keeps_no_other_from_coming_home(clock: FakeClock) -> None:
    taken = ViduError(Failure(entry=OUTPUT_EXISTS, message="taken"))
    plan = FetchPlan(output="clips/", folder=True, words=("-o", "clips/"))
    home = Fetcher(plan=plan, saver=Store([None, taken]), looker=Store(), clock=clock)

    with pytest.raises(PartlyBroughtError) as caught:
        clock.drive(home.fetch(succeeded("a", "b", "c")))

    assert [creation.path for creation in caught.value.task.creations or ()] == ["clips/7.mp4", None, "clips/7-3.mp4"]
