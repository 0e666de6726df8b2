from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState

FINAL = ["success", "failed", "canceled", "cancelled"]


@pytest.mark.parametrize("word", FINAL)
def test_a_task_that_has_ended_is_final(word: str) -> None:
    assert TaskState(word).is_final


@given(word=st.text().filter(lambda word: word not in FINAL))
def test_any_other_word_is_not_final_and_kept_as_it_came(word: str) -> None:
    state = TaskState(word)

    assert (state.is_final, str(state), state == word) == (False, word, True)


@pytest.mark.parametrize("word", ["created", "queueing", "processing", *FINAL])
def test_a_word_of_the_platform_is_known(word: str) -> None:
    assert TaskState(word).is_known


@pytest.mark.parametrize("word", ["preparation", "scheduling", "Success", "", "UNKNOWN"])
def test_a_word_of_tomorrow_is_not_known(word: str) -> None:
    assert not TaskState(word).is_known


@pytest.mark.parametrize("value", [None, 7, True])
def test_what_is_no_word_is_no_state(value: Any) -> None:
    with pytest.raises(ValueError, match="is not a valid TaskState"):
        TaskState(value)


def test_a_later_answer_wins_and_what_only_the_earlier_one_told_stays() -> None:
    earlier = Task(id=Id("7"), state=TaskState.CREATED, model="viduq3", credits=60, raw={"a": 1, "b": 1})
    later = Task(id=Id("7"), state=TaskState.FAILED, credits=0, raw={"b": 2})

    assert earlier.updated_by(later) == Task(
        id=Id("7"), state=TaskState.FAILED, model="viduq3", credits=0, raw={"a": 1, "b": 2}
    )


ODD = {"creations": [{"url": 7}]}
READ = (Creation(url="https://store.test/a.mp4"),)


@pytest.mark.parametrize(
    ("before", "after", "raw"),
    [
        (None, READ, {}),
        ((Creation(url=""),), READ, {}),
        (None, None, ODD),
        # What stands beside results that were read stays.
        (READ, READ, ODD),
    ],
    ids=["none, then read", "one without a link, then read", "never read", "read at once"],
)
def test_what_was_told_of_results_that_could_not_be_read_goes_when_they_can_be(
    before: tuple[Creation, ...] | None,
    after: tuple[Creation, ...] | None,
    raw: dict[str, object],
) -> None:
    earlier = Task(id=Id("7"), state=TaskState.SUCCESS, creations=before, raw=ODD)

    assert earlier.updated_by(replace(earlier, creations=after, raw={})).raw == raw
