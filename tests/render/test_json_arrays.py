"""An array of JSON that is encoded in parts: the same bytes as in one."""

from collections.abc import AsyncIterator, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.clock import FakeClock
from tests.support.json_values import TEXTS, documents
from tests.support.samples import FAILED, SAVED, WAITING
from tests.support.sinks import Sink
from vidu_cli.errors.catalogue import BAD_GATEWAY
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.render.machine import json_array, json_elements, json_text
from vidu_cli.render.output import Format
from vidu_cli.schema.tasks import Task

PAGES = st.lists(st.lists(st.dictionaries(TEXTS, documents(), max_size=3), max_size=3), max_size=4)


@given(pages=PAGES, ascii_only=st.booleans())
def test_an_array_in_parts_has_the_bytes_of_one_encoded_at_once(
    pages: Sequence[Sequence[Mapping[str, object]]],
    ascii_only: bool,  # noqa: FBT001  # drawn by hypothesis
) -> None:
    elements = [json_elements(page, ascii_only=ascii_only) for page in pages]
    values = [value for page in pages for value in page]

    assert "".join(json_array(elements)) == json_text(values, ascii_only=ascii_only, compact=False)


@pytest.mark.parametrize("chosen", [(), ("id", "err_code")], ids=str)
def test_pages_are_one_document_of_all_of_them(chosen: tuple[str, ...], clock: FakeClock) -> None:
    sink, at_once = Sink(), Sink()

    async def pages() -> AsyncIterator[Sequence[Task]]:
        yield [SAVED, FAILED]
        yield []
        yield [WAITING]

    clock.drive(sink.output(Format.JSON, chosen).stream(pages(), shape=Task))
    at_once.output(Format.JSON, chosen).show([SAVED, FAILED, WAITING])

    assert sink.stdout == at_once.stdout


def test_where_a_page_cannot_be_had_there_is_no_half_of_a_document(clock: FakeClock) -> None:
    sink = Sink()

    async def pages() -> AsyncIterator[Sequence[Task]]:
        yield [SAVED]
        raise failed(BAD_GATEWAY)

    with pytest.raises(ViduError):
        clock.drive(sink.output(Format.JSON).stream(pages(), shape=Task))

    assert sink.stdout == ""
