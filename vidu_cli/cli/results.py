"""What every command that saves results sets up: the plan that its options make, and who carries it out."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.policy.parcels import IfExists

if TYPE_CHECKING:
    from vidu_cli.policy.entries import LedgerEntry
    from vidu_cli.policy.parcels import Parcel, Saved, Watch
    from vidu_cli.policy.templates import Template
    from vidu_cli.workflows.fetch import Fetcher, Looker
    from vidu_cli.workflows.fetch_plan import FetchPlan

NAME_TEXT = "Names in the folder, as {created}-{prompt}.{ext}."
IF_EXISTS_TEXT = "What to do where a file is in the way."
NO_SIDECAR_TEXT = "Write no NAME.vidu.json beside the result."

NAME = Annotated[str | None, typer.Option("--name", metavar="TEMPLATE", help=NAME_TEXT, show_default=False)]
IF_EXISTS = Annotated[IfExists | None, typer.Option("--if-exists", help=IF_EXISTS_TEXT, show_default=False)]
NO_SIDECAR = Annotated[bool, typer.Option("--no-sidecar", help=NO_SIDECAR_TEXT, show_default=False)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What the options say of the files, beside `-o`."""

    name: str | None = None
    if_exists: IfExists | None = None
    no_sidecar: bool = False
    cover: bool = False
    watermarked: bool = False
    private: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The same again as words of a command line."""
        pairs = (("--name", self.name), ("--if-exists", self.if_exists))
        flags = (
            ("--cover", self.cover),
            ("--watermarked", self.watermarked),
            ("--no-sidecar", self.no_sidecar),
        )
        given = [word for flag, value in pairs if value for word in (flag, str(value))]
        return (*given, *(flag for flag, is_given in flags if is_given))


def plan_of(
    output: str,
    wishes: Wishes,
    *,
    results: int,
    may_be_there: bool = False,
    is_at_once: bool = False,
    is_bought: bool = False,
) -> "FetchPlan":
    """The plan; ViduError 2, 91 or 92 before anything is sent.

    `may_be_there` is whether a file in its place may prove to be the result itself, `is_at_once` whether the results
    are brought without a wait: a folder that takes nothing is told in time then too. What is `is_bought`, or is there
    at once, may have cost something: nothing is said of that.
    """
    from vidu_cli.api import targets
    from vidu_cli.policy.naming import names_folder
    from vidu_cli.workflows.fetch_plan import FetchPlan

    template = _template(wishes.name)
    folder = names_folder(output, is_folder=os.path.isdir)
    if wishes.name is not None and not folder:
        message = f"--name gives the names in a folder, and -o {output} is a file; write -o {output}/ or leave one out."
        raise failed(USAGE_ERROR, message, option="--name")
    may_exist = may_be_there or wishes.if_exists not in (None, IfExists.FAIL)
    # What is proven to be at home needs no room.
    try:
        targets.check_output(output, results=results, may_exist=may_exist, must_take=not is_at_once)
    except ViduError as error:
        if not (is_bought or is_at_once) or error.failure.entry is USAGE_ERROR:
            raise
        raise ViduError(replace(error.failure, entry=replace(error.failure.entry, charged=None))) from error
    return FetchPlan(
        output=output,
        folder=folder,
        template=template,
        if_exists=wishes.if_exists,
        with_cover=wishes.cover,
        is_watermarked=wishes.watermarked,
        has_sidecar=not wishes.no_sidecar,
        is_private=wishes.private,
        words=("-o", output, *wishes.words),
    )


def _template(name: str | None) -> "Template":
    from vidu_cli.policy.templates import DEFAULT_TEMPLATE, template_of

    try:
        return template_of(DEFAULT_TEMPLATE if name is None else name)
    except ValueError as error:
        raise failed(USAGE_ERROR, f"--name: {error}.", option="--name") from error


def fetcher_of(app: App, plan: "FetchPlan", looker: "Looker", *, watch: "Watch | None" = None) -> "Fetcher":
    """Who brings results home as planned, knowing what the ledger knows."""
    from vidu_cli.workflows.fetch import Fetcher

    plan = replace(plan, is_private=plan.is_private or app.settings.private.value)
    records = Remembered(app)
    return Fetcher(plan=plan, saver=app.saver, looker=looker, clock=app.clock, records=records, watch=watch)


class Remembered:
    """What ledger and sidecars tell a download: that the ledger cannot be used is said once and stops nothing."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._is_broken = False

    def entry_of(self, task_id: str) -> "LedgerEntry | None":
        """Give the submit of a task."""
        with self._forgiving():
            return self._app.ledger.entry_of(task_id) if self._app.has_ledger else None
        return None

    def digests_of(self, task_id: str, file: str) -> dict[str, str]:
        """Give the digests of a file by the paths that it was saved at."""
        with self._forgiving():
            return self._app.ledger.digests_of(task_id, file) if self._app.has_ledger else {}
        return {}

    def told_beside(self, path: Path) -> "Mapping[str, object]":
        """Give what the sidecar of a file tells, {} where there is none."""
        from vidu_cli.api.notes import read_object
        from vidu_cli.policy.parcels import sidecar_of

        return read_object(sidecar_of(path))

    def tasks_at(self, path: Path) -> frozenset[str]:
        """Give the tasks of which a file was saved there, none where no file is there any more."""
        if not os.path.isfile(path) or not self._app.has_ledger:  # noqa: PTH113  # pathlib's raises
            return frozenset()
        with self._forgiving():
            return self._app.ledger.tasks_at(os.path.abspath(path))  # noqa: PTH100  # as below
        return frozenset()

    def keep_file(self, parcel: "Parcel", saved: "Saved") -> bool:
        """Keep where a file is; whether that will be known from now on."""
        # Without a sidecar only a ledger can prove the next time what is at home.
        if saved.sha256 is not None and (self._app.has_ledger or parcel.facts is None):
            with self._forgiving():
                path = os.path.abspath(saved.path)  # noqa: PTH100  # resolve() follows links
                self._app.ledger.keep_file(parcel.task_id, parcel.file, path=path, sha256=saved.sha256)
                return True
        return False

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        try:
            yield
        except ViduError as error:
            if not self._is_broken:
                self._app.output.warn(f"The ledger is left aside: {error.failure.message}")
            self._is_broken = True
