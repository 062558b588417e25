"""Signals of the operating system: no key of a person ends or suspends the kiosk; the operator may end it."""

from __future__ import annotations

import signal
from collections.abc import Callable

_IGNORED = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT")
"""SIGCONT too: Textual would start a second thread on the keyboard, and keys would get lost between them."""
_ENDING = ("SIGTERM", "SIGHUP")


def take_signals(end: Callable[[], None]) -> None:
    """Ignore what keys can send, and call `end` for what an operator sends.  Systems lack some of them."""
    for name in _IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: end())
