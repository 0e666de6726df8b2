"""Whether results can be saved where `-o` says, before anything is sent."""

import errno
import os
import re
import tempfile
from pathlib import Path
from shlex import quote

from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS, USAGE_ERROR, Entry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.naming import LONGEST_NAME_BYTES, names_folder

# What stands in these is the open end of something, also where a file is behind it.
_DEVICES = re.compile(r"/dev(/fd)?|/proc/[^/]+/fd")
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


def check_output(output: str, *, results: int, may_exist: bool = False, must_take: bool = True) -> None:
    """Return when `results` files can be saved at `-o`; ViduError 2, 91 or 92 says why not. Nothing is left behind.

    `may_exist` is whether a file may be there already, `must_take` whether the folder must take a new one.
    """
    if not output.strip():
        raise refused(USAGE_ERROR, "-o names no file.", output)
    target = Path(output)
    folder = names_folder(output, is_folder=os.path.isdir)
    if not folder and results > 1:
        raise refused(
            USAGE_ERROR, f"{output} is one file name for {results} results; name a folder, as {output}/ .", output
        )
    _check_name(target, output)
    if not folder and _is_device(target):
        remedy = "For one result on standard output: `vidu download TASK -o -`"
        raise refused(CANNOT_WRITE, f"{output} is a device and keeps nothing.", output, remedy)
    if not folder and not may_exist and os.path.lexists(target):
        raise refused(OUTPUT_EXISTS, f"{output} exists already and is not overwritten.", output)
    home = target if folder else target.parent
    existing = _nearest_folder(home, output)
    if not folder and existing != home:
        remedy = f"Make the folder: `mkdir -p {quote(_no_option(str(home)))}`"
        raise refused(CANNOT_WRITE, f"{output}: the folder {home} does not exist.", output, remedy)
    try:
        # Permissions alone do not tell: the disk may be read-only, or full.
        with tempfile.TemporaryFile(dir=existing):
            return
    except OSError as error:
        if not must_take and error.errno in _READ_ONLY:
            return
        reason = f"the folder {existing} cannot be written to: {error.strerror or error}."
        raise refused(CANNOT_WRITE, f"{output}: {reason}", output) from error


def _is_device(target: Path) -> bool:
    if _DEVICES.fullmatch(os.path.normpath(target.parent)):
        return True
    return os.path.exists(target) and not os.path.isfile(target)  # noqa: PTH110, PTH113  # pathlib's raise


def _check_name(target: Path, output: str) -> None:
    if len(os.fsencode(target.name)) > LONGEST_NAME_BYTES:
        raise refused(CANNOT_WRITE, f"{output}: the name is longer than {LONGEST_NAME_BYTES} bytes.", output)
    try:
        target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        raise refused(CANNOT_WRITE, f"{output}: {getattr(error, 'strerror', None) or error}.", output) from error


def _nearest_folder(home: Path, output: str) -> Path:
    try:
        candidates = (home, *home.absolute().parents)
    except OSError as error:
        # The working directory itself is gone.
        raise refused(CANNOT_WRITE, f"{output}: {error.strerror or error}.", output) from error
    # A link that leads nowhere is no folder, and none can be made in its place.
    return next(parent for parent in candidates if os.path.lexists(parent))


def refused(entry: Entry, message: str, path: str, *remedies: str) -> ViduError:
    """The refusal of a target."""
    folder = next((str(one) for one in (Path(path), *Path(path).parents) if os.path.isdir(one)), ".")  # noqa: PTH112  # pathlib's raise
    names = {"path": _no_option(path), "folder": _no_option(folder)}
    return ViduError(Failure(entry=entry, message=message, option="--output", names=names, remedies=remedies))


def _no_option(path: str) -> str:
    """The path as a word that no command takes for an option."""
    return f"./{path}" if path.startswith("-") else path
