"""Files too large to stand inside of a request: brought to the platform first, once each, and nothing bought before."""

import json
from base64 import b64encode
from pathlib import Path
from signal import SIGKILL

import pytest

from tests.support import zoo
from tests.support.memory import measured
from tests.support.program import Program
from tests.support.running import running
from tests.support.scripted import Reply, Scripted, held
from tests.support.uploading import addresses_in, bought, take_uploads, uploaded

REFERENCE = ("reference2video", "a cat", "--image")
MIB = 1024 * 1024


@pytest.fixture
def shop(platform: Scripted) -> Scripted:
    """A platform that takes every task and every upload."""
    take_uploads(platform)
    return platform


def pictures_in(folder: Path, contents: list[bytes]) -> list[str]:
    """The words for a clip with those pictures, which are written into the folder."""
    paths = [folder / f"{number}.png" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return ["reference2video", "seven cats", *(word for path in paths for word in ("--image", path.name))]


def test_a_file_that_is_used_twice_is_uploaded_once(customer: Program, shop: Scripted) -> None:
    content = zoo.png(bytes=9_000_000)
    (customer.home / "one.png").write_bytes(content)
    (customer.home / "same.png").write_bytes(content)

    run = customer("submit", *REFERENCE, "one.png", "--image", "same.png", "--image", "one.png")

    assert run.exit_code == 0, run.stderr
    assert (uploaded(shop), addresses_in(shop.requests[-1].json)) == (
        {"ssupload:?id=u1": content},
        ["ssupload:?id=u1"] * 3,
    )


def test_seven_pictures_of_4_mb_leave_as_references_within_120_mb_of_memory(customer: Program, shop: Scripted) -> None:
    contents = [zoo.png(640, 480 + number, bytes=4_000_000) for number in range(7)]

    run, peak_bytes = measured(customer, "submit", *pictures_in(customer.home, contents))

    assert run.exit_code == 0, run.stderr
    assert [uploaded(shop)[address] for address in addresses_in(shop.requests[-1].json)] == contents
    assert (len(bought(shop)), peak_bytes < 120 * MIB) == (1, True), f"{peak_bytes / MIB:.0f} MiB"


def test_pictures_in_the_body_as_data_leave_as_references_when_it_would_be_too_large(
    customer: Program, shop: Scripted
) -> None:
    contents = [zoo.png(640, 480 + number, bytes=9_000_000) for number in range(2)]
    images = [f"data:image/png;base64,{b64encode(content).decode()}" for content in contents]
    (customer.home / "body.json").write_text(json.dumps({"images": images}))

    run = customer("submit", "reference2video", "two cats", "--body", "body.json")

    assert run.exit_code == 0, run.stderr
    assert [uploaded(shop)[address] for address in addresses_in(shop.requests[-1].json)] == contents


def test_the_key_stays_at_home_when_a_file_is_put(customer: Program, shop: Scripted) -> None:
    (customer.home / "one.png").write_bytes(zoo.png(bytes=9_000_000))

    customer("submit", *REFERENCE, "one.png", "--image", "one.png")

    put = next(request for request in shop.requests if request.line.startswith("PUT /put/"))
    assert (put.target, put.headers["content-type"], "authorization" in put.headers) == (
        "/put/u1?sig=a%2Fb",
        "image/png",
        False,
    )


def test_a_kill_in_the_middle_of_an_upload_bought_nothing(customer: Program, shop: Scripted) -> None:
    shop.answers("PUT /put/", held(Reply(headers={"etag": '"e7a9"'})))
    (customer.home / "one.png").write_bytes(zoo.png(bytes=9_000_000))

    with running(customer, "submit", *REFERENCE, "one.png", "--image", "one.png") as run:
        shop.wait_for_request()
        shop.wait_for_request()
        run.send(SIGKILL)
        ended = run.end()
    shop.release()

    assert (ended.exit_code, ended.stdout, len(uploaded(shop)), bought(shop)) == (-9, "", 1, [])


def test_an_upload_that_never_comes_to_pass_buys_nothing(customer: Program, shop: Scripted) -> None:
    shop.answers("PUT /put/", Reply(status=403, body=b"<Error><Code>AccessDenied</Code></Error>"))
    (customer.home / "one.png").write_bytes(zoo.png(bytes=9_000_000))

    run = customer("submit", *REFERENCE, "one.png", "--image", "one.png", "--json")

    assert (run.exit_code, run.error["charged"], "one.png" in run.error["message"], bought(shop)) == (
        58,
        False,
        True,
        [],
    )
