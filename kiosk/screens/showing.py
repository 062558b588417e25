"""Which screen shows which reply."""

from __future__ import annotations

from assistant.reply import Answer, Choices, Reply
from kiosk.screens.answer import AnswerScreen
from kiosk.screens.base import KioskScreen
from kiosk.screens.choices import ChoicesScreen
from kiosk.screens.need import NeedScreen


def screen_for(reply: Reply, *, first: bool) -> KioskScreen:
    """Return the screen for `reply`; the first choices of all come with a box to type into."""
    match reply:
        case Answer():
            return AnswerScreen(reply)
        case Choices() if first:
            return NeedScreen(reply)
        case _:
            return ChoicesScreen(reply)
