"""What is at home already: proven, in the way, or left there by a run that was killed; and what is at home now."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from vidu_cli.api.notes import read_object
from vidu_cli.api.parts import Part, digest_of
from vidu_cli.api.targets import refused
from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS
from vidu_cli.policy.parcels import IfExists, Parcel, Saved, proves, sidecar_of


def found(parcel: Parcel, part: Part) -> Saved | None:
    """The file where it is at home already; ViduError 91 where its only name is taken and may not be."""
    named = part.named()
    if named is not None and named[0] in _numbered(parcel) and is_same(*named):
        # An earlier run was killed behind the naming.
        return finished(parcel, part, *named, is_kept=True)
    if parcel.if_exists in (None, IfExists.SKIP, IfExists.RENAME):
        for path in _numbered(parcel):
            digest = _proof(parcel, path)
            if digest is not None:
                return finished(parcel, part, path, digest, is_kept=True)
    taken = [path for path in parcel.candidates if os.path.lexists(path)]
    if taken and parcel.if_exists is IfExists.SKIP:
        return left(taken[0])
    if taken and len(parcel.candidates) == 1:
        refuse_taken(parcel, taken[0])
    return None


def _numbered(parcel: Parcel) -> Iterator[Path]:
    """Give every path that the file may be found at."""
    for path in parcel.candidates:
        yield path
        if parcel.if_exists is IfExists.RENAME and os.path.lexists(path):
            others = (parcel.target(path.suffix, number=number) for number in count(2))
            for other in others:
                if not os.path.lexists(other):
                    break
                yield other


def _proof(parcel: Parcel, path: Path) -> str | None:
    """The digest of a file that sidecar or ledger say is this one, and that has not been changed since."""
    if not path.is_file():
        return None
    told = {proves(read_object(sidecar_of(path)), parcel), parcel.known.get(os.path.abspath(path))} - {None}  # noqa: PTH100  # resolve() follows links
    if not told:
        return None
    digest = digest_of(path)
    return digest if digest in told else None


def is_same(path: Path, digest: str) -> bool:
    """Whether there is a file of that digest."""
    return path.is_file() and digest_of(path) == digest


def left(path: Path) -> Saved:
    """What lies there, whatever it is, left as it is."""
    return Saved(path=path, size_bytes=path.lstat().st_size, sha256=None, is_kept=True)


def refuse_taken(parcel: Parcel, path: Path) -> None:
    """Return where a file in the way may be replaced or left; else ViduError 91, or 92 for a folder in the way."""
    if parcel.if_exists not in (IfExists.SKIP, IfExists.RENAME) and path.is_dir() and not path.is_symlink():
        message = f"{path} is a folder: no file can take its place."
        raise refused(CANNOT_WRITE, message, str(path.parent), "Before that, move the folder away.")
    if parcel.if_exists in (None, IfExists.FAIL):
        raise refused(OUTPUT_EXISTS, f"{path} exists already and is not overwritten.", str(path))


def finished(parcel: Parcel, part: Part, path: Path, digest: str, *, is_kept: bool) -> Saved:
    """What is at home now, with its sidecar, and nothing left of the way there."""
    size = path.stat().st_size
    sidecar = sidecar_of(path)
    if parcel.facts is not None:
        file = {"file": path.name, "size_bytes": size, "sha256": digest}
        document = {**parcel.identity, **parcel.facts, **file}
        if not (is_kept and proves(read_object(sidecar), parcel) == digest):
            part.note_beside(sidecar, document)
    elif not is_kept:
        # What it tells is of the file that was overwritten.
        sidecar.unlink(missing_ok=True)
    part.discard()
    return Saved(path=path, size_bytes=size, sha256=digest, is_kept=is_kept)
