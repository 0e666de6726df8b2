"""The one sink: every byte that this program writes to stdout or stderr goes through here."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.render import machine
from vidu_cli.render.clean import clean, escaped
from vidu_cli.render.failure import Voice, error_object
from vidu_cli.render.formats import Format
from vidu_cli.render.forms import Form, Record
from vidu_cli.render.glyphs import glyphs_for
from vidu_cli.render.paged import Paged
from vidu_cli.render.records import form_of, record_of
from vidu_cli.render.stream import Stream

if TYPE_CHECKING:
    from vidu_cli.render.drawing import Canvas

__all__ = ["Format", "Output", "Stream"]


@dataclass(slots=True)
class Above:
    """Where notes go while a view redraws itself on stderr: above it, or they would run into it."""

    put: Callable[[str], None] | None = None


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
    above: Above = field(default_factory=Above)

    @property
    def is_json(self) -> bool:
        """Whether the answer, and so the error, is for a machine."""
        return self.format in (Format.JSON, Format.JSONL)

    @property
    def is_streamed(self) -> bool:
        """Whether rows that come one by one are printed so; beside what moves on a terminal they would run into it."""
        return self.format is Format.JSONL and not (self.out.is_terminal and self.is_chatty)

    @property
    def is_drawn(self) -> bool:
        """Whether the answer is a view for people, which tells everything by itself."""
        return self.format is Format.TABLE

    @property
    def is_chatty(self) -> bool:
        """Whether notes and progress are wanted."""
        return not self.quiet and (not self.is_json or self.err.is_terminal)

    def check(self, shape: type) -> None:
        """Return when answers of that type have what was chosen of them, fields or ids; else ViduError 2."""
        form = form_of(shape)
        form.columns(self.chosen)
        if self.format is Format.IDS and "id" not in form.fields:
            raise failed(USAGE_ERROR, "--format ids: this answer has no ids of tasks.", option="--format")

    def show(self, values: Sequence[object], *, shape: type | None = None, many: bool = False) -> None:
        """Print values of one type as the answer; ViduError 141 or 92 when nobody can read it.

        `shape` is their type, which an empty answer cannot tell itself; `many` makes JSON an array in any case.
        """
        form = form_of(shape or type(values[0]))
        is_prose = self.format is Format.PLAIN and form.is_prose and len(values) == 1
        if is_prose and not self.chosen:
            self._draw_answer(values, replace(self.out, colour=False))
        elif self.format is Format.TABLE and not (self.chosen and values):
            self._draw_answer(values, self.out)
        elif self.format is Format.TABLE:
            self._draw_columns(values, form)
        else:
            self.out.put(self._machine_text(self._records(values), form, many=many or form.many))

    async def stream(self, pages: AsyncIterator[Sequence[object]], *, shape: type) -> int:
        """Print the values of each page as it comes where the format allows it, else together; give their number."""
        rows = self._rows(shape)
        async for page in pages:
            rows.take(page)
        return rows.close()

    def pour(self, values: Iterable[object], *, shape: type) -> int:
        """Print values that nobody has to be waited for, as `stream` does."""
        rows = self._rows(shape)
        for value in values:
            rows.take((value,))
        return rows.close()

    def _rows(self, shape: type) -> Paged:
        form = form_of(shape)
        held: list[Any] = []
        match self.format:
            case Format.TABLE:
                return Paged(put=held.extend, end=lambda: self.show(held, shape=shape))
            case Format.JSON:
                # As text, a row takes a third of the memory.
                return Paged(put=lambda page: held.append(self._elements(page)), end=lambda: self._put_array(held))
        self._head(form)
        return Paged(put=lambda page: self.out.put(self._lines(self._records(page), form)))

    def _records(self, values: Sequence[object]) -> list[Record]:
        return [record_of(value, self.voice) for value in values]

    def _elements(self, values: Sequence[object]) -> str:
        chosen = list(map(self._picked, self._records(values)))
        return machine.json_elements(chosen, ascii_only=not self.out.is_unicode)

    def _put_array(self, elements: Sequence[str]) -> None:
        for piece in machine.json_array(elements):
            self.out.put(piece)

    def _head(self, form: Form) -> None:
        if self.format is Format.CSV:
            self.out.put(machine.csv_text([form.columns(self.chosen)]))

    def head(self, shape: type) -> None:
        """Print what stands above values of that type that are emitted one by one, in the formats that have it."""
        self._head(form_of(shape))

    def emit(self, value: object) -> None:
        """Print one value as a line, at once."""
        form, record = form_of(type(value)), record_of(value, self.voice)
        self.out.put(self._lines((record,), form))

    def note(self, words: str) -> None:
        """Say something that helps and is not needed."""
        if self.is_chatty:
            self._say(glyphs_for(self.err.encoding).note, words)

    def warn(self, words: str) -> None:
        """Say something that must be heard, unless all is to be quiet."""
        if self.is_chatty:
            self._say(self._warning(), words)

    def insist(self, words: str) -> None:
        """Say something that must be heard in every mode: a task id that has no other place left."""
        self._say(self._warning(), words)

    def ask(self, question: str) -> None:
        """Put a question that is answered with y or n; the answer is read elsewhere."""
        self._put_err(f"{clean(question)} [y/N] ")

    def log(self, level: int, line: str) -> None:
        """Say what goes over the wire, to whoever asked for it with -v."""
        if self.verbosity >= level:
            self._put_err(clean(line) + "\n")

    def complain(self, failures: Sequence[Failure]) -> None:
        """Tell of failures, the one that ends the run last; in JSON modes it is the last line of stderr."""
        if self.is_json:
            for failure in failures:
                told = {"error": error_object(failure, self.voice)}
                self._put_err(machine.json_text(told, ascii_only=not self.err.is_unicode, compact=True))
            return
        from vidu_cli.render.complaint import complaints  # rich is slow to import
        from vidu_cli.render.console import drawn  # as above

        for number, complaint in enumerate(complaints(failures, self._canvas(self.err))):
            gap = "\n" if number and self.err.is_terminal else ""
            self._put_err(gap + drawn(complaint, self.err))

    def _machine_text(self, records: Sequence[Record], form: Form, *, many: bool) -> str:
        if self.format is Format.JSON:
            # A person may ask for one entry or many: an answer that is one object has one record.
            chosen = [self._picked(record) for record in records]
            document = chosen if many or len(chosen) != 1 else chosen[0]
            return machine.json_text(document, ascii_only=not self.out.is_unicode, compact=False)
        if self.format is Format.PLAIN and not form.plain:
            return "".join(machine.plain_pairs(record, form.columns(self.chosen)) for record in records)
        header = machine.csv_text([form.columns(self.chosen)]) if self.format is Format.CSV else ""
        return header + self._lines(records, form)

    def _lines(self, records: Sequence[Record], form: Form) -> str:
        """Give a line a record, of JSON too."""
        match self.format:
            case Format.JSON | Format.JSONL:
                return machine.json_lines(list(map(self._picked, records)), ascii_only=not self.out.is_unicode)
            case Format.CSV:
                columns = form.columns(self.chosen)
                return machine.csv_text([[record.get(name) for name in columns] for record in records])
            case Format.IDS:
                return "".join(f"{escaped(machine.cell(record.get('id')))}\n" for record in records)
            case _:
                names = self.chosen or form.plain
                return "".join(machine.plain_line(record, names, words=form.words) for record in records)

    def _picked(self, record: Record) -> Record:
        if not self.chosen:
            return {name: value for name, value in record.items() if name != "result"} if "result" in record else record
        return {name: record.get(name) for name in self.chosen}

    def _draw_answer(self, values: Sequence[object], out: Stream) -> None:
        from vidu_cli.render.console import drawn  # rich is slow to import
        from vidu_cli.render.views import view_of  # as above

        out.put(drawn(view_of(values, self._canvas(out)), out))

    def _draw_columns(self, values: Sequence[object], form: Form) -> None:
        from vidu_cli.render.console import drawn  # rich is slow to import
        from vidu_cli.render.views import columns_view  # as above

        columns = form.columns(self.chosen)
        cells = [[machine.cell(record.get(name)) for name in columns] for record in self._records(values)]
        self.out.put(drawn(columns_view(columns, cells, self._canvas(self.out)), self.out))

    def _canvas(self, stream: Stream) -> "Canvas":
        from vidu_cli.render.drawing import Canvas  # rich is slow to import

        glyphs = glyphs_for(stream.encoding)
        return Canvas(width=stream.width, glyphs=glyphs, voice=self.voice, sandbox=self.sandbox)

    def _say(self, sign: str, words: str) -> None:
        told = clean(words)
        if self.err.is_terminal:
            import textwrap  # rare, and a start-up has a budget

            told = textwrap.fill(
                told, self.err.width - 2, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
            )
        put = self.above.put or self._put_err
        put(f"{sign} {told}\n")

    def _warning(self) -> str:
        # Written by hand: one sign in colour is not worth the import of rich.
        sign = glyphs_for(self.err.encoding).warning
        return f"\x1b[33m{sign}\x1b[0m" if self.err.colour else sign

    def _put_err(self, text: str) -> None:
        try:
            self.err.put(text)
        except ViduError:
            # Nobody listens on stderr: there is no other place to say it.
            return
