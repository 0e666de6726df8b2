import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.settings.config_file import read

Write = Callable[..., None]
KEYED = 'default_profile = "work"\n[profile.work]\napi_key = "vda_work"\n'
KEYLESS = '[profile.work]\napi_key_command = "pass show vidu"\nregion = "cn"\n'


def refusal(config_file: Path) -> Failure:
    with pytest.raises(ViduError) as caught:
        read(config_file)
    return caught.value.failure


def test_a_file_is_read(write: Write, config_file: Path) -> None:
    write(KEYED)

    assert read(config_file) == {"default_profile": "work", "profile": {"work": {"api_key": "vda_work"}}}


def test_no_file_and_an_empty_one_say_nothing(write: Write, config_file: Path) -> None:
    before = read(config_file)
    write("")

    assert (before, read(config_file)) == ({}, {})


def test_a_folder_that_is_a_file_holds_no_configuration(write: Write, config_file: Path) -> None:
    write("")

    assert read(config_file / "config.toml") == {}


@pytest.mark.skipif(os.name != "posix", reason="others are kept out by modes on POSIX alone")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620, 0o777], ids=oct)
def test_a_key_that_others_may_read_is_refused_with_the_line_that_mends_it(
    mode: int, write: Write, config_file: Path
) -> None:
    write(KEYED, mode=mode)

    failure = refusal(config_file)

    assert (failure.exit_code, failure.remedies, "vda_work" in failure.message) == (
        90,
        (f"Run `chmod 600 {config_file}`.",),
        False,
    )


@pytest.mark.parametrize("mode", [0o600, 0o400], ids=oct)
def test_a_key_that_only_its_owner_may_read_is_read(mode: int, write: Write, config_file: Path) -> None:
    write(KEYED, mode=mode)

    assert read(config_file)["default_profile"] == "work"


def test_a_file_without_a_key_may_be_read_by_all(write: Write, config_file: Path) -> None:
    write(KEYLESS, mode=0o644)

    assert read(config_file)["profile"] == {"work": {"api_key_command": "pass show vidu", "region": "cn"}}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("default_profile = work", "is not valid TOML"),
        (b"\xff\xfe", "is not valid TOML"),
        ("defualt_profile = 'work'", "'defualt_profile' is not a setting. Did you mean 'default_profile'?"),
        ("[profile.work]\napi_kye = 'x'", "'api_kye' is not a setting. Did you mean 'api_key'?"),
        (
            "[profile.work]\ncolour = 'x'",
            "'colour' is not a setting. Known: api_key, api_key_command, region, base_url",
        ),
        ("default_profile = 5", "default_profile must be text"),
        ("profile = 5", "profiles stand in [profile.NAME]"),
        ("profile.work = 5", "every value must be text in quotes"),
        ("[profile.work]\napi_key = 5", "every value must be text in quotes"),
        ("[profile.work.region]\na = 'b'", "every value must be text in quotes"),
    ],
    ids=str,
)
def test_a_file_that_is_not_understood_is_refused_as_a_whole(
    content: str | bytes, told: str, write: Write, config_file: Path
) -> None:
    write(content)

    failure = refusal(config_file)

    assert (failure.exit_code, str(config_file) in failure.message, told in failure.message) == (90, True, True)


def test_a_folder_in_the_place_of_the_file_is_refused(config_file: Path) -> None:
    config_file.mkdir()

    assert refusal(config_file).exit_code == 90


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_refused(write: Write, config_file: Path) -> None:
    write(KEYLESS, mode=0o000)

    assert refusal(config_file).exit_code == 90


@given(content=st.binary(max_size=60) | st.text("[]profile.ak_y=\"'\n5 ", max_size=60).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_read_or_refused(content: bytes, config_file: Path) -> None:
    config_file.write_bytes(content)
    try:
        document = read(config_file)
    except ViduError as error:
        document = {"default_profile": str(error.failure.exit_code)}

    assert set(document) <= {"default_profile", "profile"}
