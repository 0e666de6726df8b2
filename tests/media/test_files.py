import io
import os
import socket
from base64 import b64encode
from pathlib import Path

import pytest

from tests.support import zoo
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.media import LocalFile, opened
from vidu_cli.policy.headers import MediaFacts

PHOTO = zoo.png(320, 200)
FACTS = MediaFacts(format="png", size_bytes=len(PHOTO), width=320, height=200)

as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def looked_at(address: str | Path, *, stdin: bytes | None = None) -> LocalFile:
    return opened(str(address), option="--image", stdin=None if stdin is None else io.BytesIO(stdin))


def refusal(address: str | Path, *, stdin: bytes | None = None) -> Failure:
    with pytest.raises(ViduError) as caught:
        looked_at(address, stdin=stdin)
    return caught.value.failure


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(PHOTO)
    return path


def test_a_file_is_what_its_bytes_say_and_not_its_name(photo: Path) -> None:
    assert looked_at(photo).facts == FACTS


def test_a_file_is_read_when_its_turn_comes(photo: Path) -> None:
    file = looked_at(photo)

    assert (file.content, file.read()) == (None, PHOTO)


def test_a_symbolic_link_is_the_file_behind_it(photo: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(photo)

    assert looked_at(link).read() == PHOTO


def test_a_path_may_be_relative_and_is_taken_as_it_is(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(photo.parent)

    assert (looked_at("./photo.jpg").facts, refusal("~/photo.jpg").exit_code) == (FACTS, 40)


def test_standard_input_is_looked_at_and_kept() -> None:
    file = looked_at("-", stdin=PHOTO)

    assert (file.facts, file.read(), file.read()) == (FACTS, PHOTO, PHOTO)


def test_of_standard_input_no_more_is_read_than_shows_that_it_is_too_much() -> None:
    stdin = io.BytesIO(zoo.png(bytes=60_000_000))

    file = opened("-", option="--image", stdin=stdin)

    assert (file.facts.size_bytes, file.facts.is_whole, stdin.tell()) == (50_000_001, True, 50_000_001)


def test_the_bytes_of_a_data_uri_are_looked_at() -> None:
    file = looked_at("data:image/jpeg;base64," + b64encode(PHOTO).decode())

    assert (file.facts, file.read()) == (FACTS, PHOTO)


def test_fifty_megabytes_and_one_byte_are_looked_at_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(PHOTO)
    os.truncate(path, 50_000_001)

    facts = looked_at(path).facts

    assert (facts.format, facts.size_bytes, facts.width) == ("png", 50_000_001, 320)


def test_a_file_that_grew_or_shrank_since_is_refused(photo: Path) -> None:
    grown, shrunk = looked_at(photo), looked_at(photo)
    photo.write_bytes(PHOTO + b"\0")
    with pytest.raises(ViduError) as more:
        grown.read()
    photo.write_bytes(PHOTO[:-1])

    with pytest.raises(ViduError) as less:
        shrunk.read()

    assert [(caught.value.failure.exit_code, "changed while" in str(caught.value)) for caught in (more, less)] == [
        (40, True),
        (40, True),
    ]


def test_a_file_that_is_gone_since_is_refused(photo: Path) -> None:
    file = looked_at(photo)
    photo.unlink()

    with pytest.raises(ViduError, match="there is no such file"):
        file.read()


def test_a_refusal_names_the_file_the_option_and_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "gone.png"

    failure = refusal(path)

    assert (failure.exit_code, failure.option, failure.names, failure.message) == (
        40,
        "--image",
        {"path": str(path)},
        f"--image {path}: there is no such file.",
    )


def test_a_name_that_is_nearly_right_is_offered(photo: Path) -> None:
    assert refusal(photo.with_name("foto.jpg")).message.endswith(f"did you mean {photo}?")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere" / "a.png").message.endswith(f"the folder {tmp_path}/nowhere does not exist.")


def test_a_path_through_a_file_is_refused(photo: Path) -> None:
    assert refusal(photo / "a.png").message.endswith("Not a directory.")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).message.endswith("it is a folder; name a file in it.")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.png"
    path.touch()

    assert refusal(path).message.endswith("empty.png: the file is empty.")


def test_a_pipe_is_refused_and_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    assert refusal(path).message.endswith("it is a pipe, no file; read it from standard input instead.")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")

        assert "it is a socket, no file" in refusal("socket").message


def test_a_device_is_refused() -> None:
    assert "it is a device, no file" in refusal(os.devnull).message


@as_root
def test_a_file_that_may_not_be_read_is_refused(photo: Path) -> None:
    photo.chmod(0)

    assert refusal(photo).message.endswith("you may not read it.")


@as_root
def test_a_file_in_a_folder_that_may_not_be_entered_is_refused(photo: Path) -> None:
    photo.parent.chmod(0)

    failure = refusal(photo)

    photo.parent.chmod(0o700)
    assert failure.message.endswith("you may not read it.")


@pytest.mark.parametrize("address", ["a\0b.png", "\ud800.png", "x" * 300])
def test_a_name_that_no_file_can_have_is_refused(address: str) -> None:
    assert refusal(address).exit_code == 40


def test_a_name_with_control_characters_is_printable_in_the_message(tmp_path: Path) -> None:
    failure = refusal(tmp_path / "a\n\x1b[31mb.png")

    assert (failure.message.isprintable(), "a\\n\\u001b[31mb.png" in failure.message) == (True, True)


@pytest.mark.parametrize(
    ("address", "stdin", "reason"),
    [
        ("-", None, "standard input: it is closed."),
        ("-", b"", "standard input: nothing came."),
        ("data:image/png;base64,", None, "data:image/png;base64,: it holds no bytes."),
        ("data:image/png;base64,iVBOR", None, "its base64 is broken: part of it may be missing."),
        ("data:image/svg+xml,<svg/>", None, "takes such a text as data:image/png;base64,... only."),
    ],
)
def test_what_cannot_be_read_from_elsewhere_is_refused(address: str, stdin: bytes | None, reason: str) -> None:
    failure = refusal(address, stdin=stdin)

    assert (failure.exit_code, failure.message.endswith(reason), failure.names) == (40, True, {})


def test_a_closed_stream_is_refused() -> None:
    stdin = io.BytesIO()
    stdin.close()

    with pytest.raises(ViduError, match="standard input: it is closed"):
        opened("-", option="--image", stdin=stdin)


def test_a_file_of_the_same_size_in_its_place_is_refused(photo: Path) -> None:
    seen = looked_at(photo)
    photo.unlink()
    photo.write_bytes(PHOTO[::-1])

    with pytest.raises(ViduError) as caught:
        seen.read()

    assert (caught.value.failure.exit_code, "changed while" in str(caught.value)) == (40, True)
