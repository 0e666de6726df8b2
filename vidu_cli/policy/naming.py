"""Where a result is saved, and what a file that was fetched really is."""

import os
from collections.abc import Callable
from pathlib import Path

from vidu_cli.policy.formats import FORMATS, format_of
from vidu_cli.schema.kinds.shape import Medium

LONGEST_MAGIC_BYTES = 12
# What the file systems in use allow for one name.
LONGEST_NAME_BYTES = 255
LONGEST_SUFFIX_BYTES = 32


def names_folder(output: str, *, is_folder: Callable[[str], bool]) -> bool:
    """Whether `-o` means a folder: one that exists, or a name that ends in a separator."""
    return output.endswith(("/", os.path.sep)) or is_folder(output)


def file_name(output: str, *, extension: str, addition: str = "") -> str:
    """The name of a file that `-o` names; with an addition, as `-2`, that of another one beside it."""
    plain = Path(output)
    if not addition:
        return plain.name
    is_other = addition.endswith("-cover")
    stem, suffix = parted(plain.name)
    tail = f"{addition}{extension if is_other else suffix or extension}"
    return shortened(stem, LONGEST_NAME_BYTES - len(os.fsencode(tail))) + tail


def parted(name: str) -> tuple[str, str]:
    """A name as what stands before its ending, and the ending; what is longer than endings are is none."""
    plain = Path(name)
    return (plain.stem, plain.suffix) if len(os.fsencode(plain.suffix)) <= LONGEST_SUFFIX_BYTES else (name, "")


def shortened(name: str, longest_bytes: int) -> str:
    """The beginning of a name in that many bytes; a name need not be UTF-8."""
    while name and len(os.fsencode(name)) > longest_bytes:
        name = name[:-1]
    return name


def media_extension(start: bytes) -> str | None:
    """The extension that the first bytes of a file call for; None when they are no video, image or sound."""
    name = format_of(start)
    return FORMATS[name].extension if name else None


def is_misnamed(output: str, made: Medium) -> bool:
    """Whether a file name promises another medium than the one that is made; an ending nobody knows promises none."""
    ending = Path(output).suffix.lower().replace(".jpeg", ".jpg")
    return any(one.extension == ending and one.medium is not made for one in FORMATS.values())
