"""Tiny real files of every format, made by hand: what a picture, a clip or a sound of some size looks like."""

import io
import math
import struct
import wave
import zlib
from importlib.resources import files

_MOVIE = (files("vidu_cli.sandbox") / "media" / "video.mp4").read_bytes()


def png(width: int = 640, height: int = 480, *, bytes: int | None = None) -> bytes:  # noqa: A002  # reads as a size
    """A black picture; with `bytes` a private chunk brings the file to that size."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = _chunk(b"IDAT", zlib.compress((b"\0" * (width + 1)) * height))
    plain = b"\x89PNG\r\n\x1a\n" + head + rows
    end = _chunk(b"IEND", b"")
    missing = None if bytes is None else bytes - len(plain) - len(end)
    return plain + (b"" if missing is None else _chunk(b"vdPd", b"\0" * _padding(missing, 12))) + end


def jpeg(width: int = 640, height: int = 480, *, bytes: int | None = None) -> bytes:  # noqa: A002  # reads as a size
    """A grey picture; with `bytes` comments bring the file to that size."""
    table = b"\0\x01" + b"\0" * 15 + b"\0"
    start = b"\xff\xd8" + _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0") + _segment(0xDB, b"\0" + b"\x01" * 64)
    frame = _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
    tables = _segment(0xC4, table) + _segment(0xC4, b"\x10" + table[1:])
    # Each block of 8 x 8 is the same as the one before it: a bit for that, a bit for its end.
    bits = 2 * math.ceil(width / 8) * math.ceil(height / 8)
    scan = b"\0" * (bits // 8) + (b"" if bits % 8 == 0 else (0xFF >> bits % 8).to_bytes(1, "big"))
    rest = frame + tables + _segment(0xDA, b"\x01\x01\0\0\x3f\0") + scan + b"\xff\xd9"
    missing = 0 if bytes is None else bytes - len(start) - len(rest)
    return start + _comments(missing) + rest


def webp(width: int = 640, height: int = 480, *, bytes: int | None = None) -> bytes:  # noqa: A002  # reads as a size
    """A picture of one colour, without loss; with `bytes` (even) a chunk nobody knows brings the file to that size."""
    # No transform, no cache, one group, and five codes of the one symbol 0: a pixel takes no bit.
    codes = 0b0001_0001_0001_0001_0001 << 3
    sides = (width - 1) | (height - 1) << 14
    lossless = b"\x2f" + struct.pack("<I", sides) + struct.pack("<I", codes)[:3]
    picture = b"WEBP" + _riff_chunk(b"VP8L", lossless)
    missing = None if bytes is None else bytes - 8 - len(picture)
    padding = b"" if missing is None else _riff_chunk(b"vdPd", b"\0" * _padding(missing, 8))
    return b"RIFF" + struct.pack("<I", len(picture + padding)) + picture + padding


def gif(width: int = 640, height: int = 480) -> bytes:
    """A canvas with one black pixel on it."""
    screen = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    return screen + b"\x2c\0\0\0\0\x01\0\x01\0\0" + b"\x02\x02\x44\x01\0" + b"\x3b"


def bmp(width: int = 640, height: int = 480) -> bytes:
    """A black picture in 24 bits a pixel."""
    pixels = b"\0" * (-(-width * 3 // 4) * 4 * height)
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(pixels), 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(pixels), 0, 0, 54) + head + pixels


def tiff(width: int = 640, height: int = 480) -> bytes:
    """A black picture of one bit a pixel."""
    row = -(-width // 8)
    entries = ((256, width), (257, height), (258, 1), (259, 1), (262, 1), (273, 98), (278, height), (279, row * height))
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + table
    return head.ljust(98, b"\0") + b"\0" * (row * height)


def svg(width: int = 640, height: int = 480) -> bytes:
    """An empty drawing."""
    sides = f'width="{width}" height="{height}"'
    return f'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" {sides}></svg>\n'.encode()


def heic(width: int = 4032, height: int = 3024, *, brand: bytes = b"heic") -> bytes:
    """The boxes that a phone writes around a picture, without the picture."""
    sides = _box(b"ispe", struct.pack(">III", 0, width, height))
    used = _box(b"ipma", struct.pack(">IIHBB", 0, 1, 1, 1, 1))
    inner = _box(b"pitm", struct.pack(">IH", 0, 1)) + _box(b"iprp", _box(b"ipco", sides) + used)
    return _box(b"ftyp", brand + b"\0\0\0\0mif1" + brand) + _box(b"meta", b"\0\0\0\0" + inner) + _box(b"mdat", b"\0")


def avif(width: int = 640, height: int = 480) -> bytes:
    """The boxes around an AV1 picture, without the picture."""
    return heic(width, height, brand=b"avif")


def mp4(
    width: int | None = None,
    height: int | None = None,
    *,
    seconds: float | None = None,
    brand: bytes = b"isom",
    bytes: int | None = None,  # noqa: A002  # reads as a size
) -> bytes:
    """The sandbox's clip (320 x 180, 5 s) with other sides and another length in its header.

    With `bytes` a free box brings the file to that size.
    """
    clip = bytearray(_MOVIE)
    clip[8:12] = brand
    head = clip.index(b"tkhd") + 4
    for place, side in ((head + 76, width), (head + 80, height)):
        clip[place : place + 4] = clip[place : place + 4] if side is None else struct.pack(">I", side << 16)
    movie = clip.index(b"mvhd") + 4
    scale = int.from_bytes(clip[movie + 12 : movie + 16], "big")
    if seconds is not None:
        clip[movie + 16 : movie + 20] = struct.pack(">I", round(seconds * scale))
    return b"".join((clip, b"" if bytes is None else _box(b"free", b"\0" * _padding(bytes - len(clip), 8))))


def mov(width: int | None = None, height: int | None = None, *, seconds: float | None = None) -> bytes:
    """The same clip as a QuickTime file."""
    return mp4(width, height, seconds=seconds, brand=b"qt  ")


def m4a(seconds: float = 3, *, brand: bytes = b"M4A ", is_fragmented: bool = False) -> bytes:
    """The boxes around a sound, without the sound; with the box that announces fragments."""
    head = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, round(seconds * 1000)) + b"\0" * 80)
    handler = _box(b"hdlr", b"\0" * 8 + b"soun" + b"\0" * 13)
    more = _box(b"mvex", b"") if is_fragmented else b""
    track = _box(b"trak", _box(b"tkhd", b"\0" * 84) + _box(b"mdia", handler))
    return _box(b"ftyp", brand + b"\0\0\0\0" + brand) + _box(b"moov", head + track + more) + _box(b"mdat", b"\0" * 64)


def wav(seconds: float = 3, *, rate: int = 8000) -> bytes:
    """Silence in 8 bits a sample."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(b"\x80" * round(seconds * rate))
    return file.getvalue()


def mp3(seconds: float = 3, *, has_tag: bool = False, is_counted: bool = True) -> bytes:
    """Silence at 128 kbit/s, 44.1 kHz; with an ID3 tag of 100 bytes before it; its frames counted in the first."""
    frame = b"\xff\xfb\x90\xc0".ljust(417, b"\0")
    count = round(seconds * 44_100 / 1152)
    tag = b"ID3\x04\0\0\0\0\0\x64" + b"\0" * 100 if has_tag else b""
    told = b"Info" + struct.pack(">III", 3, count, 417 * (count + 1)) if is_counted else b""
    first = (frame[:21] + told).ljust(417, b"\0")
    return tag + first + frame * count


def aac(seconds: float = 3, *, has_tag: bool = False) -> bytes:
    """Frames of AAC at 44.1 kHz, without the sound."""
    frame = b"\xff\xf1\x50\x40\x02\x1f\xfc".ljust(16, b"\0")
    tag = b"ID3\x04\0\0\0\0\0\x64" + b"\0" * 100 if has_tag else b""
    return tag + frame * round(seconds * 44_100 / 1024)


def ogg(seconds: float = 3, *, pages: int = 1) -> bytes:
    """Pages of Vorbis at 8 kHz, without the sound."""
    ident = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 8000, 0, 64_000, 0, 0xB8, 1)
    comment = b"\x03vorbis" + struct.pack("<II", 0, 0) + b"\x01"
    body = b"".join(_page(0, round(seconds * 8000 * page / pages), b"\0" * 4000) for page in range(1, pages))
    return _page(2, 0, ident) + _page(0, 0, comment) + body + _page(4, round(seconds * 8000), b"\0" * 4000)


def flac(seconds: float = 3) -> bytes:
    """The head of a FLAC file at 8 kHz, without the sound."""
    samples = round(seconds * 8000)
    packed = (8000 << 44 | 0 << 41 | 15 << 36 | samples).to_bytes(8, "big")
    return b"fLaC\x80\0\0\x22" + struct.pack(">HH", 4096, 4096) + b"\0" * 6 + packed + b"\0" * 16


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + marker.to_bytes(1, "big") + struct.pack(">H", len(content) + 2) + content


def _riff_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def _page(flags: int, granule: int, packet: bytes) -> bytes:
    full, last = divmod(len(packet), 255)
    sizes = b"\xff" * full + last.to_bytes(1, "big")
    return b"OggS\0" + struct.pack("<BqIIIB", flags, granule, 7, 0, 0, len(sizes)) + sizes + packet


def _comments(missing: int) -> bytes:
    """Comments that are so long together: 4 bytes of each are its head."""
    count = -(-missing // 65_000)
    shares = [missing // count + (number < missing % count) for number in range(count)]
    return b"".join(_segment(0xFE, b"\0" * _padding(share, 4)) for share in shares)


def _padding(missing: int, head: int) -> int:
    if missing < head:
        raise ValueError(f"the file cannot be made so small: {head - missing} bytes more are needed")
    return missing - head


_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
# A file of each format by its name in `policy.formats`.
EVERY = {
    "png": png(),
    "jpeg": jpeg(),
    "webp": webp(),
    "gif": gif(),
    "bmp": bmp(16, 16),
    "tiff": tiff(16, 16),
    "svg": svg(),
    "heic": heic(),
    "avif": avif(),
    "mp4": mp4(),
    "mov": mov(),
    "mxf": bytes.fromhex("060e2b34020501010d01020101020400").ljust(64, b"\0"),
    "avi": b"RIFF\x10\0\0\0AVI LIST\0\0\0\0",
    "webm": b"\x1aE\xdf\xa3\x9fB\x82\x84webmB\x87\x81\x04",
    "mkv": b"\x1aE\xdf\xa3\xa3B\x82\x88matroskaB\x87\x81\x04",
    "flv": b"FLV\x01\x05\0\0\0\x09",
    "mpegts": (b"G" + b"\0" * 187) * 4,
    "wav": wav(1),
    "mp3": mp3(1),
    "m4a": m4a(),
    "aac": aac(1),
    "ogg": ogg(),
    "wma": _ASF + b"\0" * 40,
    "flac": flac(),
}
