"""The subject library: its pages as one list, and a subject out of the receipt of its making."""

from collections.abc import Sequence
from typing import Protocol

from vidu_cli.schema.subjects import NewSubject, Subject, SubjectPage
from vidu_cli.schema.wire import decode
from vidu_cli.workflows.answers import Receipt

MOST_PER_PAGE = 100


class Library(Protocol):
    """Where subjects are listed."""

    async def subject_page(self, params: Sequence[tuple[str, str]]) -> SubjectPage:
        """Give one page of the library."""


async def listed(library: Library, *, ownership: str = "private", limit: int = 20) -> tuple[Subject, ...]:
    """The subjects in the order of the platform, paged until the limit; a limit of 0 is all of them."""
    found: dict[str, Subject] = {}
    tokens: set[str] = set()
    token = ""
    while True:
        page = await library.subject_page(_query(ownership, token, room=limit - len(found)))
        found |= {subject.id: subject for subject in page.subjects if subject.id not in found}
        tokens.add(token)
        token = page.next_page_token
        # A service that drops a paging key it does not know gives page one again, for ever.
        if not token or token in tokens or 0 < limit <= len(found):
            return tuple(found.values())[: limit or None]


def _query(ownership: str, token: str, *, room: int) -> list[tuple[str, str]]:
    count = min(room, MOST_PER_PAGE) if room > 0 else MOST_PER_PAGE
    query = [("ownership", ownership), ("count", str(count))]
    return [*query, ("next_page_token", token)] if token else query


def subject_of(receipt: Receipt) -> NewSubject:
    """The subject that was made, as its receipt tells of it."""
    task = receipt.task
    told = {**task.raw, "id": task.id, "images": list(task.images or ()), "credits": task.credits}
    return decode(told, NewSubject)
