"""Small JSON objects beside a file."""

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

_LONGEST_NOTE_BYTES = 50_000_000
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def read_object(path: Path) -> Mapping[str, object]:
    """The JSON object in a file; {} when there is none."""
    try:
        # Whoever opens a pipe waits for its other end.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            told = json.loads(file.read(_LONGEST_NOTE_BYTES)) if is_file else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def write_object(path: Path, document: Mapping[str, object], *, by_way_of: Path) -> None:
    """Write a JSON object whole or not at all: under another name first. OSError."""
    # Half a character, as in a name that is no UTF-8, becomes its escape in JSON.
    content = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
    # What lies there was left by a run that was killed, or leads elsewhere.
    by_way_of.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(by_way_of, flags, 0o666), "wb") as file:
            file.write(content)
        by_way_of.replace(path)
    except OSError:
        with suppress(OSError):
            by_way_of.unlink()
        raise


@cache
def boot() -> str:
    """Which start of this machine it runs since; "" where it does not tell."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
