"""What goes to stdout, what to stderr, in which format and colour."""

import pytest

from tests.support.answers import LIST, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, says
from tests.support.tools import needs

ROWS = [
    {"id": "12", "state": "success", "type": "text2video", "model": "viduq3", "credits": 60},
    {"id": "11", "state": "queueing", "type": "text2video", "model": "viduq3", "credits": 60},
]


@pytest.fixture
def listed(platform: Scripted) -> Scripted:
    """A platform with two tasks in its list."""
    platform.answers(LIST, says({"tasks": ROWS, "next_page_token": ""}))
    return platform


def test_an_empty_list_is_a_success(rehearsal: Program) -> None:
    run = rehearsal("list", "--json")

    assert (run.exit_code, run.json) == (0, [])


@needs("jq")
def test_the_shell_lines_of_the_documentation_work(vidu: Program) -> None:
    run = vidu.shell("""
        ID=$(vidu --sandbox submit text2video "a paper boat")
        vidu --sandbox poll "$ID" --json | jq -e '.[0].state=="success"'
    """)

    assert (run.exit_code, run.stdout) == (0, "true\n")


def test_a_refused_submit_is_never_captured_as_an_id(vidu: Program) -> None:
    run = vidu.shell("""
        ID=$(vidu --sandbox submit text2video "a boat sandbox:submit=CreditInsufficient") || echo "[$ID] $?"
    """)

    assert run.stdout == "[] 21\n"


@needs("jq")
def test_ids_of_a_list_can_be_piped_into_a_poll(vidu: Program) -> None:
    run = vidu.shell("""
        vidu --sandbox submit text2video "a boat" > first; vidu --sandbox submit text2video "a cat" > second
        vidu --sandbox list --format ids | vidu --sandbox poll - --json | jq -c 'map(.state)'
    """)

    assert run.stdout == '["success","success"]\n'


def test_no_standard_input_is_needed(rehearsal: Program) -> None:
    run = rehearsal.shell("vidu submit text2video 'a boat' --wait --format ids < /dev/null | wc -l")

    assert (run.exit_code, run.stdout.strip()) == (0, "1")


def test_a_closed_standard_input_is_an_empty_one(rehearsal: Program) -> None:
    run = rehearsal.shell("vidu poll - <&-")

    assert (run.exit_code, "standard input" in run.stderr) == (2, True)


@pytest.mark.usefixtures("listed")
def test_json_is_silent_on_stderr(customer: Program) -> None:
    run = customer("list", "--json")

    assert (run.exit_code, run.stderr) == (0, "")


@pytest.mark.usefixtures("listed")
def test_the_window_of_the_platform_is_said_on_stderr(customer: Program) -> None:
    run = customer("list")

    assert "last 7 days" in run.stderr


def test_a_cut_list_says_so_on_stderr(customer: Program, platform: Scripted) -> None:
    platform.answers(LIST, says({"tasks": ROWS, "next_page_token": "more"}))

    run = customer("list", "--limit", "1")

    assert (run.lines, "--limit 0" in run.stderr) == (["12\tsuccess\ttext2video\tviduq3\t60\t\t"], True)


@pytest.mark.parametrize("limit", ["0", "500"])
def test_a_list_that_goes_round_in_circles_says_that_it_ended_early(
    limit: str, customer: Program, platform: Scripted
) -> None:
    rows = [{"id": str(number), "state": "success"} for number in range(1, 101)]
    platform.answers(LIST, says({"tasks": rows}))

    run = customer("list", "--limit", limit)

    assert (len(run.lines), "ended early" in run.stderr, "--limit" in run.stderr) == (100, True, False)


def test_the_codes_of_failed_rows_are_fetched(customer: Program, platform: Scripted) -> None:
    platform.answers(LIST, says({"tasks": [{"id": "11", "state": "failed"}], "next_page_token": ""}))
    platform.answers(look_at("11"), task("11", "failed", "AuditFailed"))

    run = customer("list", "--json", "--fields", "id,err_code")

    assert run.json == [{"id": "11", "err_code": "AuditFailed"}]


def test_without_codes_nothing_but_the_list_is_asked(customer: Program, platform: Scripted) -> None:
    platform.answers(LIST, says({"tasks": [{"id": "11", "state": "failed"}], "next_page_token": ""}))

    customer("list", "--no-codes")

    assert [line.partition("?")[0] for line in platform.lines] == ["GET /ent/v2/tasks"]


def test_bare_vidu_is_a_usage_error_with_the_help_on_stderr(vidu: Program) -> None:
    run = vidu()

    assert (run.exit_code, run.stdout, "submit" in run.stderr) == (2, "", True)


def test_help_that_was_asked_for_is_on_stdout(vidu: Program) -> None:
    run = vidu("poll", "--help")

    assert (run.exit_code, "--fail-fast" in run.stdout, run.stderr) == (0, True, "")


def test_the_sandbox_says_so_on_stderr_in_one_line(rehearsal: Program) -> None:
    run = rehearsal("list", "--limit", "0", "--since", "1h")

    assert (run.stdout, len(run.stderr.splitlines()), "sandbox" in run.stderr) == ("", 1, True)


def test_quiet_silences_the_sandbox(rehearsal: Program) -> None:
    run = rehearsal("list", "--since", "1h", "-q")

    assert (run.exit_code, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "words",
    [("--sandbox", "list", "-q"), ("list", "--sandbox", "-q"), ("-q", "list", "--sandbox")],
)
def test_shared_options_stand_at_any_level(words: tuple[str, ...], vidu: Program) -> None:
    run = vidu(*words)

    assert (run.exit_code, run.stderr) == (0, "")


def test_shared_options_stand_before_the_kind(vidu: Program) -> None:
    run = vidu("submit", "--sandbox", "-q", "text2video", "a cat")

    assert (run.exit_code, len(run.lines), run.stderr) == (0, 1, "")


def test_the_answer_may_be_chosen_before_the_kind(vidu: Program) -> None:
    run = vidu("--sandbox", "submit", "--json", "text2video", "a cat")

    assert run.json["prompt"] == "a cat"


def test_chinese_texts_are_promised_and_said_to_be_english(rehearsal: Program) -> None:
    run = rehearsal("explain", "66", "--lang", "zh")

    assert (run.exit_code, "Chinese" in run.stderr, "face" in run.stdout) == (0, True, True)


def test_verbose_shows_the_requests_with_their_times(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    run = customer("-v", "submit", "text2video", "a cat")

    assert (run.exit_code, f"POST {platform.origin}/ent/v2/text2video: 200" in run.stderr) == (0, True)


def test_twice_verbose_shows_a_curl_line_that_can_be_run(customer: Program, platform: Scripted) -> None:
    platform.answers(LIST, says({"tasks": []}))

    run = customer("list", "-vv")

    assert "curl -sS -X GET" in run.stderr


@needs("jq")
def test_a_piped_error_is_explained(vidu: Program) -> None:
    run = vidu.shell("""
        set +e
        vidu --sandbox submit text2video "a cat sandbox:task=NoFaceDetected" --wait --json 2>&1 > task \
            | vidu explain - --json | jq -r .code
    """)

    assert run.stdout == "NoFaceDetected\n"
