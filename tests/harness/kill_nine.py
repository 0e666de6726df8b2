"""Kill the program at every step of a purchase, and count on the platform's side what became of the money.

Run it: `python -m tests.harness.kill_nine [RANDOM KILLS]`. It prints a line for each campaign, and exits 1 when a task
was lost, made twice, made up, or has no known outcome.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.harness.audit import Audit, audit
from tests.harness.campaigns import CONNECTED, Campaign, order
from tests.harness.points import POINTS
from tests.harness.stage import staged

RANDOM_KILLS = 300
KILLS_OF_RECOVER = 8
SUBMITS = 200
KEYS = tuple(f"key-{number}" for number in range(16))
KILLS_BY_HOSTILES = 24
LAG_S = 5.0
SLOW_S = 40.0
CAMPAIGNS_AT_ONCE = 3
SEED = 20_261_127
_COLUMNS = ("campaign", "points", "kills", "runs", "made", "found", "not taken", "lost", "doubled", "made up", "open")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A campaign to be made; `points` are named ones, `list_fault` and `strangers` are the platform's."""

    name: str
    act: Callable[[Campaign], None]
    points: int = 0
    list_fault: str = ""
    strangers: int = 0


def at_points(campaign: Campaign) -> None:
    """Kill at each named point, and kill the recovery too."""
    campaign.kill_at(POINTS)
    campaign.kill_recoveries(KILLS_OF_RECOVER)
    campaign.stage.age()
    campaign.kill_recoveries(KILLS_OF_RECOVER)


def at_random(kills: int) -> Callable[[Campaign], None]:
    """Kill so many submits at random moments."""
    return lambda campaign: campaign.kill_at_random(kills)


def by_key(campaign: Campaign) -> None:
    """Kill submits with a `--once` key, each repeated until it is answered."""
    campaign.kill_by_key(KEYS)


def behind_a_lag(campaign: Campaign) -> None:
    """Kill submits while the list lags, and look for them before it shows them."""
    campaign.kill_at_random(KILLS_BY_HOSTILES)
    campaign.stage.recover()
    time.sleep(LAG_S)


def behind_a_broken_list(campaign: Campaign) -> None:
    """Kill submits while the list is broken: nothing is declared then, however old it is."""
    campaign.kill_at_random(KILLS_BY_HOSTILES)
    campaign.stage.age()
    if campaign.stage.recover() != 95 or audit(campaign.stage).unaccepted:
        campaign.trouble.append("something was declared although the list could not be read")
    campaign.stage.weather.list = None


def slowly_answered(campaign: Campaign) -> None:
    """Order of a platform that answers late: some wait for it, others are killed meanwhile."""
    words = [order(f"clip {number}", submit=f"slow:{SLOW_S:g}") for number in range(4)]
    waits = [campaign.whole(chosen) for chosen in words[:2]]
    kills = [lambda chosen=chosen: campaign.stage.run_for(SLOW_S / 2, CONNECTED, *chosen) for chosen in words[2:]]
    campaign.make([*waits, *kills])
    campaign.trouble += [run.stderr for run in campaign.runs[:2] if run.exit_code]


def ten_at_once(campaign: Campaign) -> None:
    """Order two hundred clips by ten processes at a time, none of them killed."""
    campaign.make([campaign.whole(order(f"clip {number}")) for number in range(SUBMITS)], at_once=10)
    entries = len(campaign.stage.entries)
    if entries != SUBMITS or any(run.exit_code for run in campaign.runs):
        campaign.trouble.append(f"{SUBMITS} submits made {entries} entries")


def plans(kills: int) -> tuple[Plan, ...]:
    """Every campaign."""
    hostile = at_random(KILLS_BY_HOSTILES)
    return (
        Plan(name=f"answers after {SLOW_S:g} s", act=slowly_answered),
        Plan(name="named points", act=at_points, points=len(POINTS)),
        Plan(name="random moments", act=at_random(kills)),
        Plan(name="ten at once", act=ten_at_once),
        Plan(name="--once, repeated", act=by_key),
        Plan(name="list tells payloads", act=hostile, list_fault="payloads"),
        Plan(name=f"list lags {LAG_S:g} s", act=behind_a_lag, list_fault=f"lagging:{LAG_S:g}"),
        Plan(name="list is broken", act=behind_a_broken_list, list_fault="500"),
        Plan(name="500 other tasks", act=hostile, strangers=500),
    )


def made(plan: Plan) -> tuple[Campaign, Audit]:
    """A campaign, made and audited after its recovery."""
    with (
        tempfile.TemporaryDirectory() as home,
        staged(Path(home), list_fault=plan.list_fault, strangers=plan.strangers, seed=SEED) as stage,
    ):
        campaign = Campaign(name=plan.name, stage=stage, chance=random.Random(SEED))
        plan.act(campaign)
        if stage.settle():
            campaign.trouble.append("`vidu recover` could not settle everything")
        return campaign, audit(stage)


def told(plan: Plan, campaign: Campaign, found: Audit) -> bool:
    """Whether a campaign found nothing wrong; its figures are printed."""
    figures = (plan.points, campaign.kills, len(campaign.runs), found.made, found.adopted, found.unaccepted)
    wrong = (found.lost, found.doubled, found.invented, found.unknown)
    _print(plan.name, *figures, *wrong)
    for sentence in campaign.trouble:
        sys.stdout.write(f"  {sentence}\n")
    sys.stdout.flush()
    return found.is_clean and not campaign.trouble


def _print(name: str, *cells: object) -> None:
    sys.stdout.write(f"{name:22}{''.join(f'{cell!s:>10}' for cell in cells)}\n")


def main() -> int:
    """The exit number: 1 when something was wrong in a campaign."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else RANDOM_KILLS
    _print(*_COLUMNS)
    sys.stdout.flush()
    everything = plans(kills)
    # Much of the time is spent on waits of the program: several campaigns fill them.
    with ThreadPoolExecutor(CAMPAIGNS_AT_ONCE) as pool:
        outcomes = [told(plan, *outcome) for plan, outcome in zip(everything, pool.map(made, everything), strict=True)]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
