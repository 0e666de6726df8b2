import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from struct import pack
from zlib import compress, crc32

import pytest

from vidu_cli.sandbox.engine import Drop, Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

Ask = Callable[..., Reply]
Look = Callable[..., Mapping[str, object]]
START = "/tools/v2/files/uploads"
IMAGE = content(ResultFile.IMAGE)


def png(width: int, height: int, *, padding: int = 0) -> bytes:
    """A whole PNG of one colour, with a private chunk of so many bytes."""
    rows = compress((b"\0" + bytes(width)) * height)
    chunks = [(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"paDd", bytes(padding))]
    body = b"".join(_chunk(name, each) for name, each in [*chunks, (b"IEND", b"")])
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))


@dataclass(frozen=True, kw_only=True, slots=True)
class Uploader:
    """A client of the three steps."""

    ask: Ask

    def start(self) -> dict[str, str]:
        told: dict[str, str] = json.loads(self.ask("POST", START, {"scene": "vidu"}).body)
        return told

    def put(self, started: Mapping[str, str], image: bytes = IMAGE, **more: object) -> Reply:
        return self.ask("PUT", started["put_url"].partition("8787")[2], image, **{"key": None, **more})

    def finish(self, upload_id: str, etag: str) -> Reply:
        return self.ask("PUT", f"{START}/{upload_id}/finish", {"etag": etag})

    def upload(self, image: bytes = IMAGE) -> Reply:
        started = self.start()
        return self.finish(started["id"], self.put(started, image).headers["etag"])


@pytest.fixture
def uploader(ask: Ask) -> Uploader:
    return Uploader(ask=ask)


def reason(reply: Reply) -> tuple[int, str]:
    told = json.loads(reply.body)
    return reply.status, told["reason"]


def test_a_picture_that_was_uploaded_can_be_cited(ask: Ask, uploader: Uploader, look: Look) -> None:
    uri = json.loads(uploader.upload().body)["uri"]

    made = json.loads(ask("POST", "/ent/v2/img2video", {"model": "viduq3-turbo", "images": [uri]}).body)

    assert (made["images"], look(made["task_id"], after=20)["state"]) == ([uri], "success")


def test_the_tag_comes_in_quotes_and_is_taken_without_them(uploader: Uploader) -> None:
    started = uploader.start()
    tag = uploader.put(started).headers["etag"]

    reply = uploader.finish(started["id"], tag.strip('"'))

    assert (tag[0], reply.status) == ('"', 200)


def test_a_link_to_upload_to_ends_after_a_quarter_of_an_hour(uploader: Uploader) -> None:
    started = uploader.start()

    statuses = [uploader.put(started, after=after).status for after in (15 * 60 - 1, 15 * 60)]

    assert (started["expires_at"], statuses) == ("2026-11-23T16:21:40Z", [200, 403])


def test_a_link_to_upload_to_takes_no_key(uploader: Uploader) -> None:
    assert uploader.put(uploader.start(), key="sandbox").status == 403


def test_a_link_to_upload_to_that_is_changed_is_forbidden(uploader: Uploader) -> None:
    started = uploader.start()

    reply = uploader.put({"put_url": started["put_url"] + "x"})

    assert (reply.status, b"SignatureDoesNotMatch" in reply.body) == (403, True)


def test_nothing_can_be_read_from_a_link_to_upload_to(ask: Ask, uploader: Uploader) -> None:
    target = uploader.start()["put_url"].partition("8787")[2]

    assert ask("GET", target, key=None).status == 405


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (content(ResultFile.VIDEO), "ImageFormatInvalid"),
        (b"GIF89a" + bytes(20), "ImageFormatInvalid"),
        (b"no picture", "ImageFormatInvalid"),
        (png(401, 100), "ImageSizeInvalid"),
        (png(100, 401), "ImageSizeInvalid"),
        (png(10, 10, padding=10_000_000), "ImageSizeInvalid"),
    ],
    ids=["clip", "gif", "text", "wide", "tall", "large"],
)
def test_what_is_no_fitting_picture_is_refused_at_the_end(uploader: Uploader, image: bytes, code: str) -> None:
    assert reason(uploader.upload(image)) == (400, code)


@pytest.mark.parametrize(
    "image",
    [png(400, 100), png(100, 400), png(10, 10, padding=9_900_000), content(ResultFile.COVER)],
    ids=["wide", "tall", "large", "jpeg"],
)
def test_a_picture_just_within_the_limits_is_taken(uploader: Uploader, image: bytes) -> None:
    assert uploader.upload(image).status == 200


def test_an_upload_whose_bytes_never_came_cannot_be_finished(uploader: Uploader) -> None:
    assert reason(uploader.finish(uploader.start()["id"], "")) == (400, "BadRequest")


def test_an_upload_cannot_be_finished_with_the_tag_of_another_file(uploader: Uploader) -> None:
    started = uploader.start()
    uploader.put(started)

    assert reason(uploader.finish(started["id"], "d41d8cd98f00b204e9800998ecf8427e")) == (400, "BadRequest")


def test_an_upload_that_does_not_exist_cannot_be_finished(uploader: Uploader) -> None:
    assert reason(uploader.finish("1", "x")) == (404, "NotFound")


def test_an_upload_begins_with_a_good_key(ask: Ask) -> None:
    assert reason(ask("POST", START, {"scene": "vidu"}, key="wrong")) == (401, "Unauthorized")


def test_a_task_with_a_picture_that_was_never_uploaded_fails_later(ask: Ask, look: Look) -> None:
    body = {"model": "viduq3-turbo", "images": ["ssupload:?id=17"]}

    told = look(json.loads(ask("POST", "/ent/v2/img2video", body).body)["task_id"], after=20)

    assert (told["state"], told["err_code"], told["credits"]) == ("failed", "ImageDownloadFailure", 0)


def test_a_task_with_an_upload_that_was_not_finished_fails_later(ask: Ask, look: Look, uploader: Uploader) -> None:
    started = uploader.start()
    uploader.put(started)
    body = {"model": "viduq3-turbo", "images": [f"ssupload:?id={started['id']}"]}

    told = look(json.loads(ask("POST", "/ent/v2/img2video", body).body)["task_id"], after=20)

    assert told["err_code"] == "ImageDownloadFailure"


def test_each_step_of_an_upload_can_be_made_to_fail(ask: Ask, uploader: Uploader) -> None:
    started = uploader.start()
    steps = [
        ask("POST", START, {}, faults="upload=502"),
        uploader.put(started, faults="upload=SystemThrottling"),
        ask("PUT", f"{START}/{started['id']}/finish", {}, faults="upload=drop-before"),
    ]

    assert [(step.status, step.drop) for step in steps] == [(502, None), (429, None), (200, Drop.BEFORE)]
