"""Text from outside, made safe to show to people. Machine formats keep it intact."""

import unicodedata

# Characters that reorder or hide what stands around them.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Joiners make one emoji of several; they hide nothing.
_HARMLESS = {"\u200d"}


def clean(text: str, *, longest: int | None = None) -> str:
    """The text on one line, without control characters, cut to `longest` characters with an ellipsis."""
    shown = "".join(_shown(character) for character in text).strip()
    if longest is not None and len(shown) > longest:
        return shown[: longest - 3].rstrip() + "..."
    return shown


def _shown(character: str) -> str:
    if character in "\n\r\t\v\f":
        return " "
    if character in _HARMLESS or unicodedata.category(character) not in _INVISIBLE:
        return character
    return "" if unicodedata.category(character) == "Cf" else "\N{REPLACEMENT CHARACTER}"


def escaped(text: str) -> str:
    """The full text on one line for `plain`: tabs, line ends and control characters as escapes."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    named = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}.get(character)
    if named:
        return named
    return f"\\x{ord(character):02x}" if unicodedata.category(character) == "Cc" else character
