"""Many tasks, one exit number."""

from collections import Counter
from collections.abc import Sequence

from vidu_cli.errors.catalogue import ALL_FAILED, SOME_FAILED


def exit_code_of(numbers: Sequence[int]) -> int:
    """The exit number of a command over several tasks, from the number of each.

    One task: its own. Several: 0 when all succeeded, 3 when some did, also if only what was to be done with them went
    wrong; all failed: the number they share, else (one decade) the most frequent and of equals the lowest, else 4. No
    task at all is 0.
    """
    if not any(numbers):
        return 0
    if len(numbers) > 1 and {0, SOME_FAILED.exit_code} & {*numbers}:
        return SOME_FAILED.exit_code
    if len({number // 10 for number in numbers}) > 1:
        return ALL_FAILED.exit_code
    counted = Counter(numbers)
    return min(counted, key=lambda number: (-counted[number], number))


def exit_code_of_cancels(numbers: Sequence[int]) -> int:
    """The exit number of a cancel of several tasks: 0 when all are 0, else the number they share, else 3."""
    distinct = set(numbers)
    if len(distinct) <= 1:
        return distinct.pop() if distinct else 0
    return SOME_FAILED.exit_code
