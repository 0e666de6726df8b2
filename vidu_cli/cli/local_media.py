"""The files of this machine that a request names, looked at before anything is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, TextIO

from vidu_cli.schema.kinds.shape import Kind

if TYPE_CHECKING:
    from vidu_cli.media import LocalFile
    from vidu_cli.policy.headers import MediaFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalMedia:
    """Everything in a request whose bytes are at hand, by its address in the body: paths, `-` and `data:`."""

    files: "Mapping[str, LocalFile]" = field(default_factory=dict)

    @property
    def facts(self) -> "Mapping[str, MediaFacts]":
        """What the bytes say."""
        return {address: file.facts for address, file in self.files.items()}

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of the bytes; ViduError 40 for a file that was changed since it was looked at."""
        from hashlib import sha256

        return {address: f"sha256:{sha256(file.read()).hexdigest()}" for address, file in self.files.items()}


def media_of(kind: Kind, body: Mapping[str, object], *, stdin: TextIO | None) -> LocalMedia:
    """The files behind the addresses in a body; ViduError 40 for one that cannot be read."""
    from vidu_cli.policy.slots import slots_in

    wanted = {slot.address: slot for slot in slots_in(kind, body)}
    if not wanted:
        return LocalMedia()
    from vidu_cli.media import opened
    from vidu_cli.policy.addresses import is_data, is_local

    return LocalMedia(
        files={
            address: opened(address, option=slot.option, stdin=_bytes_of(stdin))
            for address, slot in wanted.items()
            if is_local(address) or is_data(address)
        }
    )


def _bytes_of(stdin: TextIO | None) -> BinaryIO | None:
    return None if stdin is None else stdin.buffer
