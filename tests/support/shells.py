"""Real shells at a terminal: a line is typed, a key is pressed, and what the shell made of it is read back."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

import pexpect

from tests.support.program import Program

TAB = "\t"
TWICE = "\t\t"

# One line each, as the README gives them.
INSTALL = {
    "bash": """echo 'eval "$(vidu completion bash)"' >> ~/.bashrc""",
    "zsh": """echo 'source <(vidu completion zsh)' >> ~/.zshrc""",
    "fish": "mkdir -p ~/.config/fish/completions && vidu completion fish > ~/.config/fish/completions/vidu.fish",
}

_PROMPT = "ready> "
# Ctrl-X and d tells the line as it stands.
_TELL = "\x18d"
_START_UP = {
    "bash": r"""
PS1='ready> '
bind 'set enable-bracketed-paste off'
bind 'set bell-style none'
bind -x '"\C-xd": printf "\n[line]%s[end]\n" "$READLINE_LINE"'
""",
    "zsh": r"""
PS1='ready> '
unset zle_bracketed_paste
tell() { printf '\n[line]%s[end]\n' "$BUFFER" }
zle -N tell
bindkey '^Xd' tell
""",
}
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\r\x07]")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What stood in the terminal after the key: the line, and what the shell wrote below it."""

    line: str
    below: str

    @property
    def offered(self) -> list[str]:
        """The words below the line."""
        return self.below.split()


@dataclass(frozen=True)
class Shell:
    """bash or zsh in the home of a program."""

    name: str
    program: Program

    def install(self) -> "Shell":
        """Install the completion as the README says."""
        subprocess.run(
            [self.name, "-c", INSTALL[self.name]],
            env=self.program.variables,
            cwd=self.program.home,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        return self

    def start_with(self, script: str) -> "Shell":
        """Add lines to the start-up file."""
        with (self.program.home / f".{self.name}rc").open("a") as file:
            file.write(f"{script}\n")
        return self

    def type(self, text: str, key: str = TAB) -> Seen:
        """Type the text at the prompt of a new shell, then the key."""
        self.start_with(_START_UP[self.name])
        terminal: Any = pexpect.spawn(
            shutil.which(self.name) or self.name,
            ["-i"],
            env={**self.program.variables, "TERM": "xterm"},
            cwd=str(self.program.home),
            encoding="utf-8",
            dimensions=(60, 200),
            timeout=30,
        )
        try:
            terminal.expect_exact(_PROMPT)
            terminal.send(f"{text}{key}{_TELL}")
            terminal.expect(r"\[line\](.*)\[end\]")
        finally:
            terminal.close(force=True)
        shown = _ESCAPES.sub("", terminal.before).splitlines()[1:]
        line = _ESCAPES.sub("", terminal.match.group(1))
        return Seen(line=line, below="\n".join(one for one in shown if not one.startswith(_PROMPT)))
