"""Which words are the same: the keys by which recordings are found."""

from __future__ import annotations

import re

from assistant.normalise import HANZI
from kiosk.speech.normalise import normalise

_CLAUSE = re.compile(r"(?<=[，：；])|(?<=[,:;])\s+")
_HAN = re.compile(f"[{HANZI}]")


def key_of(sentence: str) -> str:
    """Return the words of `sentence` without marks, blanks and capitals, numbers in words.

    The same for a sentence as it is spoken and as it is written.
    """
    words = normalise(sentence) if _HAN.search(sentence) else sentence
    return "".join(char for char in words.casefold() if char.isalnum())


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the parts of `sentence` that a reader divides by pauses, with their marks."""
    return tuple(part for part in _CLAUSE.split(sentence) if key_of(part))


def syllables(sentence: str) -> float:
    """Return how many syllables `sentence` has, about: Hanzi, and vowels of other words."""
    words = normalise(sentence) if _HAN.search(sentence) else sentence
    foreign = re.findall(r"[aeiouy]+|\d|\b[^\W\daeiouy]\b", re.sub(f"[{HANZI}]", " ", words.casefold()))
    return len(_HAN.findall(words)) + len(foreign)
