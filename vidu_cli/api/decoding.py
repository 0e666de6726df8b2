"""A JSON object of the platform as a value, or the failure of an answer that cannot be read."""

from collections.abc import Mapping
from typing import TypeVar

from vidu_cli.errors.catalogue import REPLY_NOT_UNDERSTOOD
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.schema.wire import ShapeError, decode

T = TypeVar("T")


def decoded(reply: Mapping[str, object], shape: type[T], task_id: str | None = None) -> T:
    """The reply as a `shape`; ViduError 96 names the place that is not as documented."""
    try:
        return decode(reply, shape)
    except ShapeError as error:
        failure = Failure(
            entry=REPLY_NOT_UNDERSTOOD, message=f"The answer is not as documented: {error}", task_id=task_id
        )
        raise ViduError(failure) from error
