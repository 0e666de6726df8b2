"""Which known word somebody may have meant."""

from collections.abc import Iterable

_LONGEST_WORD = 60


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The word of `among` that looks most like `word` in any case, or None when none looks like it."""
    # 3 ms at start-up, and needed by misspelt words only.
    from difflib import get_close_matches

    spellings = {known.casefold(): known for known in among}
    close = get_close_matches(word[:_LONGEST_WORD].casefold(), spellings, n=1)
    return spellings[close[0]] if close else None
