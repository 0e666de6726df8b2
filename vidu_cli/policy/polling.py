"""When to look at a task again."""

from vidu_cli.policy.clock import Chance

# How much longer the pauses get with every 429 that names no time, and at the most: a minute instead of 15 s.
_STRAIN = 2.0
_MOST_STRAIN = 4.0


def next_poll(age_s: float, *, off_peak: bool = False) -> float:
    """Seconds until the platform is worth asking again about a task of that age.

    Grows from 3 to 15 over the first three minutes: a short clip is noticed at once, and an hour in the queue costs
    about 250 requests instead of 1,200. A task that may take two days, as one off-peak may, is asked about every minute
    at first and every five after four hours.

    Source: the vendor's own advice is 10-15 s; clients in the field ask every 3-5 s at first.
    """
    if off_peak:
        return min(60.0 + max(age_s, 0.0) / 60, 300.0)
    return min(3.0 + max(age_s, 0.0) / 15, 15.0)


def spread(chance: Chance) -> float:
    """The factor, from 0.9 to 1.1, that keeps parallel shells from asking together."""
    return 0.9 + chance.random() / 5


def strained(strain: float, *, is_throttled: bool) -> float:
    """The factor of all pauses after a round: doubled by a 429 without a Retry-After, halved by a round without one."""
    return min(strain * _STRAIN, _MOST_STRAIN) if is_throttled else max(strain / _STRAIN, 1.0)
