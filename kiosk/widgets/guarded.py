"""Keeping a fault in one handler from ending the kiosk and showing a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.message import Message


class Troubled(Protocol):
    """Somebody who can tell the person that something went wrong."""

    def trouble(self, error: Exception) -> None:
        """Show the trouble screen; `error` is logged by its type alone."""


class Guarded(MessagePump):
    """A part of the screen whose handlers may fail without taking the rest down.

    Textual ends the application at the first exception in a handler and prints
    the local variables with it, which here are what a citizen has typed.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # the last guard before a citizen: it must catch whatever comes
            cast("Troubled", self.app).trouble(error)
