"""Text from outside, made safe to show to people. Machine formats keep it intact."""

import unicodedata

# Controls, half characters, the private use of fonts, and what reorders or hides its surroundings.
_HARMFUL = {"Cc", "Cf", "Cs", "Co"}
_LINE_ENDS = {"Zl", "Zp"}
# Joiners shape emoji and the scripts of Persian and India; they hide nothing.
_JOINERS = {"\u200c", "\u200d"}
_REORDERS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}


def clean(text: str, *, longest: int | None = None) -> str:
    """The text on one line, without control characters, cut to `longest` characters with an ellipsis."""
    shown = "".join(_shown(character) for character in text).strip()
    if longest is not None and len(shown) > longest:
        return shown[: longest - 3].rstrip() + "..."
    return shown


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\r\t\v\f" or category in _LINE_ENDS:
        return " "
    if category not in _HARMFUL or character in _JOINERS:
        return character
    return "" if category == "Cf" else "\N{REPLACEMENT CHARACTER}"


def escaped(text: str) -> str:
    """The full text on one line for `plain`: tabs, line ends and control characters as escapes."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    category = unicodedata.category(character)
    if category == "Cc":
        return f"\\x{ord(character):02x}"
    # What reorders its surroundings is an order to a terminal too.
    is_order = category in _LINE_ENDS or unicodedata.bidirectional(character) in _REORDERS
    return f"\\u{ord(character):04x}" if is_order else character
