"""When to look at a task again."""

from vidu_cli.policy.clock import Chance


def next_poll(age_s: float) -> float:
    """Seconds until the platform is worth asking again.

    Grows from 3 to 15 over the first three minutes: a short clip is noticed at once, and an hour in the queue
    costs about 250 requests instead of 1,200.

    Source: the vendor's own advice is 10-15 s; clients in the field ask every 3-5 s at first.
    """
    return min(3.0 + max(age_s, 0.0) / 15, 15.0)


def pace(age_s: float, *, interval_s: float | None, slowed_s: float, chance: Chance) -> float:
    """Seconds until the next round of looks.

    A fixed interval is kept as the user gave it; the growing pace is spread by a tenth so that parallel shells do not
    ask together. `slowed_s` is what a 429 or a Retry-After asked for and lengthens either.
    """
    if interval_s is not None:
        return max(interval_s, slowed_s)
    return max(next_poll(age_s) * (0.9 + chance.random() / 5), slowed_s)
