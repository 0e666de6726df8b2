from dataclasses import replace

import pytest

from tests.support.samples import WAITING
from vidu_cli.policy.prices import Estimate
from vidu_cli.policy.receipts import certainty_words, charge_note, charge_words, price_words, source_words
from vidu_cli.workflows.answers import Receipt

SURE = Estimate(credits=60, credits_max=60, money=0.3, currency="USD", certainty="documented", source="pricing")
SEEN = replace(SURE, certainty="seen live", source="the credits of real tasks")
BAND = replace(SURE, credits_max=100, certainty="ambiguous", source="pricing; its words can be read in two ways")
NONE = Estimate(credits=None, credits_max=None, money=None, currency="USD", certainty="unknown", source="no source")


def receipt(charged: int | None, estimate: Estimate) -> Receipt:
    """A receipt of a task with that charge."""
    return Receipt(task=replace(WAITING, credits=charged), estimate=estimate)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (SURE, "60 credits, USD 0.30"),
        (BAND, "60 to 100 credits, USD 0.30 to 0.50"),
        (NONE, "unknown"),
        (replace(SURE, credits=0, credits_max=0, money=0.0), "0 credits, USD 0.00"),
    ],
)
def test_a_price_is_told_in_credits_and_in_money(estimate: Estimate, words: str) -> None:
    assert price_words(estimate) == words


@pytest.mark.parametrize(
    ("charged", "estimate", "words"),
    [
        (60, SURE, "60 credits"),
        (80, SURE, "80 credits (the estimate was 60 credits, USD 0.30)"),
        (0, SURE, "0 credits (the estimate was 60 credits, USD 0.30)"),
        (60, BAND, "60 credits"),
        (100, BAND, "100 credits"),
        (101, BAND, "101 credits (the estimate was 60 to 100 credits, USD 0.30 to 0.50)"),
        (60, NONE, "60 credits"),
        (None, SURE, "about 60 credits"),
        (None, BAND, "about 60 to 100 credits"),
        (None, NONE, ""),
    ],
)
def test_a_charge_is_told_beside_the_estimate_only_when_it_lies_outside_of_it(
    charged: int | None, estimate: Estimate, words: str
) -> None:
    assert charge_words(receipt(charged, estimate)) == words


@pytest.mark.parametrize(("charged", "note"), [(60, ", 60 credits"), (None, "")])
def test_the_note_of_a_charge_ends_a_sentence(charged: int | None, note: str) -> None:
    assert charge_note(receipt(charged, NONE)) == note


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("pricing", 'the vendor\'s page "pricing"'),
        ("pricing; in two ways", 'the vendor\'s page "pricing"; in two ways'),
        ("the credits of real tasks", "the credits of real tasks"),
    ],
)
def test_a_page_that_a_price_was_read_on_is_called_one(source: str, words: str) -> None:
    assert source_words(replace(SURE, source=source)) == words


def test_each_certainty_has_words_of_its_own() -> None:
    words = {certainty_words(estimate) for estimate in (SURE, SEEN, BAND, NONE)}

    assert len(words) == 4
