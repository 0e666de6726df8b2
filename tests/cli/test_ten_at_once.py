"""Ten processes that buy at once: a line in the ledger for each task, a cap that holds, one task for one key.

`python -m tests.harness.kill_nine` has them buy two hundred.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.harness.audit import audit
from tests.harness.stage import Stage, staged
from tests.support.program import Run

AT_ONCE = 10
SUBMITS = 40
PRICE = 60
WITHIN_THE_CAP = 7


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as made:
        yield made


def at_once(stage: Stage, *orders: tuple[str, ...], **environment: str) -> list[Run]:
    """Ten runs at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda words: stage.program(*words, timeout_s=120, **environment), orders))


def test_forty_submits_of_ten_processes_at_once_are_forty_entries_and_tasks(stage: Stage) -> None:
    runs = at_once(stage, *(("submit", "text2video", f"clip {number}") for number in range(SUBMITS)))

    outcomes, found = [entry.outcome for entry in stage.entries], audit(stage)
    told = ({run.exit_code for run in runs}, outcomes, found.made, found.is_clean)
    assert told == ({0}, ["accepted"] * SUBMITS, SUBMITS, True)


def test_a_daily_cap_is_not_passed_by_a_credit_however_many_buy_at_once(stage: Stage) -> None:
    cap = str(WITHIN_THE_CAP * PRICE + PRICE - 1)
    orders = [("submit", "text2video", f"clip {number}", "--json") for number in range(2 * AT_ONCE)]

    runs = at_once(stage, *orders, VIDU_DAILY_CAP=cap)

    codes = sorted(run.exit_code for run in runs)
    told = (codes, len(stage.tasks), sum(task.credits for task in stage.tasks))
    refused = [20] * (2 * AT_ONCE - WITHIN_THE_CAP)
    assert told == ([0] * WITHIN_THE_CAP + refused, WITHIN_THE_CAP, WITHIN_THE_CAP * PRICE)


def test_ten_processes_that_race_for_one_key_buy_one_task_and_all_answer_with_it(stage: Stage) -> None:
    runs = at_once(stage, *[("submit", "text2video", "a cat", "--once", "cat")] * AT_ONCE)

    bought = [str(task.id) for task in stage.tasks]
    told = [(run.exit_code, run.lines) for run in runs]
    assert (told, len(stage.entries)) == ([(0, bought)] * AT_ONCE, 1)
