"""Where a result is saved, and what a file that was fetched really is."""

import os.path
import re
from collections.abc import Callable
from pathlib import Path

LONGEST_MAGIC_BYTES = 12
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"ID3", ".mp3"),
    (b"\xff\xfb", ".mp3"),
    (b"OggS", ".ogg"),
    (b"GIF8", ".gif"),
    (b"\x1aE\xdf\xa3", ".webm"),
)


def names_folder(output: str, *, is_folder: Callable[[str], bool]) -> bool:
    """Whether `-o` means a folder: one that exists, or a name that ends in a separator."""
    return output.endswith(("/", os.path.sep)) or is_folder(output)


def target_of(output: str, *, folder: bool, task_id: str, index: int, extension: str) -> Path:
    """The path of the result number `index` (from 1) of a task; the first one gets the plain name."""
    counted = "" if index == 1 else f"-{index}"
    if folder:
        # The id comes from outside: a separator in it would lead out of the folder.
        return Path(output) / f"{_UNSAFE.sub('_', task_id)}{counted}{extension}"
    plain = Path(output)
    return plain if index == 1 else plain.with_name(f"{plain.stem}{counted}{plain.suffix or extension}")


def media_extension(start: bytes) -> str | None:
    """The extension that the first bytes of a file call for; None when they are no video, image or sound."""
    if start[4:8] == b"ftyp":
        return ".mov" if start[8:10] == b"qt" else ".mp4"
    if start[:4] == b"RIFF":
        return {b"WEBP": ".webp", b"WAVE": ".wav", b"AVI ": ".avi"}.get(start[8:12])
    return next((extension for magic, extension in _MAGIC if start.startswith(magic)), None)
