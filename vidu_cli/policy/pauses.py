"""The pauses within a text that is spoken, written as `<#x#>`."""

import re
from collections.abc import Iterator

from vidu_cli.policy.phrases import quoted
from vidu_cli.schema.kinds.shape import Pauses

_PAUSE = re.compile(r"(<#([^#<>]*)#>)")
_TWO_PAUSES = re.compile(r"#>\s*<#")
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


def odd_pauses(pauses: Pauses, text: str) -> Iterator[str]:
    """What is wrong with the pauses of a text, each as the end of a sentence without its stop."""
    for mark, seconds in _PAUSE.findall(text):
        if not _SECONDS.fullmatch(seconds) or not pauses.least_s <= float(seconds) <= pauses.most_s:
            yield f"{quoted(mark)} is no pause of {lengths(pauses)}"
    if _TWO_PAUSES.search(text):
        yield "two pauses in a row are not taken: add them up"


def lengths(pauses: Pauses) -> str:
    """How long a pause may be, as `0.01 to 99.99 s`."""
    return f"{pauses.least_s:g} to {pauses.most_s:g} s"
