"""Which files of a task are brought home, where to, and under which names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.naming import file_name
from vidu_cli.policy.parcels import EXTENSIONS, IfExists, Parcel, What
from vidu_cli.policy.sidecars import created_at, facts_of, names_of
from vidu_cli.policy.templates import DEFAULT_TEMPLATE, Template, folded
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Creation, Task

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


@dataclass(slots=True)
class Names:
    """The names that one run has given away."""

    taken: set[str] = field(default_factory=set)

    def told_apart(self, name: Callable[[str, str], str], task_id: str) -> str:
        """What a name needs to be no other's of this run, also where file systems fold case and accents.

        Only the bytes tell the extension: the name must be free with every one of them.
        """
        more, number = "", 1
        while not self.taken.isdisjoint(claimed := {folded(name(extension, more)) for extension in EXTENSIONS}):
            more = f"-{task_id}" if number == 1 else f"-{task_id}-{number}"
            number += 1
        self.taken |= claimed
        return more


@dataclass(frozen=True, kw_only=True, slots=True)
class _Labelled:
    """A task whose files are given names. `entry` is what the ledger holds of it."""

    task: Task
    plan: FetchPlan
    entry: LedgerEntry | None
    names: Names
    now: float

    def parcel(self, index: int, creation: Creation, what: What) -> Parcel:
        plan, output = self.plan, Path(self.plan.output)
        facts = None
        if plan.has_sidecar:
            facts = facts_of(self.task, self.entry, now=self.now, is_private=plan.is_private)
        return Parcel(
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

    def _name_for(self, index: int, what: What) -> Callable[[str], str]:
        plan = self.plan
        is_numbered = plan.folder and "{index}" in plan.template.text
        addition = "" if index == 1 or is_numbered else f"-{index}"
        if what is What.COVER or (plan.folder and what is What.WATERMARKED):
            addition += f"-{what}"
        if not plan.folder:
            return lambda extension: file_name(plan.output, extension=extension, addition=addition)
        values = names_of(self.task, self.entry, index=index, is_private=plan.is_private)

        def name(extension: str, more: str = "") -> str:
            return plan.template.path(values, extension=extension, addition=more + addition)

        more = self.names.told_apart(name, self.task.id)
        return lambda extension: name(extension, more)


def errands_of(task: Task, plan: FetchPlan, entry: LedgerEntry | None, *, names: Names, now: float) -> Iterator[Errand]:
    """Every file of a task that is to be brought; `now` in seconds since 1970 goes into the sidecars."""
    labelled = _Labelled(task=task, plan=plan, entry=entry, names=names, now=now)
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
