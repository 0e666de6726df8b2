"""A live view of a wait, and what it looks like."""

from tests.support.sinks import memory, stream
from vidu_cli.render.console import drawn
from vidu_cli.render.live import Left, nobody_knows
from vidu_cli.render.live_table import LiveTable
from vidu_cli.schema.ids import Id

ASKING = tuple(Id(str(1022471300000000000 + number)) for number in range(12))


class Watch:
    """A live view and what it looks like."""

    def __init__(
        self,
        ids: tuple[str, ...],
        *,
        width: int = 80,
        encoding: str = "utf-8",
        colour: bool = False,
        left: Left = nobody_knows,
    ) -> None:
        self.at = 0.0
        self._stream = stream(memory(encoding), is_terminal=True, colour=colour, width=width)
        self.table = LiveTable(self._stream, ids, lambda: self.at, left=left)

    @property
    def text(self) -> str:
        return drawn(self.table.view(), self._stream)
