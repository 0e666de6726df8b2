"""What the ledger keeps of a submit: the intent before it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vidu_cli.policy.moments import Moment
from vidu_cli.schema.kinds import path_of
from vidu_cli.schema.routes import CREATE_SUBJECT

# What is bought there is no task: a subject of the library, prompts.
MAKE_NO_TASK = (CREATE_SUBJECT.path, path_of("img2video-prompt-recommendation"))


class Outcome(StrEnum):
    """What became of a submit: whether the platform took it."""

    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Intent:
    """A submit that is about to leave.

    `body` is the request without the bytes of files, and without what nobody shall read where it is private.
    `fingerprint` tells it from every other request, the bytes included. `marker` is the payload that we gave it, None
    where the user gave one (`payload_digest`) or where the kind takes none. `once` is the key of `--once`.
    `credits` and `credits_max` are the estimate, None where no source tells.
    """

    kind: str
    path: str
    body: Mapping[str, object]
    fingerprint: str
    marker: str | None = None
    payload_digest: str | None = None
    prompt_digest: str | None = None
    once: str | None = None
    once_hash: str | None = None
    credits: int | None = None
    credits_max: int | None = None
    is_private: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerEntry:
    """One submit as the ledger knows it.

    `number` is its place in the ledger, `profile` and `base_url` are where it went. `attempt_s` is how long the attempt
    took, None when nobody was there at its end; `clock_error_s` how far the platform's clock was ahead of ours then;
    `sought_at` when, by the platform's clock, it was first looked for. `is_live` is whether the process that made the
    attempt still runs. `is_adopted` is whether the task was found rather than answered with.

    `charge` is what the platform named, `refusal` the code it refused with. `accepted_at`, `seen_at` and `ended_at` are
    seconds since 1970 by this machine's clock: when the receipt came, the last look, and the look that saw the end;
    `waited_s` is how long the task took, None unless somebody watched. `paths` are the files of its results, `seed` is
    the one that the platform told.
    """

    number: int
    intent: Intent
    profile: str | None
    base_url: str
    began: Moment
    outcome: Outcome = Outcome.UNKNOWN
    attempt_s: float | None = None
    clock_error_s: float | None = None
    sought_at: float | None = None
    is_live: bool = False
    is_adopted: bool = False
    task_id: str | None = None
    charge: int | None = None
    trace_id: str | None = None
    refusal: str | None = None
    state: str | None = None
    err_code: str | None = None
    created_at: str | None = None
    accepted_at: float | None = None
    seen_at: float | None = None
    ended_at: float | None = None
    waited_s: float | None = None
    paths: tuple[str, ...] = field(default_factory=tuple)
    seed: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody knows what became of it, and nobody is about to."""
        return self.outcome is Outcome.UNKNOWN and not self.is_live

    @property
    def frees_its_key(self) -> bool:
        """Whether `--once` may pay again: nothing was bought, or what was bought failed and cost nothing."""
        return self.outcome in (Outcome.REFUSED, Outcome.NOT_ACCEPTED) or self.has_failed

    @property
    def has_failed(self) -> bool:
        """Whether its task is known to have ended badly."""
        return self.state in ("failed", "canceled", "cancelled")


@dataclass(frozen=True, slots=True)
class Holder:
    """The entry that holds the `--once` key of a submit which was not begun because of it."""

    entry: LedgerEntry
