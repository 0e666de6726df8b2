"""What a command line that could not be read says all the same: how its error is to be told."""

from collections.abc import Sequence

from vidu_cli.cli.options import Colour, Given
from vidu_cli.render.formats import Format


def given_in(words: Sequence[str]) -> Given:
    """The format and the colour that stand among the words; a word that is no such value counts as not given."""
    before = words[: words.index("--")] if "--" in words else words
    form, colour = _value_of("--format", before), _value_of("--color", before)
    return Given(
        json="--json" in before,
        format=Format(form) if form in tuple(Format) else None,
        color=Colour(colour) if colour in tuple(Colour) else None,
    )


def _value_of(option: str, words: Sequence[str]) -> str:
    for word, following in zip(words, (*words[1:], ""), strict=True):
        name, equals, value = word.partition("=")
        if name == option:
            return value if equals else following
    return ""
