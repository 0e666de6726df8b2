"""The files of a request in a few words each, for whoever reads it without wanting their bytes."""

from typing import TYPE_CHECKING

from vidu_cli.policy.addresses import is_data
from vidu_cli.policy.phrases import file_words

if TYPE_CHECKING:
    from vidu_cli.policy.headers import Media, MediaFacts
    from vidu_cli.policy.packing import Packing


def in_words(packing: "Packing", media: "Media") -> dict[str, str]:
    """For each file, by its address: its name, what its bytes are, and how it travels."""
    ways = {**dict.fromkeys(packing.inline, "inline"), **dict.fromkeys(packing.uploads, "uploaded")}
    return {address: _words(address, facts, ways.get(address, "inline")) for address, facts in media.items()}


def _words(address: str, facts: "MediaFacts", way: str) -> str:
    return f"<{_name(address)}: {', '.join((facts.mime, *_measures(facts), way))}>"


def _name(address: str) -> str:
    if is_data(address):
        return "data"
    return file_words(address)


def _measures(facts: "MediaFacts") -> list[str]:
    has_sides = facts.width is not None and facts.height is not None
    sides = [f"{facts.width} x {facts.height}"] if has_sides else []
    length = [] if facts.length_s is None else [f"{facts.length_s:.1f} s"]
    return [f"{facts.size_bytes:,} bytes", *sides, *length]
