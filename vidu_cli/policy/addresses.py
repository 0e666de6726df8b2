"""What the text in a media field is: something the platform fetches, bytes in the text, or a file here."""

import re
from binascii import Error as Base64Error
from binascii import a2b_base64

MEDIA_FORMS = "a URL, data: or ssupload:"

_FETCHED = re.compile(r"https?://[^/\s]|ssupload:", re.IGNORECASE)
_DATA = re.compile(r"data:", re.IGNORECASE)
_BASE64_DATA = re.compile(r"data:[^/;,\s]+/[^/;,\s]+(?:;[^;,]*)*;base64,", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_BARE_BASE64 = re.compile(r"[A-Za-z0-9+/]{64}[A-Za-z0-9+/\r\n]*={0,2}\s*")


def is_fetched(address: str) -> bool:
    """Whether the platform gets the bytes itself: a public URL, or a file that was uploaded to it."""
    return _FETCHED.match(address) is not None


def is_data(address: str) -> bool:
    """Whether the bytes stand in the text itself."""
    return _DATA.match(address) is not None


def is_bytes(address: str) -> bool:
    """Whether it is such a text with its bytes in base64: no sentence begins like that."""
    return _BASE64_DATA.match(address) is not None


def is_local(address: str) -> bool:
    """Whether it names a file of this machine, or standard input (`-`)."""
    if is_fetched(address) or is_data(address) or not address.strip():
        return False
    return _SCHEME.match(address) is None and _BARE_BASE64.fullmatch(address) is None


def data_bytes(address: str) -> bytes:
    """The bytes in a `data:` URI; ValueError says what is wrong with it.

    Source: the vendor takes `data:<type>;base64,<...>` alone, so the page "image-to-video".
    """
    head = _BASE64_DATA.match(address)
    if head is None:
        raise ValueError("the platform takes such a text as data:image/png;base64,... only")
    try:
        return a2b_base64(address[head.end() :], strict_mode=True)
    except (Base64Error, ValueError) as error:
        raise ValueError("its base64 is broken: part of it may be missing") from error


def why_no_media(address: str) -> str | None:
    """Why the platform would not take this text as a picture or a clip, as the rest of a sentence; None if it would.

    A path is none to the platform: what is sent in its place is decided where its bytes are at hand.

    Source: the vendor's pages "image-to-video" and "image-upload".
    """
    if is_fetched(address) or is_data(address):
        return None
    if not address.strip():
        return f"is empty; give {MEDIA_FORMS}."
    if _BARE_BASE64.fullmatch(address):
        return "bare base64 is not taken; put its type in front, as in data:image/png;base64,..."
    if _SCHEME.match(address):
        return f"the platform cannot fetch this address; give {MEDIA_FORMS} (http or https)."
    return f"no address that the platform can fetch; give {MEDIA_FORMS}."
