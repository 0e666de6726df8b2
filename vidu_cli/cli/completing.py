"""What a shell may offer at the end of an unfinished command line.

The script of the shell sets one variable: a line for every word, the name of the program first and the unfinished word
last. The first line of the answer says what belongs there: `values` (a line for each follows, its help behind a tab),
`files`, `command N` (the command line of another program begins after N words) or `nothing`. What fits the unfinished
word is for the shell to say: each has rules of its own.
"""

from collections.abc import Iterable, Iterator, Sequence

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

NOTHING = "nothing"
FILES = "files"

_FILE_METAVARS = {"FILE", "PATH"}


def offers(program: typer.Typer, words: Sequence[str]) -> str:
    """What belongs in the place of the last of those words."""
    line = _Line(get_command(program))
    for count, word in enumerate(words[1:-1], start=1):
        if line.is_handed_over_at(word):
            return f"command {count}"
        line.read(word)
    if line.is_handed_over_at(words[-1]):
        return f"command {len(words) - 1}"
    return line.offers(words[-1])


class _Line:
    """A command line read as far as its last finished word. Nothing in it is an error: it is not finished."""

    def __init__(self, command: object) -> None:
        self._enter(command, None)

    def _enter(self, command: object, parent: typer.Context | None) -> None:
        self._command = command if isinstance(command, TyperGroup | TyperCommand) else None
        self._options: list[TyperOption] = []
        self._arguments: list[TyperArgument] = []
        self._awaiting: TyperOption | None = None
        self._only_arguments = False
        if self._command is None:
            return
        settings = self._command.context_settings
        self._context = typer.Context(self._command, parent=parent, info_name=self._command.name, **settings)
        for parameter in self._command.get_params(self._context):
            if isinstance(parameter, TyperOption):
                self._options.append(parameter)
            elif isinstance(parameter, TyperArgument):
                self._arguments.append(parameter)

    def is_handed_over_at(self, word: str) -> bool:
        """Whether the command line of another program begins with that word, as after `sandbox run --`."""
        if not isinstance(self._command, TyperCommand) or self._context.allow_interspersed_args:
            return False
        return self._awaiting is None and (self._only_arguments or not word.startswith("-"))

    def read(self, word: str) -> None:
        """Read one finished word."""
        if self._awaiting is not None:
            self._context.params[self._awaiting.name or ""] = word
            self._awaiting = None
        elif word == "--" and not self._only_arguments:
            self._only_arguments = True
        elif self._is_option(word):
            self._read_option(word)
        elif isinstance(self._command, TyperGroup):
            self._enter(self._command.get_command(self._context, word), self._context)
        elif self._arguments and self._arguments[0].nargs != -1:
            del self._arguments[0]

    def _is_option(self, word: str) -> bool:
        return not self._only_arguments and word.startswith("-") and word != "-"

    def _read_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        option = self._option(name) if word.startswith("--") else self._last_of(word)
        if option is None:
            return
        if _takes_value(option) and not equals:
            self._awaiting = option
        self._context.params[option.name or ""] = value

    def _option(self, name: str) -> TyperOption | None:
        return next((option for option in self._options if name in (*option.opts, *option.secondary_opts)), None)

    def _last_of(self, cluster: str) -> TyperOption | None:
        """The option whose value comes next: `-qo` is -q and -o; in `-oPATH` the value stands there already."""
        for place, letter in enumerate(cluster[1:], start=2):
            option = self._option(f"-{letter}")
            if option is not None and (_takes_value(option) or place == len(cluster)):
                return option if place == len(cluster) else None
        return None

    def offers(self, word: str) -> str:
        """What belongs in the place of the unfinished word."""
        if self._awaiting is not None:
            return self._values(self._awaiting)
        if word.startswith("-") and not self._only_arguments:
            name, equals, _ = word.partition("=")
            option = self._option(name) if equals else None
            if equals:
                return self._values(option, before=f"{name}=") if option and _takes_value(option) else NOTHING
            return _listed(self._option_names())
        if isinstance(self._command, TyperGroup):
            return _listed(self._command_names(self._command))
        return self._values(self._arguments[0]) if self._arguments else NOTHING

    def _values(self, parameter: TyperOption | TyperArgument, *, before: str = "") -> str:
        """What the parameter takes: its metavar says whether it is a file."""
        if _FILE_METAVARS & set((parameter.metavar or "").split("|")):
            return FILES
        found = parameter.shell_complete(self._context, "")
        return _listed((f"{before}{one.value}", one.help or "") for one in found)

    def _option_names(self) -> Iterator[tuple[str, str]]:
        for option in self._options:
            if option.hidden or (option.name in self._context.params and not (option.multiple or option.count)):
                continue
            for name in option.opts:
                yield name, option.help or ""
            for name in option.secondary_opts:
                yield name, f"The opposite of {option.opts[0]}."

    def _command_names(self, group: TyperGroup) -> Iterator[tuple[str, str]]:
        for name in group.list_commands(self._context):
            command = group.get_command(self._context, name)
            if command is not None and not command.hidden:
                yield name, command.get_short_help_str(limit=200)


def _takes_value(option: TyperOption) -> bool:
    return not (option.is_flag or option.count)


def _listed(values: Iterable[tuple[str, str]]) -> str:
    lines = [f"{value}\t{' '.join(text.split())}" for value, text in values]
    return "\n".join(["values", *lines]) if lines else NOTHING
