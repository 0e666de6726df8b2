"""A fault, acted out: what a call answers when something is made to go wrong."""

import re
from collections.abc import Callable
from dataclasses import replace

from vidu_cli.sandbox.exchange import Drop, Refusal, Reply, gateway_reply, html_page
from vidu_cli.sandbox.faults import Fault, Word

# What the words of a field error speak of when the error was asked for.
_FIELD = "prompt"


def acted_out(fault: Fault | None, perform: Callable[[], Reply]) -> Reply:
    """The reply of `perform`, spoilt by the fault; with a code, a status or drop-before nothing is performed.

    Raises Refusal for a fault that is a code of the platform.
    """
    if fault is None:
        return perform()
    if fault.code:
        raise _refusal(fault)
    if fault.word is None:
        return gateway_reply(fault.status or 502, retry_after_s=fault.seconds)
    if fault.word is Word.DROP_BEFORE:
        return Reply(status=200, drop=Drop.BEFORE)
    return _spoilt(perform(), fault)


def _refusal(fault: Fault) -> Refusal:
    # A code of tomorrow gets words like the platform's: FancyPolicyBreach, "fancy policy breach".
    words = fault.entry.message if fault.entry else re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", fault.code).lower()
    return Refusal(
        status=fault.status or 400,
        reason=fault.code,
        message=words.format(fields=_FIELD),
        fields=_FIELD if "{fields}" in words else "",
        retry_after_s=fault.seconds,
    )


def _spoilt(reply: Reply, fault: Fault) -> Reply:
    match fault.word:
        case Word.DROP_AFTER:
            return replace(reply, drop=Drop.AFTER)
        case Word.TRUNCATED:
            return replace(reply, drop=Drop.TRUNCATED)
        case Word.HTML:
            return Reply(status=200, headers={"content-type": "text/html"}, body=html_page("Please log in"))
        case Word.EMPTY:
            return Reply(status=200, headers={"content-type": "application/json"})
        case Word.NOT_JSON:
            return Reply(status=200, headers={"content-type": "application/json"}, body=b"upstream says: fine\n")
        case Word.LAGGING | Word.PAYLOADS:
            # The list itself has heeded them.
            return reply
    return replace(reply, delay_s=fault.seconds or 0.0)
