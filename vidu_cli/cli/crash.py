"""A bug of ours: written down for a report, told in one sentence."""

import time
import traceback
from typing import TYPE_CHECKING

from vidu_cli.cli.versions import versions
from vidu_cli.errors.catalogue import INTERNAL_ERROR
from vidu_cli.errors.failure import ViduError, failed

if TYPE_CHECKING:
    from vidu_cli.cli.app import App


def crash_report(error: Exception, app: "App") -> ViduError:
    """The failure that tells where the report was written. It holds no environment, no words and no key."""
    head = ", ".join(f"{name} {version}" for name, version in versions().items())
    report = f"{head}\n\n" + "".join(traceback.format_exception(error))
    try:
        app.state_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = app.state_folder / f"crash-{int(time.time())}.txt"
        path.write_text(report, encoding="utf-8", errors="backslashreplace")
        place = f"The report is in {path}."
    except (OSError, RuntimeError):
        place = "The report could not be written."
    message = f"{type(error).__name__}: {error}. {place}"
    if app.bought is None:
        return failed(INTERNAL_ERROR, message)
    follow = f"Task {app.bought} was accepted before the bug; follow it: `vidu poll {app.bought}`"
    return failed(INTERNAL_ERROR, message, task_id=app.bought, remedies=(follow,))
