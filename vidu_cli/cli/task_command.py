"""A command of the user's own that runs for each task that ended, with its facts in the environment."""

import asyncio  # noqa: TID253  # this module belongs to the event loop
import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from vidu_cli.errors.catalogue import SOME_FAILED, USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.workflows.answers import PolledTask
    from vidu_cli.workflows.errands import Hook

_CANNOT_RUN = {127: "was not found (127)", 126: "cannot be run (126)"}
_NO_SHELL = "The command is run without a shell; for pipes and the like let it be one: `--exec \"sh -c '...'\"`"
# Linux takes 131,072 bytes for a variable, its name among them.
LONGEST_BYTES = 130_000
# Time to end for a command when the wait is stopped.
GRACE_S = 0.05


def words_of(line: str) -> tuple[str, ...]:
    """The words of a command line, as a shell would split them; ViduError 2 for a line that is none.

    No shell reads it: what a prompt or a file name holds can run nothing.
    """
    try:
        words = tuple(shlex.split(line))
    except ValueError as error:
        raise failed(USAGE_ERROR, f"--exec: {error}: {line!r}.", option="--exec") from error
    if not words:
        raise failed(USAGE_ERROR, "--exec names no command.", option="--exec")
    return words


def hook_of(
    words: Sequence[str], environment: Mapping[str, str], *, prompt_of: Callable[[str], str | None] = lambda _: None
) -> "Hook":
    """The hook that runs the command; what it prints goes to stderr, for stdout is the answer alone.

    `prompt_of` tells the prompt of a task of which the platform did not tell it.
    """

    async def run(row: "PolledTask") -> None:
        status = await _status_of(words, {**environment, **facts_of(row, prompt_of)})
        if status:
            how = _CANNOT_RUN.get(status, f"ended with {status}")
            message = f"The command of --exec, {words[0]}, {how} for task {row.id}; the task itself is not concerned."
            # A task that has failed cost nothing, and every other one that has ended is paid for.
            entry = replace(SOME_FAILED, charged=row.failure is None)
            raise failed(entry, message, option="--exec", task_id=row.id, remedies=(_NO_SHELL,))

    return run


def facts_of(row: "PolledTask", prompt_of: Callable[[str], str | None]) -> dict[str, str]:
    """What a command is told of a task, each in a variable that begins with VIDU_TASK_.

    "" stands for what is not known, and for what is longer than a variable may be: cut off, a path is another path.
    Of several results the links and the paths stand one a line.
    """
    task = row.task
    creations = (task.creations if task else None) or ()
    told = {
        "ID": row.id,
        "STATE": task and task.state,
        "ERR_CODE": task and task.err_code,
        "EXIT_CODE": row.exit_code,
        "TYPE": task and task.type,
        "MODEL": task and task.model,
        "PROMPT": (task and task.prompt) or prompt_of(row.id),
        "CREDITS": task and task.credits,
        "URL": "\n".join(creation.url for creation in creations),
        "PATH": "\n".join(creation.path or "" for creation in creations),
    }
    return {f"VIDU_TASK_{name}": _clean("" if value is None else str(value)) for name, value in told.items()}


def _clean(text: str) -> str:
    """What an environment can hold of it: no zero byte, nor half a character."""
    told = text.replace("\0", "") if len(text.encode("utf-8", "surrogatepass")) <= LONGEST_BYTES else ""
    try:
        # A name of a file need not be UTF-8: as it is here it goes to the command.
        told.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return told.encode("utf-8", "replace").decode("utf-8")
    return told


async def _status_of(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """The exit status: 127 not found, 126 not to be run, 128 and more for a signal."""
    try:
        child = await asyncio.create_subprocess_exec(
            *words, env=dict(environment), stdin=asyncio.subprocess.DEVNULL, stdout=2
        )
    except (FileNotFoundError, NotADirectoryError):
        return 127
    except OSError:
        return 126
    try:
        status = await child.wait()
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            child.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(child.wait(), GRACE_S)
        raise
    return 128 - status if status < 0 else status
