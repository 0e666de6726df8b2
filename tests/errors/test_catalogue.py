import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.errors.catalogue import (
    BY_CODE,
    BY_EXIT_CODE,
    ENTRIES,
    PLATFORM_ENTRIES,
    Category,
    Entry,
    Origin,
    Retry,
    category_of,
    class_by_name,
    lookup,
)


def rows_of(name: str) -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table))


ROWS = rows_of("exit-codes.csv")
# The vendor's page "error-code" in its 2026 form, in its order.
VENDOR_PAGE = rows_of("error-code.csv")
CODE_ROWS = tuple(row for row in ROWS if row["code"] not in ("ok", "(unknown code)"))
CLASS_NUMBERS = tuple(int(row["exit"]) for row in ROWS if row["code"] == "(unknown code)")

STATUSES_BEFORE_NAMES = (
    ("FancyNotFound", 401, 19),
    ("FancyPolicy", 403, 19),
    ("FancyPolicy", 402, 29),
    ("FancyPolicy", 429, 59),
    ("FieldFancy", 500, 59),
    ("FieldFancy", 503, 59),
    ("FieldFancy", 599, 59),
)

NAMES = (
    ("FancyPolicyBreach", 79),
    ("FancyAuditBreach", 79),
    ("FaceAuditBreach", 79),
    ("FancyFaceTrouble", 69),
    ("FancyDetectTrouble", 69),
    ("ImageFaceTrouble", 69),
    ("ImageCheckHandsFailed", 69),
    ("ImageTooOld", 49),
    ("VideoTooLong", 49),
    ("AudioCreditMissing", 49),
    ("PhotoNotFound", 49),
    ("FancyCreditTrouble", 29),
    ("LowBalance", 29),
    ("CreditQuota", 29),
    ("VoiceNotFound", 89),
    ("FancyThrottled", 59),
    ("TooManyCats", 59),
    ("FancyQuotaTrouble", 59),
    ("FieldFancy", 39),
    ("FancyOutOfRange", 39),
    ("FancyInvalid", 39),
    ("fancyinvalid", 39),
)

STATUSES_AFTER_NAMES = (
    ("Fancy", 404, 89),
    ("Fancy", 409, 89),
    ("Fancy", 410, 89),
    ("Fancy", 413, 47),
    ("Fancy", 400, 39),
    ("Fancy", 418, 39),
    ("Fancy", 200, 99),
    ("Fancy", None, 99),
    ("FancyInvalid", 404, 39),
    ("VoiceNotFound", 400, 89),
)

STATUSES_WITHOUT_CODE = (
    (401, 11),
    (402, 29),
    (403, 12),
    (404, 81),
    (409, 84),
    (410, 89),
    (413, 47),
    (429, 52),
    (500, 58),
    (502, 58),
    (599, 58),
    (400, 31),
    (418, 31),
    (200, 96),
    (None, 99),
)


def given_in(row: dict[str, str], column: str) -> bool:
    return row[column] in tuple(Retry) if column == "retry" else row[column].isdigit()


@pytest.mark.parametrize("row", CODE_ROWS, ids=lambda row: row["code"])
def test_a_code_has_the_number_the_spelling_and_the_origin_of_the_exit_table(row: dict[str, str]) -> None:
    entry = BY_CODE[row["code"].casefold()]

    assert (str(entry.exit_code), entry.code, entry.origin.value) == (row["exit"], row["code"], row["origin"])


@pytest.mark.parametrize("row", [row for row in CODE_ROWS if given_in(row, "retry")], ids=lambda row: row["code"])
def test_a_code_has_the_retry_advice_of_the_exit_table(row: dict[str, str]) -> None:
    assert BY_CODE[row["code"].casefold()].retry == row["retry"]


@pytest.mark.parametrize("row", [row for row in CODE_ROWS if given_in(row, "http_status")], ids=lambda row: row["code"])
def test_a_code_has_the_http_status_of_the_exit_table(row: dict[str, str]) -> None:
    assert str(BY_CODE[row["code"].casefold()].http_status) == row["http_status"]


def test_the_catalogue_has_no_code_that_the_exit_table_lacks() -> None:
    assert sorted(entry.code for entry in ENTRIES) == sorted(row["code"] for row in CODE_ROWS)


def test_no_two_codes_share_a_number() -> None:
    assert len(BY_EXIT_CODE) == len(ENTRIES)


def test_the_platform_has_the_codes_of_its_page_and_the_two_seen_elsewhere() -> None:
    expected = {row["code"] for row in VENDOR_PAGE} | {"TaskPromptPolicyViolation", "CODEC"}

    assert ({entry.code for entry in PLATFORM_ENTRIES}, len(PLATFORM_ENTRIES)) == (expected, 40)


@pytest.mark.parametrize("row", VENDOR_PAGE, ids=lambda row: row["code"])
def test_a_code_of_the_vendors_page_has_the_message_of_that_page(row: dict[str, str]) -> None:
    assert BY_CODE[row["code"].casefold()].message == row["message"]


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
def test_a_known_code_is_found_in_any_case_whatever_the_status(entry: Entry) -> None:
    found = {lookup(entry.code.upper(), 503), lookup(entry.code.lower(), 418), lookup(entry.code)}

    assert found == {entry}


@pytest.mark.parametrize(("code", "status", "exit_code"), STATUSES_BEFORE_NAMES)
def test_a_telling_status_places_an_unknown_code_before_its_name_does(code: str, status: int, exit_code: int) -> None:
    assert lookup(code, status).exit_code == exit_code


@pytest.mark.parametrize(("code", "exit_code"), NAMES)
def test_the_first_pattern_that_fits_places_an_unknown_code(code: str, exit_code: int) -> None:
    assert (lookup(code).exit_code, lookup(code, 400).exit_code, class_by_name(code)) == (exit_code,) * 3


@pytest.mark.parametrize(("code", "status", "exit_code"), STATUSES_AFTER_NAMES)
def test_the_status_places_an_unknown_code_whose_name_says_nothing(
    code: str, status: int | None, exit_code: int
) -> None:
    assert lookup(code, status).exit_code == exit_code


@pytest.mark.parametrize(("status", "exit_code"), STATUSES_WITHOUT_CODE)
def test_an_answer_without_a_code_is_placed_by_its_status(status: int | None, exit_code: int) -> None:
    assert lookup("", status).exit_code == exit_code


def test_an_unknown_code_keeps_the_text_and_the_status_it_came_with() -> None:
    entry = lookup("FancyPolicyBreach", 418)

    assert (entry.code, entry.http_status, entry.known, entry.origin) == ("FancyPolicyBreach", 418, False, Origin.API)


def test_a_code_of_our_own_is_not_believed_when_the_platform_sends_it() -> None:
    assert lookup("no-api-key").exit_code == 99


@pytest.mark.parametrize(
    ("code", "retry"),
    [
        ("Fancy", Retry.NEVER),
        ("FancyNotFound", Retry.NEVER),
        ("TooManyCats", Retry.SAME),
        ("FancyPolicy", Retry.CHANGED),
    ],
)
def test_an_unknown_code_has_the_retry_advice_of_its_class(code: str, retry: Retry) -> None:
    assert lookup(code).retry == retry


@given(code=st.text(), status=st.none() | st.integers())
def test_whatever_the_platform_says_gets_a_number_of_the_exit_table(code: str, status: int | None) -> None:
    assert lookup(code, status).exit_code in (*BY_EXIT_CODE, *CLASS_NUMBERS)


@pytest.mark.parametrize(
    ("exit_code", "category"),
    [
        (0, "outcome"),
        (4, "outcome"),
        (10, "key"),
        (29, "money"),
        (39, "request"),
        (40, "media"),
        (59, "later"),
        (61, "people"),
        (79, "policy"),
        (80, "task"),
        (99, "machine"),
        (124, "waiting"),
        (143, "waiting"),
    ],
)
def test_the_tens_digit_of_a_number_is_its_category(exit_code: int, category: str) -> None:
    assert category_of(exit_code) == Category(category)


def test_five_is_the_digit_under_which_nothing_was_ever_spent() -> None:
    later = [entry for entry in ENTRIES if entry.category is Category.LATER]

    assert {(entry.charged, entry.retry) for entry in later} == {(False, Retry.SAME)}
