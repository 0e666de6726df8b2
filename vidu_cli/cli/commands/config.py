"""`vidu config`: the settings of a run, and where each came from."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.options import command, group

if TYPE_CHECKING:
    from vidu_cli.settings.account import Settings
    from vidu_cli.workflows.answers import SettingRow


NAMES = (
    "profile",
    "api_key",
    "api_key_command",
    "base_url",
    "region",
    "ask_above",
    "daily_cap",
    "monthly_cap",
    "private",
    "sandbox",
    "color",
    "lang",
    "no_input",
    "debug",
)


def add_to(root: typer.Typer, _: Sequence[str]) -> None:
    """Add the group."""
    config = typer.Typer(no_args_is_help=True, help="Show the settings and where each came from.")
    config.callback()(group())
    config.command("show")(command(show))
    root.add_typer(config, name="config")


def show(app: App) -> None:
    """Show each setting, masked where it is secret, and where it came from."""
    from vidu_cli.workflows.answers import SettingRow

    app.output.check(SettingRow)
    app.show(*_rows(app.settings))


def _rows(settings: "Settings") -> "list[SettingRow]":
    from vidu_cli.workflows.answers import SettingRow

    exists = "exists" if settings.config_file.exists() else "does not exist"
    rows = [SettingRow(setting="config_file", value=str(settings.config_file), source=exists)]
    for name in NAMES:
        setting = getattr(settings, name)
        value = _MASKS.get(name, _word)(setting.value)
        rows.append(SettingRow(setting=name, value=value, source=setting.source))
    return rows


def _word(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _masked(key: str | None) -> str:
    if not key:
        return ""
    return key if key == "sandbox" else f"{key[:4]}...{key[-2:]}" if len(key) >= 16 else "..."


# A command line may hold the very secret that it prints.
_MASKS: Mapping[str, Callable[[Any], str]] = {
    "api_key": _masked,
    "api_key_command": lambda line: "..." if line else "",
    **dict.fromkeys(("ask_above", "daily_cap", "monthly_cap"), lambda limit: "never" if limit is None else str(limit)),
}
