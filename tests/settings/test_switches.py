from collections.abc import Callable

import pytest

from vidu_cli.errors.failure import Failure
from vidu_cli.settings.account import Settings
from vidu_cli.settings.sources import Options, Setting

SettingsWith = Callable[..., Settings]
RefusalWith = Callable[..., Failure]
SANDBOX = "https://sandbox.vidu.invalid"


@pytest.mark.parametrize("variable", ["VIDU_SANDBOX", "VIDU_NO_INPUT", "VIDU_DEBUG"])
@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((word, True) for word in ("1", "true", "yes", "on", "TRUE", "On")),
        *((word, False) for word in ("0", "false", "no", "off", "OFF")),
    ],
)
def test_a_switch_of_the_environment_is_read(
    variable: str, word: str, value: object, settings_with: SettingsWith
) -> None:
    settings = settings_with(**{variable: word})

    switches = {"VIDU_SANDBOX": settings.sandbox, "VIDU_NO_INPUT": settings.no_input, "VIDU_DEBUG": settings.debug}
    assert (switches[variable].value, switches[variable].source) == (value, f"environment {variable}")


@pytest.mark.parametrize("variable", ["VIDU_SANDBOX", "VIDU_NO_INPUT", "VIDU_DEBUG"])
@pytest.mark.parametrize("word", ["2", "maybe", " ", "truth"])
def test_a_switch_that_is_neither_on_nor_off_is_90(variable: str, word: str, refusal_with: RefusalWith) -> None:
    assert refusal_with(**{variable: word}).exit_code == 90


def test_an_empty_switch_counts_as_unset(settings_with: SettingsWith) -> None:
    settings = settings_with(VIDU_SANDBOX="", VIDU_NO_INPUT="")

    assert (settings.sandbox.source, settings.no_input.source) == ("default", "default")


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (Options(sandbox=True), {}),
        (Options(sandbox=True), {"VIDU_SANDBOX": "0"}),
        (Options(), {"VIDU_SANDBOX": "1"}),
    ],
    ids=["option", "option over environment", "environment"],
)
def test_the_sandbox_is_an_account_of_its_own_and_the_key_stays_at_home(
    options: Options, environment: dict[str, str], settings_with: SettingsWith
) -> None:
    settings = settings_with(options, VIDU_API_KEY="vda_real", VIDU_BASE_URL="https://real.test", **environment)

    assert (settings.base_url.value, settings.api_key.value, settings.secret(lambda _: "vda_real")) == (
        SANDBOX,
        "sandbox",
        "sandbox",
    )


def test_the_sandbox_keeps_the_region_whose_prices_hold(settings_with: SettingsWith) -> None:
    assert settings_with(Options(sandbox=True, region="cn")).region == Setting("cn", "option --region")


def test_the_sandbox_and_a_base_url_are_a_usage_error(refusal_with: RefusalWith) -> None:
    failure = refusal_with(Options(sandbox=True, base_url="https://real.test"))

    assert (failure.exit_code, failure.option) == (2, "--base-url")


@pytest.mark.parametrize(
    ("option", "environment", "setting"),
    [
        (None, {}, Setting("auto", "default")),
        ("always", {"VIDU_COLOR": "never", "NO_COLOR": "1"}, Setting("always", "option --color")),
        (None, {"VIDU_COLOR": "always", "NO_COLOR": "1"}, Setting("always", "environment VIDU_COLOR")),
        (None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, Setting("never", "environment NO_COLOR")),
        (None, {"NO_COLOR": "", "FORCE_COLOR": "1"}, Setting("always", "environment FORCE_COLOR")),
        (None, {"FORCE_COLOR": "0"}, Setting("auto", "default")),
        (None, {"FORCE_COLOR": "", "TERM": "dumb"}, Setting("never", "environment TERM")),
        (None, {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, Setting("always", "environment CLICOLOR_FORCE")),
        (None, {"CLICOLOR_FORCE": "0", "CLICOLOR": "0"}, Setting("never", "environment CLICOLOR")),
        (None, {"CLICOLOR": "1", "TERM": "xterm"}, Setting("auto", "default")),
        (None, {"FORCE_COLOR": "1", "TERM": "dumb"}, Setting("always", "environment FORCE_COLOR")),
        ("auto", {"NO_COLOR": "1"}, Setting("never", "environment NO_COLOR")),
    ],
    ids=str,
)
def test_colour_follows_the_option_then_our_variable_then_the_conventions(
    option: str | None, environment: dict[str, str], setting: Setting[str], settings_with: SettingsWith
) -> None:
    assert settings_with(Options(color=option), **environment).color == setting


@pytest.mark.parametrize(
    ("option", "environment", "setting"),
    [
        (None, {}, Setting("en", "default")),
        (None, {"VIDU_LANG": "zh"}, Setting("zh", "environment VIDU_LANG")),
        ("en", {"VIDU_LANG": "zh"}, Setting("en", "option --lang")),
        (None, {"VIDU_LANG": ""}, Setting("en", "default")),
    ],
    ids=str,
)
def test_the_language_follows_the_option_then_the_environment(
    option: str | None, environment: dict[str, str], setting: Setting[str], settings_with: SettingsWith
) -> None:
    assert settings_with(Options(lang=option), **environment).lang == setting


@pytest.mark.parametrize(
    ("options", "environment", "number"),
    [
        (Options(color="red"), {}, 2),
        (Options(lang="fr"), {}, 2),
        (Options(), {"VIDU_COLOR": "red"}, 90),
        (Options(), {"VIDU_LANG": "fr"}, 90),
    ],
    ids=str,
)
def test_a_word_that_is_not_allowed_is_refused_with_those_that_are(
    options: Options, environment: dict[str, str], number: int, refusal_with: RefusalWith
) -> None:
    failure = refusal_with(options, **environment)

    assert (failure.exit_code, "allowed: " in failure.message) == (number, True)


def test_a_switch_of_the_command_line_wins(settings_with: SettingsWith) -> None:
    settings = settings_with(Options(no_input=True), VIDU_NO_INPUT="0")

    assert (settings.no_input.value, settings.no_input.source) == (True, "option --no-input")
