"""What people see of statistics: figures, a table, and bars as long as there is room."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len  # noqa: TID253  # views are drawn with rich
from rich.console import Group, RenderableType  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.policy.statistics import CodeRow, KindRow, Statistics
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, card, heading, minute
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.render.theme import FAILURE

# What a person can take in; JSON has all.
_DAYS = 31
_ROWS = 20
_LONGEST_BAR = 40
_SHORTEST_BAR = 5
_INDENT = 2
_GAP = 2

# The name, the words for the number, and the number that the bar is as long as.
Bar = tuple[str, str, int]


def statistics_view(found: Sequence[Statistics], canvas: Canvas) -> RenderableType:
    """All that past submits come to."""
    told = found[0]
    days, models = told.by_day[-_DAYS:], told.by_model[:_ROWS]
    of_days = f", the last {_DAYS} days" if len(told.by_day) > _DAYS else ""
    return Group(
        card(heading(_title(told), canvas), _pairs(told), canvas),
        *_kinds(told.by_kind[:_ROWS], canvas),
        *_bars(f"Credits by day{of_days}", [(row.day, f"{row.credits:,}", row.credits) for row in days], canvas),
        *_bars(
            "Credits by model",
            [(clean(row.model) or "(no model)", f"{row.credits:,}", row.credits) for row in models],
            canvas,
        ),
        *_bars("Failures", [_failure(row) for row in told.failures[:_ROWS]], canvas, style=FAILURE),
    )


def _title(told: Statistics) -> str:
    counted = "1 submit" if told.submits == 1 else f"{told.submits:,} submits"
    return f"{counted} since {minute(told.since)} UTC" if told.since else counted


def _pairs(told: Statistics) -> Iterator[tuple[str, str | None]]:
    ends = (
        (told.succeeded, "succeeded"),
        (told.failed, "failed"),
        (told.cancelled, "cancelled"),
        (told.running, "running when last seen"),
    )
    others = (
        (told.refused, "refused"),
        (told.not_accepted, "not accepted"),
        (told.unknown, "unknown"),
        (told.in_flight, "in flight"),
    )
    yield "tasks", _listed(ends)
    yield "other submits", _listed(others)
    yield "success", None if told.success_rate is None else _percent(told.success_rate)
    yield "credits", f"{told.credits:,}"


def _listed(counts: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)


def _percent(share: float) -> str:
    # 100 % is said of all alone, and 0 % of none.
    return f"{min(max(round(share * 100), 1), 99)} %" if 0 < share < 1 else f"{share:.0%}".replace("%", " %")


def _kinds(rows: Sequence[KindRow], canvas: Canvas) -> Iterator[RenderableType]:
    if not rows:
        return
    lengths = ["" if row.duration is None else f"{row.duration} s" for row in rows]
    rates = ["" if row.success_rate is None else _percent(row.success_rate) for row in rows]
    columns = (
        Column(title="kind", cells=texts([clean(row.kind) for row in rows]), must=True),
        Column(title="model", cells=texts([clean(row.model) or "(no model)" for row in rows]), must=True),
        Column(title="length", cells=texts(lengths), must=True, is_number=True),
        Column(title="tasks", cells=texts([f"{row.tasks:,}" for row in rows]), must=True, is_number=True),
        Column(title="success", cells=texts(rates), must=True, is_number=True),
        Column(title="half took", cells=texts([_time(row.p50_s) for row in rows]), must=True, is_number=True),
        Column(title="95 % took", cells=texts([_time(row.p95_s) for row in rows]), must=True, is_number=True),
    )
    yield Text()
    yield tabular(columns, canvas)


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _failure(row: CodeRow) -> Bar:
    counted = row.failed + row.refused
    return clean(row.code) or "(no code)", str(counted), counted


def _bars(title: str, bars: Sequence[Bar], canvas: Canvas, *, style: str = "cyan") -> Iterator[RenderableType]:
    """A title over lines of name, number and bar, the largest as long as there is room."""
    if not bars:
        return
    longest_name = max(cell_len(name) for name, _, _ in bars)
    longest_number = max(cell_len(number) for _, number, _ in bars)
    room = min(canvas.width - _INDENT - longest_name - longest_number - 2 * _GAP, _LONGEST_BAR)
    largest = max(value for _, _, value in bars)
    yield Text()
    yield Text(title, style="bold")
    for name, number, value in bars:
        line = Text(" " * _INDENT, no_wrap=True, overflow="ignore")
        line.append(name + " " * (longest_name - cell_len(name) + _GAP))
        line.append(number.rjust(longest_number))
        if value and room >= _SHORTEST_BAR:
            line.append(" " * _GAP).append(canvas.glyphs.bar * max(round(room * value / largest), 1), style=style)
        yield line
