import json
from collections.abc import Callable

import pytest

from vidu_cli.sandbox.engine import Reply

Ask = Callable[..., Reply]
Submit = Callable[..., str]
DAY = 24 * 3600


def listed(ask: Ask, query: str, *, after: float = 0.0) -> list[str]:
    return [row["id"] for row in json.loads(ask("GET", f"/ent/v2/tasks?{query}", after=after).body)["tasks"]]


def test_the_newest_task_comes_first(ask: Ask, submit: Submit) -> None:
    made = [submit(after=after) for after in range(3)]

    assert listed(ask, "", after=3) == made[::-1]


def test_a_page_holds_ten_tasks_unless_it_is_asked_otherwise(ask: Ask, submit: Submit) -> None:
    made = [submit() for _ in range(12)]

    assert listed(ask, "") == made[:1:-1]


@pytest.mark.parametrize("spelling", ["pager", "paper"])
def test_pages_are_counted_from_zero_in_both_spellings(ask: Ask, submit: Submit, spelling: str) -> None:
    made = [submit() for _ in range(5)]

    pages = [listed(ask, f"{spelling}.page={page}&{spelling}.pagesz=2") for page in range(4)]

    assert pages == [made[:2:-1], made[2:0:-1], made[:1], []]


def test_the_token_of_a_page_leads_to_the_next_one_even_when_a_task_was_made_in_between(
    ask: Ask, submit: Submit
) -> None:
    made = [submit() for _ in range(3)]
    token = json.loads(ask("GET", "/ent/v2/tasks?pager.pagesz=2").body)["next_page_token"]
    submit()

    assert listed(ask, f"pager.pagesz=2&pager.page_token={token}") == made[:1]


def test_the_last_page_has_no_token(ask: Ask, submit: Submit) -> None:
    submit()

    assert json.loads(ask("GET", "/ent/v2/tasks?pager.pagesz=1").body)["next_page_token"] == ""


@pytest.mark.parametrize("size", ["101", "-1", "9223372036854775807"])
def test_a_page_of_another_size_than_1_to_100_is_refused(ask: Ask, size: str) -> None:
    reply = ask("GET", f"/ent/v2/tasks?pager.pagesz={size}")

    assert (reply.status, json.loads(reply.body)["reason"]) == (400, "PageSizeOutOfRange")


@pytest.mark.parametrize(
    "query",
    ["pager.page=x", "pager.pagesz=1.5", "pager.page_token=x", "created_at.from=yesterday", "created_at.to=2026-01-01",
     "created_at.from=2026-99-01T00:00:00Z", "pager.page=9223372036854775808"],
)  # fmt: skip
def test_a_query_that_the_decoder_cannot_read_is_refused_before_the_key_is_looked_at(ask: Ask, query: str) -> None:
    reply = ask("GET", f"/ent/v2/tasks?{query}", key="wrong")

    assert (reply.status, json.loads(reply.body)["reason"]) == (400, "CODEC")


def test_a_page_before_the_first_is_refused(ask: Ask) -> None:
    assert ask("GET", "/ent/v2/tasks?pager.page=-1").status == 400


def test_a_page_far_beyond_the_last_is_empty(ask: Ask) -> None:
    assert listed(ask, "pager.page=9223372036854775807") == []


def test_keys_that_nobody_knows_are_ignored(ask: Ask, submit: Submit) -> None:
    made = submit()

    assert listed(ask, "count=1&pager.pgae=7") == [made]


def test_a_list_goes_back_seven_days_unless_it_is_asked_otherwise(ask: Ask, submit: Submit) -> None:
    made = submit()

    found = [listed(ask, "", after=after) for after in (7 * DAY, 7 * DAY + 1)]

    assert found == [[made], []]


def test_a_list_can_be_bounded_in_time(ask: Ask, submit: Submit) -> None:
    made = [submit(after=after) for after in (0, 10, 20)]

    # The first was made at 16:06:40 UTC.
    query = "created_at.from=2026-11-23T16:06:45Z&created_at.to=2026-11-23T17:06:55%2B01:00"
    assert listed(ask, query, after=30) == made[1:2]


@pytest.mark.parametrize("state", ["created", "queueing", "processing", "success", "failed"])
def test_a_list_can_be_narrowed_to_a_state(ask: Ask, submit: Submit, state: str) -> None:
    made = {
        "success": submit(),
        "failed": submit("sandbox:task=AuditFailed"),
        "processing": submit(after=15),
        "queueing": submit(after=18),
        "created": submit(after=20),
    }

    assert listed(ask, f"states={state}", after=20) == [made[state]]


def test_a_key_that_is_repeated_holds_all_its_values(ask: Ask, submit: Submit) -> None:
    made = [submit() for _ in range(3)]

    found = [listed(ask, f"task_ids={made[0]}&task_ids={made[2]}"), listed(ask, f"task_ids={made[1]}")]

    assert found == [[made[2], made[0]], [made[1]]]


@pytest.mark.parametrize(
    ("query", "index"),
    [("model_versions=q2", 1), ("model_versions=viduq2", 1), ("resolutions=1080p", 2), ("templates=hugging", 9)],
)
def test_a_list_can_be_narrowed_to_models_resolutions_and_templates(
    ask: Ask, submit: Submit, query: str, index: int
) -> None:
    made = [submit(), submit(model="viduq2"), submit(resolution="1080p")]

    assert listed(ask, query) == made[index : index + 1]


def test_a_row_has_neither_payload_nor_code_nor_seed(ask: Ask, submit: Submit) -> None:
    submit(payload="job-7")

    row = json.loads(ask("GET", "/ent/v2/tasks").body)["tasks"][0]

    assert {"payload", "err_code", "seed", "off_peak", "task_id"}.isdisjoint(row)


def test_a_lagging_list_shows_a_task_when_the_lag_is_over(ask: Ask, submit: Submit) -> None:
    made = submit()

    shown = [
        json.loads(ask("GET", "/ent/v2/tasks", after=after, faults="list=lagging:5").body)["tasks"]
        for after in (4.9, 5.0)
    ]

    assert [[row["id"] for row in rows] for rows in shown] == [[], [made]]


def test_a_list_tells_payloads_only_when_it_is_asked_to(ask: Ask, submit: Submit) -> None:
    submit(payload="mine")

    rows = [json.loads(ask("GET", "/ent/v2/tasks", faults=faults).body)["tasks"][0] for faults in ("", "list=payloads")]

    assert [row.get("payload") for row in rows] == [None, "mine"]
