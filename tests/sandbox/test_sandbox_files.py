import hashlib
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.tools import needs
from vidu_cli.sandbox.engine import Drop, Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

Ask = Callable[..., Reply]
Link = Callable[..., str]
Submit = Callable[..., str]

VIDEO = content(ResultFile.VIDEO)
SIZE = len(VIDEO)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("url", (200, "video/mp4", content(ResultFile.VIDEO))),
        ("watermarked_url", (200, "video/mp4", content(ResultFile.WATERMARKED))),
        ("cover_url", (200, "image/jpeg", content(ResultFile.COVER))),
    ],
    ids=["video", "watermarked", "cover"],
)
def test_each_link_of_a_result_leads_to_its_file(
    ask: Ask, submit: Submit, link: Link, name: str, expected: tuple[int, str, bytes]
) -> None:
    reply = ask("GET", link(submit(watermark=True), name=name), key=None, after=30)

    assert (reply.status, reply.headers["content-type"], reply.body) == expected


def test_a_task_has_as_many_results_as_its_prompt_asks_for(
    ask: Ask, submit: Submit, look: Callable[..., Mapping[str, Any]]
) -> None:
    creations = look(submit("a boat sandbox:creations=3"), after=30)["creations"]

    targets = [creation["url"].removeprefix("http://127.0.0.1:8787") for creation in creations]
    statuses = [ask("GET", target, key=None, after=30).status for target in targets]
    assert (statuses, len({creation["id"] for creation in creations}), len(set(targets))) == ([200] * 3, 3, 3)


@pytest.mark.parametrize("seconds", [10.0, 10.001])
def test_a_link_that_is_changed_by_a_byte_is_forbidden(ask: Ask, submit: Submit, link: Link, seconds: float) -> None:
    target = link(submit(after=seconds), after=30)

    reply = ask("GET", target.replace("creation-01", "creation-02"), key=None, after=30)

    assert (reply.status, b"<Code>SignatureDoesNotMatch</Code>" in reply.body) == (403, True)


def test_a_link_is_forbidden_after_a_day(ask: Ask, submit: Submit, link: Link) -> None:
    target = link(submit())

    statuses = [ask("GET", target, key=None, after=20 + after).status for after in (24 * 3600 - 1, 24 * 3600)]

    assert statuses == [200, 403]


def test_asking_for_the_task_again_gives_a_fresh_link(ask: Ask, submit: Submit, link: Link) -> None:
    task_id = submit()

    target = link(task_id, after=48 * 3600)

    assert ask("GET", target, key=None, after=48 * 3600 + 60).status == 200


def test_a_link_is_forbidden_to_whoever_sends_the_key_along(ask: Ask, submit: Submit, link: Link) -> None:
    assert ask("GET", link(submit()), key="sandbox", after=30).status == 403


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", range(100)),
        ("bytes=100-", range(100, SIZE)),
        ("bytes=-50", range(SIZE - 50, SIZE)),
        ("bytes=0-99999999", range(SIZE)),
    ],
)
def test_a_file_can_be_had_in_parts(ask: Ask, submit: Submit, link: Link, asked: str, part: range) -> None:
    reply = ask("GET", link(submit()), key=None, after=30, headers={"range": asked})

    told = f"bytes {part.start}-{part.stop - 1}/{SIZE}"
    expected = (206, told, VIDEO[part.start : part.stop])
    assert (reply.status, reply.headers["content-range"], reply.body) == expected


@pytest.mark.parametrize("headers", [{"range": "bytes=0-1,3-4"}, {"range": "lines=1-2"}, {"range": "bytes=-"},
                                     {"range": "bytes=5-", "if-range": '"another"'}])  # fmt: skip
def test_a_part_that_cannot_be_had_alone_comes_with_the_whole_file(
    ask: Ask, submit: Submit, link: Link, headers: dict[str, str]
) -> None:
    reply = ask("GET", link(submit()), key=None, after=30, headers=headers)

    assert (reply.status, reply.body) == (200, VIDEO)


def test_a_part_of_the_same_file_is_had_by_its_tag(ask: Ask, submit: Submit, link: Link) -> None:
    target = link(submit())
    tag = ask("HEAD", target, key=None, after=30).headers["etag"]

    reply = ask("GET", target, key=None, after=30, headers={"range": "bytes=5-", "if-range": tag})

    assert (reply.status, reply.body) == (206, VIDEO[5:])


def test_a_part_beyond_the_end_is_out_of_reach(ask: Ask, submit: Submit, link: Link) -> None:
    reply = ask("GET", link(submit()), key=None, after=30, headers={"range": "bytes=99999999-"})

    assert (reply.status, reply.headers["content-range"]) == (416, f"bytes */{len(VIDEO)}")


def test_a_file_cannot_be_written(ask: Ask, submit: Submit, link: Link) -> None:
    assert ask("PUT", link(submit()), b"x", key=None, after=30).status == 405


def test_a_download_can_be_torn_once(ask: Ask, submit: Submit, link: Link) -> None:
    target = link(submit("a boat sandbox:download=truncated*1"))

    assert [ask("GET", target, key=None, after=30).drop for _ in range(2)] == [Drop.TRUNCATED, None]


def test_no_two_files_are_the_same() -> None:
    assert len({hashlib.sha256(content(file)).digest() for file in ResultFile}) == 5


@needs("ffprobe")
@pytest.mark.parametrize(
    ("file", "codecs"),
    [
        (ResultFile.VIDEO, "h264,aac"),
        (ResultFile.WATERMARKED, "h264,aac"),
        (ResultFile.COVER, "mjpeg"),
        (ResultFile.IMAGE, "png"),
        (ResultFile.AUDIO, "mp3"),
    ],
)
def test_the_files_are_what_they_say(tmp_path: Path, file: ResultFile, codecs: str) -> None:
    path = tmp_path / file
    path.write_bytes(content(file))
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", str(path)]

    probe = subprocess.run(command, capture_output=True, text=True, check=True)

    assert (",".join(probe.stdout.split()), probe.stderr) == (codecs, "")
