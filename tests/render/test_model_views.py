"""The view of each kind, from its data."""

import pytest
from rich.cells import cell_len

from tests.support.sinks import Sink, memory, stream
from vidu_cli.render.limit_words import limit_words
from vidu_cli.render.output import Format
from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.workflows.model_rows import FieldLimit, ModelRow
from vidu_cli.workflows.offers import offers_of


def view(rows: tuple[ModelRow, ...], width: int) -> str:
    """What a terminal of that width shows."""
    sink = Sink(out=stream(memory(), is_terminal=True, width=width))
    sink.output(Format.TABLE).show(rows)
    return sink.stdout


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", KIND_NAMES)
def test_the_view_of_a_kind_is_as_wide_as_the_terminal_at_most(name: str, width: int) -> None:
    lines = view(offers_of(kind_named(name)), width).splitlines()

    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("name", KIND_NAMES)
def test_the_view_of_a_kind_names_every_option_of_it(name: str) -> None:
    kind = kind_named(name)

    words = set(view(offers_of(kind), 80).split())

    assert {field.option for field in kind.fields if field.name not in {"model", "videos"}} - words == set()


def limit(**limits: object) -> FieldLimit:
    """The limit of some field."""
    return FieldLimit(field="f", option="--f", type="text", required=False, **limits)  # type: ignore[arg-type]  # as in each case


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (limit(), ""),
        (limit(choices=tuple(range(1, 17)), default=5), "1-16; 5 by default"),
        (limit(choices=("standard", "high"), default="standard"), "standard, high; standard by default"),
        (limit(minimum=-12, maximum=12, default=0), "-12 to 12; 0 by default"),
        (limit(minimum=0.5, maximum=2), "0.5-2"),
        (limit(max_length=1_048_576, default=""), "up to 1,048,576 characters"),
        (limit(min_length=8, max_length=256, pattern="a letter first"), "8-256 characters; a letter first"),
        (limit(count=(1, 1)), "one"),
        (limit(count=(0, 7)), "0-7 of them"),
        (limit(only_with=("text",)), "only with text"),
        (limit(formats=("wav", "mp3"), max_bytes=5_000_000_000), "WAV or MP3; up to 5,000 MB"),
        (limit(min_side=200, max_side=4096, widest=3.0), "200-4,096 pixels a side; 1:3 to 3:1"),
        (limit(min_s=2.0, max_s=30.0), "2-30 s"),
        (limit(max_s=5.5), "up to 5.5 s"),
        (limit(default=True), "on by default"),
        (limit(count=(1, 10), count_at={"story=one_shot": (3, 10)}), "1-10 of them; 3-10 with story=one_shot"),
        (
            limit(without_clips=(0, 4), with_clips=(0, 2), most_files=3),
            "0-4 without a clip; 0-2 with a clip; 3 files of each at most",
        ),
        (limit(pause_s=(0.01, 99.99)), "pauses of 0.01-99.99 s"),
        (limit(max_s=8.5, max_s_of_several=5.5), "up to 8.5 s; up to 5.5 s each of several"),
        (limit(first_to_last=(0.8, 1.25)), "the first 0.8-1.25 times the size of the last"),
        (limit(parts=(limit(max_length=64), limit())), "f (up to 64 characters), f"),
    ],
)
def test_a_limit_is_told_in_words(given: FieldLimit, words: str) -> None:
    assert limit_words(given) == words
