"""What people see of the kinds of tasks: their models, prices and limits."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len  # noqa: TID253  # views are drawn with rich
from rich.console import Group, RenderableType  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.policy.phrases import span
from vidu_cli.policy.tariff_words import rate_words
from vidu_cli.render.drawing import Canvas, indented, pair_lines
from vidu_cli.render.limit_words import limit_words
from vidu_cli.render.paragraphs import advice, paragraph
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.schema.kinds import SUMMARIES
from vidu_cli.workflows.model_rows import FieldLimit, ModelRow

_UNKNOWN = "?"
_LEGEND = "* the default model; credits: the least request with all defaults; ?: nothing tells them beforehand"
_MORE = "The limits of one kind: `vidu models KIND`"


def models_view(rows: Sequence[ModelRow], canvas: Canvas) -> RenderableType:
    """Every kind with its models; a single kind also with its prices and the limits of its fields."""
    kinds = [tuple(group) for _, group in groupby(rows, key=lambda row: row.kind)]
    parts = [part for kind in kinds for part in (*_kind(kind, canvas), Text())]
    if len(kinds) == 1:
        return Group(*parts, *_prices(kinds[0], canvas), *_limits(kinds[0], canvas), paragraph(_LEGEND, canvas.width))
    return Group(*parts, paragraph(_LEGEND, canvas.width), advice(_MORE, canvas.width))


def _kind(rows: Sequence[ModelRow], canvas: Canvas) -> Iterator[RenderableType]:
    yield _title(rows[0].kind, canvas)
    if rows[0].model:
        yield _table(rows, canvas)
    else:
        yield from pair_lines(_facts(rows[0]), canvas)


def _title(kind: str, canvas: Canvas) -> Text:
    summary = SUMMARIES.get(kind, "")
    fits = cell_len(f"{kind}  {summary}") <= canvas.width
    return paragraph(summary, canvas.width, lead=Text(kind, style="bold").append("  " if fits else "\n"))


def _table(rows: Sequence[ModelRow], canvas: Canvas) -> RenderableType:
    names = [f"{row.model} *" if row.default else row.model for row in rows]
    prices = [_UNKNOWN if row.credits_default is None else str(row.credits_default) for row in rows]
    columns = (
        Column(title="model", cells=texts(names), must=True),
        Column(title="credits", cells=texts(prices), must=True, is_number=True),
        Column(title="seconds", cells=texts([span(row.durations) for row in rows]), must=True),
        Column(title="resolutions", cells=texts([" ".join(row.resolutions) for row in rows])),
        Column(title="ratios", cells=texts([_ratios(row) for row in rows])),
    )
    return tabular(columns, canvas)


def _facts(row: ModelRow) -> tuple[tuple[str, str], ...]:
    return (
        ("credits", _price(row)),
        ("seconds", span(row.durations)),
        ("resolutions", " ".join(row.resolutions)),
        ("ratios", _ratios(row)),
    )


def _price(row: ModelRow) -> str:
    rates = [rate_words(price, row.measure) for price in row.prices.values()]
    rate = f"from {rates[0]}" if len(rates) > 1 else "".join(rates)
    if row.credits_default is None:
        return rate or _UNKNOWN
    return f"{row.credits_default} ({rate})"


def _ratios(row: ModelRow) -> str:
    if row.aspect_ratios:
        return " ".join(row.aspect_ratios)
    has_picture = any(limit.field in {"images", "start_image"} and limit.required for limit in row.limits)
    return "of the picture" if row.resolutions and has_picture else ""


def _prices(rows: Sequence[ModelRow], canvas: Canvas) -> Iterator[RenderableType]:
    lines = [(row.model or row.kind, "; ".join((*_rates(row), *_surcharges(row)))) for row in rows]
    is_told_above = not rows[0].model and len(rows[0].prices) < 2
    if any(words for _, words in lines) and not is_told_above:
        yield Text("Credits", style="bold")
        yield from _pairs(lines, canvas)
        yield Text()


def _rates(row: ModelRow) -> Iterator[str]:
    for key, price in row.prices.items():
        yield f"{key}: {rate_words(price, row.measure)}" if key else rate_words(price, row.measure)


def _surcharges(row: ModelRow) -> Iterator[str]:
    for flag, extra in row.surcharges.items():
        yield f"{extra} more with --{flag.replace('_', '-')}"


def _limits(rows: Sequence[ModelRow], canvas: Canvas) -> Iterator[RenderableType]:
    row = next((row for row in rows if row.default), rows[0])
    of_model = f" with {row.model}" if row.model else ""
    yield Text(f"Fields{of_model}", style="bold")
    yield from _pairs(_worded(row.limits), canvas)
    yield Text()
    for form in row.forms:
        others = tuple(limit for limit in form.limits if limit not in row.limits)
        yield Text(f"Other fields{of_model} where {form.form} are given", style="bold")
        yield from _pairs(_worded(others), canvas)
        yield Text()


def _worded(limits: Sequence[FieldLimit]) -> list[tuple[str, str]]:
    return [(limit.option, limit_words(limit) or "no limit is known") for limit in limits]


def _pairs(pairs: Sequence[tuple[str, str]], canvas: Canvas) -> Iterator[RenderableType]:
    if not canvas.is_narrow:
        yield from pair_lines(pairs, canvas)
        return
    for name, words in pairs:
        if words:
            yield Text(name, style="bold")
            yield indented(words, canvas)
