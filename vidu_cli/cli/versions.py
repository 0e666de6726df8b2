"""What runs here: this program, Python, the machine, and the libraries."""

import platform
from importlib.metadata import PackageNotFoundError, version

from vidu_cli import __version__

LIBRARIES = ("typer", "rich", "httpx", "platformdirs", "imagesize", "tinytag")


def versions() -> dict[str, str]:
    """Versions by name."""
    own = {"vidu": __version__, "Python": platform.python_version(), "platform": platform.platform()}
    return {**own, **{name: _version_of(name) for name in LIBRARIES}}


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        # A bundle may hold a library without what its installer writes beside it.
        return "unknown"
