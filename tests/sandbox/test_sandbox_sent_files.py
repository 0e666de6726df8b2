import json
from base64 import b64encode
from collections.abc import Callable

import pytest

from vidu_cli.sandbox.engine import Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

Ask = Callable[..., Reply]
FRAME = {"model": "viduq3-turbo"}


def data(file: ResultFile, mime: str, *, end: int | None = None) -> str:
    return f"data:{mime};base64,{b64encode(content(file)[:end]).decode()}"


TORN = data(ResultFile.IMAGE, "image/png", end=3000)
IMAGE, CLIP, SOUND = (
    data(ResultFile.IMAGE, "image/png"),
    data(ResultFile.VIDEO, "video/mp4"),
    data(ResultFile.AUDIO, "audio/mpeg"),
)


def told(reply: Reply) -> tuple[object, object]:
    body = json.loads(reply.body)
    return body["reason"], body["metadata"].get("fields")


def test_a_picture_in_the_request_is_taken(ask: Ask) -> None:
    assert ask("POST", "/ent/v2/img2video", {**FRAME, "images": [IMAGE]}).status == 200


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("img2video", {**FRAME, "images": [CLIP]}, ("ImageFormatInvalid", "images")),
        ("img2video", {**FRAME, "images": [TORN]}, ("ImageFormatInvalid", "images")),
        ("image2dance", {"image_url": IMAGE, "video_url": CLIP}, ("ImageSizeInvalid", "image_url")),
        ("lip-sync", {"video_url": IMAGE, "text": "hello"}, ("VideoFormatInvalid", "video_url")),
        ("audio-clone", {"audio_url": SOUND, "voice_id": "my-voice-1", "text": "hi"}, ("FieldInvalid", "audio_url")),
        ("img2video", {**FRAME, "images": ["data:image/png;base64,?"]}, ("FieldInvalid", "images")),
        ("img2video", {**FRAME, "images": ["data:,hello"]}, ("FieldInvalid", "images")),
        ("img2video", {**FRAME, "images": ["photo.png"]}, ("FieldInvalid", "images")),
    ],
    ids=["clip", "torn", "small", "no-clip", "short-sound", "no-base64", "no-type", "path"],
)
def test_a_file_that_a_kind_does_not_take_is_refused(
    ask: Ask, kind: str, fields: dict[str, object], expected: tuple[str, str]
) -> None:
    assert told(ask("POST", f"/ent/v2/{kind}", fields)) == expected


def test_what_is_priced_by_the_length_of_a_clip_is_charged_by_its_bytes(ask: Ask) -> None:
    reply = ask("POST", "/ent/v2/upscale-new", {"video_url": CLIP})

    assert json.loads(reply.body)["credits"] == 50
