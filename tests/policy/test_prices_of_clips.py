"""Every cell of the vendor's price table for clips, transcribed apart from the data."""

from collections.abc import Iterator, Mapping

import pytest

from vidu_cli.policy.prices import credits_of
from vidu_cli.schema.kinds import kind_named

TABLE = 'the vendor\'s page "pricing", Chinese form of 2026-08'
LIVE = "the credits of real tasks"

FRAMES = ("img2video", "start-end2video")
ALL_BUT_REFERENCE = ("text2video", *FRAMES)

Kinds = tuple[str, ...]
Lengths = tuple[int, ...]
Pairs = Mapping[str, tuple[int, int]]

# kinds, model, resolution -> (credits a second, off-peak), lengths
PER_SECOND: tuple[tuple[Kinds, str, Pairs, Lengths], ...] = (
    (ALL_BUT_REFERENCE, "viduq3-pro", {"540p": (9, 5), "720p": (20, 10), "1080p": (24, 12)}, (1, 5, 16)),
    (ALL_BUT_REFERENCE, "viduq3-turbo", {"540p": (7, 4), "720p": (12, 6), "1080p": (13, 7)}, (1, 5, 16)),
    (("reference2video",), "viduq3", {"540p": (7, 4), "720p": (12, 6), "1080p": (15, 7)}, (3, 5, 16)),
    (("reference2video",), "viduq3-turbo", {"540p": (4, 2), "720p": (10, 5), "1080p": (13, 7)}, (3, 5, 16)),
)

# kinds, model, resolution -> (first second, each further second), lengths
BY_FIRST_SECOND: tuple[tuple[Kinds, str, Pairs, Lengths], ...] = (
    (FRAMES, "viduq2-turbo", {"540p": (6, 2), "1080p": (35, 10)}, (1, 2, 8)),
    (FRAMES, "viduq2-pro", {"720p": (15, 10), "1080p": (55, 15)}, (1, 2, 8)),
    (FRAMES, "viduq2-pro-fast", {"720p": (8, 2), "1080p": (16, 4)}, (1, 2, 8)),
    (("text2video",), "viduq2", {"540p": (10, 2), "720p": (15, 5), "1080p": (20, 10)}, (1, 2, 10)),
    (("reference2video",), "viduq2", {"540p": (15, 5), "720p": (25, 5), "1080p": (75, 10)}, (1, 2, 10)),
    (("reference2video",), "viduq2-pro", {"540p": (20, 5), "720p": (30, 5), "1080p": (85, 10)}, (1, 2, 10)),
)

# kinds, model, length -> resolution -> (credits, off-peak)
BY_LENGTH: tuple[tuple[Kinds, str, Mapping[int, Pairs]], ...] = (
    ((*ALL_BUT_REFERENCE, "reference2video"), "viduq1", {5: {"1080p": (80, 40)}}),
    (FRAMES, "viduq1-classic", {5: {"1080p": (80, 40)}}),
    (FRAMES, "vidu2.0", {4: {"360p": (20, 10), "720p": (40, 20), "1080p": (100, 50)}, 8: {"720p": (100, 50)}}),
    (("reference2video",), "vidu2.0", {4: {"360p": (80, 40), "720p": (80, 40)}}),
    (
        ALL_BUT_REFERENCE,
        "vidu1.5",
        {4: {"360p": (40, 20), "720p": (100, 50), "1080p": (200, 100)}, 8: {"720p": (200, 100)}},
    ),
    (
        ("reference2video",),
        "vidu1.5",
        {4: {"360p": (80, 40), "720p": (200, 100), "1080p": (400, 200)}, 8: {"720p": (400, 200)}},
    ),
)

# model, resolution -> (first second, each further second): of a longer clip, and of each segment of a chain
PIECES: tuple[tuple[str, Pairs], ...] = (
    ("viduq2-turbo", {"540p": (10, 2), "720p": (15, 5), "1080p": (40, 10)}),
    ("viduq2-pro", {"540p": (15, 5), "720p": (30, 10), "1080p": (60, 15)}),
)

Cell = tuple[str, dict[str, object], tuple[int, int]]


def cells() -> Iterator[Cell]:
    """Each kind, request and credits that the tables above give."""
    for kinds, model, rows, lengths in PER_SECOND:
        for kind, length, (resolution, (normal, cheap)) in product_of(kinds, lengths, rows):
            yield from both(kind, model, length, resolution, (normal * length, cheap * length))
    for kinds, model, rows, lengths in BY_FIRST_SECOND:
        for kind, length, (resolution, (first, further)) in product_of(kinds, lengths, rows):
            total = first + further * (length - 1)
            yield from both(kind, model, length, resolution, (total, (total + 1) // 2))
    for kinds, model, by_length in BY_LENGTH:
        for kind, length, (resolution, pair) in (
            (kind, length, row) for kind in kinds for length, rows in by_length.items() for row in rows.items()
        ):
            yield from both(kind, model, length, resolution, pair)


def product_of(kinds: Kinds, lengths: Lengths, rows: Pairs) -> Iterator[tuple[str, int, tuple[str, tuple[int, int]]]]:
    """Each kind with each length and each row."""
    return ((kind, length, row) for kind in kinds for length in lengths for row in rows.items())


def both(kind: str, model: str, length: int, resolution: str, pair: tuple[int, int]) -> Iterator[Cell]:
    """The cell at the normal price and the one off-peak."""
    request: dict[str, object] = {"model": model, "duration": length, "resolution": resolution}
    yield kind, request, (pair[0], pair[0])
    yield kind, {**request, "off_peak": True}, (pair[1], pair[1])


CELLS = tuple(cells())


def name_of(cell: Cell) -> str:
    return "-".join(str(part) for part in (cell[0], *cell[1].values()))


@pytest.mark.parametrize("cell", CELLS, ids=name_of)
def test_a_documented_cell_costs_what_the_vendors_page_says(cell: Cell) -> None:
    kind, request, expected = cell

    readings = credits_of(kind_named(kind), request)

    assert readings == expected, TABLE


# The split cells: "1st second 8, 2nd second 10, from the 3rd on" can be read as totals or as steps.
@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(
    ("model", "resolution", "length", "expected"),
    [
        ("viduq2-turbo", "720p", 1, (8, 8)),
        ("viduq2-turbo", "720p", 2, (10, 18)),
        ("viduq2-turbo", "720p", 3, (20, 28)),
        ("viduq2-turbo", "720p", 4, (30, 38)),
        ("viduq2-turbo", "720p", 5, (40, 48)),
        ("viduq2-pro", "540p", 1, (8, 8)),
        ("viduq2-pro", "540p", 2, (10, 18)),
        ("viduq2-pro", "540p", 3, (15, 23)),
        ("viduq2-pro", "540p", 5, (25, 33)),
    ],
)
def test_a_cell_with_two_readings_gives_both(
    kind: str, model: str, resolution: str, length: int, expected: tuple[int, int]
) -> None:
    request = {"model": model, "resolution": resolution, "duration": length}

    readings = credits_of(kind_named(kind), request)

    assert readings == expected


# 12 and 15 a second (off-peak 6 and 8) in mainland China; 20 and 25 (10 and 13) on an international page of 2026-07.
@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"resolution": "720p"}, (60, 100)),
        ({"resolution": "1080p"}, (75, 125)),
        ({"resolution": "720p", "off_peak": True}, (30, 50)),
        ({"resolution": "1080p", "off_peak": True}, (40, 65)),
    ],
)
def test_the_fast_q3_model_costs_as_much_as_the_dearer_region_at_most(
    request_: dict[str, object], expected: tuple[int, int]
) -> None:
    readings = credits_of(kind_named("img2video"), {"model": "viduq3-pro-fast", "duration": 5, **request_})

    assert readings == expected


@pytest.mark.parametrize(("resolution", "expected"), [("720p", (120, 120)), ("1080p", (145, 145))])
def test_viduq3_mix_costs_its_documented_price(resolution: str, expected: tuple[int, int]) -> None:
    request = {"model": "viduq3-mix", "resolution": resolution, "duration": 5}

    readings = credits_of(kind_named("reference2video"), request)

    assert readings == expected


@pytest.mark.parametrize(
    ("model", "length", "resolution", "expected"),
    [("viduq3", 5, "720p", 60), ("viduq3-drama", 5, "720p", 100), ("viduq3-drama", 8, "1080p", 192)],
)
def test_the_price_is_what_real_tasks_were_charged(model: str, length: int, resolution: str, expected: int) -> None:
    request = {"model": model, "duration": length, "resolution": resolution}

    readings = credits_of(kind_named("reference2video"), request)

    assert readings == (expected, expected), LIVE


@pytest.mark.parametrize(
    ("model", "length", "resolution", "expected"),
    [("viduq3", 5, "720p", 60), ("viduq2-pro", 2, "1080p", 95), ("viduq1", 5, "1080p", 80), ("vidu2.0", 4, "360p", 80)],
)
def test_a_clip_with_subjects_costs_as_much_as_one_with_plain_images(
    model: str, length: int, resolution: str, expected: int
) -> None:
    request = {"model": model, "duration": length, "resolution": resolution, "subjects": [{"name": "cat"}]}

    readings = credits_of(kind_named("reference2video"), request)

    assert readings == (expected, expected), TABLE


PIECE_CELLS = tuple(
    (model, resolution, first, further) for model, row in PIECES for resolution, (first, further) in row.items()
)
pieces = pytest.mark.parametrize(("model", "resolution", "first", "further"), PIECE_CELLS)


@pieces
@pytest.mark.parametrize("length", [1, 2, 7])
def test_the_seconds_that_a_clip_is_made_longer_by_cost_what_the_vendors_page_says(
    length: int, model: str, resolution: str, first: int, further: int
) -> None:
    request = {"model": model, "resolution": resolution, "duration": length, "video_creation_id": "1"}

    readings = credits_of(kind_named("extend"), request)

    total = first + further * (length - 1)
    assert readings == (total, total), TABLE


@pieces
def test_each_segment_of_a_chain_is_priced_by_itself_at_5_s_unless_it_says_another_length(
    model: str, resolution: str, first: int, further: int
) -> None:
    segments = [{"key_image": "a", "duration": 2}, {"key_image": "b"}, {"key_image": "c", "duration": 7}]
    request = {"model": model, "resolution": resolution, "image_settings": segments}

    readings = credits_of(kind_named("multiframe"), request)

    total = 3 * first + further * (1 + 4 + 6)
    assert readings == (total, total), TABLE


@pytest.mark.parametrize(
    ("kind", "request_", "expected"),
    [
        ("text2video", {"model": "viduq3-turbo"}, (60, 60)),
        ("text2video", {"model": "viduq1"}, (80, 80)),
        ("text2video", {"model": "viduq1", "resolution": "", "duration": None}, (80, 80)),
        ("text2video", {"model": "viduq2", "audio": True}, (35, 35)),
        ("img2video", {"model": "vidu2.0"}, (20, 20)),
        ("img2video", {"model": "vidu2.0", "duration": 8}, (100, 100)),
        ("reference2video", {"model": "viduq3"}, (60, 60)),
        ("reference2video", {"model": "vidu2.0"}, (80, 80)),
        ("extend", {"model": "viduq2-turbo"}, (35, 35)),
    ],
)
def test_what_the_request_leaves_out_is_priced_at_the_models_default(
    kind: str, request_: dict[str, object], expected: tuple[int, int]
) -> None:
    readings = credits_of(kind_named(kind), request_)

    assert readings == expected


@pytest.mark.parametrize(
    ("kind", "request_", "expected"),
    [
        ("img2video", {"model": "viduq2-pro", "audio": True}, (70, 70)),
        ("img2video", {"model": "viduq2-pro", "audio": False}, (55, 55)),
        ("img2video", {"model": "viduq2-pro", "audio": True, "is_rec": True}, (80, 80)),
        ("img2video", {"model": "viduq3-turbo", "audio": True}, (60, 60)),
        ("img2video", {"model": "viduq3-turbo", "audio": False}, (60, 60)),
        ("img2video", {"model": "viduq3-turbo", "is_rec": True}, (70, 70)),
        ("start-end2video", {"model": "viduq2-pro", "audio": True}, (55, 55)),
        ("start-end2video", {"model": "viduq2-pro", "is_rec": True}, (65, 65)),
        ("reference2video", {"model": "viduq2", "audio": True}, (60, 60)),
        ("reference2video", {"model": "viduq2-pro", "audio": True}, (65, 65)),
    ],
)
def test_sound_on_q2_and_a_prompt_by_the_platform_are_added_once_a_task(
    kind: str, request_: dict[str, object], expected: tuple[int, int]
) -> None:
    readings = credits_of(kind_named(kind), request_)

    assert readings == expected


@pytest.mark.parametrize(
    ("kind", "request_", "expected"),
    [
        ("img2video", {"model": "viduq3-turbo", "is_rec": True}, (35, 40)),
        ("img2video", {"model": "viduq2-pro", "audio": True}, (36, 70)),
        ("text2video", {"model": "viduq3-turbo", "audio": False}, (30, 60)),
        ("reference2video", {"model": "viduq3-mix"}, (120, 120)),
        ("reference2video", {"model": "viduq3-drama"}, (50, 100)),
    ],
)
def test_an_off_peak_task_that_the_pages_do_not_price_gets_a_band(
    kind: str, request_: dict[str, object], expected: tuple[int, int]
) -> None:
    readings = credits_of(kind_named(kind), {**request_, "off_peak": True})

    assert readings == expected
