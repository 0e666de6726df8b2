"""Past submits as rows, and which of them a query means."""

import pytest

from tests.support.pasts import BODY, NOON, entry, intent, unanswered
from vidu_cli.policy.entries import Outcome
from vidu_cli.policy.history import HistoryQuery, PastSubmit, is_meant, past_submit
from vidu_cli.policy.moments import Moment


def test_a_row_tells_what_was_asked_for_and_what_came_of_it() -> None:
    kept = entry(accepted_at=NOON + 1, ended_at=NOON + 61, waited_s=60.04, paths=("/clips/boat.mp4",), trace_id="5f")

    assert past_submit(kept) == PastSubmit(
        id="11",
        kind="text2video",
        state="success",
        err_code=None,
        outcome="accepted",
        model="viduq3-turbo",
        prompt="a paper boat",
        duration=5,
        resolution=None,
        aspect_ratio=None,
        seed=None,
        credits=60,
        estimate={"credits": 60, "credits_max": 60},
        submitted_at="2026-11-27T12:00:00Z",
        accepted_at="2026-11-27T12:00:01Z",
        created_at=None,
        ended_at="2026-11-27T12:01:01Z",
        waited_s=60.0,
        paths=("/clips/boat.mp4",),
        once=None,
        entry=1,
        adopted=False,
        private=False,
        profile=None,
        trace_id="5f",
    )


@pytest.mark.parametrize(("drawn", "ordered", "told"), [(771203, None, 771203), (None, 5, 5), (0, 5, 5)])
def test_the_seed_is_the_one_that_the_platform_told_or_else_the_one_that_was_ordered(
    drawn: int | None, ordered: int | None, told: int
) -> None:
    assert past_submit(entry(intent(body={"seed": ordered}), seed=drawn)).seed == told


def test_a_refused_submit_tells_the_code_it_was_refused_with() -> None:
    row = past_submit(unanswered(outcome=Outcome.REFUSED, refusal="CreditInsufficient"))

    assert (row.id, row.outcome, row.err_code) == (None, "refused", "CreditInsufficient")


def test_a_submit_without_an_answer_is_in_flight_while_its_process_runs() -> None:
    rows = [past_submit(unanswered(is_live=is_live)) for is_live in (True, False)]

    assert [row.outcome for row in rows] == ["in_flight", "unknown"]


def test_what_is_of_another_type_than_it_should_be_is_not_told() -> None:
    row = past_submit(entry(intent(body={"model": 7, "duration": "long", "seed": True, "prompt": ["a"]})))

    assert (row.model, row.duration, row.seed, row.prompt) == (None, None, None, None)


def test_a_time_of_no_calendar_is_not_told() -> None:
    assert past_submit(entry(began=Moment(at=1e20))).submitted_at is None


@pytest.mark.parametrize(
    "words",
    [
        ("boat",),
        ("BOAT", "a"),
        ("text2",),
        ("q3-turbo", "paper"),
        ("1022",),
        ("nightly",),
        ("strasse",),
        ("STRA\N{LATIN SMALL LETTER SHARP S}E",),
        ("\N{CYRILLIC CAPITAL LETTER EM}\N{CYRILLIC CAPITAL LETTER O}",),
        ("e\N{COMBINING ACUTE ACCENT}",),
    ],
    ids=" ".join,
)
def test_words_are_found_in_any_case_and_writing(words: tuple[str, ...]) -> None:
    prompt = (
        "a paper boat, Stra\N{LATIN SMALL LETTER SHARP S}e, \N{CYRILLIC SMALL LETTER EM}\N{CYRILLIC SMALL LETTER O}, "
        "\N{LATIN SMALL LETTER E WITH ACUTE}"
    )
    kept = entry(intent(body={**BODY, "prompt": prompt}, once="Nightly-7"), task_id="10223")

    assert is_meant(kept, HistoryQuery(words=words))


@pytest.mark.parametrize("words", [("boat", "sea"), ("viduq2",), ("720p",)])
def test_every_word_must_be_there(words: tuple[str, ...]) -> None:
    assert not is_meant(entry(), HistoryQuery(words=words))


def test_words_are_found_in_a_text_that_is_spoken() -> None:
    kept = entry(intent(kind="audio-tts", body={"text": "Good evening."}))

    assert is_meant(kept, HistoryQuery(words=("evening",)))


@pytest.mark.parametrize(
    "query",
    [
        HistoryQuery(states=("failed", "success")),
        HistoryQuery(states=("accepted",)),
        HistoryQuery(kind="text2video"),
        HistoryQuery(since=NOON),
        HistoryQuery(only_tasks=True),
    ],
)
def test_a_submit_that_fits_is_meant(query: HistoryQuery) -> None:
    assert is_meant(entry(), query)


@pytest.mark.parametrize(
    "query",
    [
        HistoryQuery(states=("success",)),
        HistoryQuery(states=("in_flight",)),
        HistoryQuery(kind="img2video"),
        HistoryQuery(since=NOON + 1),
        HistoryQuery(only_tasks=True),
    ],
)
def test_a_submit_that_does_not_fit_is_not_meant(query: HistoryQuery) -> None:
    assert not is_meant(unanswered(), query)
