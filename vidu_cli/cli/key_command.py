"""A command of the user's own that prints the API key, as a password manager does."""

import subprocess

from vidu_cli.errors.catalogue import NO_API_KEY
from vidu_cli.errors.failure import failed


def standard_output_of(line: str) -> str:
    """What a line of shell prints; ViduError 10 when it fails."""
    finished = subprocess.run(line, shell=True, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S602  # the user's own line
    if finished.returncode:
        raise failed(NO_API_KEY, f"api_key_command ended with {finished.returncode}: {line}")
    return finished.stdout
