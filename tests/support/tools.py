"""Programs that some tests drive. A user's machine may lack them; where changes are judged they must be there."""

import os
import shutil

import pytest


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip where one of the programs is missing, but run, and so fail, in CI."""
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing) and "CI" not in os.environ, reason=f"not installed: {' '.join(missing)}")
