"""A page of the list as tasks and as records: the same rows, or the same complaint."""

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import documents
from tests.support.task_rows import DOCUMENTED_ROWS, ODD_ROWS
from vidu_cli.api.decoding import decoded_page, decoded_rows, decoded_task
from vidu_cli.errors.failure import ViduError
from vidu_cli.render.failure import Voice
from vidu_cli.render.records import record_of
from vidu_cli.schema.readers import TOO_DEEP
from vidu_cli.schema.tasks import RowPage, Task, TaskPage, TaskRecord

PAGES = st.fixed_dictionaries(
    {},
    optional={
        "tasks": st.lists(DOCUMENTED_ROWS, max_size=4) | st.lists(ODD_ROWS | documents(), max_size=4) | documents(),
        "next_page_token": st.text() | documents(),
    },
)
VOICE = Voice()


def outcome(
    decode: Callable[[Mapping[str, object]], TaskPage | RowPage], reply: Mapping[str, object]
) -> tuple[str, ...]:
    """What is printed of a page, and how it goes on; else why it cannot be read."""
    try:
        page = decode(reply)
    except ViduError as error:
        return (error.failure.message,)
    return (page.next_page_token, *(json.dumps(record_of(task, VOICE)) for task in page.tasks))


@given(reply=PAGES)
def test_a_page_says_the_same_as_tasks_and_as_records(reply: Mapping[str, object]) -> None:
    assert outcome(decoded_rows, reply) == outcome(decoded_page, reply)


RESULT = [{"url": "https://store.test/a.mp4"}]
# With what the vendor's page of the list has in a result, and nowhere else.
LISTED = [{**RESULT[0], "moderation_url": [], "video": {"fps": 24, "resolution": {"width": 320, "height": 180}}}]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"state": "success", "creations": RESULT}, TaskRecord),
        ({"state": "success", "creations": LISTED, "key_id": "0"}, TaskRecord),
        ({"state": "processing"}, TaskRecord),
        ({"state": "canceled", "creations": []}, TaskRecord),
        ({"state": "success", "creations": RESULT, "new": 1}, TaskRecord),
        ({"state": "success", "file_url": "https://store.test/a.mp3"}, Task),
        ({"state": "failed"}, Task),
        ({"state": "failed", "creations": RESULT}, Task),
        ({"state": "success", "creations": [{}]}, Task),
        ({"state": "melting"}, Task),
    ],
    ids=str,
)
def test_a_task_is_made_only_of_a_row_that_does_not_say_all(row: Mapping[str, object], kind: type) -> None:
    page = decoded_rows({"tasks": [{"id": "7", **row}]})

    assert [type(one) for one in page.tasks] == [kind]


def test_a_complaint_names_the_row_and_what_is_wrong_in_it() -> None:
    rows = [{"id": "7", "state": "failed", "creations": {}}, {"id": "8"}]

    with pytest.raises(ViduError) as caught:
        decoded_rows({"tasks": rows})

    assert caught.value.failure.message == "The answer is not as documented: $.tasks[1].state: expected str, got null"


@pytest.mark.parametrize(
    ("reply", "printed"),
    [
        ({"next_page_token": "t"}, ("t",)),
        ({"tasks": None, "next_page_token": "t"}, ("t",)),
        ({"tasks": [], "next_page_token": 5}, ("",)),
        ({"tasks": {}}, ("The answer is not as documented: $.tasks: expected list, got {}",)),
    ],
    ids=str,
)
@pytest.mark.parametrize("decode", [decoded_page, decoded_rows])
def test_a_page_without_rows_says_how_it_goes_on_and_one_of_no_list_is_none(
    decode: Callable[[Mapping[str, object]], TaskPage | RowPage], reply: Mapping[str, object], printed: tuple[str, ...]
) -> None:
    assert outcome(decode, reply) == printed


DEEP = json.loads("[" * 600 + "]" * 600)


@pytest.mark.parametrize("creations", [DEEP, [*RESULT, {"a": DEEP}], {"a": DEEP}], ids=["list", "beside", "object"])
@pytest.mark.parametrize("decode", [decoded_page, decoded_rows])
def test_no_nesting_in_one_row_stops_the_printing_of_another(
    decode: Callable[[Mapping[str, object]], TaskPage | RowPage], creations: object
) -> None:
    rows = [{"id": "1", "state": "created"}, {"id": "2", "state": "processing", "creations": creations}]

    _, *printed = outcome(decode, {"tasks": rows})

    assert [json.loads(line)["id"] for line in printed] == ["1", "2"]


def test_no_nesting_in_its_results_stops_the_printing_of_a_task() -> None:
    task = decoded_task({"id": "2", "state": "processing", "creations": DEEP}, "2")

    assert json.loads(json.dumps(record_of(task, VOICE)))["raw"] == {"creations": TOO_DEEP}
