"""What one person has said so far: a frozen value, so "back" is exact.

A session is the list of the person's turns and nothing else.  Whatever is on
the screen follows from it by `assistant.pipeline.Assistant.reply`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Said(Struct, frozen=True, tag="said", tag_field="turn"):
    """The person asked in their own words."""

    text: str


class Chose(Struct, frozen=True, tag="chose", tag_field="turn"):
    """The person picked an option that a reply had offered."""

    kind: Literal["area", "topic", "guide", "theme", "narrow", "tell"]
    """``narrow``: an answer to a clarifying question that still fits several services; ``tell``: something
    of oneself, ``who=self``."""
    id: str


Turn = Said | Chose


class Session(Struct, frozen=True):
    """The turns of one person, oldest first."""

    turns: tuple[Turn, ...] = ()

    def after(self, turn: Turn) -> Session:
        """Return the session that follows on `turn`."""
        return Session((*self.turns, turn))

    def back(self) -> Session:
        """Return the session as it was before the last turn; a new one stays new."""
        return Session(self.turns[:-1])
