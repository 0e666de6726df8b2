"""The pictures, clips and sounds of a request whose bytes the platform has, told by what they hold."""

import re
from dataclasses import dataclass, field
from io import BytesIO

from vidu_cli.policy.addresses import data_bytes, is_data
from vidu_cli.policy.headers import Media, MediaFacts, facts_of
from vidu_cli.policy.requests import Body
from vidu_cli.policy.slots import slots_in
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds.shape import Kind

_UPLOADED = re.compile(r"ssupload:(?:\?id=)?([0-9]{1,20})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFiles:
    """Facts by the address in the body; the first field whose `data:` cannot be read, "" for none.

    `lacks_upload` is whether an upload is named that the platform does not have.
    """

    media: Media = field(default_factory=dict)
    unreadable: str = ""
    lacks_upload: bool = False


def sent_files(kind: Kind, body: Body, world: World) -> SentFiles:
    """What is known of the files of a request; addresses on other servers are looked at by nobody here."""
    media: dict[str, MediaFacts] = {}
    unreadable, lacks_upload = "", False
    for slot in slots_in(kind, body):
        address = slot.address
        if is_data(address):
            try:
                content = data_bytes(address)
            except ValueError:
                unreadable = unreadable or slot.field.name
                continue
            media[address] = facts_of(BytesIO(content), size_bytes=len(content))
        elif address.casefold().startswith("ssupload:"):
            facts = _uploaded(address, world)
            lacks_upload = lacks_upload or facts is None
            media |= {} if facts is None else {address: facts}
    return SentFiles(media=media, unreadable=unreadable, lacks_upload=lacks_upload)


def _uploaded(address: str, world: World) -> MediaFacts | None:
    named = _UPLOADED.fullmatch(address)
    upload = world.upload(int(named[1])) if named else None
    return upload.facts if upload is not None and upload.is_finished else None
