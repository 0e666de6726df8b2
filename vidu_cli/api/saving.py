"""A result on disk: written to a temporary file beside its target, checked, and only then given its name."""

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from vidu_cli.api.download import Downloader
from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS, USAGE_ERROR, Entry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.naming import LONGEST_MAGIC_BYTES, media_extension, names_folder

# What the file systems in use allow for one name.
LONGEST_NAME_BYTES = 255


class Saver:
    """Brings a result to disk whole or not at all."""

    def __init__(self, downloader: Downloader) -> None:
        self._downloader = downloader

    async def save(self, url: str, target_for: Callable[[str], Path]) -> Path:
        """The path of the saved file; `target_for` gives it for an extension that the bytes call for.

        Raises LinkError when the bytes could not be had whole or are no media, ViduError 91 or 92 for the target.
        """
        async with self._downloader.open(url) as arrival:
            content_type, pieces = arrival.content_type, arrival.pieces
            first = await _beginning(pieces)
            extension = media_extension(first)
            if extension is None:
                raise LinkError(f"what came is no video, image or sound but {content_type or 'unknown'}")
            target = target_for(extension)
            try:
                with _beside(target) as file:
                    file.write(first)
                    async for piece in pieces:
                        file.write(piece)
            except OSError as error:
                raise _cannot(target, error) from error
            return target


def check_output(output: str, *, results: int) -> None:
    """Return when `results` files can be saved at `-o`; ViduError 2, 91 or 92 says why not. Nothing is left behind."""
    if not output.strip():
        raise _refused(USAGE_ERROR, "-o names no file.", output)
    target = Path(output)
    folder = names_folder(output, is_folder=os.path.isdir)
    if not folder and results > 1:
        raise _refused(
            USAGE_ERROR, f"{output} is one file name for {results} results; name a folder, as {output}/ .", output
        )
    if not folder and target.exists() and not target.is_file():
        raise _refused(CANNOT_WRITE, f"{output} is a device and keeps nothing.", output)
    if not folder and os.path.lexists(target):
        raise _refused(OUTPUT_EXISTS, f"{output} exists already and is not overwritten.", output)
    home = target if folder else target.parent
    existing = _nearest_folder(home, output)
    if not folder and existing != home:
        raise _refused(CANNOT_WRITE, f"{output}: the folder {home} does not exist.", output)
    if len(os.fsencode(target.name)) > LONGEST_NAME_BYTES:
        raise _refused(CANNOT_WRITE, f"{output}: the name is longer than {LONGEST_NAME_BYTES} bytes.", output)
    try:
        # Permissions alone do not tell: the disk may be read-only, or full.
        with tempfile.TemporaryFile(dir=existing):
            return
    except OSError as error:
        reason = f"the folder {existing} cannot be written to: {error.strerror or error}."
        raise _refused(CANNOT_WRITE, f"{output}: {reason}", output) from error


def _nearest_folder(home: Path, output: str) -> Path:
    try:
        candidates = (home, *home.absolute().parents)
    except OSError as error:
        # The working directory itself is gone.
        raise _refused(CANNOT_WRITE, f"{output}: {error.strerror or error}.", output) from error
    return next(parent for parent in candidates if os.path.exists(parent))  # noqa: PTH110  # Path.exists raises where this is False


async def _beginning(pieces: AsyncIterator[bytes]) -> bytes:
    """Give enough of the file to tell what it is, or all of it; a slow line brings single bytes."""
    first = b""
    async for piece in pieces:
        first += piece
        if len(first) >= LONGEST_MAGIC_BYTES:
            break
    return first


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write that becomes `target` when all went well and vanishes when not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner can read; a result is an ordinary file.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        _give_name(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _give_name(temporary: Path, target: Path) -> None:
    try:
        # A link refuses a name that is taken meanwhile; a rename would overwrite it.
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links.
        if target.exists():
            raise FileExistsError(target) from None
        temporary.replace(target)


def _cannot(target: Path, error: OSError) -> ViduError:
    # A file in the place of a folder is told with the same exception.
    if isinstance(error, FileExistsError) and os.path.lexists(target):
        return _refused(OUTPUT_EXISTS, f"{target} exists already and is not overwritten.", str(target))
    return _refused(CANNOT_WRITE, f"{target}: {error.strerror or error}.", str(target))


def _refused(entry: Entry, message: str, path: str) -> ViduError:
    return ViduError(Failure(entry=replace(entry), message=message, option="--output", names={"path": path}))
