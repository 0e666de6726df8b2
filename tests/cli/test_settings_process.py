"""Where each setting comes from, seen from outside, and the accounts that must not be mixed up."""

from pathlib import Path

import pytest

from tests.support.answers import KEY, LIST
from tests.support.program import Program, Run
from tests.support.scripted import Reply, Scripted, says

FILE = """
default_profile = "home"

[profile.home]
api_key = "vda_home_0123456789abcdef"
region = "cn"

[profile.work]
api_key = "vda_work_0123456789abcdef"
base_url = "https://work.invalid/ent/v2/"
"""


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    path = tmp_path / ".config" / "vidu" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(FILE)
    path.chmod(0o600)
    return path


def setting(run: Run, name: str) -> tuple[str, str]:
    return next((row["value"], row["source"]) for row in run.json if row["setting"] == name)


def test_without_anything_the_defaults_hold(vidu: Program) -> None:
    run = vidu("config", "show", "--json")

    assert (setting(run, "base_url"), setting(run, "api_key")[1]) == (("https://api.vidu.com", "default"), "not set")


def test_the_default_profile_of_the_file_wins_over_the_defaults(vidu: Program, config_file: Path) -> None:
    run = vidu("config", "show", "--json")

    assert setting(run, "base_url") == ("https://api.vidu.cn", f"{config_file} [profile.home]")


def test_the_environment_wins_over_the_file(vidu: Program, config_file: Path) -> None:
    run = vidu("config", "show", "--json", VIDU_REGION="global", VIDU_API_KEY=KEY)

    assert (setting(run, "base_url")[0], setting(run, "api_key")[1], config_file.exists()) == (
        "https://api.vidu.com",
        "environment VIDU_API_KEY",
        True,
    )


def test_an_option_wins_over_the_environment(vidu: Program) -> None:
    run = vidu("config", "show", "--json", "--region", "cn", VIDU_REGION="global", VIDU_BASE_URL="https://a.invalid")

    assert setting(run, "base_url") == ("https://api.vidu.cn", "option --region")


def test_on_one_level_the_base_url_wins_over_the_region(vidu: Program) -> None:
    run = vidu("config", "show", "--json", VIDU_REGION="cn", VIDU_BASE_URL="https://a.invalid/ent/v2")

    assert (setting(run, "base_url"), setting(run, "region")[0]) == (
        ("https://a.invalid", "environment VIDU_BASE_URL"),
        "cn",
    )


def test_the_old_name_of_the_base_url_is_known(vidu: Program) -> None:
    run = vidu("config", "show", "--json", VIDU_API_HOST="https://a.invalid")

    assert setting(run, "base_url") == ("https://a.invalid", "environment VIDU_API_HOST")


def test_an_empty_variable_counts_as_unset(vidu: Program, config_file: Path) -> None:
    run = vidu("config", "show", "--json", VIDU_REGION="", VIDU_BASE_URL="", VIDU_API_KEY="", VIDU_SANDBOX="")

    assert setting(run, "api_key")[1] == f"{config_file} [profile.home]"


@pytest.mark.usefixtures("config_file")
def test_an_explicit_profile_ignores_the_account_of_the_environment_and_says_so(vidu: Program) -> None:
    run = vidu(
        "config", "show", "--format", "plain", "--profile", "work", VIDU_API_KEY=KEY, VIDU_BASE_URL="https://a.invalid"
    )

    shown = dict(line.split("\t")[:2] for line in run.lines)
    said = [name for name in ("VIDU_API_KEY", "VIDU_BASE_URL") if name in run.stderr]
    assert (shown["base_url"], shown["api_key"], said) == (
        "https://work.invalid",
        "vda_...ef",
        ["VIDU_API_KEY", "VIDU_BASE_URL"],
    )


@pytest.mark.usefixtures("config_file")
def test_a_profile_of_the_environment_does_not_ignore_the_key_of_the_environment(vidu: Program) -> None:
    run = vidu("config", "show", "--json", VIDU_PROFILE="work", VIDU_API_KEY=KEY)

    assert (setting(run, "profile")[0], setting(run, "api_key")[1]) == ("work", "environment VIDU_API_KEY")


def test_a_key_of_the_file_goes_to_the_base_url_and_nowhere_else(
    vidu: Program, platform: Scripted, config_file: Path
) -> None:
    config_file.write_text(f'[profile.home]\napi_key = "vda_home"\nbase_url = "{platform.origin}"\n')
    platform.answers(LIST, says({"tasks": []}))

    run = vidu("list", "--profile", "home", "--json", VIDU_API_KEY=KEY)

    assert (run.exit_code, platform.requests[0].headers["authorization"]) == (0, "Token vda_home")


def test_a_key_that_a_command_gives_is_used(vidu: Program, platform: Scripted, config_file: Path) -> None:
    config_file.write_text(f'[profile.home]\napi_key_command = "echo vda_said"\nbase_url = "{platform.origin}"\n')
    platform.answers(LIST, says({"tasks": []}))

    run = vidu("list", "--profile", "home", "--json")

    assert (run.exit_code, platform.requests[0].headers["authorization"]) == (0, "Token vda_said")


def test_a_command_that_gives_no_key_is_told_of(vidu: Program, config_file: Path) -> None:
    config_file.write_text('[profile.home]\napi_key_command = "exit 3"\n')

    run = vidu("list", "--profile", "home", "--json")

    assert (run.exit_code, run.error["code"], "ended with 3" in run.error["message"]) == (10, "no-api-key", True)


def test_a_key_for_another_service_is_no_key_and_the_message_says_so(vidu: Program) -> None:
    run = vidu("list", "--json", VIDU_TOKEN="vda_other")

    assert (run.exit_code, "VIDU_TOKEN" in run.error["message"]) == (10, True)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_file_with_a_key_that_others_may_read_is_refused_with_the_line_that_mends_it(
    mode: int, vidu: Program, config_file: Path
) -> None:
    config_file.chmod(mode)

    run = vidu("list", "--json")

    assert (run.exit_code, f"chmod 600 {config_file}" in run.error["remedies"][0]) == (90, True)


def test_a_file_without_a_key_may_be_read_by_others(vidu: Program, config_file: Path) -> None:
    config_file.write_text('[profile.home]\nregion = "cn"\n')
    config_file.chmod(0o644)

    run = vidu("config", "show", "--json")

    assert run.exit_code == 0


@pytest.mark.parametrize(
    "content",
    ["[profile", "colour = 1\n", '[profile.home]\nregion = "mars"\n', '[profile.home]\nkey = "vda"\n', "profile = 1\n"],
)
def test_a_file_that_is_not_understood_is_refused_as_a_whole(content: str, vidu: Program, config_file: Path) -> None:
    config_file.write_text(content)

    run = vidu("list", "--profile", "home", "--json")

    assert (run.exit_code, run.error["code"], str(config_file) in run.error["message"]) == (90, "config-invalid", True)


@pytest.mark.parametrize(("word", "value"), [("yes", "true"), ("ON", "true"), ("0", "false"), ("off", "false")])
def test_the_sandbox_is_switched_by_words(word: str, value: str, vidu: Program) -> None:
    run = vidu("config", "show", "--json", VIDU_SANDBOX=word)

    assert setting(run, "sandbox") == (value, "environment VIDU_SANDBOX")


def test_a_base_url_beside_the_sandbox_of_the_environment_is_refused(vidu: Program, platform: Scripted) -> None:
    run = vidu("list", "--base-url", platform.origin, "--json", VIDU_SANDBOX="1", VIDU_API_KEY=KEY)

    assert (run.exit_code, platform.requests) == (2, [])


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--json"), ("submit", "text2video", "a cat"), ("config", "show")]
)
def test_the_key_is_never_shown_however_much_is_asked(words: tuple[str, ...], customer: Program) -> None:
    run = customer(*words, "-vvv", VIDU_DEBUG="1")

    assert (bool(run.stderr + run.stdout), KEY in run.stdout + run.stderr, KEY[4:] in run.stdout + run.stderr) == (
        True,
        False,
        False,
    )


def test_the_key_does_not_follow_a_redirect(customer: Program, platform: Scripted) -> None:
    platform.answers("GET /ent/v2/tasks", Reply(status=307, headers={"location": f"{platform.origin}/elsewhere"}))

    run = customer("list", "--json")

    assert (run.exit_code, [request.target for request in platform.requests if "elsewhere" in request.target]) == (
        96,
        [],
    )


def test_the_key_is_in_no_file_of_the_sandbox(vidu: Program) -> None:
    vidu("--sandbox", "submit", "text2video", "a cat", VIDU_API_KEY=KEY)

    files = [path for path in vidu.home.rglob("*") if path.is_file()]
    assert (len(files) > 0, [path for path in files if KEY.encode() in path.read_bytes()]) == (True, [])


def test_plain_http_to_another_machine_is_warned_of(vidu: Program) -> None:
    run = vidu("config", "show", VIDU_BASE_URL="http://vidu.invalid")

    assert (run.exit_code, "unencrypted" in run.stderr) == (0, True)
