"""An answer that comes page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(kw_only=True, slots=True)
class Paged:
    """The pages of an answer: `put` prints or keeps each of them at once, `end` what is left when all are there."""

    put: Callable[[Sequence[object]], object]
    end: Callable[[], None] = lambda: None
    count: int = 0

    def take(self, page: Sequence[object]) -> None:
        """Take the next page."""
        self.put(page)
        self.count += len(page)

    def close(self) -> int:
        """Print what was kept; how many values there were."""
        self.end()
        return self.count
