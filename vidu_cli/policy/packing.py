"""How the files of a request travel: inside of it, or uploaded before it and referred to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vidu_cli.policy.addresses import is_local
from vidu_cli.policy.assembly import LARGEST_BODY_BYTES, size_bytes
from vidu_cli.policy.headers import Media, MediaFacts
from vidu_cli.policy.media_checks import is_fit
from vidu_cli.policy.phrases import file_words
from vidu_cli.policy.requests import Body
from vidu_cli.policy.slots import Slot, slots_in, with_addresses
from vidu_cli.schema.kinds.media_rules import UPLOADED_IMAGE
from vidu_cli.schema.kinds.shape import Kind

# ssupload:?id=<id> is 31 characters with the ids that were seen.
_REFERENCE_BYTES = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Packing:
    """The files at hand by their addresses, each once: those that stand in the body, those uploaded first."""

    inline: tuple[str, ...]
    uploads: tuple[str, ...]


class TooLargeError(ValueError):
    """The request is over the limit however it is packed.

    `address` is the largest file in it and `option` what set that, None when it has none.
    """

    def __init__(self, sentence: str, *, address: str | None = None, option: str | None = None) -> None:
        super().__init__(sentence)
        self.address = address
        self.option = option


def packed(kind: Kind, body: Body, media: Media) -> Packing:
    """How each file in the body travels that `media` has the facts of.

    A `data:` URI is uploaded as a file would be, and stays as it is where the request is small enough.
    Raises TooLargeError, and ValueError for a body that is no Unicode text.
    """
    slots = [slot for slot in slots_in(kind, body) if slot.address in media]
    uses = Counter(slot.address for slot in slots)
    if _packed_bytes(kind, body, media, uses, uploads=()) <= LARGEST_BODY_BYTES:
        return Packing(inline=tuple(uses), uploads=())
    uploads = tuple(address for address in uses if _can_be_uploaded(media[address]))
    total = _packed_bytes(kind, body, media, uses, uploads=uploads)
    if total > LARGEST_BODY_BYTES:
        raise _too_large(total, media, [slot for slot in slots if slot.address not in uploads])
    return Packing(inline=tuple(address for address in uses if address not in uploads), uploads=uploads)


def _packed_bytes(kind: Kind, body: Body, media: Media, uses: Mapping[str, int], *, uploads: tuple[str, ...]) -> int:
    """The size of the request with those uploads; inside of it each use of a file counts anew."""
    local = [address for address in uses if is_local(address) and address not in uploads]
    bare = with_addresses(kind, body, dict.fromkeys((*local, *uploads), ""))
    inline_bytes = sum(uses[address] * _data_uri_bytes(media[address]) for address in local)
    return size_bytes(bare) + inline_bytes + _REFERENCE_BYTES * sum(uses[address] for address in uploads)


def _data_uri_bytes(facts: MediaFacts) -> int:
    # base64 writes 4 characters for 3 bytes, the last ones padded.
    return len(f"data:{facts.mime};base64,") + 4 * -(-facts.size_bytes // 3)


def _can_be_uploaded(facts: MediaFacts) -> bool:
    return is_fit(UPLOADED_IMAGE, facts)


def _too_large(total: int, media: Media, inside: Sequence[Slot]) -> TooLargeError:
    limit = f"the platform takes {LARGEST_BODY_BYTES:,}"
    if not inside:
        return TooLargeError(f"The request is {total:,} bytes; {limit}.")
    largest = max(inside, key=lambda slot: media[slot.address].size_bytes)
    facts = media[largest.address]
    sentence = (
        f"{file_words(largest.address)} has {facts.size_bytes:,} bytes, and a file inside a request counts a third "
        f"more: the request would be {total:,} bytes, {limit}. {_why_not_uploaded(facts)} Give it as a URL."
    )
    return TooLargeError(sentence, address=largest.address, option=largest.option)


def _why_not_uploaded(facts: MediaFacts) -> str:
    if facts.format in UPLOADED_IMAGE.formats:
        return f"Only pictures of at most {UPLOADED_IMAGE.max_bytes:,} bytes and from 1:4 to 4:1 can be uploaded."
    return "Only pictures (PNG, JPEG, WebP) can be uploaded."
