"""Results brought home by a process: the link byte for byte, the key left at home, the target whole or not at all."""

import json
import os
from typing import Any

import pytest

from tests.support.answers import KEY, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import LOST, Reply, Scripted, says

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
VIDEO = Reply(headers={"content-type": "video/mp4"}, body=CLIP)
HTML = Reply(headers={"content-type": "text/html"}, body=b"<html>sign in</html>")
EXPIRED = Reply(status=403, body=b"<Error><Code>AccessDenied</Code></Error>")
NO_WHOLE_FILE = {
    "expired": EXPIRED,
    "html": HTML,
    "torn": Reply(body=CLIP, cut=900),
    "empty": Reply(),
    "lost": LOST,
}
AWKWARD = "/a%20b/c%2Fd%253A~;x=1/v.mp4?sig=a%2Fb%2B~c==&file=%E7%8C%AB;y&empty=&e&q=a'b(c)"


@pytest.fixture
def shop(platform: Scripted) -> Scripted:
    """A platform whose task 11 is bought and has one clip."""
    platform.answers(SUBMIT, accepted())
    platform.answers(look_at("11"), task("11", "success", links=(platform.origin + AWKWARD,)))
    platform.answers("GET /a", VIDEO)
    return platform


@pytest.mark.usefixtures("shop")
def test_a_result_is_saved_whole_under_the_name_given(customer: Program) -> None:
    run = customer("submit", "text2video", "a cat", "-o", "cat.mp4", "--json")

    saved = (customer.home / "cat.mp4").read_bytes()
    assert (run.exit_code, run.json["creations"][0]["path"], saved) == (0, "cat.mp4", CLIP)


@pytest.mark.usefixtures("shop")
def test_a_poll_prints_the_path_of_what_it_saved(customer: Program) -> None:
    run = customer("poll", "11", "-o", "clips/")

    assert (run.exit_code, run.stdout) == (0, "11\tsuccess\t\tclips/11.mp4\n")


def test_the_link_leaves_byte_for_byte_without_key_and_cookies(customer: Program, shop: Scripted) -> None:
    customer("poll", "11", "-o", "cat.mp4")

    sent = shop.requests[-1]
    extra = {name for name in sent.headers if name in ("authorization", "cookie", "referer")}
    assert (sent.target, extra, KEY in str(sent)) == (AWKWARD, set(), False)


def test_the_key_does_not_follow_a_download_that_is_redirected(customer: Program, shop: Scripted) -> None:
    shop.answers("GET /a", Reply(status=302, headers={"location": "/b?x=%2F"}))
    shop.answers("GET /b", VIDEO)

    run = customer("poll", "11", "-o", "cat.mp4")

    sent = shop.requests[-1]
    assert (run.exit_code, sent.target, "authorization" in sent.headers) == (0, "/b?x=%2F", False)


@pytest.mark.parametrize("name", NO_WHOLE_FILE)
def test_a_link_that_gives_no_whole_file_is_asked_for_again(name: str, customer: Program, shop: Scripted) -> None:
    shop.answers("GET /a", NO_WHOLE_FILE[name], VIDEO)

    run = customer("poll", "11", "-o", "cat.mp4")

    looks = [line for line in shop.lines if line == look_at("11")]
    assert (run.exit_code, len(looks), (customer.home / "cat.mp4").read_bytes()) == (0, 2, CLIP)


def test_a_renewed_link_is_the_one_that_is_used(customer: Program, shop: Scripted) -> None:
    fresh = task("11", "success", links=(f"{shop.origin}/fresh.mp4",))
    shop.answers(look_at("11"), task("11", "success", links=(f"{shop.origin}/a.mp4",)), fresh)
    shop.answers("GET /a", EXPIRED)
    shop.answers("GET /fresh", VIDEO)

    run = customer("poll", "11", "-o", "cat.mp4")

    assert (run.exit_code, shop.lines[-1]) == (0, "GET /fresh.mp4")


def test_a_result_that_cannot_be_had_is_93_and_safe(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "-o", "cat.mp4", "--json", VIDU_SANDBOX_FAIL="download=403")

    error = run.error
    told = (run.exit_code, run.json["state"], error["task_id"], error["retry"], error["charged"])
    assert (told, [path.name for path in rehearsal.home.glob("*cat*")]) == (
        (93, "success", run.json["id"], "never", True),
        [],
    )


def test_html_instead_of_a_video_is_named_and_not_saved(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "-o", "cat.mp4", VIDU_SANDBOX_FAIL="download=html")

    assert (run.exit_code, "text/html" in run.stderr, list(rehearsal.home.glob("*.mp4"))) == (93, True, [])


@pytest.mark.parametrize("words", [("submit", "text2video", "a cat"), ("poll", "11")])
def test_an_existing_file_is_never_overwritten_and_nothing_is_sent(
    words: tuple[str, ...], customer: Program, shop: Scripted
) -> None:
    (customer.home / "cat.mp4").write_text("mine")

    run = customer(*words, "-o", "cat.mp4", "--json")

    assert (run.exit_code, (customer.home / "cat.mp4").read_text(), shop.requests) == (91, "mine", [])


def test_a_link_to_nowhere_counts_as_an_existing_file(customer: Program, shop: Scripted) -> None:
    (customer.home / "cat.mp4").symlink_to("nowhere")

    run = customer("submit", "text2video", "a cat", "-o", "cat.mp4")

    assert (run.exit_code, shop.requests) == (91, [])


@pytest.mark.parametrize("output", ["nowhere/cat.mp4", "mine/cat.mp4", "mine/", "/dev/null/cat.mp4"])
def test_a_target_that_cannot_be_written_is_told_before_anything_is_sent(
    output: str, customer: Program, shop: Scripted
) -> None:
    (customer.home / "mine").write_text("a file, not a folder")

    run = customer("submit", "text2video", "a cat", "-o", output, "--json")

    assert (run.exit_code, run.stdout, shop.requests) == (92, "", [])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission_is_told_before_anything_is_sent(customer: Program, shop: Scripted) -> None:
    (customer.home / "shut").mkdir(mode=0o500)

    run = customer("submit", "text2video", "a cat", "-o", "shut/cat.mp4", "--json")

    assert (run.exit_code, shop.requests) == (92, [])


def test_a_full_disk_leaves_no_half_file_and_the_task_is_safe(customer: Program, shop: Scripted) -> None:
    script = "ulimit -f 4; trap '' XFSZ; vidu submit text2video 'a cat' -o cat.mp4 --json --no-ledger"

    run = customer.shell(script)

    told = (run.exit_code, run.json["id"], run.error["retry"], run.error["charged"], len(shop.requests) > 1)
    assert (told, list(customer.home.glob("*cat*"))) == ((92, "11", "never", True, True), [])


def test_results_of_several_tasks_go_into_one_folder(customer: Program, shop: Scripted) -> None:
    shop.answers(look_at("12"), task("12", "success", links=(shop.origin + AWKWARD,)))

    run = customer("poll", "11", "12", "-o", "clips/", "--no-sidecar")

    assert (run.exit_code, sorted(path.name for path in (customer.home / "clips").iterdir())) == (
        0,
        ["11.mp4", "12.mp4"],
    )


def test_a_failed_download_counts_as_the_number_of_its_task(customer: Program, shop: Scripted) -> None:
    (customer.home / "clips").mkdir()
    (customer.home / "clips" / "11.mp4").write_text("mine")
    shop.answers(look_at("12"), task("12", "success", links=(shop.origin + AWKWARD,)))

    run = customer("poll", "11", "12", "-o", "clips", "--json")

    codes = [row["error"] and row["error"]["exit_code"] for row in run.json]
    assert (run.exit_code, codes, (customer.home / "clips" / "11.mp4").read_text()) == (3, [91, None], "mine")


def test_a_success_without_a_result_is_93(customer: Program, shop: Scripted) -> None:
    shop.answers(look_at("11"), task("11", "success"))

    run = customer("poll", "11", "-o", "cat.mp4", "--json")

    assert (run.exit_code, run.error["task_id"]) == (93, "11")


def test_a_saved_file_is_an_ordinary_file(customer: Program, shop: Scripted) -> None:
    run = customer.shell("umask 022; vidu poll 11 -o cat.mp4 --format ids; stat -c %a cat.mp4")

    assert (run.lines, len(shop.requests)) == (["11", "644"], 2)


def test_a_link_to_another_scheme_is_not_followed(customer: Program, shop: Scripted) -> None:
    shop.answers(look_at("11"), says({"id": "11", "state": "success", "creations": [{"url": "file:///etc/passwd"}]}))

    run = customer("poll", "11", "-o", "cat.mp4", "--json")

    assert (run.exit_code, list(customer.home.glob("*cat*"))) == (93, [])


def test_the_seed_that_the_platform_drew_is_in_a_sidecar_that_is_written_later(rehearsal: Program) -> None:
    receipt = rehearsal("submit", "text2video", "a cat", "--json").json
    rehearsal("poll", receipt["id"])

    rehearsal("download", receipt["id"], "-o", "cat.mp4")

    told = json.loads((rehearsal.home / "cat.mp4.vidu.json").read_text())
    (past,) = rehearsal("history", "--json").json
    shown = rehearsal("show", receipt["id"], "--json").json
    assert receipt["seed"] > 0
    assert {told["seed"], past["seed"], shown["seed"]} == {receipt["seed"]}


@pytest.mark.parametrize("output", ["b\udcffat.mp4", "cl\udcffips/"])
def test_a_name_that_is_no_text_is_a_name(output: str, customer: Program, shop: Scripted) -> None:
    bought = customer("submit", "text2video", "a cat", "-o", output, "--json")
    again = customer("download", "11", "-o", output, "--json")

    saved = [path for path in customer.home.rglob("*.mp4") if ".local" not in path.parts]
    assert ([bought.exit_code, again.exit_code], again.json[0]["outcome"], [path.read_bytes() for path in saved]) == (
        [0, 0],
        "kept",
        [CLIP],
    )
    assert len([line for line in shop.lines if line.startswith("GET /a")]) == 1


@pytest.mark.parametrize(
    ("words", "charged"),
    [(("submit", "text2video", "a cat"), False), (("poll", "11"), None), (("download", "11"), None)],
)
@pytest.mark.parametrize("output", ["x" * 256, "y/" * 3000 + "z.mp4", "lost/"])
def test_a_target_that_no_file_can_have_is_told_before_anything_is_sent(
    output: str,
    words: tuple[str, ...],
    charged: bool | None,  # noqa: FBT001  # a cell of the table
    customer: Program,
    shop: Scripted,
) -> None:
    (customer.home / "lost").symlink_to("nowhere")

    run = customer(*words, "-o", output, "--json")

    assert (run.exit_code, run.error["charged"], shop.requests) == (92, charged, [])


@pytest.mark.parametrize(
    "told",
    [
        {"prompt": "half \ud83d", "payload": "\udfff", "model": "\ud800"},
        {"created_at": "9999-12-31T23:59:59-23:59"},
        {"created_at": "0001-01-01T00:00:00+23:59"},
    ],
    ids=["half a character", "behind all time", "before all time"],
)
@pytest.mark.parametrize("words", [("download",), ("poll",), ("poll", "--format", "table")])
def test_odd_words_and_times_of_the_platform_keep_no_result_away(
    told: dict[str, Any], words: tuple[str, ...], customer: Program, shop: Scripted
) -> None:
    customer("submit", "text2video", "a cat")
    shop.answers(look_at("11"), task("11", "success", links=(shop.origin + AWKWARD,), **told))

    run = customer(*words, "11", "-o", "clips/", "--name", "{created}-{prompt}-{id}.{ext}")

    left = sorted(path.name.partition("11.")[2] for path in (customer.home / "clips").iterdir())
    assert (run.exit_code, left) == (0, ["mp4", "mp4.vidu.json"])
