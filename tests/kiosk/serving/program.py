"""`daoban serve`, running, and what it has drawn."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATIENCE_S = 60


class Served:
    """The program, until it is told to end."""

    def __init__(self, *options: str) -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "serve", "--port", "0", "--mute", *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.program.stdout is not None
        self.said = self.program.stdout.readline()
        found = re.search(r"http://\S+?:\d+/", self.said)
        assert found, (self.said, self.program.stderr and self.program.stderr.read())
        self.url = found[0]

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Exit status, and what it complained of."""
        self.program.send_signal(number)
        _, errors = self.program.communicate(timeout=PATIENCE_S)
        return self.program.returncode, errors

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.program.pid}/task/{self.program.pid}/children").read_text()
        return [int(one) for one in listed.split()]


def words(drawn: bytes) -> str:
    """What stands on the screen, without how it is drawn."""
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]|\s", "", drawn.decode(errors="ignore"))
