"""What a refusal that is found before anything is sent consists of."""

from dataclasses import dataclass

from vidu_cli.errors.catalogue import Entry
from vidu_cli.policy.places import Place
from vidu_cli.schema.kinds.shape import Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing the platform would refuse: `entry` is its answer, `message` a sentence, `allowed` what it takes.

    `field` is the platform's name, `option` the word of our command line that sets it; the sentence begins with it.
    `allowed` is short, such as `1-16`, and "" where nothing is; `path` is the file at fault, "" where none is.
    """

    entry: Entry
    field: str
    option: str
    message: str
    allowed: str
    path: str = ""


def problem(entry: Entry, field: Field, sentence: str, allowed: str) -> Problem:
    """The problem of one field; `sentence` goes on after its option."""
    return Problem(
        entry=entry, field=field.name, option=field.option, message=f"{field.option}{sentence}", allowed=allowed
    )


def problem_at(entry: Entry, place: Place, sentence: str, allowed: str) -> Problem:
    """The problem of one value; `sentence` goes on after the words for its place."""
    message = f"{place.option}{place.words}{sentence}"
    return Problem(entry=entry, field=place.outer.name, option=place.option, message=message, allowed=allowed)
