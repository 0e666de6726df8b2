"""Which files of a task are brought home, where to, and under which names."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path
from typing import Protocol

from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.naming import file_name
from vidu_cli.policy.parcels import IfExists, Parcel, What, is_of_another, is_sidecar, proves
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


class Shelf(Protocol):
    """Where files are looked for before they are given names."""

    def told_beside(self, path: Path) -> Mapping[str, object]:
        """Give what the sidecar of a file tells, {} where there is none."""

    def tasks_at(self, path: Path) -> frozenset[str]:
        """Give the tasks of which a file was saved there, none where no file is there any more."""


class EmptyShelf:
    """Where nothing lies."""

    def told_beside(self, path: Path) -> Mapping[str, object]:  # noqa: ARG002  # the protocol's
        """Tell nothing."""
        return {}

    def tasks_at(self, path: Path) -> frozenset[str]:  # noqa: ARG002  # the protocol's
        """Know of none."""
        return frozenset()


@dataclass(slots=True)
class Names:
    """The names that one run has given away, and where it looks for those that earlier runs gave."""

    taken: set[str] = field(default_factory=set)
    shelf: Shelf = field(default_factory=EmptyShelf)

    def told_apart(self, parcel_at: Callable[[str], Parcel]) -> Parcel:
        """The parcel under a name that is no other's of this run, also where file systems fold case and accents.

        `parcel_at` gives it with an addition to its name. What is at home already keeps its name, whatever else is
        brought in the same run; the name of another task's result is passed over. Only the bytes tell the extension:
        the name must be free with every one of them.
        """
        plain = parcel_at("")
        by_id = parcel_at(f"-{plain.task_id}")
        parcel = next((one for one in (plain, by_id) if self._is_at_home(one)), None)
        others = (parcel_at(f"-{plain.task_id}-{number}") for number in count(2))
        if parcel is None:
            parcel = next(one for one in chain((plain, by_id), others) if self._is_free(one))
        self.taken |= _folded_names(parcel)
        return parcel

    def _is_at_home(self, parcel: Parcel) -> bool:
        if parcel.if_exists in (IfExists.OVERWRITE, IfExists.FAIL):
            return False
        return any(self._holds(path, parcel) for path in parcel.candidates)

    def _holds(self, path: Path, parcel: Parcel) -> bool:
        """Whether what lies there is this file, by its sidecar or, where it has none, by the ledger alone."""
        told = self.shelf.told_beside(path)
        if is_sidecar(told):
            return proves(told, parcel) is not None
        is_known = os.path.abspath(path) in parcel.known  # noqa: PTH100  # resolve() follows links
        return is_known and self.shelf.tasks_at(path) == {parcel.task_id}

    def _is_free(self, parcel: Parcel) -> bool:
        if not self.taken.isdisjoint(_folded_names(parcel)):
            return False
        if parcel.if_exists not in (None, IfExists.SKIP):
            return True
        return not any(self._is_anothers(path, parcel) for path in parcel.candidates)

    def _is_anothers(self, path: Path, parcel: Parcel) -> bool:
        told = self.shelf.told_beside(path)
        if is_sidecar(told):
            return is_of_another(told, parcel)
        return bool(self.shelf.tasks_at(path) - {parcel.task_id})


def _folded_names(parcel: Parcel) -> set[str]:
    return {folded(str(path)) for path in parcel.candidates}


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
        return self.names.told_apart(lambda more: replace(parcel, name_for=self._name_for(index, what, more)))

    def _name_for(self, index: int, what: What, more: str = "") -> Callable[[str], str]:
        plan = self.plan
        is_numbered = plan.folder and "{index}" in plan.template.text
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
