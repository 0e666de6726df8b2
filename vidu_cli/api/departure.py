"""Whether a request may have reached the other side: what may have is never sent again."""

from collections.abc import Mapping


class Departure:
    """Watches whether the first byte of our own request, not of a proxy's CONNECT, went out."""

    def __init__(self, method: str) -> None:
        self._method = method.encode()
        self._watched = False
        self._left = False

    async def trace(self, event: str, facts: Mapping[str, object]) -> None:
        """Note an event of the connection; httpx calls this."""
        self._watched = True
        if event.endswith("send_request_headers.started"):
            request = facts.get("request")
            self._left = self._left or getattr(request, "method", self._method) == self._method

    @property
    def may_have_left(self) -> bool:
        """Whether the other side may have seen the request; in doubt it may."""
        return self._left or not self._watched
