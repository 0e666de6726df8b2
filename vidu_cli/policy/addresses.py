"""Which texts the platform takes as a picture or a clip."""

import re

MEDIA_FORMS = "a URL, data: or ssupload:"

_MEDIA = re.compile(r"https?://[^/\s]|data:|ssupload:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_BARE_BASE64 = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}")


def why_no_media(address: str) -> str | None:
    """Why the platform would not take this text as a picture or a clip, as the rest of a sentence; None if it would.

    Source: the vendor's pages "image-to-video" and "image-upload".
    """
    if _MEDIA.match(address):
        return None
    if not address.strip():
        return f"is empty; give {MEDIA_FORMS}."
    if _BARE_BASE64.fullmatch(address):
        return "bare base64 is not taken; put its type in front, as in data:image/png;base64,..."
    if _SCHEME.match(address):
        return f"the platform cannot fetch this address; give {MEDIA_FORMS} (http or https)."
    return f"files on this machine are not taken by this version; give {MEDIA_FORMS}."
