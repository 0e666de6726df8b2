from datetime import datetime, timedelta, timezone

import pytest

from vidu_cli.policy.caps import Cap, caps_at, counted, over, unpriced

SHANGHAI = timezone(timedelta(hours=8))
DAY = Cap(name="daily_cap", span="today", limit=200, since=0.0)


def test_a_day_and_a_month_begin_at_midnight_of_the_own_time_zone() -> None:
    now = datetime(2026, 11, 27, 1, 30, tzinfo=SHANGHAI)

    caps = caps_at(now, daily=200, monthly=3000)

    assert [(cap.limit, datetime.fromtimestamp(cap.since, SHANGHAI)) for cap in caps] == [
        (200, datetime(2026, 11, 27, tzinfo=SHANGHAI)),
        (3000, datetime(2026, 11, 1, tzinfo=SHANGHAI)),
    ]


def test_without_a_limit_there_is_no_cap() -> None:
    assert caps_at(datetime(2026, 11, 27, tzinfo=SHANGHAI), daily=None, monthly=None) == ()


@pytest.mark.parametrize(("spent", "price", "refused"), [(140, 60, 0), (141, 60, 1), (0, 201, 1), (200, 0, 0)])
def test_a_cap_lets_through_what_fits_to_the_credit(spent: int, price: int, refused: int) -> None:
    assert len(list(over(DAY, spent=spent, price=price))) == refused


def test_a_refusal_shows_the_numbers() -> None:
    (sentence,) = over(DAY, spent=180, price=60)

    assert sentence == ("180 credits were spent or reserved today, this task may cost 60, and daily_cap allows 200.")


def test_a_price_that_nobody_knows_is_over_a_cap() -> None:
    assert (len(list(unpriced((DAY,)))), len(list(unpriced(())))) == (1, 0)


@pytest.mark.parametrize(
    ("credits_max", "charge", "amount"), [(60, None, 60), (60, 80, 80), (60, 40, 60), (None, 40, 40), (None, None, 0)]
)
def test_what_was_estimated_or_charged_counts_whichever_is_higher(
    credits_max: int | None, charge: int | None, amount: int
) -> None:
    assert counted(credits_max=credits_max, charge=charge) == amount
