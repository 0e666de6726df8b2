"""The standard descriptors of the process, before anything else is opened. Light: every run imports it."""

import os


def keep_standard_descriptors() -> None:
    """Fill closed standard descriptors, so that no file or socket opened later is written to by mistake."""
    while True:
        opened = os.open(os.devnull, os.O_RDWR)
        if opened > 2:
            os.close(opened)
            return
