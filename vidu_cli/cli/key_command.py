"""A command of the user's own that prints the API key, as a password manager does."""

import subprocess

from vidu_cli.errors.catalogue import NO_API_KEY
from vidu_cli.errors.failure import failed

# Long enough to unlock a password manager by hand.
LONGEST_S = 60.0


def standard_output_of(line: str) -> str:
    """What a line of shell prints; ViduError 10 when it fails."""
    try:
        finished = subprocess.run(  # noqa: S602  # the user's own line
            line, shell=True, stdout=subprocess.PIPE, text=True, check=False, timeout=LONGEST_S
        )
    except subprocess.TimeoutExpired as error:
        raise failed(NO_API_KEY, f"api_key_command gave no key within {LONGEST_S:.0f} s.") from error
    if finished.returncode:
        raise failed(NO_API_KEY, f"api_key_command ended with {finished.returncode}.")
    return finished.stdout
