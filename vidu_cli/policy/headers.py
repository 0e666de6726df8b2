"""What the bytes of a file say about it, whatever it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from vidu_cli.policy.formats import FORMATS, START_BYTES, format_of
from vidu_cli.policy.movies import Movie, movie_in
from vidu_cli.policy.mp3 import is_counted, tag_bytes
from vidu_cli.policy.rations import Ration, RationError
from vidu_cli.policy.wholeness import is_whole
from vidu_cli.schema.kinds.shape import Medium

# Headers lie in the first or the last kilobytes; only to find the end of a broken JPEG is all of it read.
_HEADER_BYTES = 4_000_000
_WHOLE_BYTES = 64_000_000

# The length of AAC comes out wrong from the library (0.3 s for 3 s), that of an OGG too where several stand in one
# file; AVI and Matroska it does not know.
_TIMED = frozenset({"mp4", "mov", "wav", "mp3", "m4a", "wma", "flac"})
_MOVIES = frozenset({"mp4", "mov", "m4a"})
# Half a day: beyond it stands what recorders write that did not know the length.
_LONGEST_S = 43_200.0


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaFacts:
    """What is known of one file; None where its bytes do not tell.

    `format` is a key of `formats.FORMATS`, "" for none of them. Sides are in pixels as the picture is shown. A file
    that is not whole ends before it should.
    """

    format: str
    size_bytes: int
    width: int | None = None
    height: int | None = None
    length_s: float | None = None
    is_whole: bool = True

    @property
    def medium(self) -> Medium | None:
        """Whether it is a picture, a clip or a sound; None for neither."""
        return FORMATS[self.format].medium if self.format else None

    @property
    def mime(self) -> str:
        """The MIME type of the bytes."""
        return FORMATS[self.format].mime if self.format else "application/octet-stream"


# By the address as it stands in the body of a request: a path, `-`, or a whole `data:` URI.
Media = Mapping[str, MediaFacts]


def facts_of(file: BinaryIO, *, size_bytes: int) -> MediaFacts:
    """What a seekable file of that size says about itself; odd bytes are never an error, they only tell less."""
    file.seek(0)
    start = file.read(START_BYTES)
    name = format_of(start)
    if name == "mp3" and start.startswith(b"ID3"):
        name = _behind_tag(file, start) or name
    movie = _movie(file, size_bytes) if name in _MOVIES else None
    if movie is not None and name == "mp4" and movie.has_sound and not movie.has_picture:
        name = "m4a"
    width, height = _sides(name, file, movie)
    return MediaFacts(
        format=name,
        size_bytes=size_bytes,
        width=width,
        height=height,
        length_s=_length_s(name, file, size_bytes) if _tells_length(name, movie, file, size_bytes) else None,
        is_whole=_is_whole(name, file, size_bytes) if movie is None else movie.is_whole,
    )


def _tells_length(name: str, movie: Movie | None, file: BinaryIO, size_bytes: int) -> bool:
    """Whether a header speaks of the whole file: a price and a limit hang on it, so a part may not stand for it."""
    if name in _MOVIES:
        return movie is not None and not movie.is_fragmented
    return is_counted(file, size_bytes=size_bytes) if name == "mp3" else name in _TIMED


def _behind_tag(file: BinaryIO, start: bytes) -> str:
    """Give what begins behind an ID3 tag when that is no MP3."""
    file.seek(tag_bytes(start))
    found = format_of(file.read(12))
    return found if found in {"aac", "flac"} else ""


def _movie(file: BinaryIO, size_bytes: int) -> Movie | None:
    try:
        return movie_in(Ration(file, most_bytes=_HEADER_BYTES), size_bytes=size_bytes)
    except RationError:
        return None


def _is_whole(name: str, file: BinaryIO, size_bytes: int) -> bool:
    try:
        return is_whole(name, Ration(file, most_bytes=_WHOLE_BYTES), size_bytes=size_bytes)
    except RationError:
        return True


def _sides(name: str, file: BinaryIO, movie: Movie | None) -> tuple[int, int] | tuple[None, None]:
    if movie is not None:
        return movie.sides or (None, None)
    if not name or FORMATS[name].medium is not Medium.IMAGE:
        return None, None
    # It imports urllib, http and ssl: 15 ms that a request without media does not need.
    import imagesize

    width, height = imagesize.get(Ration(file, most_bytes=_HEADER_BYTES))
    return (round(width), round(height)) if width >= 1 and height >= 1 else (None, None)


def _length_s(name: str, file: BinaryIO, size_bytes: int) -> float | None:
    from tinytag import TinyTag, TinyTagException

    file.seek(0)
    try:
        # The library asks for a whole file object and uses three methods of it.
        read = TinyTag.get(file_obj=cast("BinaryIO", Ration(file, most_bytes=_HEADER_BYTES)), tags=False)
    except TinyTagException:
        return None
    length_s = read.duration
    if length_s is None or not 0 < length_s < _LONGEST_S:
        return None
    # A WAV that went through a pipe promises gigabytes.
    is_only_promised = name == "wav" and length_s * (read.bitrate or 0) * 125 > size_bytes
    return None if is_only_promised else length_s
