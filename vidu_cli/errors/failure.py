"""A failure that happened: an entry of the catalogue, and the facts of this one time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vidu_cli.errors.catalogue import Category, Entry, Origin, lookup


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """What happened, to which thing, and what is known of it.

    `entry` holds the facts of the code; where this one time differs (another origin, charged or not, another HTTP
    status) it is a changed copy of the catalogue's row: `replace(entry, charged=None)`. `message` is the platform's
    sentence or ours; `remedies` stand before the catalogue's own. `field` is the platform's name of a field, `option`
    the word of our command line that set it. `names` fills the placeholders of the texts, such as `{path}`.
    `retry_after_s` is what the platform asked to wait. `is_coded` is false where nothing but the HTTP status told what
    it is: that may have been said by anything between us and the platform.
    """

    entry: Entry
    message: str = ""
    explanation: str = ""
    remedies: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    retry_after_s: float | None = None
    is_coded: bool = True
    trace_id: str | None = None
    task_id: str | None = None
    field: str | None = None
    option: str | None = None
    cause: "Failure | None" = None

    @property
    def code(self) -> str:
        """The platform's code as it spells it, or ours in kebab-case."""
        return self.entry.code

    @property
    def exit_code(self) -> int:
        """The number that a process ends with because of this failure."""
        return self.entry.exit_code

    @property
    def category(self) -> Category:
        """The class that the exit number belongs to."""
        return self.entry.category


def task_failure(err_code: str, *, task_id: str, message: str = "") -> Failure:
    """Why an accepted task ended badly; a failed task costs nothing.

    Source: the vendor's pages "content-moderation" and "pricing".
    """
    entry = lookup(err_code)
    ended = replace(entry, origin=Origin.TASK, charged=False)
    return Failure(entry=ended, message=message or entry.message, task_id=task_id)


class ViduError(Exception):
    """The one exception that carries a failure to the user; caught in `vidu_cli.cli.main` only.

    `failure` gives the process its number; `earlier` are others that are told before it.
    """

    def __init__(self, failure: Failure, *, earlier: tuple[Failure, ...] = ()) -> None:
        super().__init__(f"{failure.code}: {failure.message}")
        self.failure = failure
        self.earlier = earlier


def failed(entry: Entry, message: str = "", **facts: object) -> ViduError:
    """The exception to raise where a fact is known; `facts` are fields of `Failure`."""
    # Failure itself refuses a name that it does not have.
    failure = Failure(entry=entry, message=message or entry.message, **facts)  # type: ignore[arg-type]
    return ViduError(failure)
