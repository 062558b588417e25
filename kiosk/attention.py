"""Whether somebody is there, and which of their keys count."""

from __future__ import annotations

from time import monotonic

from textual import events

from kiosk.settings import Settings

_REPEATABLE = frozenset({"up", "down", "left", "right", "tab", "shift+tab", "backspace", "delete"})
"""Keys that move or edit and so may come again at once."""


class Attention:
    """Remembers when the person last did something, and with which key; never what they typed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last_input = monotonic()
        self._last_key = ""

    @property
    def idle_s(self) -> float:
        """Seconds since the last key or touch."""
        return monotonic() - self._last_input

    @property
    def left_s(self) -> float:
        """Seconds until the kiosk starts anew, should nothing be done; below 0 once it is due."""
        return self._settings.idle_s + self._settings.warning_s - self.idle_s

    def is_stale(self, event: events.Event) -> bool:
        """Whether `event` waited so long to be attended to that it has lost its meaning."""
        return monotonic() - event.time > self._settings.stale_s

    def notice(self, event: events.Event | None = None, *, typing: bool = False, quick: bool = False) -> bool:
        """Count idleness anew; return False for a key that came again too soon to be meant.

        `typing` says that printable keys go into a text and so may come as fast as they
        like; `quick`, that one writes with keys, as fast as a finger goes.
        """
        least_s = min(self._settings.again_s, self._settings.repeat_s) if quick else self._settings.repeat_s
        repeated = isinstance(event, events.Key) and self._repeats(event, least_s, typing=typing)
        self._last_input = monotonic()
        return not repeated

    def forget(self) -> None:
        """Forget the last key: the person has gone."""
        self._last_key = ""

    def _repeats(self, event: events.Key, least_s: float, *, typing: bool) -> bool:
        if event.key in _REPEATABLE or (typing and event.is_printable):
            self._last_key = ""  # with another key between, the one before was not held down
            return False
        same = event.key == self._last_key and self.idle_s < least_s
        self._last_key = event.key
        return same
