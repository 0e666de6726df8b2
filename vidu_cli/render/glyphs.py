"""The signs of a run, in Unicode and in ASCII."""

from dataclasses import dataclass

TURNS_A_SECOND = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Glyphs:
    """The signs of a run; meaning is always in words beside them."""

    success: str
    failure: str
    warning: str
    note: str
    remedy: str
    running: str
    waiting: str
    dot: str
    rule: str
    bar: str
    ellipsis: str
    spinner: tuple[str, ...]

    def turning(self, monotonic_s: float) -> str:
        """The sign of what is under way, as it stands at that moment."""
        return self.spinner[int(monotonic_s * TURNS_A_SECOND) % len(self.spinner)]


UNICODE = Glyphs(
    success="\N{CHECK MARK}",
    failure="\N{MULTIPLICATION X}",
    warning="!",
    note="\N{MIDDLE DOT}",
    remedy="\N{RIGHTWARDS ARROW}",
    running="\N{BLACK RIGHT-POINTING SMALL TRIANGLE}",
    waiting="\N{WHITE BULLET}",
    dot="\N{MIDDLE DOT}",
    rule="\N{BOX DRAWINGS LIGHT HORIZONTAL}",
    bar="\N{FULL BLOCK}",
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    spinner=tuple("\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f"),
)
ASCII = Glyphs(
    success="+",
    failure="x",
    warning="!",
    note="-",
    remedy="->",
    running=">",
    waiting=".",
    dot="-",
    rule="-",
    bar="#",
    ellipsis="...",
    spinner=tuple("|/-\\"),
)
_SIGNS = "".join("".join(getattr(UNICODE, name)) for name in Glyphs.__slots__)


def glyphs_for(encoding: str) -> Glyphs:
    """The signs that a stream of that encoding can carry."""
    try:
        _SIGNS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
