"""Which files of a task are brought home, where to, and under which names."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, auto
from pathlib import Path

from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.naming import file_name
from vidu_cli.policy.parcels import IfExists, Parcel, What, is_of_another, is_sidecar
from vidu_cli.policy.sidecars import created_at, facts_of, names_of
from vidu_cli.policy.templates import DEFAULT_TEMPLATE, Template, folded
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Creation, Task
from vidu_cli.workflows.records import Records

# The options that ask for other files than the results.
FURTHER_FILES = (f"--{What.COVER}", f"--{What.WATERMARKED}")


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
        return link_in(self.creation, self.parcel.what)


class _Standing(IntEnum):
    """Whose the files of a name are already; of several the last one counts."""

    NOBODYS = auto()
    ANOTHERS = auto()
    OURS = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """A parcel under one of the names that it may get, whatever its extension will be."""

    parcel: Parcel
    names: frozenset[str]
    standing: _Standing


@dataclass(slots=True)
class Names:
    """The names that one run has given away, and the tasks whose names say which of them is meant."""

    taken: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def told_apart(self, parcel_at: Callable[[int], Parcel], records: Records) -> Parcel:
        """The parcel under a name that is no other's of this run, also where file systems fold case and accents.

        `parcel_at` gives it under its first name, its second one and so on, from 0. What is at home already keeps its
        name, whatever else is brought in the same run; the name of another task's result is passed over. Only the
        bytes tell the extension: the name must be free with every one of them. Of a task of which one file has not got
        its first name, no later one gets it: all would be taken for the other task's.
        """
        free: tuple[_Place, int] | None = None
        number = 0
        while True:
            place = _place(parcel_at(number), records)
            if place.standing is _Standing.OURS:
                return self._given(place, number)
            free = (place, number) if free is None and self._is_free(place, number) else free
            # What is at home may have either of the first two names: it depends on what else was brought with it.
            if free is not None and number > 0:
                return self._given(*free)
            number += 1

    def _given(self, place: _Place, number: int) -> Parcel:
        self.taken |= place.names
        if number > 0:
            self.told.add(place.parcel.task_id)
        return place.parcel

    def _is_free(self, place: _Place, number: int) -> bool:
        is_open = number > 0 or place.parcel.task_id not in self.told
        return is_open and place.standing is _Standing.NOBODYS and self.taken.isdisjoint(place.names)


def _place(parcel: Parcel, records: Records) -> _Place:
    paths = parcel.candidates
    names = frozenset(folded(str(path)) for path in paths)
    if parcel.if_exists in (IfExists.OVERWRITE, IfExists.FAIL):
        return _Place(parcel=parcel, names=names, standing=_Standing.NOBODYS)
    found = {_owner_of(path, parcel, records) for path in paths}
    if parcel.if_exists is IfExists.RENAME:
        # Another's file gets a neighbour under the next number.
        found.discard(_Standing.ANOTHERS)
    return _Place(parcel=parcel, names=names, standing=max(found, default=_Standing.NOBODYS))


def _owner_of(path: Path, parcel: Parcel, records: Records) -> _Standing:
    """Whose the file at a path is, by its sidecar or, where it has none, by the ledger alone."""
    told = records.told_beside(path)
    if is_sidecar(told):
        return _Standing.ANOTHERS if is_of_another(told, parcel) else _Standing.OURS
    tasks = records.tasks_at(path)
    if tasks - {parcel.task_id}:
        return _Standing.ANOTHERS
    is_known = os.path.abspath(path) in parcel.known  # noqa: PTH100  # resolve() follows links
    return _Standing.OURS if tasks and is_known else _Standing.NOBODYS


@dataclass(frozen=True, kw_only=True, slots=True)
class _Labelled:
    """A task whose files are given names. `entry` is what the ledger holds of it."""

    task: Task
    plan: FetchPlan
    entry: LedgerEntry | None
    records: Records
    names: Names
    now: float

    def parcel(self, index: int, creation: Creation, what: What) -> Parcel:
        plan, output = self.plan, Path(self.plan.output)
        facts = None
        if plan.has_sidecar:
            facts = facts_of(self.task, self.entry, now=self.now, is_private=plan.is_private)
        parcel = Parcel(
            task_id=self.task.id,
            creation_id=creation.id,
            index=index,
            what=what,
            folder=output if plan.folder else output.parent,
            name_for=self._name_for(index, what),
            if_exists=plan.if_exists,
            facts=facts,
            modified_at=moment_in(created_at(self.task, self.entry)),
        )
        parcel = replace(parcel, known=self.records.digests_of(self.task.id, parcel.file))
        if not plan.folder:
            return parcel
        by_id = f"-{self.task.id}"

        def parcel_at(number: int) -> Parcel:
            more = "" if not number else by_id if number == 1 else f"{by_id}-{number}"
            return replace(parcel, name_for=self._name_for(index, what, more))

        return self.names.told_apart(parcel_at, self.records)

    def _name_for(self, index: int, what: What, more: str = "") -> Callable[[str], str]:
        plan = self.plan
        is_numbered = plan.folder and "index" in plan.template.placeholders
        addition = "" if index == 1 or is_numbered else f"-{index}"
        if what is What.COVER or (plan.folder and what is What.WATERMARKED):
            addition += f"-{what}"
        if not plan.folder:
            return lambda extension: file_name(plan.output, extension=extension, addition=addition)
        values = names_of(self.task, self.entry, index=index, is_private=plan.is_private)
        return lambda extension: plan.template.path(values, extension=extension, addition=more + addition)


def errands_of(task: Task, plan: FetchPlan, records: Records, *, names: Names, now: float) -> Iterator[Errand]:
    """Every file of a task that is to be brought; `now` in seconds since 1970 goes into the sidecars."""
    entry = records.entry_of(task.id)
    labelled = _Labelled(task=task, plan=plan, entry=entry, records=records, names=names, now=now)
    files = [What.WATERMARKED if plan.is_watermarked else What.RESULT, *([What.COVER] if plan.with_cover else [])]
    for index, creation in enumerate(task.creations or (), start=1):
        for what in files:
            yield Errand(task=task, creation=creation, parcel=labelled.parcel(index, creation, what))


def same_creation(errand: Errand, seen: Task) -> Creation | None:
    """The result of an errand in a later answer: the one of its id, or the one in its place if that is no other's."""
    creations, own, place = seen.creations or (), errand.creation.id, errand.parcel.index - 1
    of_its_id = [creation for creation in creations if own is not None and creation.id == own]
    if len(of_its_id) == 1:
        return of_its_id[0]
    others = {creation.id for creation in errand.task.creations or () if creation.id not in (None, own)}
    return next((creation for creation in creations[place : place + 1] if creation.id not in others), None)


def link_in(creation: Creation, what: What) -> str:
    """The link to a file of a creation, "" where there is none."""
    links = {What.RESULT: creation.url, What.COVER: creation.cover_url, What.WATERMARKED: creation.watermarked_url}
    return links[what] or ""


def waiting_words(words: Sequence[str]) -> list[str]:
    """The options of a download that a wait knows too: which further files are wanted is not among them."""
    return [word for word in words if word not in FURTHER_FILES]


def without_if_exists(words: Sequence[str]) -> list[str]:
    """The options of a download but for what is to be done with a file in the way."""
    at = words.index("--if-exists") if "--if-exists" in words else len(words)
    return [*words[:at], *words[at + 2 :]]
