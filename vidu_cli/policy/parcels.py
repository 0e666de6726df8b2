"""One file of a task that is to be brought home: which it is, where it goes, and what is written beside it."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from vidu_cli.policy.formats import FORMATS
from vidu_cli.policy.naming import LONGEST_NAME_BYTES, parted, shortened

SIDECAR = ".vidu.json"
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
EXTENSIONS = tuple(dict.fromkeys(one.extension for one in FORMATS.values()))


class What(StrEnum):
    """Which file of a result."""

    RESULT = "result"
    COVER = "cover"
    WATERMARKED = "watermarked"


class IfExists(StrEnum):
    """What to do where the target exists already: leave it, take another name, replace it, refuse."""

    SKIP = "skip"
    RENAME = "rename"
    OVERWRITE = "overwrite"
    FAIL = "fail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """One file on its way home.

    `name_for` gives its path below `folder` for an extension such as `.mp4`. Without `if_exists` a file that is proven
    to be this one is kept, and any other refused. `facts` are what the sidecar tells beside the file itself, None
    where none is wanted. `modified_at` is the time that the file gets, seconds since 1970. `known` are digests that the
    ledger has of files that this one was saved as, by absolute path.
    """

    task_id: str
    creation_id: str | None = None
    index: int = 1
    what: What = What.RESULT
    folder: Path
    name_for: Callable[[str], str]
    if_exists: IfExists | None = None
    facts: Mapping[str, object] | None = None
    modified_at: float | None = None
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Which file of its task it is."""
        return f"{self.index}-{self.what}"

    @property
    def key(self) -> str:
        """The name of this very file in every run; what of it comes from outside is made safe."""
        return f"{_UNSAFE.sub('_', self.task_id)[:64]}-{self.file}"

    @property
    def identity(self) -> dict[str, object]:
        """What a sidecar must say to be of this file."""
        return {
            "id": self.task_id,
            "creation_id": self.creation_id,
            "index": self.index,
            "what": str(self.what),
        }

    def target(self, extension: str, *, number: int = 1) -> Path:
        """Where the file goes; from the second `number` on under another name, as `boat-2.mp4`."""
        path = self.folder / self.name_for(extension)
        if number == 1:
            return path
        stem, suffix = parted(path.name)
        tail = f"-{number}{suffix}"
        return path.with_name(shortened(stem, LONGEST_NAME_BYTES - len(os.fsencode(tail))) + tail)

    @property
    def candidates(self) -> tuple[Path, ...]:
        """Every target that it may have, whatever its bytes are."""
        return tuple(dict.fromkeys(self.target(extension) for extension in EXTENSIONS))

    @property
    def home(self) -> Path:
        """The folder in which its beginning waits for the rest."""
        parents = {path.parent for path in self.candidates}
        return parents.pop() if len(parents) == 1 else self.folder


Watch = Callable[[Parcel, int, int | None], None]
"""Told how many bytes of a parcel are here, and how many there are if that is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """A file at home; `is_kept` when it was there before. `sha256` is None where nobody looked at its bytes."""

    path: Path
    size_bytes: int
    sha256: str | None
    is_kept: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether it is the result, and not just what lay in its place and was left there."""
        return self.sha256 is not None


def sidecar_of(path: Path) -> Path:
    """Where the facts about a file are written; a name that leaves no room for that is cut, and told apart."""
    room = LONGEST_NAME_BYTES - len(SIDECAR)
    name = os.fsencode(path.name)
    if len(name) <= room:
        return path.with_name(path.name + SIDECAR)
    mark = f"-{sha256(name).hexdigest()[:8]}"
    return path.with_name(shortened(path.name, room - len(mark)) + mark + SIDECAR)


def is_sidecar(told: Mapping[str, object]) -> bool:
    """Whether what a JSON file tells is a sidecar of ours, whatever it is of."""
    return isinstance(told.get("id"), str) and isinstance(told.get("sha256"), str)


def is_of_another(sidecar: Mapping[str, object], parcel: Parcel) -> bool:
    """Whether the file beside a sidecar is a result, but not this one."""
    return is_sidecar(sidecar) and any(sidecar.get(name) != value for name, value in parcel.identity.items())


def proves(sidecar: Mapping[str, object], parcel: Parcel) -> str | None:
    """The SHA-256 that the file beside a sidecar must have to be of this parcel; None when it is of another one."""
    told = {name: sidecar.get(name) for name in parcel.identity}
    digest = sidecar.get("sha256")
    return digest if told == parcel.identity and isinstance(digest, str) else None
