import json
from collections.abc import Callable, Mapping
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.minimal_bodies import MINIMAL
from vidu_cli.sandbox.engine import Reply, Request, answer
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import KIND_NAMES, path_of

Ask = Callable[..., Reply]
Look = Callable[..., Mapping[str, object]]
Submit = Callable[..., str]
SUBMIT = "/ent/v2/text2video"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
MEDIA = st.sampled_from(["ssupload:?id=1", "data:image/png;base64,iVBO", "https://ex.test/a.png", "a.png"]) | st.text()
THINGS = st.dictionaries(
    st.sampled_from(["key_image", "prompt", "duration", "from", "to", "name", "images", "server_id"]),
    VALUES | MEDIA | st.lists(MEDIA, max_size=2),
)
NAMES = st.sampled_from(
    ["model", "prompt", "images", "duration", "resolution", "seed", "wm_position", "off_peak", "id", "text", "etag",
     "type", "count", "voice_id", "payload", "audio_url", "ad_one_click_task_id", "name", "story", "template"]
)  # fmt: skip
MODELS = st.sampled_from(["viduq3-turbo", "viduq3", "viduq2-pro", "viduq1", "audio1.0"])
FIELDS = st.fixed_dictionaries(
    {"model": MODELS | VALUES, "prompt": st.text(min_size=1)},
    optional={
        "images": VALUES | st.lists(MEDIA, max_size=3),
        "image_settings": VALUES | st.lists(THINGS, max_size=3),
        "subjects": VALUES | st.lists(THINGS, max_size=3),
        "timing_prompts": VALUES | st.lists(THINGS, max_size=3),
        "start_image": MEDIA,
        "video_url": MEDIA,
        "audio_url": MEDIA,
        "type": VALUES,
        "count": VALUES,
    },
)
ANY_FIELDS = st.dictionaries(NAMES | st.text(), VALUES)
SMALLEST = st.sampled_from(list(MINIMAL.values())).flatmap(
    lambda body: ANY_FIELDS.map(lambda further: {**body, **further})
)
BODIES = st.binary() | VALUES | FIELDS | ANY_FIELDS | SMALLEST
PATHS = (
    *(path_of(name).removeprefix("/") for name in KIND_NAMES),
    *("tasks", "tasks/1/creations", "tasks/1/cancel", "credits", "", "subjects", "subjects/1", "ad-one-click/1"),
    *("ad-one-click/edit", "one-click/mv/1", "one-click/mv/1/compose"),
)
TARGETS = st.sampled_from(
    [f"/ent/v2/{path}" for path in PATHS] + ["/tools/v2/files/uploads", "/tools/v2/files/uploads/1/finish"]
).flatmap(lambda path: st.text().map(lambda query: f"{path}?pager.page={query}&{query}"))
CLIP = {"model": "viduq3-turbo", "prompt": "a paper boat"}


def reason(reply: Reply) -> tuple[int, str]:
    told = json.loads(reply.body)
    return reply.status, told["reason"]


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'"text"', b"\xff", b'{"a": NaN}', b"[" * 100_000, b'{"prompt": "\\ud800"}', {"prompt": 7}]
)
def test_a_body_that_the_decoder_cannot_read_is_refused_before_the_key_is_looked_at(ask: Ask, body: object) -> None:
    assert reason(ask("POST", SUBMIT, body, key="wrong")) == (400, "CODEC")


def test_a_content_type_that_is_not_registered_is_refused_before_the_key_is_looked_at(ask: Ask) -> None:
    reply = ask("POST", SUBMIT, CLIP, key="wrong", headers={"content-type": "text/plain"})

    assert reason(reply) == (400, "CODEC")


def test_json_sent_as_a_form_holds_no_field(ask: Ask) -> None:
    reply = ask("POST", SUBMIT, CLIP, headers={"content-type": "application/x-www-form-urlencoded"})

    assert reason(reply) == (400, "FieldLacking")


def test_an_empty_body_is_no_error_in_itself(ask: Ask) -> None:
    assert [reason(ask("POST", SUBMIT, key=key)) for key in ("wrong", "sandbox")] == [
        (401, "Unauthorized"),
        (400, "FieldLacking"),
    ]


@pytest.mark.parametrize("task_id", ["abc", "-1", "1.5", "99999999999999999999", "%EF%BC%91"])
def test_an_id_that_is_no_number_is_refused_before_the_key_is_looked_at(ask: Ask, task_id: str) -> None:
    assert reason(ask("GET", f"/ent/v2/tasks/{task_id}/creations", key="wrong")) == (400, "CODEC")


@pytest.mark.parametrize("key", [None, "", "wrong", "Token"])
@pytest.mark.parametrize(
    ("method", "target"),
    [("GET", "/ent/v2/tasks/0/creations"), ("GET", "/ent/v2/tasks"), ("GET", "/ent/v2/credits"), ("POST", SUBMIT)],
)
def test_a_bad_key_is_refused_everywhere(ask: Ask, key: str | None, method: str, target: str) -> None:
    assert reason(ask(method, target, key=key)) == (401, "Unauthorized")


@pytest.mark.parametrize("key", ["vda_123", "sandbox", "sandbox-7"])
def test_a_good_key_is_told_by_a_task_that_does_not_exist(ask: Ask, key: str) -> None:
    assert reason(ask("GET", "/ent/v2/tasks/0/creations", key=key)) == (404, "TaskNotFound")


def test_a_key_with_another_scheme_is_refused(ask: Ask) -> None:
    reply = ask("GET", "/ent/v2/credits", headers={"authorization": "Bearer sandbox"})

    assert reason(reply) == (401, "Unauthorized")


@pytest.mark.parametrize(
    "target",
    [
        "/ent/v2/cancel-task/1",
        "/ent/v2/task/1/cancel",
        "/ent/v2/multi-frame",
        "/ent/v2/lipsync",
        "/ent/v2/text2speech",
        "/ent/v2/text2image",
        "/ent/v2/motion-sync",
        "/ent/v2/health",
        "/ent/v1/tasks",
        "/ent/v2/text2video/",
        "/",
    ],
)
def test_a_wrong_path_is_not_found(ask: Ask, target: str) -> None:
    assert reason(ask("POST", target, {})) == (404, "NotFound")


def test_a_wrong_method_is_told_the_right_ones(ask: Ask) -> None:
    reply = ask("GET", SUBMIT)

    assert (reply.status, reply.headers["allow"]) == (405, "OPTIONS, POST")


def test_the_methods_of_a_path_can_be_asked_for(ask: Ask) -> None:
    reply = ask("OPTIONS", "/ent/v2/tasks", key=None)

    assert (reply.status, reply.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_body_of_more_than_20_megabytes_is_too_large(ask: Ask) -> None:
    assert ask("POST", SUBMIT, b" " * (20 * 1024 * 1024 + 1)).status == 413


def test_an_error_body_and_its_header_name_the_same_trace(ask: Ask) -> None:
    reply = ask("GET", "/ent/v2/tasks/0/creations")

    assert json.loads(reply.body)["metadata"]["trace_id"] == reply.headers["x-md-trace-id"]


@pytest.mark.parametrize("body", [None, {}, {"id": "1"}])
def test_a_task_that_waits_is_cancelled_with_any_body(ask: Ask, submit: Submit, look: Look, body: object) -> None:
    task_id = submit()

    reply = ask("POST", f"/ent/v2/tasks/{task_id}/cancel", body, after=1)

    told = look(task_id, after=1)
    assert (reply.status, reply.body, told["state"], told["err_code"], told["credits"]) == (
        200,
        b"{}",
        "failed",
        "UserCancelled",
        0,
    )


@pytest.mark.parametrize(("after", "word"), [(5, "scheduled"), (11, "success")])
def test_a_task_that_runs_or_has_ended_cannot_be_cancelled(ask: Ask, submit: Submit, after: float, word: str) -> None:
    reply = ask("POST", f"/ent/v2/tasks/{submit()}/cancel", {}, after=after)

    told = json.loads(reply.body)
    assert (reply.status, told["reason"], told["message"]) == (
        400,
        "BadRequest",
        f"task state is {word}, can not cancel",
    )


def test_a_task_that_does_not_exist_cannot_be_cancelled(ask: Ask) -> None:
    assert reason(ask("POST", "/ent/v2/tasks/1/cancel", {})) == (404, "TaskNotFound")


def test_the_balance_is_told_three_times_over(ask: Ask, submit: Submit) -> None:
    submit()

    told = json.loads(ask("GET", "/ent/v2/credits", after=5).body)

    balance = {
        "type": "metered",
        "credit_remain": 31_940,
        "concurrency_limit": 5,
        "current_concurrency": 1,
        "queue_count": 0,
    }
    assert told == {"remains": [balance], "general_remains": [balance], "exclusive_remains": [balance]}


def test_the_packages_are_told_only_when_they_are_asked_for(ask: Ask) -> None:
    told = json.loads(ask("GET", "/ent/v2/credits?show_detail=true").body)

    assert told["packages"][0]["credit_amount"] == 32_000


# Without a deadline: the first request of a process imports the kinds.
@settings(deadline=None)
@given(method=st.sampled_from(["GET", "POST", "PUT", "HEAD"]), target=TARGETS, body=BODIES)
def test_any_request_at_all_gets_an_answer(method: str, target: str, body: object) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"authorization": "Token sandbox", "content-type": "application/json"}
    request = Request(method=method, target=target, headers=headers, body=content, origin="http://sandbox.test")

    with closing(World.in_memory()) as world:
        reply = answer(request, world, 1_795_450_000.0)

    assert reply.status in (200, 400, 404, 405)
