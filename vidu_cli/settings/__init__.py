"""Option > environment > profile in the file > default, each value remembering where it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from vidu_cli.errors.catalogue import CONFIG_INVALID, NO_API_KEY, USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.policy.base_url import BY_REGION, SANDBOX, is_unprotected, normal_base_url, region_of
from vidu_cli.settings.config_file import read

T = TypeVar("T")

REGIONS = tuple(BY_REGION)
COLOURS = ("always", "never", "auto")
LANGUAGES = ("en", "zh")
TRUE_WORDS = ("1", "true", "yes", "on")
FALSE_WORDS = ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A value and the words for where it came from."""

    value: T
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What the command line said; None where it said nothing."""

    profile: str | None = None
    region: str | None = None
    base_url: str | None = None
    sandbox: bool = False
    color: str | None = None
    lang: str | None = None
    no_input: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Every setting of one run.

    `notes` are sentences for stderr: what was set and is not used. `api_key` holds None when there is none; a key
    that a command gives is fetched by `secret`, and only when a request is to be made.
    """

    config_file: Path
    profile: Setting[str | None]
    api_key: Setting[str | None]
    api_key_command: Setting[str | None]
    region: Setting[str]
    base_url: Setting[str]
    sandbox: Setting[bool]
    color: Setting[str]
    lang: Setting[str]
    no_input: Setting[bool]
    debug: Setting[bool]
    notes: tuple[str, ...] = ()
    other_token: bool = False

    def secret(self, run: Callable[[str], str]) -> str:
        """The API key; ViduError 10 when there is none. `run` gives the standard output of a command."""
        key = self.api_key
        if key.value is None and self.api_key_command.value is not None:
            lines = run(self.api_key_command.value).strip().splitlines()
            key = Setting(lines[0].strip() if lines else None, self.api_key_command.source)
        if not key.value:
            raise failed(NO_API_KEY, self._why_no_key())
        if not (key.value.isascii() and key.value.isprintable()) or " " in key.value:
            raise failed(CONFIG_INVALID, f"The API key from {key.source} holds white space or characters no key has.")
        return key.value

    def _why_no_key(self) -> str:
        if self.profile.value is not None:
            place = f"profile {self.profile.value!r} of {self.config_file} holds none"
            place += " (an explicit --profile does not look at VIDU_API_KEY)" if "option" in self.profile.source else ""
        else:
            place = f"VIDU_API_KEY is not set and {self.config_file} holds none"
        other = " VIDU_TOKEN is set, but it belongs to another service of the vendor." if self.other_token else ""
        return f"No API key was found: {place}.{other}"


def load(options: Options, environment: Mapping[str, str], config_file: Path) -> Settings:
    """All settings of one run; ViduError 90 or 2 for a value that no source may hold."""
    given = {name: value for name, value in environment.items() if value}
    document = read(config_file)
    profile, table = _profile(options, given, document, config_file)
    place = f"{config_file} [profile.{profile.value}]"
    explicit = bool(options.profile)
    notes = _ignored(given) if explicit else ()
    seen = {name: value for name, value in given.items() if not explicit or name not in ACCOUNT_VARIABLES}
    sandbox = _sandbox(options, given)
    region, base_url = _address(options, seen, table, place)
    api_key = _first((seen.get("VIDU_API_KEY"), "environment VIDU_API_KEY"), (table.get("api_key"), place))
    if sandbox.value:
        base_url = Setting(SANDBOX, sandbox.source)
        api_key = Setting("sandbox", sandbox.source)
    elif is_unprotected(base_url.value):
        notes += (f"{base_url.value} is plain http: the API key crosses the network unencrypted.",)
    return Settings(
        config_file=config_file,
        profile=profile,
        api_key=Setting(api_key.value.strip(), api_key.source) if api_key.value else api_key,
        api_key_command=_first((None if api_key.value else table.get("api_key_command"), place)),
        region=region,
        base_url=base_url,
        sandbox=sandbox,
        color=_color(options, given),
        lang=_word((options.lang, "--lang"), (given.get("VIDU_LANG"), "VIDU_LANG"), allowed=LANGUAGES, default="en"),
        no_input=_no_input(options, given),
        debug=_switch(given, "VIDU_DEBUG"),
        notes=notes,
        other_token="VIDU_TOKEN" in given,
    )


ACCOUNT_VARIABLES = ("VIDU_API_KEY", "VIDU_REGION", "VIDU_BASE_URL", "VIDU_API_HOST")


def _ignored(given: Mapping[str, str]) -> tuple[str, ...]:
    names = [name for name in ACCOUNT_VARIABLES if name in given]
    return (f"--profile was given: {', '.join(names)} of the environment not used.",) if names else ()


def _first(*candidates: tuple[str | None, str]) -> Setting[str | None]:
    return next((Setting(value, source) for value, source in candidates if value), Setting(None, "not set"))


def _refused(sentence: str, source: str) -> ViduError:
    """Give the error for a bad value: the command line is 2, the environment and the file are 90."""
    from_option = source.startswith("--")
    return failed(USAGE_ERROR if from_option else CONFIG_INVALID, sentence, option=source if from_option else None)


def _word(*candidates: tuple[str | None, str], allowed: tuple[str, ...], default: str) -> Setting[str]:
    value, source = next((candidate for candidate in candidates if candidate[0]), (None, ""))
    if not value:
        return Setting(default, "default")
    return Setting(_allowed(value, source, allowed), _named(source))


def _allowed(value: str, source: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise _refused(f"{source} is {value!r}; allowed: {', '.join(allowed)}.", source)
    return value


def _named(source: str) -> str:
    return f"option {source}" if source.startswith("--") else f"environment {source}"


def _flag(given: Mapping[str, str], variable: str) -> bool | None:
    word = given.get(variable, "").lower()
    if not word:
        return None
    _allowed(word, variable, TRUE_WORDS + FALSE_WORDS)
    return word in TRUE_WORDS


def _sandbox(options: Options, given: Mapping[str, str]) -> Setting[bool]:
    wanted = _flag(given, "VIDU_SANDBOX")
    if options.base_url and (options.sandbox or wanted):
        # Whoever exported VIDU_SANDBOX is rehearsing: a server named beside it must not be paid by accident.
        what = "--sandbox" if options.sandbox else "VIDU_SANDBOX"
        raise failed(USAGE_ERROR, f"{what} and --base-url name two different platforms; give one.", option="--base-url")
    if options.sandbox:
        return Setting(True, "option --sandbox")  # noqa: FBT003  # the value of a setting
    return _switch(given, "VIDU_SANDBOX")


def _no_input(options: Options, given: Mapping[str, str]) -> Setting[bool]:
    if options.no_input:
        return Setting(True, "option --no-input")  # noqa: FBT003  # the value of a setting
    return _switch(given, "VIDU_NO_INPUT")


def _switch(given: Mapping[str, str], variable: str) -> Setting[bool]:
    wanted = _flag(given, variable)
    return Setting(bool(wanted), "default" if wanted is None else f"environment {variable}")


def _color(options: Options, given: Mapping[str, str]) -> Setting[str]:
    named = _word((options.color, "--color"), (given.get("VIDU_COLOR"), "VIDU_COLOR"), allowed=COLOURS, default="auto")
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


def _address(
    options: Options, given: Mapping[str, str], table: Mapping[str, str], place: str
) -> tuple[Setting[str], Setting[str]]:
    host = "VIDU_BASE_URL" if given.get("VIDU_BASE_URL") else "VIDU_API_HOST"
    levels = (
        (options.region, "--region", options.base_url, "--base-url"),
        (given.get("VIDU_REGION"), "VIDU_REGION", given.get(host), host),
        (table.get("region"), place, table.get("base_url"), place),
    )
    for region, region_source, base_url, base_source in levels:
        if region:
            _allowed(region, region_source, REGIONS)
        if base_url:
            normal = _normal(base_url, base_source)
            named = Setting(region or region_of(normal), _shown(region_source if region else base_source))
            return named, Setting(normal, _shown(base_source))
        if region:
            return Setting(region, _shown(region_source)), Setting(BY_REGION[region], _shown(region_source))
    return Setting("global", "default"), Setting(BY_REGION["global"], "default")


def _shown(source: str) -> str:
    return _named(source) if source.startswith(("--", "VIDU_")) else source


def _normal(base_url: str, source: str) -> str:
    try:
        return normal_base_url(base_url)
    except ValueError as error:
        raise _refused(f"{source}: {error}", source) from error


def _profile(
    options: Options, given: Mapping[str, str], document: Mapping[str, object], config_file: Path
) -> tuple[Setting[str | None], Mapping[str, str]]:
    default = document.get("default_profile")
    candidates = (
        (options.profile, "--profile"),
        (given.get("VIDU_PROFILE"), "VIDU_PROFILE"),
        (default if isinstance(default, str) else None, str(config_file)),
    )
    tables = document.get("profile")
    profiles = tables if isinstance(tables, dict) else {}
    for name, source in candidates:
        if name and name not in profiles:
            known = ", ".join(sorted(profiles)) or "none"
            raise _refused(f"{source}: there is no profile {name!r} in {config_file}; known: {known}.", source)
        if name:
            return Setting(name, _shown(source)), profiles[name]
    return Setting(None, "not set"), {}
