"""How a run speaks and whether it rehearses: settings that no file holds, so that they are there when it is broken."""

from collections.abc import Mapping
from dataclasses import dataclass

from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.settings.sources import Options, Setting, flag, switch, word

COLOURS = ("always", "never", "auto")
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, kw_only=True, slots=True)
class Presentation:
    """What the options and the environment alone decide."""

    sandbox: Setting[bool]
    color: Setting[str]
    lang: Setting[str]
    no_input: Setting[bool]
    debug: Setting[bool]


def presentation(options: Options, environment: Mapping[str, str]) -> Presentation:
    """The settings of how a run speaks; ViduError 90 or 2 for a value that no source may hold."""
    given = {name: value for name, value in environment.items() if value}
    return Presentation(
        sandbox=_sandbox(options, given),
        color=_color(options, given),
        lang=word((options.lang, "--lang"), (given.get("VIDU_LANG"), "VIDU_LANG"), allowed=LANGUAGES, default="en"),
        no_input=_no_input(options, given),
        debug=switch(given, "VIDU_DEBUG"),
    )


def _sandbox(options: Options, given: Mapping[str, str]) -> Setting[bool]:
    wanted = flag(given, "VIDU_SANDBOX")
    if options.base_url and (options.sandbox or wanted):
        # Whoever exported VIDU_SANDBOX is rehearsing: a server named beside it must not be paid by accident.
        what = "--sandbox" if options.sandbox else "VIDU_SANDBOX"
        raise failed(USAGE_ERROR, f"{what} and --base-url name two different platforms; give one.", option="--base-url")
    if options.sandbox:
        return Setting(True, "option --sandbox")  # noqa: FBT003  # the value of a setting
    return switch(given, "VIDU_SANDBOX")


def _no_input(options: Options, given: Mapping[str, str]) -> Setting[bool]:
    if options.no_input:
        return Setting(True, "option --no-input")  # noqa: FBT003  # the value of a setting
    return switch(given, "VIDU_NO_INPUT")


def _color(options: Options, given: Mapping[str, str]) -> Setting[str]:
    named = word((options.color, "--color"), (given.get("VIDU_COLOR"), "VIDU_COLOR"), allowed=COLOURS, default="auto")
    if named.value != "auto":
        return named
    conventions = (
        ("NO_COLOR", "NO_COLOR" in given, "never"),
        ("FORCE_COLOR", given.get("FORCE_COLOR", "0") != "0", "always"),
        ("CLICOLOR_FORCE", given.get("CLICOLOR_FORCE", "0") != "0", "always"),
        ("CLICOLOR", given.get("CLICOLOR") == "0", "never"),
        ("TERM", given.get("TERM") == "dumb", "never"),
    )
    return next((Setting(when, f"environment {name}") for name, holds, when in conventions if holds), named)
