"""Whether a picture or a sound came to its end.

Sources: the PNG specification (IEND), ITU-T T.81 (markers of JPEG), the WebP container, RIFF/WAVE.
"""

from collections.abc import Callable, Iterator, Mapping

from vidu_cli.policy.boxes import Stream

_PIECE_BYTES = 65_536
_END_OF_IMAGE = b"\xff\xd9"
# What writers into a pipe put down where they cannot know the size: ffmpeg this, sox a little under half of it.
_UNKNOWN_SIZE = 0x7FFF_0000


def tells_its_end(name: str) -> bool:
    """Whether a file of that format says where it ends, and can be asked here."""
    return name in _ENDS


def is_whole(name: str, file: Stream, *, size_bytes: int) -> bool:
    """Whether the file of that format ends where it says that it ends; True for formats that do not say it here."""
    ends = _ENDS.get(name)
    return ends is None or ends(file, size_bytes)


def _png_ends(file: Stream, size: int) -> bool:
    place = 8
    while place + 12 <= size:
        file.seek(place)
        head = file.read(8)
        place += 12 + int.from_bytes(head[:4], "big")
        if head[4:8] == b"IEND":
            return place <= size
    return False


def _jpeg_ends(file: Stream, size: int) -> bool:
    scan = _scan_start(file, size)
    if scan is None:
        return False
    # Within the scan 0xff is always followed by 0 or a marker of the scan: 0xff 0xd9 is the end. Mostly it is the end
    # of the file too; a phone may have put a film behind it.
    tail = max(scan, size - _PIECE_BYTES)
    return any(_END_OF_IMAGE in piece for place in (tail, scan) for piece in _pieces(file, place))


def _scan_start(file: Stream, size: int) -> int | None:
    place = 2
    while place + 4 <= size:
        file.seek(place)
        head = file.read(4)
        if head[0] != 0xFF:
            return None
        if head[1] == 0xDA:
            return place
        # Fill bytes, and markers without a segment.
        is_bare = head[1] in {0xFF, 0x01} or 0xD0 <= head[1] <= 0xD8
        place += (1 if head[1] == 0xFF else 2) if is_bare else 2 + int.from_bytes(head[2:4], "big")
    return None


def _pieces(file: Stream, place: int) -> Iterator[bytes]:
    """Give the rest of the file in pieces that overlap by a byte."""
    file.seek(place)
    last = b""
    while piece := file.read(_PIECE_BYTES):
        yield last + piece
        last = piece[-1:]


def _webp_ends(file: Stream, size: int) -> bool:
    file.seek(4)
    return 8 + int.from_bytes(file.read(4), "little") <= size


def _wav_ends(file: Stream, size: int) -> bool:
    place = 12
    while place + 8 <= size:
        file.seek(place)
        head = file.read(8)
        length = int.from_bytes(head[4:8], "little")
        if head[:4] == b"data":
            return place + 8 + length <= size or length >= _UNKNOWN_SIZE
        place += 8 + length + length % 2
    return False


_ENDS: Mapping[str, Callable[[Stream, int], bool]] = {
    "png": _png_ends,
    "jpeg": _jpeg_ends,
    "webp": _webp_ends,
    "wav": _wav_ends,
}
