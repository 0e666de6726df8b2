"""How work ended that was to end badly."""

from collections.abc import Coroutine

import pytest

from tests.support.clock import FakeClock
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.links import LinkError


def failure_in_driving(clock: FakeClock, work: Coroutine[object, object, object]) -> Failure:
    """The failure that the work raised."""
    with pytest.raises(ViduError) as caught:
        clock.drive(work)
    return caught.value.failure


def link_error_in_driving(clock: FakeClock, work: Coroutine[object, object, object]) -> LinkError:
    """The complaint about a link that the work raised."""
    with pytest.raises(LinkError) as caught:
        clock.drive(work)
    return caught.value
