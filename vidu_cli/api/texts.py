"""A text on disk: whole under its name, or not at all."""

import os
import tempfile
from pathlib import Path

from vidu_cli.api.targets import refused
from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS


def save_text(target: Path, text: str) -> None:
    """Write a text of ASCII; ViduError 91 where a file is already, 92 where none can be."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
            _give_name(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise refused(OUTPUT_EXISTS, f"{target} exists already and is not overwritten.", str(target)) from error
    except OSError as error:
        raise refused(CANNOT_WRITE, f"{target}: {error.strerror or error}.", str(target)) from error


def _give_name(temporary: Path, target: Path) -> None:
    try:
        # A link refuses a name that is taken; a rename would overwrite it.
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        temporary.replace(target)
