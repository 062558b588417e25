"""What the assistant says, before it has words: a key and what fills its gaps."""

from __future__ import annotations

from msgspec import Struct


class Message(Struct, frozen=True):
    """A sentence of a UI catalogue: `key` names it, `data` fills its placeholders.

    Values of `data` are numbers, or texts quoted from the knowledge base.
    """

    key: str
    data: dict[str, str | int] = {}
