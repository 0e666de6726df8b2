"""What a row of the list costs, counted in calls of Python functions: they are the same on every machine."""

from tests.support.answers import LIST
from tests.support.program import Program
from tests.support.scripted import Scripted, says

COUNTED = """
import sys
from vidu_cli.cli.main import main
calls = 0
def seen(frame, event, arg):
    global calls
    calls += event == "call"
sys.setprofile(seen)
main(sys.argv[1:], stdin=None, stdout=None, stderr=None)
sys.setprofile(None)
sys.__stdout__.write(str(calls))
"""
ROW = {
    "key_id": "0",
    "type": "text2video",
    "model": "viduq3-turbo",
    "prompt": "a paper boat",
    "images": [],
    "duration": 5,
    "state": "success",
    "creations": [{"id": "70", "url": "https://store.test/a.mp4", "moderation_url": [], "video": {"fps": 24}}],
    "created_at": "2026-08-01T05:44:05Z",
    "credits": 60,
}


# A row whose values are made takes twice as many.
MOST_CALLS = 45


def calls_for(rows: int, customer: Program, platform: Scripted) -> int:
    """The calls of a run that lists so many tasks."""
    platform.answers(LIST, says({"tasks": [{"id": str(number + 1), **ROW} for number in range(rows)]}))
    return int(customer.python(COUNTED, "list", "--limit", "99", "--format", "jsonl"))


def test_a_row_that_is_as_documented_is_printed_in_few_calls(customer: Program, platform: Scripted) -> None:
    few, many = (calls_for(rows, customer, platform) for rows in (9, 99))

    assert (many - few) / 90 <= MOST_CALLS
