import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.suggestions import nearest

MODELS = ("viduq3-turbo", "viduq3-pro", "viduq2", "CreditInsufficient")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("viduq3-trubo", "viduq3-turbo"),
        ("VIDUQ2", "viduq2"),
        ("creditinsuficient", "CreditInsufficient"),
        ("kling", None),
        ("", None),
    ],
)
def test_a_misspelt_word_is_traced_to_the_one_that_looks_most_like_it(word: str, meant: str | None) -> None:
    found = nearest(word, MODELS)

    assert found == meant


@given(word=st.text(), among=st.lists(st.text(max_size=8)))
def test_a_suggestion_is_always_one_of_the_known_words(word: str, among: list[str]) -> None:
    found = nearest(word, among)

    assert found is None or found in among
