"""What a look at a task that was refused says: something that holds, or nothing but that this look failed."""

from vidu_cli.errors.catalogue import (
    CODEC,
    CREATION_NOT_FOUND,
    FIELD_INVALID,
    NOT_FOUND,
    REPLY_NOT_UNDERSTOOD,
    TASK_NOT_FOUND,
    TOO_MANY_REQUESTS,
    Category,
)
from vidu_cli.errors.failure import Failure

_UNAUTHORIZED = 401
_FORBIDDEN = 403
_UNKNOWN_STATE_OF_THINGS = 89
_GONE = {
    NOT_FOUND.exit_code,
    TASK_NOT_FOUND.exit_code,
    CREATION_NOT_FOUND.exit_code,
    _UNKNOWN_STATE_OF_THINGS,
}
_NO_ID = {CODEC.exit_code, FIELD_INVALID.exit_code}


def is_gone(failure: Failure) -> bool:
    """Whether the platform itself says that there is no such task, or none for this key: a gateway's page does not."""
    return failure.is_coded and (failure.exit_code in _GONE or is_denied(failure))


def is_no_id(failure: Failure) -> bool:
    """Whether the platform itself cannot read the id, so that it is none of a task: nothing else of a look is ours."""
    return failure.is_coded and failure.exit_code in _NO_ID


def is_throttle(failure: Failure) -> bool:
    """Whether the platform was asked too much."""
    return failure.entry.http_status == TOO_MANY_REQUESTS.http_status


def is_denied(failure: Failure) -> bool:
    """Whether the key is good, but not for this: the task may well be there, and another account's."""
    return failure.category is Category.KEY and failure.entry.http_status == _FORBIDDEN


def is_passing(failure: Failure) -> bool:
    """Whether the next look may be answered: only of a key, a machine, a missing task and its id a refusal tells more.

    Any other one is a platform, or a gateway, that is not itself.
    """
    if failure.category is Category.KEY:
        return not failure.is_coded and failure.entry.http_status != _UNAUTHORIZED
    if failure.category is Category.MACHINE:
        return failure.exit_code == REPLY_NOT_UNDERSTOOD.exit_code
    return not (is_gone(failure) or is_no_id(failure))
