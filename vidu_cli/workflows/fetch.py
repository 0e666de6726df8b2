"""Bring the results of a task home: every file whole, a link that died asked for again."""

import asyncio  # noqa: TID253  # several files come at once
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shlex import join
from typing import Protocol, TypeVar

from vidu_cli.errors.catalogue import (
    CLOSED_PIPE,
    DOWNLOAD_DAMAGED,
    OUTPUT_EXISTS,
    REPLY_NOT_UNDERSTOOD,
    Category,
    Retry,
)
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.links import LinkError, redacted
from vidu_cli.policy.naming import file_name
from vidu_cli.policy.parcels import EXTENSIONS, IfExists, Parcel, Saved, What
from vidu_cli.policy.sidecars import created_at, facts_of, names_of
from vidu_cli.policy.templates import DEFAULT_TEMPLATE, Template, folded
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Creation, Task
from vidu_cli.workflows.records import NoRecords, Records

T = TypeVar("T")

# Attempts in a row that bring nothing new, and attempts at all: a line that breaks now and then still gets there.
ATTEMPTS = 5
MOST_ATTEMPTS = 20
AT_ONCE = 4

_MISSING = {
    What.RESULT: "the platform gives no link to the result",
    What.COVER: "the task has no cover",
    What.WATERMARKED: "the task has no marked file; one that was submitted with a watermark has",
}

Watch = Callable[[Parcel, int, int | None], None]


class Looker(Protocol):
    """Where freshly signed links come from."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""


class Saver(Protocol):
    """Where files are brought to."""

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None, afresh: bool = False) -> Saved:
        """Give the file at home, `afresh` from its first byte on; LinkError when the link gave no whole file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchPlan:
    """Which files are brought, where to, and under which names.

    `output` is what `-o` says; `folder` whether it is a folder: then `template` names the files in it. The marked file
    comes in place of the clean one, the cover beside it. `words` are the options that say all this again.
    """

    output: str
    folder: bool
    template: Template = field(default_factory=lambda: Template(DEFAULT_TEMPLATE))
    if_exists: IfExists | None = None
    with_cover: bool = False
    is_watermarked: bool = False
    has_sidecar: bool = True
    is_private: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """One file that is to be brought, and the task as last seen."""

    task: Task
    creation: Creation
    parcel: Parcel

    @property
    def url(self) -> str:
        """The link to it, "" where there is none."""
        return _url(self.creation, self.parcel.what)


@dataclass(slots=True)
class Fetcher:
    """Brings results home, at most `AT_ONCE` files at a time. `taken` are the names that this run has given away."""

    plan: FetchPlan
    saver: Saver
    looker: Looker
    clock: Clock
    records: Records = field(default_factory=NoRecords)
    watch: Watch | None = None
    taken: set[str] = field(default_factory=set)
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def fetch(self, task: Task) -> Task:
        """The task with the `path` of each of its results; ViduError 91-93 with the task's id."""
        creations = list(task.creations or ())
        for errand in self.errands(task):
            saved = await self.bring(errand)
            if errand.parcel.what is not What.COVER:
                place = errand.parcel.index - 1
                creations[place] = replace(creations[place], path=str(saved.path))
        return replace(task, creations=tuple(creations))

    def errands(self, task: Task) -> tuple[Errand, ...]:
        """Every file of a task that succeeded; ViduError 93 when there is none."""
        if not task.creations:
            raise ViduError(self._damaged(task.id, "the task succeeded, but the platform lists no result of it"))
        entry = self.records.entry_of(task.id)
        return tuple(
            Errand(task=task, creation=creation, parcel=self._parcel(task, index, what, entry))
            for index, creation in enumerate(task.creations, start=1)
            for what in self._files()
        )

    def _files(self) -> Iterator[What]:
        yield What.WATERMARKED if self.plan.is_watermarked else What.RESULT
        if self.plan.with_cover:
            yield What.COVER

    def _parcel(self, task: Task, index: int, what: What, entry: LedgerEntry | None) -> Parcel:
        plan = self.plan
        facts = facts_of(task, entry, now=self.clock.now(), is_private=plan.is_private) if plan.has_sidecar else None
        output = Path(plan.output)
        creation = (task.creations or ())[index - 1]
        parcel = Parcel(
            task_id=task.id,
            creation_id=creation.id,
            index=index,
            what=what,
            folder=output if plan.folder else output.parent,
            name_for=self._name_for(task, index, what, entry),
            if_exists=plan.if_exists,
            facts=facts,
            modified_at=moment_in(created_at(task, entry)),
        )
        return replace(parcel, known=self.records.digests_of(task.id, parcel.file))

    def _name_for(self, task: Task, index: int, what: What, entry: LedgerEntry | None) -> Callable[[str], str]:
        plan = self.plan
        is_numbered = plan.folder and "{index}" in plan.template.text
        addition = "" if index == 1 or is_numbered else f"-{index}"
        if what is What.COVER or (plan.folder and what is What.WATERMARKED):
            addition += f"-{what}"
        if not plan.folder:
            return lambda extension: file_name(plan.output, extension=extension, addition=addition)
        values = names_of(task, entry, index=index, is_private=plan.is_private)

        def name(extension: str, more: str = "") -> str:
            return plan.template.path(values, extension=extension, addition=more + addition)

        more = self._told_apart(name, task.id)
        return lambda extension: name(extension, more)

    def _told_apart(self, name: Callable[[str, str], str], task_id: str) -> str:
        """What a name needs to be no other's of this run, also where file systems fold case and accents.

        Only the bytes tell the extension: the name must be free with every one of them.
        """
        more, number = "", 1
        while not self.taken.isdisjoint(claimed := {folded(name(extension, more)) for extension in EXTENSIONS}):
            more = f"-{task_id}" if number == 1 else f"-{task_id}-{number}"
            number += 1
        self.taken |= claimed
        return more

    async def bring(self, errand: Errand) -> Saved:
        """The file at home; ViduError 91-93 with the task's id.

        A link that gives no whole file is not the end: the platform is asked for freshly signed ones.
        """
        async with self.places:
            saved = await self.insist(
                errand,
                lambda url, afresh: self.saver.save(url, errand.parcel, watch=self.watch, afresh=afresh),
            )
        self.records.keep_file(errand.parcel, saved)
        return saved

    async def insist(self, errand: Errand, attempt: Callable[[str, bool], Awaitable[T]]) -> T:
        """What an attempt with a link to the file comes to at last; ViduError with the task's id.

        The last attempt goes on with nothing: a server may refuse to give a part.
        """
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
                if in_vain == ATTEMPTS or number == MOST_ATTEMPTS:
                    message = f"Task {errand.task.id}: {error}. The link was {redacted(url)}"
                    raise ViduError(replace(self._damaged(errand.task.id, message), cause=unseen)) from error
            await self.clock.sleep(float(in_vain // 2 + 1))
            try:
                url, unseen = await self._fresh_url(errand), None
            except ViduError as error:
                unseen = error.failure.cause
                if unseen is None or not is_passing(unseen):
                    raise
        raise AssertionError

    async def _fresh_url(self, errand: Errand) -> str:
        task_id, parcel = errand.task.id, errand.parcel
        try:
            seen = await self.looker.task(task_id)
        except ViduError as error:
            # Not the number of the look: 5x would read as if nothing had been spent.
            message = f"no fresh link could be had: {error.failure.message}"
            raise ViduError(replace(self._damaged(task_id, message), cause=error.failure)) from error
        creations = seen.creations or ()
        url = _url(creations[parcel.index - 1], parcel.what) if len(creations) >= parcel.index else ""
        if not url:
            failure = self._damaged(task_id, _MISSING[parcel.what])
            if parcel.what is not What.RESULT:
                remedy = f"Take the result alone: `vidu download {join([task_id, *waiting_words(self.plan.words)])}`"
                failure = replace(failure, remedies=(remedy,))
            raise ViduError(failure)
        return url

    def held(self, failure: Failure, task_id: str) -> Failure:
        """The failure of saving a result that is paid for: never submit again, only fetch again."""
        if failure.entry is CLOSED_PIPE:
            return failure
        entry = replace(failure.entry, retry=Retry.NEVER, charged=True)
        remedies: tuple[str, ...] = (_again(task_id, self.plan.words),)
        if failure.entry.exit_code == OUTPUT_EXISTS.exit_code:
            # The same line would find the file there again.
            elsewhere = ("-o", "NEWFOLDER/" if self.plan.folder else "NEWFILE")
            line = join([task_id, *without_if_exists(self.plan.words), "--if-exists", "overwrite"])
            remedies = (f"Replace it: `vidu download {line}`", _again(task_id, elsewhere))
        return replace(failure, entry=entry, task_id=task_id, remedies=remedies)

    def _damaged(self, task_id: str, message: str) -> Failure:
        return Failure(
            entry=replace(DOWNLOAD_DAMAGED, retry=Retry.NEVER),
            message=message,
            task_id=task_id,
            names={"path": self.plan.output},
            remedies=(_again(task_id, self.plan.words),),
        )


def is_passing(failure: Failure) -> bool:
    """Whether a look that failed so may be answered the next time."""
    return failure.category is Category.LATER or failure.exit_code == REPLY_NOT_UNDERSTOOD.exit_code


def _url(creation: Creation, what: What) -> str:
    links = {What.RESULT: creation.url, What.COVER: creation.cover_url, What.WATERMARKED: creation.watermarked_url}
    return links[what] or ""


def waiting_words(words: Sequence[str]) -> list[str]:
    """The options of a download that a wait knows too: which further files are wanted is not among them."""
    return [word for word in words if word not in ("--cover", "--watermarked")]


def without_if_exists(words: Sequence[str]) -> list[str]:
    """The options of a download but for what is to be done with a file in the way."""
    at = words.index("--if-exists") if "--if-exists" in words else len(words)
    return [*words[:at], *words[at + 2 :]]


def _again(task_id: str, words: tuple[str, ...]) -> str:
    line = join([task_id, *words])
    return f"The task is safe and paid for; fetch its result again: `vidu download {line}`"
