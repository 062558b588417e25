"""A program that this one starts and waits for: a signal that ends this one ends both."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from threading import Event
from types import FrameType, TracebackType
from typing import Any

_ENDING = ("SIGTERM", "SIGINT", "SIGHUP")


class Charge:
    """Runs a program and passes signals on to it.  Its context must be entered in the main thread."""

    def __init__(self, ending: Iterable[str] = _ENDING) -> None:
        """Take the names of the signals that end it; systems lack some of them."""
        self.ended = Event()
        """Set once a signal has ended it."""
        self._ending = ending
        self._child: subprocess.Popen[bytes] | None = None
        self._before: dict[int, Any] = {}

    def run(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
        """Run `command` until it ends; return its exit status."""
        with subprocess.Popen(command, env=environment) as child:
            self._child = child
            if self.ended.is_set():  # asked to end while it was being started
                child.terminate()
            return child.wait()

    def __enter__(self) -> Charge:
        for name in self._ending:
            if hasattr(signal, name):
                number = getattr(signal, name)
                self._before[number] = signal.signal(number, self._end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.ended.set()
        if self._child is not None:
            self._child.terminate()
