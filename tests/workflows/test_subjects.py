from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from tests.support.clock import FakeClock
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.ids import Id
from vidu_cli.schema.subjects import NewSubject, Subject, SubjectPage
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import Receipt
from vidu_cli.workflows.subjects import listed, subject_of

ESTIMATE = Estimate(credits=5, credits_max=5, money=0.025, currency="USD", certainty="documented", source="pricing")


def subjects(first: int, last: int) -> tuple[Subject, ...]:
    return tuple(Subject(id=str(number)) for number in range(first, last + 1))


@dataclass
class Library:
    """Pages in turn, the last one for ever; `queries` is what was asked."""

    pages: list[SubjectPage]
    queries: list[list[tuple[str, str]]] = field(default_factory=list)

    async def subject_page(self, params: Sequence[tuple[str, str]]) -> SubjectPage:
        self.queries.append(list(params))
        return self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]


def page(first: int, last: int, token: str = "") -> SubjectPage:
    return SubjectPage(subjects=subjects(first, last), next_page_token=token)


@pytest.mark.parametrize(("limit", "count"), [(0, 6), (2, 2), (3, 3), (4, 4), (20, 6)])
def test_the_library_is_paged_until_the_limit(limit: int, count: int, clock: FakeClock) -> None:
    library = Library([page(1, 3, "t"), page(4, 6)])

    found = clock.drive(listed(library, limit=limit))

    assert found == subjects(1, count)


def test_a_page_is_asked_for_by_its_token_and_no_larger_than_what_is_missing(clock: FakeClock) -> None:
    library = Library([page(1, 100, "t"), page(101, 120)])

    clock.drive(listed(library, ownership="system", limit=120))

    assert library.queries == [
        [("ownership", "system"), ("count", "100")],
        [("ownership", "system"), ("count", "20"), ("next_page_token", "t")],
    ]


@pytest.mark.parametrize(
    "pages", [[page(1, 2, "t")], [page(1, 2, "t"), page(1, 2, "u"), page(1, 2, "t")]], ids=["one token", "a circle"]
)
def test_a_token_that_comes_again_ends_the_list(pages: list[SubjectPage], clock: FakeClock) -> None:
    found = clock.drive(listed(Library(pages), limit=0))

    assert found == subjects(1, 2)


def test_an_empty_library_is_an_empty_list(clock: FakeClock) -> None:
    assert clock.drive(listed(Library([SubjectPage()]))) == ()


def test_the_receipt_of_a_subject_tells_the_subject() -> None:
    task = Task(
        id=Id("7"), state=TaskState.SUCCESS, images=("a",), credits=5, raw={"name": "Mia", "style": "sober", "new": 1}
    )

    subject = subject_of(Receipt(task=task, estimate=ESTIMATE))

    assert subject == NewSubject(id="7", name="Mia", images=("a",), style="sober", credits=5, raw={"new": 1})
