"""Whether an MP4 came to its end, told from the boxes it is made of.

Source: ISO/IEC 14496-12: a box begins with its size, 4 bytes or, when those say 1, 8 bytes behind its type.
"""

_HEAD_BYTES = 16


class Boxes:
    """Follows the top-level boxes of a file while its pieces come; it keeps no more than the head of one box."""

    def __init__(self) -> None:
        self._head = b""
        self._left = 0
        self._seen: set[bytes] = set()
        self._is_open_ended = False

    def feed(self, piece: bytes) -> None:
        """Take in the next piece."""
        while piece and not self._is_open_ended:
            skipped = min(self._left, len(piece))
            self._left -= skipped
            piece = piece[skipped:]
            needed = _HEAD_BYTES - len(self._head)
            self._head, piece = self._head + piece[:needed], piece[needed:]
            self._begin_box()

    def _begin_box(self) -> None:
        while len(self._head) >= 8 and not self._left and not self._is_open_ended:
            size = int.from_bytes(self._head[:4], "big")
            if size == 1 and len(self._head) < _HEAD_BYTES:
                return
            size = int.from_bytes(self._head[8:16], "big") if size == 1 else size
            self._seen.add(self._head[4:8])
            self._is_open_ended = size < 8
            self._left = max(size - len(self._head), 0)
            self._head = self._head[size:]

    @property
    def is_mp4(self) -> bool:
        """Whether it is such a file at all."""
        return b"ftyp" in self._seen

    @property
    def is_whole(self) -> bool:
        """Whether the file ended where a box ends, and holds those without which nothing plays."""
        has_all = {b"moov", b"mdat"} <= self._seen
        return has_all and (self._is_open_ended or (not self._left and not self._head))
