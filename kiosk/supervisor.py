"""Starts the kiosk again when it has died: after a crash, or killed by whatever kills programs.

The kiosk runs as a child in this same terminal.  What a dead one leaves on it,
so what a person typed, is wiped at once, and nothing is echoed until the next
one is there.  One that keeps dying at once is started ever more slowly, and at
last no more.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from time import monotonic

from kiosk.charge import Charge
from kiosk.exits import BAD_USAGE, EXIT_BROKEN
from kiosk.settings import SIZE_STATUSES
from kiosk.terminal import Terminal

LIVED_S = 10.0
"""A kiosk that lived so long has not died at once."""
DELAYS_S = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""What is waited before a new start after one death, and after each further one that came at once."""
FINAL = frozenset({0, BAD_USAGE, *SIZE_STATUSES})
"""Exit statuses after which the kiosk is not started again: somebody ended it, or asked for another size."""

_IGNORED = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU")
_ENDING = ("SIGTERM", "SIGHUP")


class Supervisor:
    """Keeps `command` running.  `run` must be called in the main thread, which gets the signals."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        gave_up: Callable[[int, int], object],
        please_wait: str = "",
        delays_s: Sequence[float] = DELAYS_S,
    ) -> None:
        self._command = command
        self._gave_up = gave_up
        self._please_wait = please_wait
        self._delays_s = delays_s

    def run(self) -> int:
        """Start the kiosk until it ends as it should; return its exit status.

        After too many deaths at once, call `gave_up` with their number and the
        last exit status, and return `EXIT_BROKEN`.
        """
        _ignore_keys()
        with Charge(_ENDING) as charge:
            return self._run(charge)

    def _run(self, charge: Charge) -> int:
        deaths, status = 0, EXIT_BROKEN
        with Terminal.of_this_process() as terminal:
            while deaths <= len(self._delays_s):
                terminal.wipe(self._please_wait)
                if deaths and charge.ended.wait(self._delays_s[deaths - 1]):
                    return 0
                started = monotonic()
                status = charge.run(self._command)
                if status in FINAL or charge.ended.is_set():
                    return max(status, 0)
                deaths = deaths + 1 if monotonic() - started < LIVED_S else 1
        self._gave_up(deaths, status)
        return EXIT_BROKEN


def _ignore_keys() -> None:
    """What keys can send ends nothing; systems lack some of it."""
    for name in _IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def unsupervised(arguments: Sequence[str] = sys.argv) -> list[str]:
    """Return the command that runs what this process was asked for, without a supervisor."""
    return [sys.executable, "-m", "kiosk", *(part for part in arguments[1:] if part != "--supervised")]
