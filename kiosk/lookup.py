"""What a text that is being typed may become, looked up beside the keys: one thread, the latest text."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from assistant.reply import Option

Asker = TypeVar("Asker")

_log = logging.getLogger(__name__)


class LookUp(Generic[Asker]):
    """Keeps the latest text that waits to be looked up; texts that were typed over are never looked up.

    `ask` is called as one types, `run` in a thread where `ask` says that one is needed.
    """

    def __init__(self, tell: Callable[[Asker, str, tuple[Option, ...]], object]) -> None:
        self._tell = tell
        self._lock = Lock()
        self._waiting: tuple[Asker, str] | None = None
        self._running = False

    def ask(self, asker: Asker, text: str) -> bool:
        """Look up `text` next; return whether a thread must be started that calls `run`."""
        with self._lock:
            self._waiting = (asker, text)
            start, self._running = not self._running, True
            return start

    def forget(self) -> None:
        """Look up nothing more: the person has gone."""
        with self._lock:
            self._waiting = None

    def run(self, suggest: Callable[[str], tuple[Option, ...]]) -> None:
        """Look up what waits by `suggest`, until nothing does, and tell each asker what was found."""
        while (waiting := self._next()) is not None:
            asker, text = waiting
            try:
                found = suggest(text)
            except Exception as error:  # who asks the whole question is told
                _log.error("%s in suggesting", type(error).__name__)
            else:
                self._tell(asker, text, found)

    def _next(self) -> tuple[Asker, str] | None:
        with self._lock:
            waiting, self._waiting = self._waiting, None
            self._running = waiting is not None
            return waiting
