"""One call of the platform, and how long and how large its answer may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Params = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call; `path` is that of its route, `params` the query in order, repeated keys and all."""

    method: str
    path: str
    params: Params = ()
    body: Mapping[str, object] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeLimits:
    """Seconds for the connection, for each silence while reading or writing, and for the whole exchange."""

    connect_s: float
    silence_s: float
    whole_s: float


LOOK = TimeLimits(connect_s=10, silence_s=30, whole_s=60)
# Creates with several large images take 16 s and more; a short limit turns them into unknown outcomes. The whole is
# the largest body over a line of 40 kB/s.
PURCHASE = TimeLimits(connect_s=10, silence_s=120, whole_s=600)

# A page of a hundred tasks with the longest prompts is a hundredth of it.
LARGEST_ANSWER_BYTES = 64_000_000
