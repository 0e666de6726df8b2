from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.errors.catalogue import (
    BY_EXIT_CODE,
    CODEC,
    CREDIT_INSUFFICIENT,
    ENTRIES,
    LOST_SIGHT,
    NO_API_KEY,
    NO_FACE_DETECTED,
    PAGE_SIZE,
    PROMPT_POLICY,
    Category,
    Entry,
    unknown_entry,
)
from vidu_cli.policy.explaining import (
    OK,
    TABLE,
    CodeExplanation,
    Explained,
    NotExplained,
    code_explanation,
    explain,
    explain_piped,
)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_code_is_explained_in_any_case(entry: Entry) -> None:
    found = {explain(entry.code), explain(entry.code.upper()), explain(f" {entry.code.lower()}\n")}

    assert found == {Explained(entries=(entry,))}


@pytest.mark.parametrize(
    ("spelling", "entry"),
    [
        ("credit insufficient", CREDIT_INSUFFICIENT),
        ("credit_insufficient", CREDIT_INSUFFICIENT),
        ("CREDIT-INSUFFICIENT", CREDIT_INSUFFICIENT),
        ("NO_API_KEY", NO_API_KEY),
        ("noapikey", NO_API_KEY),
        ("OK", OK),
    ],
)
def test_blanks_dashes_and_underscores_do_not_matter(spelling: str, entry: Entry) -> None:
    assert explain(spelling) == Explained(entries=(entry,))


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: str(entry.exit_code))
def test_every_number_of_the_exit_table_is_explained(entry: Entry) -> None:
    assert explain(str(entry.exit_code)) == Explained(entries=(entry,))


@pytest.mark.parametrize(
    ("number", "suggestions"),
    [
        ("75", ("7x",)),
        ("13", ("1x",)),
        ("5", ("0x",)),
        ("128", ("12x",)),
        ("200", ()),
        ("402", ("29",)),
        ("429", ("TooManyRequests", "SystemThrottling", "QuotaExceeded")),
        ("502", ("bad-gateway",)),
    ],
)
def test_a_number_of_no_code_suggests_its_decade_or_the_codes_of_that_http_status(
    number: str, suggestions: tuple[str, ...]
) -> None:
    assert explain(number) == NotExplained(query=number, suggestions=suggestions)


@pytest.mark.parametrize(
    ("word", "numbers", "category"),
    [
        ("0x", (0, 1, 2, 3, 4), Category.OUTCOME),
        ("1X", (10, 11, 12, 19), Category.KEY),
        ("5x", (51, 52, 53, 54, 55, 56, 57, 58, 59), Category.LATER),
        ("12x", (124, 129), Category.WAITING),
        ("14x", (141, 143), Category.WAITING),
    ],
)
def test_a_decade_is_explained_with_all_its_numbers(word: str, numbers: tuple[int, ...], category: Category) -> None:
    found = explain(word)

    assert found == Explained(entries=tuple(entry for entry in TABLE if entry.exit_code in numbers), decade=category)


def test_a_decade_without_numbers_is_not_explained() -> None:
    assert explain("15x") == NotExplained(query="15x")


@pytest.mark.parametrize(
    ("code", "class_number"),
    [
        ("VoicePolicyBreach", 79),
        ("VoiceNotFound", 89),
        ("VOICE_NOT_FOUND", 89),
        ("ImageTooOld", 49),
        ("LowBalance", 29),
    ],
)
def test_an_unknown_code_that_a_pattern_places_is_explained_by_its_class(code: str, class_number: int) -> None:
    found = explain(code)

    assert isinstance(found, Explained)
    assert found.entries == (unknown_entry(code, class_number),)


def test_an_unknown_code_of_a_class_comes_with_known_codes_that_are_like_it() -> None:
    found = explain("VoiceNotFound")

    assert "TaskNotFound" in found.suggestions


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("creditinsuficient", "CreditInsufficient"),
        ("TooManyRequest", "TooManyRequests"),
        ("no-api-kye", "no-api-key"),
        ("CODEK", "CODEC"),
        ("imagesizeinvlid", "ImageSizeInvalid"),
    ],
)
def test_a_misspelt_code_is_asked_back(misspelt: str, meant: str) -> None:
    found = explain(misspelt)

    assert isinstance(found, NotExplained)
    assert found.suggestions[0] == meant


@pytest.mark.parametrize("query", ["", "   ", "gibberish", "image of a cat", "947400000000000000", "x" * 5000])
def test_what_is_like_no_code_is_not_explained(query: str) -> None:
    found = explain(query)

    assert isinstance(found, NotExplained)
    assert (found.suggestions, len(found.query) <= 60) == ((), True)


@given(query=st.text() | st.from_regex(r"[0-9]{0,4}[xX]?|[A-Za-z _-]+"))
def test_any_word_is_explained_or_not_and_never_an_error(query: str) -> None:
    assert isinstance(explain(query), Explained | NotExplained)


def test_a_piped_failure_is_explained_with_what_it_says_of_this_time() -> None:
    output = (
        '{"code":400,"reason":"CreditInsufficient","message":"insufficient credits","metadata":{"trace_id":"04e5"}}'
    )

    found = explain_piped(output)

    assert found == Explained(
        entries=(replace(CREDIT_INSUFFICIENT, http_status=400),), message="insufficient credits", trace_id="04e5"
    )


@pytest.mark.parametrize("word", ["21", " CreditInsufficient\n", "credit_insufficient"])
def test_a_single_piped_word_means_what_it_means_as_an_argument(word: str) -> None:
    assert explain_piped(word) == Explained(entries=(CREDIT_INSUFFICIENT,))


@pytest.mark.parametrize(
    "output", ["", "\n\n", "all went well\nindeed", '{"state":"success","err_code":""}', "[]", "x " * 99]
)
def test_output_that_tells_of_no_failure_is_not_explained(output: str) -> None:
    assert isinstance(explain_piped(output), NotExplained)


def test_output_that_is_not_explained_is_named_by_the_start_of_its_first_line() -> None:
    found = explain_piped("\n" + "all went well " * 20 + "\nindeed")

    assert found == NotExplained(query=("all went well " * 20)[:57] + "...")


@given(output=st.text())
def test_any_text_is_explained_or_not_and_never_an_error(output: str) -> None:
    assert isinstance(explain_piped(output), Explained | NotExplained)


def test_the_explanation_has_the_fields_of_the_contract_in_order() -> None:
    names = "code exit_code category title meaning remedies retry charged http_status message source"

    assert [field.name for field in fields(CodeExplanation)] == names.split()


def test_the_explanation_joins_facts_and_words() -> None:
    explanation = code_explanation(NO_FACE_DETECTED)

    assert (explanation.code, explanation.exit_code, explanation.category, explanation.title, explanation.message) == (
        "NoFaceDetected",
        66,
        "people",
        "No face could be detected",
        "no face detected",
    )


def test_the_explanation_carries_the_message_of_this_time() -> None:
    assert code_explanation(CODEC, message="body unmarshal error: proto").message == "body unmarshal error: proto"


def test_the_explanation_names_the_task_in_its_remedies() -> None:
    assert "`vidu poll 981`" in code_explanation(LOST_SIGHT, task_id="981").remedies[0]


def test_the_explanation_keeps_a_note_in_its_meaning() -> None:
    assert code_explanation(PAGE_SIZE).meaning.endswith("`ImageSizeInvalid` came later for images.")


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: f"{entry.exit_code}-{entry.code}")
def test_no_explanation_holds_an_unfilled_place(entry: Entry) -> None:
    explanation = code_explanation(entry)

    assert "{" not in " ".join((explanation.title, explanation.meaning, *explanation.remedies))


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        (CREDIT_INSUFFICIENT, "error-code"),
        (PROMPT_POLICY, "error-code (cn)"),
        (CODEC, "seen live"),
        (NO_API_KEY, "vidu"),
        (OK, "vidu"),
        (unknown_entry("FancyCode", 59), "vidu"),
    ],
)
def test_the_source_says_who_lists_the_code(entry: Entry, source: str) -> None:
    assert code_explanation(entry).source == source


def test_the_table_holds_every_number_once_and_in_order() -> None:
    numbers = [entry.exit_code for entry in TABLE]

    assert numbers == sorted({0, *BY_EXIT_CODE, *range(19, 100, 10)})
