"""Whether a file that comes in pieces came to its end, where nothing but its own bytes tells."""

from io import BytesIO

from vidu_cli.policy.boxes import Boxes
from vidu_cli.policy.formats import START_BYTES, format_of
from vidu_cli.policy.wholeness import is_whole, tells_its_end

# No picture is larger, and what is kept of one takes memory.
LARGEST_KEPT_BYTES = 64_000_000


class Ending:
    """Follows the boxes of a film; a picture or a sound is kept until its end."""

    def __init__(self) -> None:
        self._boxes = Boxes()
        self._kept = bytearray()
        self._is_kept = True

    def feed(self, piece: bytes) -> None:
        """Take in the next piece."""
        self._boxes.feed(piece)
        if not self._is_kept:
            return
        self._kept += piece
        is_begun = len(self._kept) >= START_BYTES
        if len(self._kept) > LARGEST_KEPT_BYTES or (is_begun and not tells_its_end(self._name)):
            self._kept, self._is_kept = bytearray(), False

    @property
    def is_cut_off(self) -> bool:
        """Whether the file ended before it says that it ends; False for one that does not say it."""
        if self._boxes.is_mp4:
            return not self._boxes.is_whole
        return self._is_kept and not is_whole(self._name, BytesIO(self._kept), size_bytes=len(self._kept))

    @property
    def _name(self) -> str:
        return format_of(bytes(self._kept[:START_BYTES])) or ""
