"""Signals of the operating system: no key of a person ends or suspends the kiosk; the operator may end it."""

from __future__ import annotations

import signal
from asyncio import AbstractEventLoop
from collections.abc import Callable
from functools import partial

_IGNORED = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT")
"""SIGCONT too: Textual would start a second thread on the keyboard, and keys would get lost between them."""
_ENDING = ("SIGTERM", "SIGHUP")


def take_signals(end: Callable[[], None], loop: AbstractEventLoop | None = None) -> None:
    """Ignore what keys can send, and call `end` for what an operator sends.  Systems lack some of them.

    An event loop is woken to call it: it may be waiting for a key from a terminal that has gone.
    """
    then = partial(loop.call_soon_threadsafe, end) if loop else end
    for name in _IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: then())
