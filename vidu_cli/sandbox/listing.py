"""GET tasks: its filters and its pages, in both spellings of the vendor's pages.

Source: the vendor's page "tasks-list".
"""

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qsl

from vidu_cli.errors.catalogue import BAD_REQUEST, CODEC, PAGE_SIZE
from vidu_cli.sandbox.exchange import refusal
from vidu_cli.sandbox.world import Search

PAGE_SIZE_DEFAULT = 10
PAGE_SIZE_MAX = 100
WINDOW_S = 7 * 24 * 3600

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_HIGHEST_OFFSET = 2**62


class Query:
    """The query of a URL: each key with its values in order. Keys that nobody asks for are ignored."""

    def __init__(self, raw: str) -> None:
        self._pairs = parse_qsl(raw, keep_blank_values=True)

    def values(self, *names: str) -> tuple[str, ...]:
        """Every value that is not empty, of the first of these names that is there."""
        found = [tuple(value for key, value in self._pairs if key == name and value) for name in names]
        return next((values for values in found if values), ())

    def value(self, *names: str) -> str:
        """The last value, "" when there is none."""
        return (self.values(*names) or ("",))[-1]

    def number(self, *names: str) -> int:
        """A whole number, 0 when it is absent; Refusal with CODEC when it is none."""
        text = self.value(*names)
        if not re.fullmatch(r"-?[0-9]{1,19}|", text) or abs(int(text or 0)) >= 2**63:
            raise refusal(CODEC, f'parsing field "{names[0]}": strconv.ParseInt: parsing "{text[:40]}": invalid syntax')
        return int(text or 0)

    def time(self, name: str) -> float | None:
        """A time in unix seconds, None when it is absent; Refusal with CODEC when it is none."""
        text = self.value(name)
        if not text:
            return None
        unreadable = refusal(CODEC, f'parsing field "{name}": invalid google.protobuf.Timestamp value')
        if not _TIME.fullmatch(text):
            raise unreadable
        try:
            return datetime.fromisoformat(text).timestamp()
        except (ValueError, OverflowError):
            raise unreadable from None


def search_in(raw_query: str, *, now: float) -> Search:
    """The search that a query asks for, one task longer than its page, which tells whether there is a next one."""
    query = Query(raw_query)
    size = query.number("pager.pagesz", "paper.pagesz") or PAGE_SIZE_DEFAULT
    page = query.number("pager.page", "paper.page")
    token = query.number("pager.page_token", "paper.page_token")
    since = query.time("created_at.from")
    return Search(
        since=now - WINDOW_S if since is None else since,
        until=query.time("created_at.to"),
        ids=query.values("task_ids"),
        templates=query.values("templates"),
        models=tuple(name for version in query.values("model_versions") for name in (version, f"vidu{version}")),
        resolutions=query.values("resolutions"),
        states=query.values("states"),
        before=token or None,
        offset=0 if token else min(page * size, _HIGHEST_OFFSET),
        limit=size + 1,
    )


def lagging(search: Search, lag_s: float, *, now: float) -> Search:
    """The search as a list answers it that shows no task yet which is younger than so many seconds."""
    if not lag_s:
        return search
    youngest = now - lag_s
    return replace(search, until=youngest if search.until is None else min(search.until, youngest))


def refuse_unfit(search: Search) -> None:
    """Refusal for a page that is too long, or that stands before the first."""
    if not 0 < search.limit - 1 <= PAGE_SIZE_MAX:
        raise refusal(PAGE_SIZE)
    if search.offset < 0:
        raise refusal(BAD_REQUEST)
