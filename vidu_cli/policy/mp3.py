"""Whether an MP3 says how long all of it is.

Sources: ID3v2.4 (the tag before the sound), the Xing header as LAME and ffmpeg write it into the first frame.
"""

from typing import BinaryIO

_ID3_HEAD_BYTES = 10
# The header stands 13 to 36 bytes into the first frame.
_FIRST_FRAME_BYTES = 64
_HAS_FRAMES, _HAS_BYTES = 1, 2
# Tags behind the sound, and what encoders count differently.
_SLACK_BYTES = 4096


def tag_bytes(start: bytes) -> int:
    """The length of the ID3 tag that a file begins with, 0 for none; the tag writes it in 7 bits a byte."""
    if not start.startswith(b"ID3"):
        return 0
    size = sum((byte & 0x7F) << shift for byte, shift in zip(start[6:10], (21, 14, 7, 0), strict=False))
    return _ID3_HEAD_BYTES + size


def is_counted(file: BinaryIO, *, size_bytes: int) -> bool:
    """Whether the first frame counts the frames of the whole file.

    Without a count the length is a guess from the first frames, and a count of fewer bytes than the file has is that
    of the first of several files that were joined.
    """
    file.seek(0)
    begin = tag_bytes(file.read(_ID3_HEAD_BYTES))
    file.seek(begin)
    frame = file.read(_FIRST_FRAME_BYTES)
    place = max(frame.find(b"Xing"), frame.find(b"Info"))
    flags = int.from_bytes(frame[place + 4 : place + 8], "big")
    if place < 0 or not (flags & _HAS_FRAMES and flags & _HAS_BYTES):
        return False
    counted = int.from_bytes(frame[place + 12 : place + 16], "big")
    return abs(size_bytes - begin - counted) <= _SLACK_BYTES
