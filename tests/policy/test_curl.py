import json
import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import TEXTS, documents
from vidu_cli.policy.curl import curl_line, shortened

PICTURE = "data:image/png;base64," + "A" * 4000
URL = "https://api.test/ent/v2/text2video"


def test_a_look_is_a_line_with_the_key_as_a_variable() -> None:
    line = curl_line("GET", "https://api.test/ent/v2/tasks?states=failed&pager.page=0")

    assert line == (
        "curl -sS -X GET 'https://api.test/ent/v2/tasks?states=failed&pager.page=0'"
        ' -H "Authorization: Token $VIDU_API_KEY"'
    )


@given(body=st.dictionaries(TEXTS, documents(), max_size=4))
def test_a_shell_reads_the_body_back_as_it_would_be_sent(body: dict[str, Any]) -> None:
    words = shlex.split(curl_line("POST", URL, body))

    assert json.loads(words[words.index("-d") + 1]) == body


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ({"image": PICTURE}, {"image": "data:image/png;base64,<4022 characters>"}),
        ({"images": [PICTURE, "https://a"]}, {"images": ["data:image/png;base64,<4022 characters>", "https://a"]}),
        ({"a": {"b": (PICTURE,)}}, {"a": {"b": ["data:image/png;base64,<4022 characters>"]}}),
        ({"image": "data:,short"}, {"image": "data:,short"}),
        ({"prompt": "A" * 4000, "seed": 1, "wm": None}, {"prompt": "A" * 4000, "seed": 1, "wm": None}),
    ],
    ids=["one", "list", "nested", "small", "no media"],
)
def test_only_long_media_are_shortened(body: dict[str, Any], short: dict[str, Any]) -> None:
    assert shortened(body) == short
