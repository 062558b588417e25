"""Traditional characters to simplified ones, by the table that comes with zhconv.

zhconv keeps the tables of every region and the beginnings of all their phrases: ten times the memory.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.phrases import PhraseTable


class _Tables(Struct):
    """As much of zhconv's file as is needed; the rest is skipped, not read."""

    to_simplified: dict[str, str] = msgspec.field(name="zh2Hans")


class Traditional(Struct, frozen=True):
    """The table."""

    characters: dict[int, int]
    """Traditional character → the simplified one, both as code points."""
    phrases: PhraseTable[str]
    """Phrases in which a character is meant otherwise, or stays as it is."""

    @classmethod
    def of(cls, simplified: dict[str, str]) -> Traditional:
        """Take characters and phrases with what each becomes, none longer or shorter."""
        return cls(
            {ord(one): ord(other) for one, other in simplified.items() if len(one) == 1 and one != other},
            PhraseTable.build((phrase, other) for phrase, other in simplified.items() if len(phrase) > 1),
        )

    def simplified(self, text: str) -> str:
        """Return `text` in simplified characters."""
        parts: list[str] = []
        at = 0
        for hit in self.phrases.find(text):
            parts += [text[at : hit.start].translate(self.characters), hit.value]
            at = hit.end
        return "".join([*parts, text[at:].translate(self.characters)])


@lru_cache(maxsize=1)
def stored() -> Traditional:
    """Return zhconv's table."""
    found = find_spec("zhconv")
    assert found is not None
    assert found.origin is not None
    file = Path(found.origin).with_name("zhcdict.json")
    return Traditional.of(msgspec.json.decode(file.read_bytes(), type=_Tables).to_simplified)
