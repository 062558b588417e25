"""What the desk asks of a slip printer; `kiosk.commands.desk` fits the real one to it."""

from __future__ import annotations

from typing import Protocol

from assistant.reply import Reply


class SlipPrinter(Protocol):
    """Prints an answer for the citizen to take along."""

    def __call__(self, reply: Reply) -> None:
        """Print `reply`; called in a thread.  Raises `OSError` where the printer does not take it."""
