"""A platform in bad weather: of its answers so many are faulty, each in another way."""

from random import Random
from threading import Lock

from vidu_cli.sandbox.faults import Call, Fault, FaultBook, fault_named

# Every way of the sandbox to fail a look that the next one may mend.
LOOKS = ("502", "503", "500", "429", "TooManyRequests:3", "SystemThrottling", "InternalServiceFailure", "slow:3")
TORN = ("html", "empty", "not-json", "truncated", "drop-before", "drop-after")
LINKS = ("403", "404", "502", "html", "empty", "truncated", "drop-before", "drop-after", "slow:1")


class Weather(FaultBook):
    """Faults by chance: `share` of the looks, the pages of the list and the downloads. Safe for threads."""

    def __init__(self, seed: int, *, share: float = 0.2) -> None:
        super().__init__()
        self._chance = Random(seed)
        self._share = share
        self._guard = Lock()
        self.count = 0

    def take(self, call: Call) -> Fault | None:
        """Give a fault, or none."""
        with self._guard:
            if call not in (Call.GET, Call.LIST, Call.DOWNLOAD) or self._chance.random() >= self._share:
                return None
            self.count += 1
            return fault_named(self._chance.choice(LINKS if call is Call.DOWNLOAD else LOOKS + TORN))
