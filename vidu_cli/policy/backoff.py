"""How often, and after how long, a request may be repeated."""

from dataclasses import dataclass

from vidu_cli.policy.clock import Chance


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How much repeating is worth: attempts in all, and seconds from the first attempt to the last."""

    attempts: int
    total_s: float


# A request that is safe to repeat, outside of `poll`.
SAFE = Patience(attempts=4, total_s=20)
# A submit that certainly never left.
NEVER_LEFT = Patience(attempts=4, total_s=20)
# A submit that was answered with 429: the platform says it did not take it.
THROTTLED = Patience(attempts=30, total_s=60)
# One look of a poll that comes back by itself.
ONCE = Patience(attempts=1, total_s=0)

LONGEST_RETRY_AFTER_S = 30.0


def pause_before(
    attempt: int, patience: Patience, *, elapsed_s: float, retry_after_s: float | None, chance: Chance
) -> float | None:
    """Seconds to wait before the attempt of that number (the second is 2), or None when it is not worth it.

    Grows 0.5, 1, 2, 4, 8 s, spread over 75 to 125 % so that parallel shells do not come back together. What the
    platform asks for (Retry-After) is kept to the letter and never shortened; above 30 s it ends the patience.
    A Retry-After of 0 asks for nothing: thirty attempts in one second would be no patience.
    """
    if attempt > patience.attempts:
        return None
    if retry_after_s and retry_after_s > LONGEST_RETRY_AFTER_S:
        return None
    pause = retry_after_s or min(0.5 * 2.0 ** (attempt - 2), 8.0) * (0.75 + chance.random() / 2)
    return pause if elapsed_s + pause <= patience.total_s else None
