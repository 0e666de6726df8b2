"""What people see of files that were brought home."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, heading
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.render.theme import FAILURE
from vidu_cli.workflows.answers import Download, DownloadOutcome

_OUTCOMES: Mapping[DownloadOutcome, tuple[str, str]] = {
    DownloadOutcome.SAVED: ("saved", "green"),
    DownloadOutcome.KEPT: ("was here already", "green"),
    DownloadOutcome.FAILED: ("not saved", FAILURE),
}


def downloads_view(rows: Sequence[Download], canvas: Canvas) -> RenderableType:
    """Every file with its path, and the code of what could not be had."""
    codes = [row.failure.code or f"exit {row.failure.exit_code}" if row.failure else "" for row in rows]
    columns = (
        Column(title="id", cells=texts([clean(row.id) for row in rows]), must=True),
        Column(title="outcome", cells=tuple(_outcome(row, canvas) for row in rows), must=True),
        Column(title="code", cells=texts([clean(code) for code in codes], FAILURE), must=True),
        Column(title="size", cells=texts([_size(row.size_bytes) for row in rows]), must=True, is_number=True),
        Column(title="file", cells=texts([clean(row.path or "") for row in rows]), must=True),
    )
    return Group(heading("1 file" if len(rows) == 1 else f"{len(rows)} files", canvas), tabular(columns, canvas))


def _outcome(row: Download, canvas: Canvas) -> Text:
    words, style = _OUTCOMES[row.outcome]
    if row.outcome is DownloadOutcome.KEPT and row.sha256 is None:
        words = "left as it is"
    sign = canvas.glyphs.failure if row.failure else canvas.glyphs.success
    return Text(f"{sign} {words}", style=style)


def _size(size_bytes: int | None) -> str:
    if size_bytes is None:
        return ""
    return f"{size_bytes / 1e6:,.1f} MB" if size_bytes >= 100_000 else f"{size_bytes:,} B"
