"""What lies in the place of a result and is left there: it is no result, whoever asks."""

import pytest

from tests.support.program import Program
from tests.support.scripted import Scripted

SKIP = ("--if-exists", "skip")


@pytest.fixture
def occupied(customer: Program) -> Program:
    """A home in which another file has the name of the result."""
    (customer.home / "mine.mp4").write_text("mine")
    return customer


@pytest.mark.usefixtures("shop")
def test_a_file_that_is_left_is_no_result_of_a_poll(occupied: Program) -> None:
    run = occupied("poll", "11", "-o", "mine.mp4", *SKIP)

    is_left = "Left mine.mp4 as it is: nobody looked what it holds" in run.stderr
    assert (run.exit_code, is_left, "mine.mp4" in run.stdout, "Saved" in run.stderr) == (0, True, False, False)


@pytest.mark.usefixtures("shop")
def test_a_file_that_is_left_is_handed_to_no_command(occupied: Program) -> None:
    run = occupied("poll", "11", "-o", "mine.mp4", *SKIP, "--exec", "sh -c 'echo [$VIDU_TASK_PATH]'")

    assert "[]" in run.stderr


@pytest.mark.usefixtures("shop")
def test_a_file_that_is_left_is_not_remembered(occupied: Program) -> None:
    occupied("poll", "11", "-o", "mine.mp4", *SKIP)

    assert occupied("show", "11", "--json").json.get("paths") is None


@pytest.mark.usefixtures("shop")
def test_a_file_that_proves_to_be_the_result_is_kept_and_said_to_be(customer: Program) -> None:
    customer("poll", "11", "-o", "clip.mp4")

    run = customer("poll", "11", "-o", "clip.mp4")

    assert (run.stdout.split()[-1], "Kept clip.mp4: it was here already" in run.stderr) == ("clip.mp4", True)


@pytest.mark.parametrize("words", [("--wait",), ("--dry-run",), ("--once", "k")], ids=" ".join)
def test_nothing_is_bought_that_would_not_be_saved(words: tuple[str, ...], occupied: Program, shop: Scripted) -> None:
    run = occupied("submit", "text2video", "a cat", "-o", "mine.mp4", *SKIP, *words, "--json")

    told = "nothing of what is bought would be saved" in run.error["message"]
    assert (run.exit_code, told, shop.orders) == (91, True, [])
