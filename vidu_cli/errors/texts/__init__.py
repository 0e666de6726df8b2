"""The words about every code for people: title, meaning, remedies; one module a language, imported when asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from vidu_cli.errors.catalogue import BY_EXIT_CODE, Category, Entry, category_of

LANGUAGES = ("en",)

# What stands in a sentence for a thing that is not known this time.
STAND_INS = {"task": "TASK", "kind": "KIND", "option": "OPTION", "field": "FIELD", "path": "FILE", "folder": "."}

_PLACEHOLDER = re.compile(r"\{(" + "|".join(STAND_INS) + r")\}")
_COMMAND = re.compile(r"`(vidu [^`]+)`")


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """What to tell a person about a code; remedies are sentences, the likeliest first, with commands in backticks.

    The sentences may hold the placeholders of `STAND_INS`; `filled` replaces them.
    """

    title: str
    meaning: str
    remedies: tuple[str, ...]
    note: str = ""

    def filled(self, names: Mapping[str, str]) -> "Text":
        """The same text with the names of this one time, each word of a command already quoted for a shell."""
        return Text(
            title=filled(self.title, names),
            meaning=filled(self.meaning, names),
            remedies=tuple(filled(remedy, names) for remedy in self.remedies),
            note=filled(self.note, names),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class DecadeText:
    """What the tens digit of an exit number says: a title of a few words and one sentence of advice."""

    title: str
    advice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The whole of one language: texts by code, by class number ("19" to "99"), "ok" for 0, and the decades."""

    texts: Mapping[str, Text]
    decades: Mapping[Category, DecadeText]


def text_of(entry: Entry, lang: str = "en") -> Text:
    """The text of a code; total: a code that this version does not know has the text of its exit number.

    A language that does not exist yet answers in English.
    """
    texts = _words(lang).texts
    row = BY_EXIT_CODE.get(entry.exit_code)
    keys = (entry.code if entry.known else "", str(entry.exit_code), row.code if row else "", "99")
    return next(texts[key] for key in keys if key in texts)


def decade_text(decade: Category | int, lang: str = "en") -> DecadeText:
    """The text of a class, or of a tens digit: 5 for 50 to 59, 12 to 14 for the numbers of waiting that was cut off."""
    category = decade if isinstance(decade, Category) else category_of(decade * 10)
    return _words(lang).decades[category]


def filled(sentence: str, names: Mapping[str, str]) -> str:
    """The sentence with its placeholders replaced; a name that is not known becomes its stand-in, such as TASK."""
    return _PLACEHOLDER.sub(lambda found: names.get(found[1]) or STAND_INS[found[1]], sentence)


def commands_in(text: Text) -> tuple[str, ...]:
    """Every command of ours that the text names, as it stands in its backticks."""
    return tuple(
        command for sentence in (text.meaning, *text.remedies, text.note) for command in _COMMAND.findall(sentence)
    )


def _words(lang: str) -> Words:
    words: Words = import_module(f"{__name__}.{lang if lang in LANGUAGES else 'en'}").WORDS
    return words
