"""A result shown by the program that the system has for it; no shell reads its name."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def open_file(path: str, environment: Mapping[str, str]) -> str:
    """Begin to show a file; give why it is not shown, "" when it is."""
    absolute = str(Path(path).absolute())
    if environment.get("CI"):
        return "this is CI, where nobody sits at a screen"
    if sys.platform == "win32":
        os.startfile(absolute)  # noqa: S606  # the name is one that this program gave or was given
        return ""
    if sys.platform != "darwin" and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return "there is no display"
    name = "open" if sys.platform == "darwin" else "xdg-open"
    opener = shutil.which(name, path=environment.get("PATH"))
    if opener is None:
        return f"{name} is not installed"
    try:
        subprocess.Popen(  # noqa: S603  # no shell, and the path is absolute: it cannot be read as an option
            [opener, absolute],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    except OSError as error:
        return f"{name}: {error.strerror or error}"
    return ""
