"""Where a value may come from, and how a bad one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from vidu_cli.errors.catalogue import CONFIG_INVALID, USAGE_ERROR
from vidu_cli.errors.failure import ViduError, failed

T = TypeVar("T")

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


def refused(sentence: str, source: str) -> ViduError:
    """Give the error for a bad value: the command line is 2, the environment and the file are 90."""
    from_option = source.startswith("--")
    return failed(USAGE_ERROR if from_option else CONFIG_INVALID, sentence, option=source if from_option else None)


def word(*candidates: tuple[str | None, str], allowed: tuple[str, ...], default: str) -> Setting[str]:
    """The first word that a source gives; the default when none does."""
    value, source = next((candidate for candidate in candidates if candidate[0]), (None, ""))
    if not value:
        return Setting(default, "default")
    return Setting(allowed_word(value, source, allowed), _named(source))


def allowed_word(value: str, source: str, allowed: tuple[str, ...]) -> str:
    """The value, when it is one of the allowed words."""
    if value not in allowed:
        raise refused(f"{source} is {value!r}; allowed: {', '.join(allowed)}.", source)
    return value


def _named(source: str) -> str:
    return f"option {source}" if source.startswith("--") else f"environment {source}"


def flag(given: Mapping[str, str], variable: str) -> bool | None:
    """Whether a variable switches something on or off; None when it is not set."""
    word = given.get(variable, "").lower()
    if not word:
        return None
    allowed_word(word, variable, TRUE_WORDS + FALSE_WORDS)
    return word in TRUE_WORDS


def switch(given: Mapping[str, str], variable: str) -> Setting[bool]:
    """What a variable switches on; off by default."""
    wanted = flag(given, variable)
    return Setting(bool(wanted), "default" if wanted is None else f"environment {variable}")


def shown(source: str) -> str:
    """The words for a source: an option, a variable, or a place in the file."""
    return _named(source) if source.startswith(("--", "VIDU_")) else source
