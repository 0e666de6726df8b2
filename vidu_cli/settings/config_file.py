"""The configuration file: TOML with profiles, refused as a whole when anything in it is not understood."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from vidu_cli.errors.catalogue import CONFIG_INVALID
from vidu_cli.errors.failure import failed
from vidu_cli.policy.suggestions import nearest

LARGEST_BYTES = 20_000
# A number of credits, or a word.
NUMBER_KEYS = ("ask_above", "daily_cap", "monthly_cap")
SWITCH_KEYS = ("private",)
PROFILE_KEYS = ("api_key", "api_key_command", "region", "base_url", *NUMBER_KEYS, *SWITCH_KEYS)


def read(config_file: Path) -> Mapping[str, object]:
    """The document, {} when there is no file; ViduError 90 when it cannot be trusted to mean what its writer meant."""
    try:
        if not config_file.is_file():
            return _none_or_refused(config_file)
        with config_file.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise failed(CONFIG_INVALID, f"{config_file} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST_BYTES:
        raise failed(CONFIG_INVALID, f"{config_file} is larger than {LARGEST_BYTES:,} bytes.")
    import tomllib  # slow to import, and most runs have no such file

    try:
        document = tomllib.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise failed(CONFIG_INVALID, f"{config_file} is nested too deeply.") from error
    except ValueError as error:
        raise failed(CONFIG_INVALID, f"{config_file} is not valid TOML: {error}") from error
    _check(document, config_file)
    return document


def _none_or_refused(config_file: Path) -> Mapping[str, object]:
    if config_file.exists():
        raise failed(CONFIG_INVALID, f"{config_file} is no file.")
    return {}


def _check(document: Mapping[str, object], config_file: Path) -> None:
    _only_known(document, ("default_profile", "profile"), str(config_file))
    profiles = document.get("profile", {})
    if not isinstance(document.get("default_profile", ""), str) or not isinstance(profiles, dict):
        raise failed(
            CONFIG_INVALID, f"{config_file}: default_profile must be text, and profiles stand in [profile.NAME]."
        )
    for name, table in profiles.items():
        place = f"{config_file} [profile.{name}]"
        if not isinstance(table, dict) or not all(_is_fit(key, value) for key, value in table.items()):
            raise failed(
                CONFIG_INVALID, f"{place}: every value must be text in quotes, a number of credits, or true or false."
            )
        _only_known(table, PROFILE_KEYS, place)
    holds_key = any("api_key" in table for table in profiles.values())
    if holds_key and os.name == "posix" and stat.S_IMODE(config_file.stat().st_mode) & 0o077:
        sentence = f"{config_file} holds an API key and others on this machine may read it."
        raise failed(CONFIG_INVALID, sentence, remedies=(f"Run `chmod 600 {config_file}`.",))


def _is_fit(key: str, value: object) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    is_switch = key in SWITCH_KEYS and isinstance(value, bool)
    return isinstance(value, str) or (key in NUMBER_KEYS and is_number) or is_switch


def _only_known(table: Mapping[str, object], known: tuple[str, ...], place: str) -> None:
    for name in table:
        if name not in known:
            near = nearest(name, known)
            hint = f" Did you mean {near!r}?" if near else f" Known: {', '.join(known)}."
            raise failed(CONFIG_INVALID, f"{place}: {name!r} is not a setting.{hint}")
