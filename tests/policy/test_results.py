from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import documents, objects
from vidu_cli.policy.results import with_results
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState

KEYS = st.sampled_from(
    ["file_url", "demo_audio", "signed_url", "job_records", "jobs", "type", "state", "compose", "success"]
)


def ended(raw: dict[str, Any], state: str = "success", *links: str) -> Task:
    return Task(id=Id("7"), state=TaskState(state), creations=tuple(Creation(url=link) for link in links), raw=raw)


def links_in(task: Task) -> list[str]:
    return [creation.url for creation in with_results(task).creations or ()]


def record(kind: str, *jobs: dict[str, object]) -> dict[str, object]:
    return {"type": kind, "index": 0, "jobs": list(jobs)}


def job(state: str, link: str) -> dict[str, object]:
    return {"id": "1", "type": "compose", "state": state, "signed_url": link}


@pytest.mark.parametrize("name", ["file_url", "demo_audio", "signed_url"])
def test_the_one_file_of_an_answer_is_its_result_and_stays_in_raw(name: str) -> None:
    task = with_results(ended({name: "https://c/a", "voice_id": "Mia"}))

    assert (task.creations, task.raw) == ((Creation(url="https://c/a"),), {name: "https://c/a", "voice_id": "Mia"})


def test_a_film_without_a_link_of_its_own_is_the_last_one_that_was_composed() -> None:
    records = [
        record("compose", job("success", "first"), job("success", "last"), job("failed", "broken")),
        record("generate_video", job("success", "shot")),
    ]

    assert links_in(ended({"job_records": records, "signed_url": ""})) == ["last"]


def test_the_film_that_was_composed_last_is_told_by_its_index_and_not_by_its_place() -> None:
    records = [
        {**record("compose", job("success", "second")), "index": 2},
        {**record("compose", job("success", "first")), "index": 1},
    ]

    assert links_in(ended({"job_records": records})) == ["second"]


def test_the_link_of_the_film_itself_comes_before_those_of_its_jobs() -> None:
    records = [record("compose", job("success", "composed"))]

    assert links_in(ended({"job_records": records, "signed_url": "film"})) == ["film"]


def test_what_the_platform_lists_as_results_is_left_as_it_is() -> None:
    assert links_in(ended({"file_url": "other"}, "success", "listed")) == ["listed"]


@pytest.mark.parametrize("state", ["created", "queueing", "processing", "failed", "thinking"])
def test_a_task_that_did_not_succeed_has_no_result(state: str) -> None:
    assert links_in(ended({"signed_url": "early"}, state)) == []


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"file_url": ""},
        {"file_url": " "},
        {"file_url": 7},
        {"file_url": None},
        {"job_records": "none"},
        {"job_records": [record("generate_video", job("success", "shot"))]},
        {"job_records": [record("compose", job("processing", "early"), job("success", ""))]},
    ],
    ids=str,
)
def test_a_result_is_never_invented(raw: dict[str, Any]) -> None:
    assert links_in(ended(raw)) == []


@given(raw=objects(documents(KEYS), KEYS))
def test_any_answer_gives_a_task_with_at_most_one_result(raw: dict[str, Any]) -> None:
    assert len(links_in(ended(raw))) <= 1
