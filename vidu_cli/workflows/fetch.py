"""Bring the results of a task home: every file whole, a link that died asked for again."""

import asyncio  # noqa: TID253  # several files come at once
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from shlex import join
from typing import Protocol, TypeVar

from vidu_cli.errors.catalogue import CLOSED_PIPE, DOWNLOAD_DAMAGED, OUTPUT_EXISTS, TLS_OR_PROXY, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.links import LinkError, redacted
from vidu_cli.policy.looks import is_passing
from vidu_cli.policy.parcels import Parcel, Saved, Watch, What
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.fetch_plan import (
    Errand,
    FetchPlan,
    Names,
    errands_of,
    link_in,
    same_creation,
    waiting_words,
    without_if_exists,
)
from vidu_cli.workflows.records import NoRecords, Records
from vidu_cli.workflows.turns import Turn, Turns

T = TypeVar("T")

# Attempts in a row that bring nothing new, and attempts at all: a line that breaks now and then still gets there.
ATTEMPTS = 5
MOST_ATTEMPTS = 20
AT_ONCE = 4
# What a server may ask to be left alone for; a wait that is longer is for another run.
LONGEST_REST_S = 30.0

TRUST = "Before that, name the certificate that this machine may trust: `export SSL_CERT_FILE=...`."

_MISSING = {
    What.RESULT: "the platform gives no link to the result",
    What.COVER: "the task has no cover",
    What.WATERMARKED: "the task has no marked file; one that was submitted with a watermark has",
}


class Looker(Protocol):
    """Where freshly signed links come from."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""


class Saver(Protocol):
    """Where files are brought to."""

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None, afresh: bool = False) -> Saved:
        """Give the file at home, `afresh` from its first byte on; LinkError when the link gave no whole file."""

    async def let_go(self, parcel: Parcel) -> None:
        """Leave nothing of the way of a file that is at home, and that is proven without it from now on."""


class PartlyBroughtError(ViduError):
    """Not every file of a task could be brought home; `task` tells of those that were."""

    def __init__(self, failure: Failure, task: Task) -> None:
        super().__init__(failure)
        self.task = task


@dataclass(slots=True)
class Fetcher:
    """Brings results home, at most `AT_ONCE` files at a time. `on_end` is told of each file that `fetch` has done."""

    plan: FetchPlan
    saver: Saver
    looker: Looker
    clock: Clock
    records: Records = field(default_factory=NoRecords)
    watch: Watch | None = None
    on_end: Callable[[Saved], None] = lambda _: None
    names: Names = field(default_factory=Names)
    turns: Turns = field(init=False)

    def __post_init__(self) -> None:
        """Let nobody have come yet."""
        self.turns = Turns(AT_ONCE, self.clock)

    async def fetch(self, task: Task) -> Task:
        """The task with the `path` of each of its results; PartlyBroughtError 91-93 with the task's id.

        What lay in the place of a result and was left there is none.
        """
        creations = list(task.creations or ())
        errands = self.errands(task)
        troubles: list[ViduError] = []
        for errand, brought in zip(errands, await asyncio.gather(*map(self._tried, errands)), strict=True):
            if isinstance(brought, ViduError):
                troubles.append(brought)
                continue
            self.on_end(brought)
            if brought.is_proven and errand.parcel.what is not What.COVER:
                place = errand.parcel.index - 1
                creations[place] = replace(creations[place], path=str(brought.path))
        brought_home = replace(task, creations=tuple(creations))
        if troubles:
            raise PartlyBroughtError(troubles[0].failure, brought_home) from troubles[0]
        return brought_home

    async def _tried(self, errand: Errand) -> Saved | ViduError:
        try:
            return await self.bring(errand)
        except ViduError as error:
            return error

    def errands(self, task: Task) -> tuple[Errand, ...]:
        """Every file of a task that succeeded; ViduError 93 when there is none."""
        if not task.creations:
            raise ViduError(self._damaged(task.id, "the task succeeded, but the platform lists no result of it"))
        return tuple(errands_of(task, self.plan, self.records, names=self.names, now=self.clock.now()))

    async def bring(self, errand: Errand) -> Saved:
        """The file at home; ViduError 91-93 with the task's id.

        A link that gives no whole file is not the end: the platform is asked for freshly signed ones.
        """
        saved = await self.insist(
            errand,
            lambda url, afresh: self.saver.save(url, errand.parcel, watch=self.watch, afresh=afresh),
        )
        is_kept = self.records.keep_file(errand.parcel, saved)
        if is_kept and errand.parcel.facts is None:
            await self.saver.let_go(errand.parcel)
        return saved

    async def insist(self, errand: Errand, attempt: Callable[[str, bool], Awaitable[T]]) -> T:
        """What an attempt with a link to the file comes to at last; ViduError with the task's id.

        After several in vain the next one begins with nothing: a server may refuse to give a part.
        """
        async with self.turns.turn() as turn:
            return await self._insist(errand, attempt, turn)

    async def _insist(self, errand: Errand, attempt: Callable[[str, bool], Awaitable[T]], turn: Turn) -> T:
        in_vain, here_bytes, url = 0, 0, errand.url or await self._fresh_url(errand)
        unseen: Failure | None = None
        for number in range(1, MOST_ATTEMPTS + 1):
            try:
                return await attempt(url, in_vain == ATTEMPTS - 1)
            except ViduError as error:
                raise ViduError(self.held(error.failure, errand.task.id)) from error
            except LinkError as error:
                in_vain = 0 if error.here_bytes > here_bytes else in_vain + 1
                here_bytes = max(here_bytes, error.here_bytes)
                if in_vain == ATTEMPTS or number == MOST_ATTEMPTS or error.retry_after_s > LONGEST_REST_S:
                    raise ViduError(self._in_vain(errand, url, error, cause=unseen)) from error
                own_s, asked_s = in_vain // 2 + 1.0, error.retry_after_s
            # Only who is asked to wait lets others go first: a storage that is out would refuse all of them at once.
            await (turn.rest(max(own_s, asked_s)) if asked_s else self.clock.sleep(own_s))
            try:
                url, unseen = await self._fresh_url(errand), None
            except ViduError as error:
                unseen = error.failure.cause
                if unseen is None or not is_passing(unseen):
                    raise
        raise AssertionError

    def _in_vain(self, errand: Errand, url: str, error: LinkError, *, cause: Failure | None) -> Failure:
        message = f"Task {errand.task.id}: {str(error).rstrip('.')}. The link was {redacted(url)}"
        return replace(self._damaged(errand.task.id, message), cause=cause)

    async def _fresh_url(self, errand: Errand) -> str:
        task_id, parcel = errand.task.id, errand.parcel
        try:
            seen = await self.looker.task(task_id)
        except ViduError as error:
            # Not the number of the look: 5x would read as if nothing had been spent.
            message = f"no fresh link could be had: {error.failure.message}"
            raise ViduError(replace(self._damaged(task_id, message), cause=error.failure)) from error
        creation = same_creation(errand, seen)
        url = "" if creation is None else link_in(creation, parcel.what)
        if not url:
            failure = self._damaged(task_id, _MISSING[parcel.what])
            if parcel.what is not What.RESULT:
                remedy = f"Take the result alone: `vidu download {join([task_id, *waiting_words(self.plan.words)])}`"
                failure = replace(failure, option=f"--{parcel.what}", remedies=(remedy,))
            raise ViduError(failure)
        return url

    def held(self, failure: Failure, task_id: str) -> Failure:
        """The failure of saving a result that is paid for: it is only to be fetched again."""
        if failure.entry is CLOSED_PIPE:
            return failure
        if failure.entry is TLS_OR_PROXY:
            damaged = self._damaged(task_id, f"Task {task_id}: {failure.message}")
            entry = replace(damaged.entry, retry=Retry.CHANGED)
            return replace(damaged, entry=entry, cause=failure, remedies=(TRUST, *damaged.remedies))
        entry = replace(failure.entry, charged=True)
        remedies = (_again(task_id, self.plan.words), *failure.remedies)
        if failure.entry.exit_code == OUTPUT_EXISTS.exit_code:
            # The same line would find the file there again.
            words = without_if_exists(self.plan.words)
            elsewhere = ("-o", "NEWFOLDER/" if self.plan.folder else "NEWFILE", *words[2:])
            line = join([task_id, *words, "--if-exists", "overwrite"])
            remedies = (f"Replace it: `vidu download {line}`", _again(task_id, elsewhere))
        return replace(failure, entry=entry, task_id=task_id, remedies=remedies)

    def _damaged(self, task_id: str, message: str) -> Failure:
        return Failure(
            entry=DOWNLOAD_DAMAGED,
            message=message,
            task_id=task_id,
            names={"path": self.plan.output},
            remedies=(_again(task_id, self.plan.words),),
        )


def _again(task_id: str, words: tuple[str, ...]) -> str:
    line = join([task_id, *words])
    return f"The task is safe and paid for; fetch its result again: `vidu download {line}`"
