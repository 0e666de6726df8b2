"""What is done to the program in one campaign."""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.harness.points import Point
from tests.harness.stage import KILLED, Stage
from tests.support.program import Run

Order = Callable[[], Run]

WORKERS = 3
OPENED = "leave Reader.__init__"
# Between the two lie imports for the most part: the moments around the send are looked for from here.
CONNECTED = "leave AnyIOBackend.connect_tcp"
LOST_SHARE = 0.3
# A lost answer makes the way to the end longer than an answer does, and four at a time are slower than one.
_BEYOND = 1.2
_KILLS_OF_A_KEY = 4
_RUNS_OF_A_KEY = 6


@dataclass(kw_only=True)
class Campaign:
    """One campaign, and what came of it: its runs, and sentences about what should not have happened."""

    name: str
    stage: Stage
    chance: random.Random
    runs: list[Run] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many runs were killed."""
        return sum(run.exit_code == KILLED for run in self.runs)

    def make(self, orders: Sequence[Order], *, at_once: int = WORKERS) -> None:
        """Make these runs, so many at a time."""
        with ThreadPoolExecutor(at_once) as pool:
            self.runs.extend(pool.map(_made, orders))

    def whole(self, words: Sequence[str]) -> Order:
        """A run that nobody kills."""
        return lambda: self.stage.run_whole(*words)

    def kill_at(self, points: Sequence[Point]) -> None:
        """Kill a submit at each of these points."""
        self.make([self._at(number, point) for number, point in enumerate(points)])

    def kill_at_random(self, kills: int) -> None:
        """Kill so many submits at random moments, every other one by the clock; the answers of some are lost."""
        lengths = [measured(self.stage, beginning) for beginning in (OPENED, CONNECTED)]
        self.stage.weather.lost_share = LOST_SHARE
        wanted = self.kills + kills
        # Some end before their moment comes: others are killed in their place.
        while missing := wanted - self.kills:
            self.make([self._at_random(number, lengths) for number in range(len(self.runs), len(self.runs) + missing)])
        self.stage.weather.lost_share = 0.0

    def kill_recoveries(self, kills: int) -> None:
        """Kill `vidu recover` at random moments."""
        for _ in range(kills):
            self.runs.append(self._within(_A_RECOVERY, ("recover",))())

    def kill_by_key(self, keys: Sequence[str]) -> None:
        """Order with a `--once` key again and again until it is answered, the first attempts killed."""
        lengths = [measured(self.stage, beginning) for beginning in (OPENED, CONNECTED)]
        self.stage.weather.lost_share = LOST_SHARE
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(lambda key: self._answered(key, lengths), keys))
        self.stage.weather.lost_share = 0.0

    def _answered(self, key: str, lengths: "Sequence[Length]") -> None:
        words = (*order(key), "--once", key, "--timeout", "30")
        for attempt in range(_KILLS_OF_A_KEY + _RUNS_OF_A_KEY):
            is_killed = attempt < _KILLS_OF_A_KEY
            length = self.chance.choice(lengths)
            run = self._within(length, words)() if is_killed else self.stage.run_whole(*words)
            self.runs.append(run)
            if run.exit_code == 0 and not is_killed:
                return
            if run.exit_code == 95 and self.stage.recover() == 95:
                self.stage.age(key)
                self.stage.recover()
        self.trouble.append(f"--once {key} was never answered")

    def _at_random(self, number: int, lengths: "Sequence[Length]") -> Order:
        length, words = self.chance.choice(lengths), order(f"clip {number}")
        return self._after(length, words) if number % 2 else self._within(length, words)

    def _at(self, number: int, point: Point) -> Order:
        def made() -> Run:
            run = self.stage.run(point.plan, *order(f"clip {number}", submit=point.submit))
            if run.exit_code != KILLED:
                self.trouble.append(f"no run came to where {point.name} ({point.plan}): {run.stderr.strip()}")
            return run

        return made

    def _within(self, length: "Length", words: Sequence[str]) -> Order:
        plan = f"{length.beginning} > after {self.chance.randrange(1, int(length.steps * _BEYOND))}"
        return lambda: self.stage.run(plan, *words)

    def _after(self, length: "Length", words: Sequence[str]) -> Order:
        seconds = self.chance.uniform(0, length.seconds * _BEYOND)
        return lambda: self.stage.run_for(seconds, length.beginning, *words)


@dataclass(frozen=True, kw_only=True)
class Length:
    """How many calls and returns, and how many seconds, a command takes after a step of `doomed`."""

    beginning: str
    steps: int
    seconds: float = 0.0


_A_RECOVERY = Length(beginning=OPENED, steps=40_000)


def order(prompt: str, *, submit: str = "") -> tuple[str, ...]:
    """The words of a submit, with what the platform is asked to do to it."""
    return ("submit", "text2video", f"{prompt} sandbox:submit={submit}" if submit else prompt)


def measured(stage: Stage, beginning: str) -> Length:
    """The length of a submit from a step on."""
    steps = int(stage.run(f"{beginning} > count", *order(f"counted, {beginning}")).stderr.split()[-1])
    started = time.perf_counter()
    stage.run_for(0.0, beginning, *order(f"begun, {beginning}"))
    begun = time.perf_counter()
    stage.run(f"{beginning} > tell", *order(f"timed, {beginning}"))
    seconds = time.perf_counter() - begun - (begun - started)
    return Length(beginning=beginning, steps=steps, seconds=max(seconds, 0.05))


def _made(made: Order) -> Run:
    return made()
