from collections.abc import Callable
from pathlib import Path

import pytest

from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.settings.account import Settings
from vidu_cli.settings.sources import Options, Setting

SettingsWith = Callable[..., Settings]
RefusalWith = Callable[..., Failure]
Write = Callable[..., None]

TWO = """
default_profile = "work"
[profile.work]
api_key = "vda_work"
region = "cn"
[profile.home]
api_key = "vda_home"
base_url = "https://home.test/ent/v2/"
[profile.bare]
"""
CN, GLOBAL = "https://api.vidu.cn", "https://api.vidu.com"


def account(settings: Settings) -> tuple[str | None, str, str]:
    """Key, region and base URL."""
    return settings.api_key.value, settings.region.value, settings.base_url.value


def no_command(line: str) -> str:
    raise AssertionError(f"{line} was run")


def test_without_anything_the_platform_is_the_global_one_and_there_is_no_key(settings_with: SettingsWith) -> None:
    settings = settings_with()

    assert (settings.api_key, settings.region, settings.base_url, settings.notes) == (
        Setting(None, "not set"),
        Setting("global", "default"),
        Setting(GLOBAL, "default"),
        (),
    )


def test_the_default_profile_of_the_file_is_used_and_named(
    settings_with: SettingsWith, write: Write, config_file: Path
) -> None:
    write(TWO)

    settings = settings_with()

    place = f"{config_file} [profile.work]"
    assert (settings.profile, settings.api_key, settings.region, settings.base_url) == (
        Setting("work", str(config_file)),
        Setting("vda_work", place),
        Setting("cn", place),
        Setting(CN, place),
    )


@pytest.mark.parametrize(
    ("options", "environment", "expected"),
    [
        (Options(), {"VIDU_PROFILE": "home"}, ("vda_home", "global", "https://home.test")),
        (Options(), {"VIDU_PROFILE": ""}, ("vda_work", "cn", CN)),
        (Options(profile="home"), {"VIDU_PROFILE": "work"}, ("vda_home", "global", "https://home.test")),
        (Options(profile=""), {"VIDU_API_KEY": "vda_env"}, ("vda_env", "cn", CN)),
        (Options(), {"VIDU_API_KEY": "vda_env"}, ("vda_env", "cn", CN)),
        (Options(), {"VIDU_API_KEY": ""}, ("vda_work", "cn", CN)),
        (Options(), {"VIDU_API_KEY": " vda_env\n"}, ("vda_env", "cn", CN)),
        (Options(), {"VIDU_REGION": "global"}, ("vda_work", "global", GLOBAL)),
        (Options(), {"VIDU_BASE_URL": "https://env.test/"}, ("vda_work", "global", "https://env.test")),
        (Options(), {"VIDU_API_HOST": "https://env.test"}, ("vda_work", "global", "https://env.test")),
        (
            Options(),
            {"VIDU_BASE_URL": "https://url.test", "VIDU_API_HOST": "https://host.test"},
            ("vda_work", "global", "https://url.test"),
        ),
        (
            Options(),
            {"VIDU_REGION": "cn", "VIDU_BASE_URL": "https://env.test"},
            ("vda_work", "cn", "https://env.test"),
        ),
        (Options(region="global"), {"VIDU_BASE_URL": "https://env.test"}, ("vda_work", "global", GLOBAL)),
        (Options(region="cn"), {"VIDU_REGION": "global", "VIDU_PROFILE": "home"}, ("vda_home", "cn", CN)),
        (Options(base_url="https://opt.test"), {"VIDU_REGION": "cn"}, ("vda_work", "global", "https://opt.test")),
        (
            Options(region="cn", base_url="https://opt.test"),
            {"VIDU_BASE_URL": "https://env.test"},
            ("vda_work", "cn", "https://opt.test"),
        ),
    ],
    ids=str,
)
def test_options_win_over_the_environment_and_the_environment_over_the_profile(
    options: Options,
    environment: dict[str, str],
    expected: tuple[str, str, str],
    settings_with: SettingsWith,
    write: Write,
) -> None:
    write(TWO)

    assert account(settings_with(options, **environment)) == expected


def test_an_explicit_profile_ignores_the_account_of_the_environment_and_says_so(
    settings_with: SettingsWith, write: Write
) -> None:
    write(TWO)

    settings = settings_with(
        Options(profile="work"),
        VIDU_API_KEY="vda_env",
        VIDU_REGION="global",
        VIDU_BASE_URL="https://env.test",
        VIDU_API_HOST="https://host.test",
        VIDU_COLOR="never",
    )

    assert (account(settings), settings.color.value, settings.notes) == (
        ("vda_work", "cn", CN),
        "never",
        ("--profile was given: VIDU_API_KEY, VIDU_REGION, VIDU_BASE_URL, VIDU_API_HOST of the environment not used.",),
    )


def test_an_explicit_profile_never_borrows_the_key_of_the_environment(
    settings_with: SettingsWith, write: Write
) -> None:
    write(TWO)
    settings = settings_with(Options(profile="bare"), VIDU_API_KEY="vda_env")

    with pytest.raises(ViduError) as caught:
        settings.secret(no_command)

    failure = caught.value.failure
    assert (failure.exit_code, "does not look at VIDU_API_KEY" in failure.message) == (10, True)


def test_a_profile_of_the_environment_lets_the_environment_stand_over_it(
    settings_with: SettingsWith, write: Write
) -> None:
    write(TWO)

    settings = settings_with(VIDU_PROFILE="home", VIDU_API_KEY="vda_env")

    assert settings.api_key == Setting("vda_env", "environment VIDU_API_KEY")


@pytest.mark.parametrize(
    ("options", "environment", "number"),
    [(Options(profile="nobody"), {}, 2), (Options(), {"VIDU_PROFILE": "nobody"}, 90)],
    ids=["option", "environment"],
)
def test_a_profile_that_does_not_exist_is_refused_with_those_that_do(
    options: Options, environment: dict[str, str], number: int, refusal_with: RefusalWith, write: Write
) -> None:
    write(TWO)

    failure = refusal_with(options, **environment)

    assert (failure.exit_code, "known: bare, home, work" in failure.message) == (number, True)


@pytest.mark.parametrize(
    ("options", "environment", "number", "named"),
    [
        (Options(region="mars"), {}, 2, "--region"),
        (Options(base_url="api.vidu.cn"), {}, 2, "--base-url"),
        (Options(base_url="https://u:p@h.test"), {}, 2, "--base-url"),
        (Options(), {"VIDU_REGION": "mars"}, 90, "VIDU_REGION"),
        (Options(), {"VIDU_BASE_URL": "nonsense"}, 90, "VIDU_BASE_URL"),
        (Options(), {"VIDU_API_HOST": "nonsense"}, 90, "VIDU_API_HOST"),
    ],
    ids=str,
)
def test_a_place_that_is_none_is_refused_by_the_name_of_its_source(
    options: Options, environment: dict[str, str], number: int, named: str, refusal_with: RefusalWith
) -> None:
    failure = refusal_with(options, **environment)

    assert (failure.exit_code, failure.message.startswith(named)) == (number, True)


@pytest.mark.parametrize(("key", "value"), [("region", "mars"), ("base_url", "nonsense")])
def test_a_place_in_the_file_that_is_none_is_refused_with_the_file(
    key: str, value: str, refusal_with: RefusalWith, write: Write, config_file: Path
) -> None:
    write(f'default_profile = "p"\n[profile.p]\n{key} = "{value}"\n')

    failure = refusal_with()

    assert (failure.exit_code, str(config_file) in failure.message) == (90, True)


def test_a_key_of_the_environment_that_goes_to_an_address_of_the_file_is_noted(
    settings_with: SettingsWith, write: Write, config_file: Path
) -> None:
    write('default_profile = "work"\n[profile.work]\napi_key = "vda_file"\nbase_url = "https://gateway.test"\n')

    settings = settings_with(VIDU_API_KEY="vda_mine")

    assert settings.notes == (
        f"VIDU_API_KEY is sent to the address of {config_file} [profile.work]; --profile takes that profile's own key.",
    )


def test_a_profile_that_only_names_the_region_of_the_key_of_the_environment_is_nothing_to_note(
    settings_with: SettingsWith, write: Write
) -> None:
    write('default_profile = "work"\n[profile.work]\nregion = "cn"\n')

    settings = settings_with(VIDU_API_KEY="vda_mine")

    assert settings.notes == ()


def test_plain_http_to_another_machine_is_noted(settings_with: SettingsWith) -> None:
    settings = settings_with(Options(base_url="http://proxy.test"))

    assert settings.notes == ("http://proxy.test is plain http: the API key crosses the network unencrypted.",)


def test_a_key_is_the_secret(settings_with: SettingsWith) -> None:
    assert settings_with(VIDU_API_KEY="vda_env").secret(no_command) == "vda_env"


def test_a_command_gives_the_key_by_its_first_line_and_only_when_it_is_asked_for(
    settings_with: SettingsWith, write: Write
) -> None:
    write('default_profile = "p"\n[profile.p]\napi_key_command = "pass show vidu"\n')
    settings = settings_with()

    secret = settings.secret({"pass show vidu": "vda_pass\nnote\n"}.__getitem__)

    assert (settings.api_key.value, secret) == (None, "vda_pass")


def test_a_key_of_the_environment_spares_the_command(settings_with: SettingsWith, write: Write) -> None:
    write('default_profile = "p"\n[profile.p]\napi_key_command = "pass show vidu"\n')

    assert settings_with(VIDU_API_KEY="vda_env").secret(no_command) == "vda_env"


@pytest.mark.parametrize("said", ["", "\n", "  \n"], ids=repr)
def test_a_command_that_says_nothing_gives_no_key(said: str, settings_with: SettingsWith, write: Write) -> None:
    write('default_profile = "p"\n[profile.p]\napi_key_command = "pass show vidu"\n')

    with pytest.raises(ViduError) as caught:
        settings_with().secret(lambda _: said)

    assert caught.value.failure.exit_code == 10


@pytest.mark.parametrize(("environment", "told"), [({}, False), ({"VIDU_TOKEN": "x"}, True)], ids=["none", "token"])
def test_a_missing_key_is_10_and_tells_of_the_token_of_another_service(
    environment: dict[str, str], told: object, settings_with: SettingsWith
) -> None:
    with pytest.raises(ViduError) as caught:
        settings_with(**environment).secret(no_command)

    failure = caught.value.failure
    assert (failure.exit_code, "VIDU_TOKEN" in failure.message) == (10, told)


@pytest.mark.parametrize("key", ["vda a", "vda_\u20ac", "vda\x00", "vda\nX: y"], ids=ascii)
def test_a_key_that_no_header_can_carry_is_refused_without_being_told(key: str, settings_with: SettingsWith) -> None:
    with pytest.raises(ViduError) as caught:
        settings_with(VIDU_API_KEY=key).secret(no_command)

    failure = caught.value.failure
    assert (failure.exit_code, key in failure.message, "VIDU_API_KEY" in failure.message) == (90, False, True)


@pytest.mark.parametrize(("written", "limit"), [("200", 200), ('"200"', 200), ('"never"', None)])
def test_a_profile_says_above_which_price_to_ask(
    written: str, limit: int | None, settings_with: SettingsWith, write: Write
) -> None:
    write(f'default_profile = "work"\n[profile.work]\nask_above = {written}\n')

    assert settings_with().ask_above.value == limit


def test_the_environment_says_it_before_the_profile(settings_with: SettingsWith, write: Write) -> None:
    write('default_profile = "work"\n[profile.work]\nask_above = 200\n')

    settings = settings_with(VIDU_ASK_ABOVE="0")

    assert settings.ask_above == Setting(0, "environment VIDU_ASK_ABOVE")


@pytest.mark.parametrize("written", ["-1", "true", "1.5", '"lots"', '""'])
def test_a_price_to_ask_above_that_is_none_is_refused(written: str, refusal_with: RefusalWith, write: Write) -> None:
    write(f'default_profile = "work"\n[profile.work]\nask_above = {written}\n')

    assert refusal_with().exit_code == 90
