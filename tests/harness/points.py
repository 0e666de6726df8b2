"""The points around intent, send, receipt and print at which a process of the program is killed."""

from dataclasses import dataclass

_INTEND = "enter Ledger.intend"
_SEND = "enter Client._submit_once"
_ACCEPT = "enter Ledger.accept"
_SEARCH = "enter Booking.without_answer"
_ADOPT = "enter Ledger.adopt"
_SHOW = "enter Output.show"

# What the platform does to the submit: it answers, or the answer is lost before or after the task was made.
ANSWERED = ""
LOST_BEFORE = "drop-before"
LOST_AFTER = "drop-after"
REFUSED = "CreditInsufficient"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place in the program, as `doomed` reads it, and what the platform does to the submit meanwhile."""

    name: str
    plan: str
    submit: str = ANSWERED


_INTENT = {
    "the intent is made up": "leave intents.intent_of",
    "the ledger is about to be opened": "enter Reader.__init__",
    "the ledger is open": "leave Reader.__init__",
    "the intent is about to be kept": _INTEND,
    "the ledger is locked": f"{_INTEND} > enter Ledger._account_number",
    "the intent is a row": "leave rows.insert",
    "the lease is about to be taken": "enter Leases.take",
    "the lease is held": "leave Leases.take",
    "the intent is about to be committed": f"{_INTEND} > enter Connection.commit",
    "the intent is committed": f"{_INTEND} > leave Connection.commit",
    "the intent is kept": "leave Ledger.intend",
}
_BEFORE_THE_SEND = {
    "the submit begins": "enter Client.submit",
    "the submit is marked as on its way": "enter Interruption.sending",
    "the exchange begins": "enter Transport.exchange",
    "the connection is about to be made": "enter AnyIOBackend.connect_tcp",
    "the connection stands": "leave AnyIOBackend.connect_tcp",
    "the head is about to leave": f"{_SEND} > enter socket.send",
}
_SENT = {
    "the head has left": f"{_SEND} > leave socket.send",
    "the body is about to leave": f"{_SEND} > leave socket.send > enter socket.send",
    "the body has left": f"{_SEND} > leave socket.send > leave socket.send",
    "the answer is waited for": f"{_SEND} > enter AsyncHTTP11Connection._receive_response_headers",
}
_RECEIPT = {
    "the head of the answer is read": f"{_SEND} > leave AsyncHTTP11Connection._receive_response_headers",
    "the answer is read": f"{_SEND} > leave transport._content_of",
    "the exchange is over": f"{_SEND} > leave Transport.exchange",
    "the receipt is understood": "leave client._accepted",
    "the submit is over": "leave Client.submit",
    "the receipt is about to be kept": _ACCEPT,
    "the task was taken from whoever had adopted it": f"{_ACCEPT} > leave rows.rob",
    "the receipt is a row": f"{_ACCEPT} > leave rows.settle",
    "the receipt is about to be committed": f"{_ACCEPT} > enter Connection.commit",
    "the receipt is committed": f"{_ACCEPT} > leave Connection.commit",
    "the receipt is kept": "leave Ledger.accept",
    "the lease is about to be let go": f"{_ACCEPT} > enter Leases.let_go",
    "the lease is let go": f"{_ACCEPT} > leave Leases.let_go",
    "the booking is over": "leave Booking.accepted",
}
_PRINT = {
    "the event loop has ended": "leave App.run",
    "the answer is about to be shown": "enter answering.give",
    "the id is about to be printed": f"{_SHOW} > enter Stream.put",
    "the id is about to be flushed": f"{_SHOW} > enter TextIOWrapper.flush",
    "the id is printed": f"{_SHOW} > leave Stream.put",
    "the answer is shown": "leave answering.give",
    "the process is about to end": "leave main.main",
}
_UNANSWERED = {
    "the loss is noticed": _SEARCH,
    "the end of the attempt is about to be committed": "enter Ledger.leave_unknown > enter Connection.commit",
    "the end of the attempt is kept": "leave Ledger.leave_unknown",
    "the search begins": "enter Recovery.settle",
    "the list is read": "leave seeking.read_since",
    "the list was searched": "leave seeking.found_in",
}
_FOUND = {
    "the task is about to be adopted": _ADOPT,
    "the adoption is a row": f"{_ADOPT} > leave rows.settle",
    "the adoption is about to be committed": f"{_ADOPT} > enter Connection.commit",
    "the adoption is committed": f"{_ADOPT} > leave Connection.commit",
    "the adoption is kept": "leave Ledger.adopt",
    "the found task is about to be told of": "leave Booking.without_answer",
    "the found task is printed": f"{_SHOW} > leave Stream.put",
}
_REFUSAL = {
    "the refusal is about to be kept": "enter Ledger.refuse",
    "the refusal is about to be committed": "enter Ledger.refuse > enter Connection.commit",
    "the refusal is kept": "leave Ledger.refuse",
}


def _points(submit: str, *groups: dict[str, str]) -> tuple[Point, ...]:
    return tuple(Point(name=name, plan=plan, submit=submit) for group in groups for name, plan in group.items())


POINTS = (
    *_points(ANSWERED, _INTENT, _BEFORE_THE_SEND, _SENT, _RECEIPT, _PRINT),
    *_points(LOST_AFTER, _SENT, _UNANSWERED, _FOUND),
    *_points(LOST_BEFORE, _SENT, _UNANSWERED),
    *_points(REFUSED, _REFUSAL),
)
