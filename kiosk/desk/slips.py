"""What the desk asks of a slip printer; `kiosk.commands.desk` fits the real one to it."""

from __future__ import annotations

from typing import Protocol

from assistant.reply import Answer, Plan


class SlipPrinter(Protocol):
    """Prints an answer for the citizen to take along."""

    def __call__(self, reply: Answer | Plan) -> str:
        """Print `reply` and wait for it, called in a thread; return what to tell the clerk of it."""
