"""The one sink: every byte that this program writes to stdout or stderr goes through here."""

import errno
import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

from vidu_cli.errors.catalogue import CANNOT_WRITE, CLOSED_PIPE
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.render import forms
from vidu_cli.render.clean import clean, escaped
from vidu_cli.render.failure import Voice, error_object
from vidu_cli.render.forms import Form, Record
from vidu_cli.render.records import form_of, record_of
from vidu_cli.render.theme import Glyphs, glyphs_for

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from vidu_cli.render.drawing import Canvas


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    IDS = "ids"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """One of the two streams: None when it was closed before the program began. `colour` is decided for each."""

    file: TextIO | None
    is_terminal: bool
    colour: bool
    width: int

    @property
    def encoding(self) -> str:
        """The encoding of the stream."""
        return (self.file.encoding if self.file else None) or "utf-8"

    def put(self, text: str) -> None:
        """Write and flush; ViduError 141 when the reader has gone, 92 when there is no room."""
        if self.file is None:
            raise ViduError(Failure(entry=CLOSED_PIPE, message="standard output is closed"))
        try:
            binary = getattr(self.file, "buffer", None)
            if binary is None:
                self.file.write(text)
            else:
                # What the encoding cannot show becomes an escape; inside JSON that is its own escape.
                binary.write(text.encode(self.encoding, "backslashreplace"))
                binary.flush()
            self.file.flush()
        except (OSError, ValueError) as error:
            raise ViduError(_gone(error)) from error


def _gone(error: OSError | ValueError) -> Failure:
    number = getattr(error, "errno", None)
    if number in (errno.EPIPE, errno.EBADF, None):
        return Failure(entry=CLOSED_PIPE, message="the reader of standard output went away")
    return Failure(entry=CANNOT_WRITE, message=f"standard output: {os.strerror(number)}.", names={"path": "stdout"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    """What one run may write, and how: the streams, the format, and what stays silent."""

    out: Stream
    err: Stream
    format: Format
    chosen: tuple[str, ...] = ()
    quiet: bool = False
    verbosity: int = 0
    voice: Voice
    sandbox: bool = False

    @property
    def is_json(self) -> bool:
        """Whether the answer, and so the error, is for a machine."""
        return self.format in (Format.JSON, Format.JSONL)

    @property
    def is_chatty(self) -> bool:
        """Whether notes and progress are wanted."""
        return not self.quiet and (not self.is_json or self.err.is_terminal)

    def check(self, shape: type) -> None:
        """Return when the chosen fields are known for answers of that type; ViduError 2 lists the known ones."""
        form_of(shape).columns(self.chosen)

    def show(self, values: Sequence[object], *, shape: type | None = None, many: bool = False) -> None:
        """Print values of one type as the answer; ViduError 141 or 92 when nobody can read it.

        `shape` is their type, which an empty answer cannot tell itself; `many` makes JSON an array in any case.
        """
        form = form_of(shape or type(values[0]))
        is_prose = self.format is Format.PLAIN and form.is_prose and len(values) == 1
        if (self.format is Format.TABLE or is_prose) and not self.chosen:
            self._draw_answer(values)
        elif self.format is Format.TABLE:
            self._draw_columns(values, form)
        else:
            records = [record_of(value, self.voice) for value in values]
            self.out.put(self._machine_text(records, form, many=many or form.many))

    async def stream(self, values: AsyncIterator[object], *, shape: type) -> int:
        """Print values as they come where the format allows it, else together; give how many there were."""
        if self.format in (Format.TABLE, Format.JSON):
            held = [value async for value in values]
            self.show(held, shape=shape)
            return len(held)
        form = form_of(shape)
        count = 0
        if self.format is Format.CSV:
            self.out.put(forms.csv_text([form.columns(self.chosen)]))
        async for value in values:
            self.out.put(self._line(record_of(value, self.voice), form))
            count += 1
        return count

    def emit(self, value: object) -> None:
        """Print one value as a line, at once."""
        form, record = form_of(type(value)), record_of(value, self.voice)
        if self.is_json:
            line = forms.json_text(self._picked(record), ascii_only=self._ascii_json(self.out), compact=True)
        else:
            line = self._line(record, form)
        self.out.put(line)

    def show_text(self, text: str) -> None:
        """Print text that is an answer by itself, such as help or a completion script."""
        self.out.put(text)

    def note(self, words: str) -> None:
        """Say something that helps and is not needed."""
        if self.is_chatty:
            self._say(f"{self._glyphs(self.err).note} {clean(words)}", style="")

    def warn(self, words: str) -> None:
        """Say something that must be heard, unless all is to be quiet."""
        if self.is_chatty:
            self._say(f"{self._glyphs(self.err).warning} {clean(words)}", style="yellow")

    def insist(self, words: str) -> None:
        """Say something that must be heard in every mode: a task id that has no other place left."""
        self._say(f"{self._glyphs(self.err).warning} {clean(words)}", style="yellow")

    def log(self, level: int, line: str) -> None:
        """Say what goes over the wire, to whoever asked for it with -v."""
        if self.verbosity >= level:
            self._say(clean(line), style="")

    def complain(self, failures: Sequence[Failure]) -> None:
        """Tell of failures, the one that ends the run last; in JSON modes it is the last line of stderr."""
        for failure in failures:
            if self.is_json:
                told = {"error": error_object(failure, self.voice)}
                self._put_err(forms.json_text(told, ascii_only=self._ascii_json(self.err), compact=True))
            else:
                from vidu_cli.render.complaint import complaint  # rich is slow to import

                self._put_err(self._drawn(complaint(failure, self._canvas(self.err)), self.err))

    def _machine_text(self, records: Sequence[Record], form: Form, *, many: bool) -> str:
        if self.format is Format.JSON:
            # A person may ask for one entry or many: an answer that is one object has one record.
            chosen = [self._picked(record) for record in records]
            document = chosen if many or len(chosen) != 1 else chosen[0]
            return forms.json_text(document, ascii_only=self._ascii_json(self.out), compact=False)
        if self.format is Format.PLAIN and not form.plain:
            return "".join(forms.plain_pairs(record, form.columns(self.chosen)) for record in records)
        header = forms.csv_text([form.columns(self.chosen)]) if self.format is Format.CSV else ""
        return header + "".join(self._line(record, form) for record in records)

    def _line(self, record: Record, form: Form) -> str:
        columns = form.columns(self.chosen)
        match self.format:
            case Format.JSONL:
                return forms.json_text(self._picked(record), ascii_only=self._ascii_json(self.out), compact=True)
            case Format.CSV:
                return forms.csv_text([[record.get(name) for name in columns]])
            case Format.IDS:
                return f"{escaped(forms.cell(record.get('id')))}\n"
            case _:
                return forms.plain_line(record, self.chosen or form.plain)

    def _picked(self, record: Record) -> Record:
        if not self.chosen:
            return {name: value for name, value in record.items() if name != "result"}
        return {name: record.get(name) for name in self.chosen}

    def _draw_answer(self, values: Sequence[object]) -> None:
        from vidu_cli.render.views import view_of  # rich is slow to import

        self.out.put(self._drawn(view_of(values, self._canvas(self.out)), self.out))

    def _draw_columns(self, values: Sequence[object], form: Form) -> None:
        from vidu_cli.render.views import columns_view  # rich is slow to import

        columns = form.columns(self.chosen)
        records = [record_of(value, self.voice) for value in values]
        cells = [[forms.cell(record.get(name)) for name in columns] for record in records]
        self.out.put(self._drawn(columns_view(columns, cells, self._canvas(self.out)), self.out))

    def _canvas(self, stream: Stream) -> "Canvas":
        from vidu_cli.render.drawing import Canvas  # rich is slow to import

        return Canvas(width=stream.width, glyphs=self._glyphs(stream), voice=self.voice, sandbox=self.sandbox)

    def _glyphs(self, stream: Stream) -> Glyphs:
        return glyphs_for(stream.encoding)

    def _ascii_json(self, stream: Stream) -> bool:
        return stream.encoding.lower().replace("-", "") != "utf8"

    def _drawn(self, view: "RenderableType", stream: Stream) -> str:
        import io  # as slow as rich

        held = io.StringIO()
        console_on(stream, held).print(view, soft_wrap=False)
        return "".join(line.rstrip() + "\n" for line in held.getvalue().splitlines())

    def _say(self, words: str, *, style: str) -> None:
        if not self.err.colour or not style:
            self._put_err(words + "\n")
            return
        from rich.text import Text  # rich is slow to import

        self._put_err(self._drawn(Text(words, style=style), self.err))

    def _put_err(self, text: str) -> None:
        try:
            self.err.put(text)
        except ViduError:
            # Nobody listens on stderr: there is no other place to say it.
            return


def console_on(stream: Stream, file: TextIO) -> "Console":
    """A rich console that draws as wide and as colourful as the stream wants, into a file."""
    from rich.console import Console  # slow to import

    return Console(
        file=file,
        width=stream.width,
        force_terminal=stream.colour,
        color_system="standard" if stream.colour else None,
        no_color=not stream.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
