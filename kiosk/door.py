"""The door for staff: how to knock at it, and how often one may try the PIN."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from kiosk.pin import matches

TRIES = 3
"""Wrong PINs before the door stays shut for a while."""
WAIT_S = 60.0
"""How long it then stays shut, in seconds."""
KNOCKS = 5
"""Touches of the header that call the door."""
WITHIN_S = 3.0
"""The seconds in which they must come."""
KEYS = frozenset({"ctrl+q", "alt+ctrl+q", "ctrl+alt+q", "\x91"})
"""What terminals make of Ctrl+Alt+Q: most drop the Alt, an xterm as it comes sets the eighth bit."""


class Door:
    """Opens to the PIN whose hash is `stored`; to nobody where that is empty.

    It outlives the visits of persons: who starts anew has no more tries than before.
    """

    def __init__(self, stored: str, clock: Callable[[], float] = monotonic) -> None:
        self._stored = stored
        self._clock = clock
        self._wrong = 0
        self._shut_until = 0.0
        self._knocks: deque[float] = deque(maxlen=KNOCKS)

    @property
    def exists(self) -> bool:
        """Whether there is a PIN, and so a way out."""
        return bool(self._stored)

    @property
    def wait_s(self) -> float:
        """Seconds until a PIN may be tried again; 0 where it may be now."""
        return max(self._shut_until - self._clock(), 0.0)

    def knock(self) -> bool:
        """Count a touch of the header; return whether it was the last of enough."""
        now = self._clock()
        self._knocks.append(now)
        called = len(self._knocks) == KNOCKS and now - self._knocks[0] <= WITHIN_S
        if called:
            self._knocks.clear()
        return called

    def opens(self, pin: str) -> bool:
        """Try `pin`: whether the door opens.  After `TRIES` wrong ones nothing opens it for `WAIT_S`."""
        if not self.exists or self.wait_s:
            return False
        if matches(pin, self._stored):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong = 0
            self._shut_until = self._clock() + WAIT_S
        return False
