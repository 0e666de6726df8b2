"""The data of every kind against requests transcribed from the vendor's pages, hosts and ids replaced.

The transcript is the witness: a field that the data lacks, invents or forbids does not pass it.
"""

from collections.abc import Mapping

import pytest

from tests.support.documented import CASES, KINDS, Case, requests_of
from vidu_cli.policy.checks import problems_in
from vidu_cli.schema.kinds import KIND_NAMES, kind_named, path_of
from vidu_cli.schema.kinds.shape import Field
from vidu_cli.schema.routes import PREFIX


def names_in(fields: tuple[Field, ...], before: str = "") -> set[str]:
    """The names of fields and of their parts, as `subjects.name`."""
    own = {before + field.name for field in fields}
    return own.union(*(names_in(field.parts, f"{before}{field.name}.") for field in fields))


def names_of(body: Mapping[str, object], before: str = "") -> set[str]:
    """The same names as they stand in a body."""
    inner = [
        names_of(each, f"{before}{name}.")
        for name, value in body.items()
        if isinstance(value, list)
        for each in value
        if isinstance(each, dict)
    ]
    return {before + name for name in body}.union(*inner)


def test_every_kind_is_documented() -> None:
    assert set(KINDS) == set(KIND_NAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_goes_to_the_documented_path(kind: str) -> None:
    assert PREFIX + path_of(kind) == KINDS[kind]["path"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_least_request_and_a_full_one(kind: str) -> None:
    assert {case.name.split()[0] for case in requests_of(kind)} == {"minimal", "full"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_exactly_the_documented_fields(kind: str) -> None:
    known = names_in(kind_named(kind).fields)

    documented = set[str]().union(*(names_of(case.body) for case in requests_of(kind)))

    assert known == documented


@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_is_found_wrong_with_a_documented_request(case: Case) -> None:
    found = problems_in(kind_named(case.kind), case.body)

    assert [problem.message for problem in found] == []
