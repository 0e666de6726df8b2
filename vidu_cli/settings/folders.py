"""Where the configuration and the state live on this system.

Source: the XDG base directory specification on Linux; the system's own folders elsewhere.
"""

from pathlib import Path

import platformdirs  # noqa: TID253  # this module is the adapter for the system's folders


def config_file() -> Path:
    """The configuration file, whether or not there is one."""
    return Path(platformdirs.user_config_dir("vidu", appauthor=False)) / "config.toml"


def state_folder() -> Path:
    """The folder of the sandbox's world and of crash reports, whether or not it is there."""
    return Path(platformdirs.user_state_dir("vidu", appauthor=False))
