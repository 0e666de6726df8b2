"""A command of the user's own that prints the API key, as a password manager does."""

import subprocess

from vidu_cli.cli.signals import put_off
from vidu_cli.errors.catalogue import NO_API_KEY
from vidu_cli.errors.failure import failed

# Long enough to unlock a password manager by hand.
LONGEST_S = 60.0


def standard_output_of(line: str) -> str:
    """What a line of shell prints; ViduError 10 when it fails."""
    child: subprocess.Popen[str] | None = None
    try:
        # Not before the child is known: whoever stops the run means the child as well.
        with put_off():
            child = subprocess.Popen(line, shell=True, stdout=subprocess.PIPE, text=True)  # noqa: S602  # the user's own line
        printed, _ = child.communicate(timeout=LONGEST_S)
    except subprocess.TimeoutExpired as error:
        raise failed(NO_API_KEY, f"api_key_command gave no key within {LONGEST_S:.0f} s.") from error
    finally:
        if child is not None and child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode:
        raise failed(NO_API_KEY, f"api_key_command ended with {child.returncode}.")
    return printed
