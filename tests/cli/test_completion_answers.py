"""What the program answers to a shell that wants a line completed."""

import subprocess
from pathlib import Path

import pytest

from tests.support.program import SCRIPTS, Program, Run
from vidu_cli.cli.completing import offers
from vidu_cli.cli.main import COMMANDS, program
from vidu_cli.errors.catalogue import BY_CODE
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

SHARED = {
    "--profile",
    "--region",
    "--base-url",
    "--sandbox",
    "--color",
    "--lang",
    "-q",
    "--quiet",
    "-v",
    "--verbose",
    "--no-input",
    "-h",
    "--help",
}


def answer_to(*words: str) -> list[str]:
    """The lines of the answer; the last word is the unfinished one."""
    return offers(program(words[:-1]), ["vidu", *words]).splitlines()


def values_for(*words: str) -> list[str]:
    """The values of the answer, without their help."""
    return [line.partition("\t")[0] for line in answer_to(*words)[1:]]


def test_at_the_start_stand_all_commands() -> None:
    offered = values_for("")

    assert offered == list(COMMANDS)


def test_a_command_comes_with_its_summary() -> None:
    answer = answer_to("")

    assert answer[:2] == ["values", "submit\tSubmit a task; it costs credits."]


def test_after_submit_stand_the_kinds() -> None:
    offered = values_for("submit", "")

    assert offered == [*KIND_NAMES, "raw"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("list", "--format"), ["table", "plain", "json", "jsonl", "csv", "ids"]),
        (("--color",), ["always", "never", "auto"]),
        (("list", "--region"), ["global", "cn"]),
        (("submit", "--lang"), ["en", "zh"]),
        (("list", "--state"), ["created", "queueing", "processing", "success", "failed"]),
        (("list", "--type"), [kind_named(name).type for name in KIND_NAMES]),
        (("submit", "text2video", "--style"), ["general", "anime"]),
        (("submit", "text2video", "--aspect-ratio"), ["16:9", "9:16", "1:1", "3:4", "4:3"]),
        (("submit", "text2video", "--resolution"), ["540p", "720p", "1080p"]),
        (("submit", "text2video", "--wm-position"), ["1", "2", "3", "4"]),
        (("models",), list(KIND_NAMES)),
        (("sandbox",), ["serve", "fail", "reset", "run"]),
        (("config",), ["show"]),
        (("completion",), ["bash", "zsh", "fish"]),
        (("explain",), [entry.code for entry in BY_CODE.values()]),
    ],
    ids=" ".join,
)
def test_a_place_with_known_values_offers_them(words: tuple[str, ...], expected: list[str]) -> None:
    offered = values_for(*words, "")

    assert offered == expected


@pytest.mark.parametrize("kind", [name for name in KIND_NAMES if kind_named(name).field("model")])
def test_a_kind_offers_its_own_models(kind: str) -> None:
    offered = values_for("submit", kind, "--model", "")

    assert offered == [model.name for model in kind_named(kind).models]


def test_the_model_named_before_narrows_what_is_offered() -> None:
    offered = values_for("submit", "text2video", "--model", "viduq1", "--resolution", "")

    assert offered == ["1080p"]


def test_a_model_joined_to_its_option_narrows_what_is_offered_too() -> None:
    offered = values_for("submit", "text2video", "--model=viduq1", "--duration", "")

    assert offered == ["5"]


def test_an_unknown_model_leaves_the_values_of_all_models() -> None:
    offered = values_for("submit", "text2video", "--model", "viduq9", "--resolution", "")

    assert offered == ["360p", "540p", "720p", "1080p"]


def test_a_code_comes_with_its_title() -> None:
    answer = answer_to("explain", "")

    assert "CreditInsufficient\tNot enough credits" in answer


def test_a_value_joined_to_its_option_is_offered_with_the_option() -> None:
    offered = values_for("list", "--color=")

    assert offered == ["--color=always", "--color=never", "--color=auto"]


@pytest.mark.parametrize(
    "level",
    [(), ("submit",), ("submit", "text2video"), ("list",), ("sandbox",), ("sandbox", "run"), ("config", "show")],
)
def test_the_shared_options_are_offered_at_every_level(level: tuple[str, ...]) -> None:
    offered = set(values_for(*level, "-"))

    assert offered >= SHARED


def test_an_option_comes_with_its_help() -> None:
    answer = answer_to("list", "--")

    assert "--format\tHow to print the answer." in answer


def test_an_option_that_was_given_is_not_offered_again() -> None:
    offered = values_for("submit", "text2video", "--seed", "7", "--wait", "-")

    assert {"--seed", "--wait"}.isdisjoint(offered)


def test_an_option_that_may_be_repeated_is_offered_again() -> None:
    offered = values_for("submit", "text2video", "--set", "a=1", "-v", "-")

    assert {"--set", "-v"} <= set(offered)


@pytest.mark.parametrize(
    "words",
    [
        ("poll", "1", "-o"),
        ("poll", "1", "-qo"),
        ("submit", "text2video", "--output"),
        ("submit", "text2video", "--body"),
        ("submit", "text2video", "a boat", "--prompt-file"),
    ],
    ids=" ".join,
)
def test_a_file_is_left_to_the_shell(words: tuple[str, ...]) -> None:
    answer = answer_to(*words, "")

    assert answer == ["files"]


def test_a_file_joined_to_its_option_is_left_to_the_shell() -> None:
    answer = answer_to("poll", "1", "--output=bo")

    assert answer == ["files"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("sandbox", "run", "--", ""), "command 4"),
        (("sandbox", "run", "--", "-x"), "command 4"),
        (("sandbox", "run", ""), "command 3"),
        (("sandbox", "run", "make", "-"), "command 3"),
        (("sandbox", "run", "--pace", "9", "--", "make", "--", ""), "command 6"),
    ],
    ids=str,
)
def test_the_command_of_sandbox_run_is_left_to_the_shell(words: tuple[str, ...], answer: str) -> None:
    assert answer_to(*words) == [answer]


@pytest.mark.parametrize(
    "words",
    [
        ("show", ""),
        ("submit", "text2video", ""),
        ("submit", "text2video", "a boat", ""),
        ("submit", "text2video", "--", "--mo"),
        ("nonsense", ""),
        ("nonsense", "-"),
        ("submit", "nonsense", "--model", ""),
        ("list", "--nonsense="),
        ("list", "--json="),
        ("list", "--since", "-"),
        ("explain", "CODEC", ""),
    ],
    ids=" ".join,
)
def test_nothing_is_offered_where_nothing_is_known(words: tuple[str, ...]) -> None:
    assert answer_to(*words) == ["nothing"]


def asked(vidu: Program, *words: str) -> Run:
    return vidu(_VIDU_COMPLETE="\n".join(["vidu", *words]))


def test_an_answer_goes_to_stdout_alone_and_ends_with_0(vidu: Program) -> None:
    run = asked(vidu, "--region", "")

    assert run == Run(exit_code=0, stdout="values\nglobal\t\ncn\t\n", stderr="")


@pytest.mark.parametrize(
    "words",
    [
        ('submit text2video "a', ""),
        ("'", "\"'"),
        ("submit", "text2video", "[red]\x1b[31m\t", "--", "\udc80"),
        ("--", "--", "--"),
        ("submit", "text2video", "--set", "=", "--set="),
        ("-", "="),
        ("-o=", "--=x"),
        ("--", "submit", "--", "text2video", "-"),
        ("submit", "text2video", "\\", "$(exit 3)"),
        ("", "", ""),
    ],
    ids=str,
)
def test_no_line_makes_a_sound_on_stderr(vidu: Program, words: tuple[str, ...]) -> None:
    run = asked(vidu, *words)

    assert (run.exit_code, run.stderr) == (0, "")


def test_an_empty_request_is_no_request(vidu: Program) -> None:
    run = vidu("--version", _VIDU_COMPLETE="")

    assert run.stdout.startswith("vidu ")


def test_a_broken_configuration_and_environment_do_not_matter(vidu: Program) -> None:
    folder = vidu.home / ".config" / "vidu"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("no = = toml")

    run = vidu(_VIDU_COMPLETE="vidu\nlist\n--region\n", VIDU_SANDBOX="perhaps", VIDU_BASE_URL="no address")

    assert run == Run(exit_code=0, stdout="values\nglobal\t\ncn\t\n", stderr="")


@pytest.mark.parametrize("closed", ["<&-", ">&-", ">/dev/full", "| true", "2>&-"])
def test_a_broken_stream_does_not_matter(vidu: Program, closed: str) -> None:
    run = vidu.shell(f"_VIDU_COMPLETE=$'vidu\\nlist\\n-' vidu {closed}")

    assert (run.exit_code, run.stderr) == (0, "")


def test_a_request_leaves_no_file_behind(vidu: Program) -> None:
    asked(vidu, "submit", "text2video", "a boat", "--model", "")

    assert list(vidu.home.iterdir()) == []


def test_only_the_modules_of_the_words_are_imported(tmp_path: Path) -> None:
    script = (
        "import sys; from vidu_cli.cli.main import main;"
        "main([], stdin=None, stdout=sys.stdout, stderr=None);"
        "print(*sorted(name for name in sys.modules if name.startswith('vidu_cli.cli.commands.')"
        " or name.startswith('vidu_cli.schema.kinds.') and name.endswith('2video')"
        " or name in {'rich', 'httpx', 'asyncio', 'sqlite3', 'pydantic', 'platformdirs', 'vidu_cli.render.output'}))"
    )
    environment = {**Program(tmp_path).variables, "_VIDU_COMPLETE": "vidu\nsubmit\nimg2video\n--model\n"}

    run = subprocess.run(
        [SCRIPTS / "python", "-c", script], env=environment, capture_output=True, text=True, check=True
    )

    assert run.stdout.splitlines()[-1].split() == ["vidu_cli.cli.commands.submit", "vidu_cli.schema.kinds.img2video"]


def test_an_earlier_request_is_changed_with_the_options_of_a_submit() -> None:
    offered = values_for("rerun", "last", "--")

    assert {"--wait", "--max-credits", "--dry-run", "--once", "--json", "--sandbox"} <= set(offered)


def test_behind_an_option_of_the_kind_nothing_is_offered() -> None:
    assert answer_to("rerun", "last", "--duration", "") == ["nothing"]
