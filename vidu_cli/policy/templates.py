"""The names of files: from a template, and such that Linux, macOS and Windows take them and nothing leads elsewhere."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

PLACEHOLDERS = ("id", "kind", "model", "index", "prompt", "created", "ext")
DEFAULT_TEMPLATE = "{id}.{ext}"

# File systems take 255 bytes; the names of what lies beside a result are longer than its own.
LONGEST_FILLED_BYTES = 200
LONGEST_PROMPT_BYTES = 80
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)", re.IGNORECASE
)
# What Windows refuses, what a terminal or a reader could take for an order, and half of a character.
_UNSAFE = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_BLANKS = re.compile(r"\s+")
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Template:
    """A template of names; `/` in it makes folders below the one that is written to."""

    text: str

    @property
    def placeholders(self) -> frozenset[str]:
        """What stands in for something else in it."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name is not None)

    def path(self, values: Mapping[str, str], *, extension: str, addition: str = "") -> str:
        """The path below the folder: each of its parts is safe, the last ends in the extension (`.mp4`).

        `addition` is put before the extension. A value that is missing or empty is `unknown`.
        """
        filled = {name: _value(name, values.get(name, "")) for name in PLACEHOLDERS}
        *folders, name = [
            "".join(self._words(part, {**filled, "ext": extension.removeprefix(".")})) for part in self.text.split("/")
        ]
        stem = name[: -len(extension)] if name.lower().endswith(extension) else name
        return "/".join([*(safe_name(folder) for folder in folders), safe_name(stem, tail=addition + extension)])

    def _words(self, part: str, filled: Mapping[str, str]) -> list[str]:
        return [literal + (filled[name] if name is not None else "") for literal, name, _, _ in Formatter().parse(part)]


def template_of(text: str) -> Template:
    """The template that a text is; ValueError says what is wrong with it."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"{text!r} is no template: {error}; a brace itself is written twice") from error
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for _, name, form, conversion in parts:
        if name is not None and name not in PLACEHOLDERS:
            raise ValueError(f"{{{name}}} is no placeholder; known are {known}")
        if form or conversion:
            raise ValueError(f"{{{name}}} takes no format; write it as it stands here")
    folders = text.split("/")
    if any(part.strip() in ("", ".", "..") for part in folders):
        raise ValueError(f"{text!r} leads out of the folder, or has a part without a name")
    return Template(text)


def safe_name(text: str, *, tail: str = "") -> str:
    """A name that every file system takes, with `tail` at its end, and that no shell takes for an option.

    Never empty, never one of the devices of Windows, no dot or blank at its ends, at most `LONGEST_FILLED_BYTES`.
    """
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", text)).strip(". \t")
    plain = _cut(plain, LONGEST_FILLED_BYTES - len(tail.encode())).rstrip(". ") or "_"
    if plain.startswith(("-", "~")) or _RESERVED.match(plain):
        plain = _cut(f"_{plain}", LONGEST_FILLED_BYTES - len(tail.encode())).rstrip(". ")
    return plain + tail


def folded(path: str) -> str:
    """What two paths have in common that some file systems take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


# A name is made for every extension that the bytes may call for.
@lru_cache(maxsize=64)
def _value(name: str, value: str) -> str:
    words = _BLANKS.sub("-", value.strip())
    if name == "prompt":
        words = _cut(_UNSAFE.sub("_", unicodedata.normalize("NFC", words)), LONGEST_PROMPT_BYTES).strip("-.")
    return words.replace("/", "_").replace("\\", "_") or "unknown"


def _cut(text: str, most_bytes: int) -> str:
    """Give the beginning that has at most so many bytes, without half a character at its end."""
    if len(text.encode()) <= most_bytes:
        return text
    cut = text.encode()[:most_bytes].decode(errors="ignore")
    # What would have been joined to the next character, or changes one that is gone.
    return cut.rstrip(_JOINERS)
