"""Kill -9 at every step of a purchase; `python -m tests.harness.kill_nine` does more of it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.audit import audit
from tests.harness.campaigns import Campaign
from tests.harness.points import POINTS
from tests.harness.stage import staged

RANDOM_KILLS = 20
KEYS = ("one", "two")


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """Submits to a served sandbox, killed."""
    with staged(tmp_path) as stage:
        yield Campaign(name="suite", stage=stage, chance=random.Random(4))


def test_a_submit_killed_at_any_named_point_is_neither_lost_nor_paid_twice_nor_left_open(campaign: Campaign) -> None:
    campaign.kill_at(POINTS)
    code = campaign.stage.settle()

    found = audit(campaign.stage)
    assert (code, campaign.trouble, campaign.kills, found.is_clean) == (0, [], len(POINTS), True), found


def test_submits_killed_at_random_are_neither_lost_nor_paid_twice_nor_left_open(campaign: Campaign) -> None:
    campaign.kill_at_random(RANDOM_KILLS)
    code = campaign.stage.settle()

    found = audit(campaign.stage)
    assert (code, found.is_clean) == (0, True), found


def test_a_command_with_a_key_that_is_killed_and_repeated_buys_one_task(campaign: Campaign) -> None:
    campaign.kill_by_key(KEYS)

    found = audit(campaign.stage)
    bought = [task for task in campaign.stage.tasks if task.request["prompt"] in KEYS]
    assert (campaign.trouble, found.doubled, found.invented, len(bought)) == ([], 0, 0, len(KEYS)), found
