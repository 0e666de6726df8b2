"""Where a result is saved, and what a file that was fetched really is."""

import os.path
import re
from collections.abc import Callable
from pathlib import Path

from vidu_cli.policy.formats import FORMATS, format_of
from vidu_cli.schema.kinds.shape import Medium

LONGEST_MAGIC_BYTES = 12
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


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
    name = format_of(start)
    return FORMATS[name].extension if name else None


def is_misnamed(output: str, made: Medium) -> bool:
    """Whether a file name promises another medium than the one that is made; an ending nobody knows promises none."""
    ending = Path(output).suffix.lower().replace(".jpeg", ".jpg")
    return any(one.extension == ending and one.medium is not made for one in FORMATS.values())
