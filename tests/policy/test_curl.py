import json
import shlex
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import TEXTS, documents
from vidu_cli.policy.curl import curl_line, shortened

PICTURE = "data:image/png;base64," + "A" * 4000
SHORT = "<data: image/png, 3,000 bytes>"
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
        ({"image": PICTURE}, {"image": SHORT}),
        ({"images": [PICTURE, "https://a"]}, {"images": [SHORT, "https://a"]}),
        ({"a": {"b": (PICTURE,)}}, {"a": {"b": [SHORT]}}),
        ({"image": "data:,short"}, {"image": "data:,short"}),
        ({"image": "data:," + "x" * 500}, {"image": "<data: text/plain, 500 bytes>"}),
        ({"prompt": "A" * 4000, "seed": 1, "wm": None}, {"prompt": "A" * 4000, "seed": 1, "wm": None}),
        ({"prompt": "data: " + "a, " * 400}, {"prompt": "data: " + "a, " * 400}),
    ],
    ids=["one", "list", "nested", "small", "no base64", "no media", "words"],
)
def test_only_long_media_are_shortened(body: dict[str, Any], short: dict[str, Any]) -> None:
    assert shortened(body) == short


def test_the_size_of_shortened_media_is_that_of_their_bytes() -> None:
    content = b"x" * 1_234

    short = shortened({"image": f"data:image/webp;base64,{b64encode(content).decode()}"})

    assert short == {"image": "<data: image/webp, 1,234 bytes>"}


def test_a_file_stands_as_the_words_for_it_wherever_it_is_named() -> None:
    body = {"images": ["a.png", "b.png"], "subjects": [{"name": "a", "images": ["a.png"]}], "prompt": "it sails"}

    short = shortened(body, {"a.png": "<a.png>"})

    assert short == {
        "images": ["<a.png>", "b.png"],
        "subjects": [{"name": "a", "images": ["<a.png>"]}],
        "prompt": "it sails",
    }
