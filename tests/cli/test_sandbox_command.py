"""`vidu sandbox`: serve, run, fail and reset as processes."""

import urllib.error
import urllib.request
from signal import SIGINT, SIGTERM, Signals

import pytest

from tests.support.program import Program
from tests.support.running import Running, running
from tests.support.tools import needs


def origin_of(served: Running) -> str:
    said = served.until("export VIDU_BASE_URL=")
    return "http://" + said.partition("VIDU_BASE_URL=http://")[2].split()[0]


def answer_of(url: str, key: str) -> int:
    request = urllib.request.Request(url, headers={"Authorization": f"Token {key}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize(
    ("script", "number"),
    [("exit 7", 7), ("exit 0", 0), ("kill -TERM $$", 143), ("kill -KILL $$", 137), ("kill -INT $$", 130)],
)
def test_run_passes_the_exit_status_on(script: str, number: int, vidu: Program) -> None:
    run = vidu("sandbox", "run", "--", "sh", "-c", script)

    assert run.exit_code == number


@pytest.mark.parametrize(("command", "number"), [("no-such-command", 127), ("./words.txt", 126)])
def test_run_tells_of_a_command_that_cannot_be_run(command: str, number: int, vidu: Program) -> None:
    (vidu.home / "words.txt").write_text("not a program")

    run = vidu("sandbox", "run", "--", command)

    assert (run.exit_code, run.stdout, command in run.stderr) == (number, "", True)


def test_run_sets_key_and_base_url_and_takes_every_other_setting_away(vidu: Program) -> None:
    foreign = {
        "VIDU_REGION": "cn",
        "VIDU_API_HOST": "http://127.0.0.1:9",
        "VIDU_PROFILE": "work",
        "VIDU_SANDBOX": "1",
        "VIDU_SANDBOX_FAIL": "get=502",
        "VIDU_COLOR": "always",
        "VIDU_LANG": "zh",
        "VIDU_NO_INPUT": "1",
        "VIDU_DEBUG": "1",
        "VIDU_TOKEN": "other",
        "VIDU_API_KEY": "vda_real",
        "VIDU_BASE_URL": "http://127.0.0.1:9",
        "VIDU_MINE": "kept",
    }

    config_file = vidu.home / ".config" / "vidu" / "config.toml"
    config_file.parent.mkdir(parents=True)
    config_file.write_text("[profile.work]")

    run = Program(vidu.home, foreign)("sandbox", "run", "--", "env")

    named = dict(line.split("=", 1) for line in run.lines if line.startswith("VIDU_"))
    assert (sorted(named), named["VIDU_API_KEY"], named["VIDU_BASE_URL"].rpartition(":")[0]) == (
        ["VIDU_API_KEY", "VIDU_BASE_URL", "VIDU_MINE"],
        "sandbox",
        "http://127.0.0.1",
    )


def test_run_leaves_the_words_of_the_command_alone(vidu: Program) -> None:
    run = vidu("sandbox", "run", "--", "printf", "%s|", "--json", "-v", "a b", "--", "--sandbox")

    assert run.stdout == "--json|-v|a b|--|--sandbox|"


def test_run_hands_standard_input_on(vidu: Program) -> None:
    run = vidu("sandbox", "run", "--", "cat", stdin="as it was\n")

    assert run.stdout == "as it was\n"


def test_the_program_itself_works_inside_of_run(vidu: Program) -> None:
    script = "vidu submit text2video 'a boat' --wait --interval 0.05 -o boat.mp4 --json"

    run = vidu("sandbox", "run", "--", "sh", "-c", script)

    saved = vidu.home / "boat.mp4"
    assert (run.exit_code, run.json["creations"][0]["path"], saved.read_bytes()[4:8]) == (0, "boat.mp4", b"ftyp")


def test_run_and_the_sandbox_in_process_share_one_world(vidu: Program) -> None:
    bought = vidu("sandbox", "run", "--", "vidu", "submit", "text2video", "a boat").stdout.strip()

    seen = vidu("--sandbox", "list", "--format", "ids").stdout.strip()

    assert (bought, bought.isdecimal()) == (seen, True)


def test_run_passes_a_termination_on_to_the_command(vidu: Program) -> None:
    with running(
        vidu, "sandbox", "run", "--", "sh", "-c", "trap 'exit 9' TERM; echo up >&2; sleep 30 >&- 2>&- & wait"
    ) as run:
        run.until("up")
        run.send(SIGTERM)
        ended = run.end()

    assert ended.exit_code == 9


def test_serve_on_port_0_names_its_port_and_takes_any_sandbox_key(vidu: Program) -> None:
    with running(vidu, "sandbox", "serve", "--port", "0") as served:
        url = f"{origin_of(served)}/ent/v2/credits"
        told = [answer_of(url, "vda_mine"), answer_of(url, "sandbox-7"), answer_of(url, "sk-other")]

    assert told == [200, 200, 401]


def test_serve_shows_the_requests_to_who_asks(vidu: Program) -> None:
    with running(vidu, "sandbox", "serve", "--port", "0", "-v") as served:
        answer_of(f"{origin_of(served)}/ent/v2/credits", "vda_mine")
        said = served.until("credits: 200")

    assert "GET /ent/v2/credits: 200" in said


def test_a_port_that_is_taken_is_told_of(vidu: Program) -> None:
    with running(vidu, "sandbox", "serve", "--port", "0") as served:
        port = origin_of(served).rpartition(":")[2]
        run = vidu("sandbox", "serve", "--port", port)

    assert (run.exit_code, port in run.stderr) == (90, True)


def test_a_fault_is_kept_for_as_many_commands_as_it_was_asked_for(vidu: Program) -> None:
    vidu("sandbox", "fail", "list=Forbidden*2")

    runs = [vidu("--sandbox", "list", "--json") for _ in range(3)]

    assert [run.exit_code for run in runs] == [12, 12, 0]


@needs("jq")
def test_reset_forgets_faults_tasks_and_what_was_spent(vidu: Program) -> None:
    run = vidu.shell("""
        vidu --sandbox submit text2video "a boat" > boat
        vidu sandbox fail credits=Forbidden
        vidu sandbox reset
        vidu --sandbox list --format ids
        vidu --sandbox credits --json | jq .credit_remain
        vidu --sandbox submit text2video "a boat" > boat
        vidu --sandbox credits --json | jq .credit_remain
    """)

    full, less = (int(line) for line in run.lines)
    assert full - less == 60


def test_reset_mends_a_world_that_is_damaged(vidu: Program) -> None:
    run = vidu.shell("""
        mkdir -p .local/state/vidu; head -c 9000 /dev/zero > .local/state/vidu/sandbox.db
        vidu sandbox reset
        vidu --sandbox list --json
    """)

    assert (run.exit_code, run.json) == (0, [])


def test_a_fault_of_the_environment_lasts_one_command(rehearsal: Program) -> None:
    refused = rehearsal("submit", "text2video", "a boat", VIDU_SANDBOX_FAIL="submit=CreditInsufficient*1")
    taken = rehearsal("submit", "text2video", "a boat")

    assert (refused.exit_code, taken.exit_code) == (21, 0)


def test_a_fault_of_the_environment_that_is_none_is_an_invalid_configuration(rehearsal: Program) -> None:
    run = rehearsal("list", "--json", VIDU_SANDBOX_FAIL="submit=nonsence")

    assert (run.exit_code, "VIDU_SANDBOX_FAIL" in run.error["message"]) == (90, True)


@pytest.mark.parametrize("pace", ["fast", "0", "-1", "nan", "inf"])
def test_a_pace_that_is_none_is_an_invalid_configuration(pace: str, rehearsal: Program) -> None:
    run = rehearsal("list", "--json", VIDU_SANDBOX_PACE=pace)

    assert (run.exit_code, "VIDU_SANDBOX_PACE" in run.error["message"]) == (90, True)


def test_a_task_of_one_command_is_polled_by_the_next(rehearsal: Program) -> None:
    run = rehearsal.shell('ID=$(vidu submit text2video "a boat"); vidu poll "$ID" --format ids')

    assert (run.exit_code, len(run.lines)) == (0, 1)


def test_the_sandbox_needs_no_key_and_does_not_take_the_real_one(vidu: Program) -> None:
    run = vidu("--sandbox", "config", "show", "--json", VIDU_API_KEY="vda_real_0123456789abcdef")

    shown = {row["setting"]: (row["value"], row["source"]) for row in run.json}
    assert (shown["api_key"], shown["sandbox"]) == (
        ("sandbox", "option --sandbox"),
        ("true", "option --sandbox"),
    )


@pytest.mark.parametrize("words", [("fail", "submit=nonsence"), ("fail",), ("run",), ("serve", "--port", "99999"), ()])
def test_a_bad_word_to_the_sandbox_is_a_usage_error(words: tuple[str, ...], vidu: Program) -> None:
    run = vidu("sandbox", *words)

    assert (run.exit_code, run.stdout, bool(run.stderr)) == (2, "", True)


def test_a_word_that_is_nearly_a_fault_is_suggested(vidu: Program) -> None:
    run = vidu("sandbox", "fail", "submit=creditInsuficient")

    assert (run.exit_code, "CreditInsufficient" in run.stderr) == (2, True)


@pytest.mark.parametrize("number", [SIGINT, SIGTERM])
def test_serve_ends_well_when_it_is_told_to(number: Signals, vidu: Program) -> None:
    with running(vidu, "sandbox", "serve", "--port", "0") as served:
        served.until("export VIDU_BASE_URL=")
        served.send(number)
        run = served.end()

    assert (run.exit_code, "The sandbox has stopped" in run.stderr) == (0, True)
