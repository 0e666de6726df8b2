"""What is at home already: proven, in the way, or left there by a run that was killed; and what is at home now."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from vidu_cli.api.notes import read_object
from vidu_cli.api.parts import Part
from vidu_cli.api.targets import refused
from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS
from vidu_cli.policy.parcels import IfExists, Parcel, Saved, is_of_another, is_sidecar, proves, sidecar_of

_PIECE_BYTES = 1_048_576
# Whoever took away some of the files that only a number tells apart has left the others.
MOST_GAP = 10


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
    # Where the bytes are to tell the name, they tell too whether it is taken.
    if len(parcel.candidates) == 1:
        (path,) = parcel.candidates
        if os.path.lexists(path) and parcel.if_exists is IfExists.SKIP:
            return left(path)
        refuse_taken(parcel, path)
    return None


def _numbered(parcel: Parcel) -> Iterator[Path]:
    """Give every path that the file may be found at."""
    for path in parcel.candidates:
        yield path
        number, gap = 2, 0
        while parcel.if_exists is IfExists.RENAME and gap < MOST_GAP:
            other = parcel.target(path.suffix, number=number)
            number, gap = number + 1, 0 if os.path.lexists(other) else gap + 1
            if not gap:
                yield other


def _proof(parcel: Parcel, path: Path) -> str | None:
    """The digest of a file that sidecar or ledger say is this one, and that has not been changed since."""
    if not path.is_file():
        return None
    told = {proves(read_object(sidecar_of(path)), parcel), parcel.known.get(os.path.abspath(path))} - {None}  # noqa: PTH100  # resolve() follows links
    if not told:
        return None
    digest = _digest_of(path)
    return digest if digest in told else None


def _digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    digest = sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def is_same(path: Path, digest: str) -> bool:
    """Whether there is a file of that digest."""
    return path.is_file() and _digest_of(path) == digest


def is_this(parcel: Parcel, path: Path, digest: str) -> bool:
    """Whether a file of that digest is this very one: two tasks may have made the same bytes."""
    return not is_of_another(read_object(sidecar_of(path)), parcel) and is_same(path, digest)


def left(path: Path) -> Saved:
    """What lies there, whatever it is, left as it is."""
    return Saved(path=path, size_bytes=path.lstat().st_size, sha256=None, is_kept=True)


def is_taken(parcel: Parcel, path: Path) -> bool:
    """Whether something is there already, or would be in the way of the sidecar: what is no sidecar is somebody's."""
    return os.path.lexists(path) or (parcel.facts is not None and is_foreign(sidecar_of(path)))


def is_foreign(sidecar: Path) -> bool:
    """Whether something lies in the place of a sidecar that no run of ours can have written."""
    if not os.path.lexists(sidecar):
        return False
    return sidecar.is_symlink() or not sidecar.is_file() or not (_is_empty(sidecar) or is_sidecar(read_object(sidecar)))


def _is_empty(path: Path) -> bool:
    return not path.stat().st_size


def refuse_taken(parcel: Parcel, path: Path) -> None:
    """Return where the name is free or may be taken over; else ViduError 91, or 92 for a folder in the way."""
    if not is_taken(parcel, path):
        return
    there = path if os.path.lexists(path) else sidecar_of(path)
    if parcel.if_exists not in (IfExists.SKIP, IfExists.RENAME) and there.is_dir() and not there.is_symlink():
        message = f"{there} is a folder: no file can take its place."
        raise refused(CANNOT_WRITE, message, str(path.parent), "Before that, move the folder away.")
    # To leave what is there is an answer only where it is the file itself.
    if parcel.if_exists in (None, IfExists.FAIL) or (parcel.if_exists is IfExists.SKIP and there != path):
        raise refused(OUTPUT_EXISTS, f"{there} exists already and is not overwritten.", str(there))


def finished(parcel: Parcel, part: Part, path: Path, digest: str, *, is_kept: bool) -> Saved:
    """What is at home now, with its sidecar, and nothing left of the way there.

    Without a sidecar only a journal that names the file proves it, until somebody else keeps that: then it can be let
    go.
    """
    size = path.stat().st_size
    sidecar = sidecar_of(path)
    if parcel.facts is not None:
        file = {"file": path.name, "size_bytes": size, "sha256": digest}
        document = {**parcel.identity, **parcel.facts, **file}
        is_told = proves(read_object(sidecar), parcel) == digest or is_foreign(sidecar)
        if not (is_kept and is_told):
            part.note_beside(sidecar, document)
    elif not is_kept and not is_foreign(sidecar):
        # What it tells is of the file that was overwritten.
        sidecar.unlink(missing_ok=True)
    if parcel.facts is not None or part.named() is None:
        part.discard()
    return Saved(path=path, size_bytes=size, sha256=digest, is_kept=is_kept)
