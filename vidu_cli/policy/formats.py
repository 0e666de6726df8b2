"""What a file is, told from its first bytes; its name tells nothing.

Sources: the signatures of PNG (RFC 2083), JFIF, RIFF, GIF89a, Matroska, ASF, ADTS, MPEG-TS; the brands of ISO/IEC
14496-12.
"""

from dataclasses import dataclass

from vidu_cli.schema.kinds.shape import Medium

# So much of a file is enough to tell any format here: a brand list, an SVG's comment, three packets of MPEG-TS.
START_BYTES = 1024

_TS_PACKET_BYTES = 188
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """One format of media: what it is to the platform, the extension that its files have, its MIME type."""

    medium: Medium
    extension: str
    mime: str


FORMATS: dict[str, Format] = {
    "png": Format(medium=Medium.IMAGE, extension=".png", mime="image/png"),
    "jpeg": Format(medium=Medium.IMAGE, extension=".jpg", mime="image/jpeg"),
    "webp": Format(medium=Medium.IMAGE, extension=".webp", mime="image/webp"),
    "gif": Format(medium=Medium.IMAGE, extension=".gif", mime="image/gif"),
    "bmp": Format(medium=Medium.IMAGE, extension=".bmp", mime="image/bmp"),
    "tiff": Format(medium=Medium.IMAGE, extension=".tiff", mime="image/tiff"),
    "svg": Format(medium=Medium.IMAGE, extension=".svg", mime="image/svg+xml"),
    "heic": Format(medium=Medium.IMAGE, extension=".heic", mime="image/heic"),
    "avif": Format(medium=Medium.IMAGE, extension=".avif", mime="image/avif"),
    "mp4": Format(medium=Medium.VIDEO, extension=".mp4", mime="video/mp4"),
    "mov": Format(medium=Medium.VIDEO, extension=".mov", mime="video/quicktime"),
    "avi": Format(medium=Medium.VIDEO, extension=".avi", mime="video/x-msvideo"),
    "webm": Format(medium=Medium.VIDEO, extension=".webm", mime="video/webm"),
    "mkv": Format(medium=Medium.VIDEO, extension=".mkv", mime="video/x-matroska"),
    "flv": Format(medium=Medium.VIDEO, extension=".flv", mime="video/x-flv"),
    "mxf": Format(medium=Medium.VIDEO, extension=".mxf", mime="application/mxf"),
    "mpegts": Format(medium=Medium.VIDEO, extension=".ts", mime="video/mp2t"),
    "wav": Format(medium=Medium.AUDIO, extension=".wav", mime="audio/wav"),
    # The vendor's pages write data:audio/mp3, where the registered type is audio/mpeg.
    "mp3": Format(medium=Medium.AUDIO, extension=".mp3", mime="audio/mp3"),
    "m4a": Format(medium=Medium.AUDIO, extension=".m4a", mime="audio/mp4"),
    "aac": Format(medium=Medium.AUDIO, extension=".aac", mime="audio/aac"),
    "ogg": Format(medium=Medium.AUDIO, extension=".ogg", mime="audio/ogg"),
    "wma": Format(medium=Medium.AUDIO, extension=".wma", mime="audio/x-ms-wma"),
    "flac": Format(medium=Medium.AUDIO, extension=".flac", mime="audio/flac"),
}

# Those that people do not write in capitals.
_SPELLED = {"webp": "WebP", "webm": "WebM", "mpegts": "MPEG-TS"}

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"FLV\x01", "flv"),
    (b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02", "mxf"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (_ASF, "wma"),
    # QuickTime before it had a ftyp box.
    (b"\0\0\0\x08wide", "mov"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_BRANDS = {
    **dict.fromkeys(_HEIC_BRANDS, "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "m4a"),
    b"qt  ": "mov",
}


def format_of(start: bytes) -> str:
    """The name of the format of a file that begins so, a key of FORMATS; "" when it is none of them.

    12 bytes tell most formats and START_BYTES all; with less than those a Matroska file counts as WebM.
    """
    if start[4:8] == b"ftyp":
        return _by_brand(start)
    if start[:4] == b"RIFF":
        return _RIFF.get(start[8:12], "")
    if start[:4] == b"\x1aE\xdf\xa3":
        return "mkv" if b"matroska" in start[:64] else "webm"
    known = next((name for magic, name in _MAGIC if start.startswith(magic)), "")
    return known or _by_structure(start)


def _by_brand(start: bytes) -> str:
    brand = start[8:12]
    # mif1 and msf1 only say "a picture"; what is in it stands among the compatible brands.
    if brand in {b"mif1", b"msf1"} and b"avif" in start[16 : int.from_bytes(start[:4], "big")]:
        return "avif"
    return _BRANDS.get(brand, "mp4")


def _by_structure(start: bytes) -> str:
    if start[4:8] in {b"moov", b"mdat"}:
        return "mov"
    if start[:2] == b"BM" and start[6:10] == bytes(4):
        return "bmp"
    if len(start) > 2 * _TS_PACKET_BYTES and set(start[: 2 * _TS_PACKET_BYTES + 1 : _TS_PACKET_BYTES]) == {0x47}:
        return "mpegts"
    if start[:1] == b"\xff" and len(start) > 1:
        return _by_sync(start[1])
    return "svg" if _is_svg(start) else ""


def _by_sync(second: int) -> str:
    if second & 0xF6 == 0xF0:
        return "aac"
    # Layer III only: 0xff 0xfe would be layer I, and begins a text in UTF-16.
    return "mp3" if second & 0xE6 == 0xE2 else ""


def _is_svg(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    # A web page may hold a drawing too.
    return text.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in text and b"<html" not in text


def spelled(name: str) -> str:
    """A format as people write it."""
    return _SPELLED.get(name, name.upper()) or "a file of no known format"
