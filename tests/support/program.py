"""The program as a user runs it: a real process with a home of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The folder of the environment that runs the tests comes first, so that `vidu` is the one under test.
SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True, kw_only=True)
class Run:
    """How one run ended."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.stdout)

    @property
    def error(self) -> dict[str, Any]:
        """The error object: the last line of stderr."""
        document: dict[str, dict[str, Any]] = json.loads(self.stderr.strip().split("\n")[-1])
        return document["error"]

    @property
    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.stdout.splitlines()


@dataclass(frozen=True)
class Program:
    """`vidu` in a home of its own. The sandbox in it runs a thousand times faster than real."""

    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, stdin: str | None = None, timeout_s: float = 60, **environment: str) -> Run:
        """Run it to its end; keywords are further variables of its environment."""
        finished = subprocess.run(
            [str(SCRIPTS / "vidu"), *words],
            input="" if stdin is None else stdin,
            capture_output=True,
            timeout=timeout_s,
            env={**self.variables, **environment},
            cwd=self.home,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
        return Run(exit_code=finished.returncode, stdout=finished.stdout, stderr=finished.stderr)

    @property
    def variables(self) -> dict[str, str]:
        """The whole environment of a run: nothing of the user's own but the path."""
        return {
            "PATH": f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "VIDU_SANDBOX_PACE": "1000",
            **self.environment,
        }

    def shell(self, script: str, *, timeout_s: float = 60, **environment: str) -> Run:
        """Run a bash script with `vidu` on its path and `set -euo pipefail`."""
        finished = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{script}"],
            capture_output=True,
            timeout=timeout_s,
            env={**self.variables, **environment},
            cwd=self.home,
            encoding="utf-8",
            errors="surrogateescape",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Run(exit_code=finished.returncode, stdout=finished.stdout, stderr=finished.stderr)

    def python(self, script: str, *words: str) -> str:
        """What a script tells on stdout, in an interpreter with the environment of a run."""
        finished = subprocess.run(
            [sys.executable, "-c", script, *words],
            capture_output=True,
            timeout=60,
            env=self.variables,
            cwd=self.home,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=True,
        )
        return finished.stdout
