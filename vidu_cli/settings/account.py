"""Whose account a run works for: the key, and the address that it travels to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vidu_cli.errors.catalogue import CONFIG_INVALID, NO_API_KEY
from vidu_cli.errors.failure import failed
from vidu_cli.policy.base_url import BY_REGION, SANDBOX, is_unprotected, normal_base_url, region_of
from vidu_cli.settings.config_file import read
from vidu_cli.settings.presentation import Presentation, presentation
from vidu_cli.settings.sources import FALSE_WORDS, TRUE_WORDS, Options, Setting, allowed_word, refused, shown, switch

REGIONS = tuple(BY_REGION)
# Above so many credits a person at a terminal is asked; a clip of 16 s costs up to 384.
ASK_ABOVE = 500
NEVER = "never"
ACCOUNT_VARIABLES = ("VIDU_API_KEY", "VIDU_REGION", "VIDU_BASE_URL", "VIDU_API_HOST")


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings(Presentation):
    """Every setting of one run.

    `notes` are sentences for stderr: what was set and is not used. `api_key` holds None when there is none; a key
    that a command gives is fetched by `secret`, and only when a request is to be made. `ask_above` is in credits, None
    when nobody is to be asked; so are the caps on what a day and a month may cost, None where there is none. With
    `private` the ledger keeps no prompts.
    """

    config_file: Path
    profile: Setting[str | None]
    api_key: Setting[str | None]
    api_key_command: Setting[str | None]
    region: Setting[str]
    base_url: Setting[str]
    ask_above: Setting[int | None]
    daily_cap: Setting[int | None]
    monthly_cap: Setting[int | None]
    private: Setting[bool]
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
    spoken = presentation(options, environment)
    # A rehearsal needs no account, so that it works while the file is still being written.
    document = {} if spoken.sandbox.value else read(config_file)
    profile, table = _profile(options, given, document, config_file)
    place = f"{config_file} [profile.{profile.value}]"
    explicit = bool(options.profile)
    notes = _ignored(given) if explicit else ()
    seen = {name: value for name, value in given.items() if not explicit or name not in ACCOUNT_VARIABLES}
    sandbox = spoken.sandbox
    region, base_url = _address(options, seen, table, place)
    api_key = _first((seen.get("VIDU_API_KEY"), "environment VIDU_API_KEY"), (table.get("api_key"), place))
    if sandbox.value:
        base_url = Setting(SANDBOX, sandbox.source)
        api_key = Setting("sandbox", sandbox.source)
    else:
        has_own_key = "api_key" in table or "api_key_command" in table
        is_borrowed = api_key.source != place and has_own_key and place in (base_url.source, region.source)
        notes += _doubts(base_url.value, place if api_key.value and is_borrowed else "")
    return Settings(
        config_file=config_file,
        profile=profile,
        api_key=Setting(api_key.value.strip(), api_key.source) if api_key.value else api_key,
        api_key_command=_first((None if api_key.value else table.get("api_key_command"), place)),
        region=region,
        base_url=base_url,
        ask_above=_credits("ask_above", given, table, place, default=ASK_ABOVE),
        daily_cap=_credits("daily_cap", given, table, place, default=None),
        monthly_cap=_credits("monthly_cap", given, table, place, default=None),
        private=_private(given, table, place),
        sandbox=sandbox,
        color=spoken.color,
        lang=spoken.lang,
        no_input=spoken.no_input,
        debug=spoken.debug,
        notes=notes,
        other_token="VIDU_TOKEN" in given,
    )


def _ignored(given: Mapping[str, str]) -> tuple[str, ...]:
    names = [name for name in ACCOUNT_VARIABLES if name in given]
    return (f"--profile was given: {', '.join(names)} of the environment not used.",) if names else ()


def _doubts(base_url: str, lent_by: str) -> tuple[str, ...]:
    notes = []
    if lent_by:
        notes.append(f"VIDU_API_KEY is sent to the address of {lent_by}; --profile takes that profile's own key.")
    if is_unprotected(base_url):
        notes.append(f"{base_url} is plain http: the API key crosses the network unencrypted.")
    return tuple(notes)


def _first(*candidates: tuple[str | None, str]) -> Setting[str | None]:
    return next((Setting(value, source) for value, source in candidates if value), Setting(None, "not set"))


def _credits(
    name: str, given: Mapping[str, str], table: Mapping[str, object], place: str, *, default: int | None
) -> Setting[int | None]:
    """A number of credits, from the environment or from the file; None where it is the word for no number."""
    variable = f"VIDU_{name.upper()}"
    candidates = ((given.get(variable), variable), (table.get(name), place))
    value, source = next((candidate for candidate in candidates if candidate[0] is not None), (default, "default"))
    if value is None:
        return Setting(None, source)
    word = str(value).strip()
    if word == NEVER:
        return Setting(None, shown(source))
    if not (word.isascii() and word.isdecimal() and len(word) < 10):
        raise refused(f"{source}: {name} is {word!r}; it is a number of credits, or {NEVER}.", source)
    return Setting(int(word), shown(source))


def _private(given: Mapping[str, str], table: Mapping[str, object], place: str) -> Setting[bool]:
    if given.get("VIDU_PRIVATE"):
        return switch(given, "VIDU_PRIVATE")
    if "private" not in table:
        return Setting(False, "default")  # noqa: FBT003  # the value of a setting
    word = str(table["private"]).strip().lower()
    allowed_word(word, place, TRUE_WORDS + FALSE_WORDS)
    return Setting(word in TRUE_WORDS, place)


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
            allowed_word(region, region_source, REGIONS)
        if base_url:
            normal = _normal(base_url, base_source)
            named = Setting(region or region_of(normal), shown(region_source if region else base_source))
            return named, Setting(normal, shown(base_source))
        if region:
            return Setting(region, shown(region_source)), Setting(BY_REGION[region], shown(region_source))
    return Setting("global", "default"), Setting(BY_REGION["global"], "default")


def _normal(base_url: str, source: str) -> str:
    try:
        return normal_base_url(base_url)
    except ValueError as error:
        raise refused(f"{source}: {error}", source) from error


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
            raise refused(f"{source}: there is no profile {name!r} in {config_file}; known: {known}.", source)
        if name:
            return Setting(name, shown(source)), profiles[name]
    return Setting(None, "not set"), {}
