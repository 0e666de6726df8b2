"""Values and limits as parts of a sentence."""

import json
from collections.abc import Sequence

LONGEST_QUOTE = 48
LONGEST_NAME = 120
MOST_IDS = 5

LIST_ENDED_EARLY = "The platform's list ended early: there may be more tasks than it showed."


def quoted(value: object) -> str:
    """A JSON value in at most about 50 characters that are safe to print; long text is cut in the middle."""
    match value:
        case None | bool():
            return json.dumps(value)
        case str():
            return _quoted_text(value)
        # str() of an int with more than 4,300 digits raises.
        case int() if value.bit_length() > 128:
            return "a number of more than 38 digits"
        case int() | float():
            return str(value)
        case list() | tuple():
            return "a list"
    return "an object"


def file_words(address: str) -> str:
    """A file as people call it: its path in up to about 120 characters, with its end whole; `-` is standard input."""
    if address == "-":
        return "standard input"
    if address[:5].lower() == "data:" or not address:
        return quoted(address)
    shown = address if address.isprintable() else json.dumps(address)
    return shown if len(shown) <= LONGEST_NAME else f"...{shown[3 - LONGEST_NAME :]}"


def some(words: Sequence[str], *, most: int = 3) -> str:
    """Words as people list them, only the first ones of many: `a, b, c and 4 others`."""
    if len(words) <= most + 1:
        return listed(words)
    return listed([*words[:most], f"{len(words) - most} others"])


def ids_named(ids: Sequence[str]) -> str:
    """Ids of tasks in a sentence, ready to be pasted: the first ones by name, the others by their number."""
    shown = " ".join(ids[:MOST_IDS])
    return shown if len(ids) <= MOST_IDS else f"{shown} and {len(ids) - MOST_IDS} more"


def kept_words(path: str, *, is_proven: bool) -> str:
    """What is said of a file that was there before its result could be saved."""
    return f"Kept {path}: it was here already" if is_proven else f"Left {path} as it is: nobody looked what it holds"


def lasting(seconds: float) -> str:
    """A time as people say it: `8 s`, `10 min`, `1 h 30 min`."""
    if seconds < 120:
        return f"{seconds:.3g} s"
    hours, rest = divmod(round(min(seconds, 1e15)), 3600)
    parts = ((hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{count:,} {unit}" for count, unit in parts if count)


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Words as people list them: `a, b and c`; "" for none."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), "".join(words[-1:])) if part)


def span(numbers: Sequence[int]) -> str:
    """Whole numbers in short: `1-16` where none is left out, else `4, 8`."""
    if len(numbers) > 2 and tuple(numbers) == tuple(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}-{numbers[-1]}"
    return ", ".join(str(number) for number in numbers)


def count_span(count: tuple[int, int]) -> str:
    """How many are allowed, both ends included: `1`, or `1-7`."""
    return str(count[0]) if count[0] == count[1] else f"{count[0]}-{count[1]}"


def _quoted_text(text: str) -> str:
    if not text:
        return "''"
    shown = text if text.isprintable() else json.dumps(text)
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[: LONGEST_QUOTE - 12]}...{shown[-9:]}"
