import errno

import pytest

from tests.support.sinks import Broken, Reluctant, broken, memory, stream, written
from vidu_cli.errors.failure import ViduError


@pytest.mark.parametrize(
    ("number", "exit_code"), [(errno.EPIPE, 141), (errno.EBADF, 141), (errno.ENOSPC, 92), (errno.EIO, 92)]
)
def test_a_write_that_fails_ends_with_the_number_of_its_cause(number: int, exit_code: int) -> None:
    full = stream(broken(number))

    with pytest.raises(ViduError) as caught:
        full.put("947")

    assert caught.value.failure.exit_code == exit_code


def test_a_stream_that_was_closed_before_the_start_is_a_closed_pipe() -> None:
    with pytest.raises(ViduError) as caught:
        stream(None).put("947")

    assert caught.value.failure.exit_code == 141


def test_a_file_that_was_closed_on_the_way_is_a_closed_pipe() -> None:
    file = memory()
    file.close()

    with pytest.raises(ViduError) as caught:
        stream(file).put("947")

    assert caught.value.failure.exit_code == 141


def test_what_a_file_takes_in_parts_is_written_in_full() -> None:
    class Unbuffered:
        encoding = "utf-8"
        buffer = Reluctant()

        def flush(self) -> None:
            self.buffer.flush()

    stream(Unbuffered()).put("a line of more than seven bytes\n")  # type: ignore[arg-type]  # as `python -u` opens it

    assert Unbuffered.buffer.taken == b"a line of more than seven bytes\n"


def test_a_full_disk_is_told_even_without_a_buffer() -> None:
    class Unbuffered:
        encoding = "utf-8"
        buffer = Broken(errno.ENOSPC)

        def flush(self) -> None:
            self.buffer.flush()

    with pytest.raises(ViduError) as caught:
        stream(Unbuffered()).put("947")  # type: ignore[arg-type]  # as `python -u` opens it

    assert caught.value.failure.exit_code == 92


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [("ascii", "\u7eb8", "\\u7eb8"), ("latin-1", "\u00e9\u7eb8", "\u00e9\\u7eb8"), ("utf-8", "\udcff", "\\udcff")],
)
def test_what_an_encoding_cannot_show_is_written_as_an_escape(encoding: str, text: str, shown: str) -> None:
    file = memory(encoding)

    stream(file).put(text)

    assert written(file) == shown
