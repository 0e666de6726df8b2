"""What the boxes of an MP4 or a MOV say: the sides of its picture, and whether it came to its end.

Source: ISO/IEC 14496-12, boxes moov, trak, tkhd, mdia and hdlr.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vidu_cli.policy.boxes import Box, Stream, boxes_in

_PICTURE = b"vide"
_SOUND = b"soun"
# The longest tkhd, that of version 1.
_TRACK_HEAD_BYTES = 96


@dataclass(frozen=True, kw_only=True, slots=True)
class Movie:
    """A file of boxes. `sides` are width and height in pixels as they are shown, None where no track tells them.

    Of a fragmented file the head tells the length of the first fragment, or nothing.
    """

    sides: tuple[int, int] | None
    has_picture: bool
    has_sound: bool
    is_whole: bool
    is_fragmented: bool = False


def movie_in(file: Stream, *, size_bytes: int) -> Movie:
    """What the boxes of a file say; any bytes are taken."""
    top = tuple(boxes_in(file, start=0, end=size_bytes))
    tracks = [_track(file, track) for box in top if box.type == b"moov" for track in _inner(file, box, b"trak")]
    kinds = {kind for kind, _ in tracks}
    sides = (sides for kind, sides in tracks if kind == _PICTURE and sides is not None)
    is_whole = bool(top) and top[-1].end == size_bytes and {b"moov", b"mdat"} <= {box.type for box in top}
    heads = (box for box in top if box.type == b"moov")
    return Movie(
        sides=next(sides, None),
        has_picture=_PICTURE in kinds,
        has_sound=_SOUND in kinds,
        is_whole=is_whole,
        is_fragmented=any(box.type == b"moof" for box in top)
        or any(True for head in heads for _ in _inner(file, head, b"mvex")),
    )


def _inner(file: Stream, box: Box, name: bytes) -> Iterator[Box]:
    return (inner for inner in boxes_in(file, start=box.start, end=box.end) if inner.type == name)


def _track(file: Stream, track: Box) -> tuple[bytes, tuple[int, int] | None]:
    """Give the kind of a track and the sides of its picture."""
    handlers = (handler for media in _inner(file, track, b"mdia") for handler in _inner(file, media, b"hdlr"))
    kind = next((_content(file, handler, 12)[8:12] for handler in handlers), b"")
    heads = (_sides(_content(file, head, _TRACK_HEAD_BYTES)) for head in _inner(file, track, b"tkhd"))
    return kind, next(heads, None)


def _content(file: Stream, box: Box, most: int) -> bytes:
    file.seek(box.start)
    return file.read(min(most, box.end - box.start))


def _sides(head: bytes) -> tuple[int, int] | None:
    # Version 1 has times of 8 bytes instead of 4.
    matrix = 52 if head[:1] == b"\x01" else 40
    width, height = (int.from_bytes(head[place : place + 2], "big") for place in (matrix + 36, matrix + 40))
    if not width or not height:
        return None
    # A phone held upright writes its pictures lying, and a matrix that turns them.
    is_turned = head[matrix : matrix + 4] == bytes(4)
    return (height, width) if is_turned else (width, height)
