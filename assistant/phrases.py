"""Finding known expressions in a text, the longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct

V = TypeVar("V")


class Hit(Struct, Generic[V], frozen=True):
    """An expression found in a text, at ``text[start:end]``."""

    start: int
    end: int
    value: V


class PhraseTable(Struct, Generic[V], frozen=True):
    """Expressions with a value each; of two that start together the longer is found."""

    values: dict[str, V]
    lengths: dict[str, tuple[int, ...]]
    """First two characters → lengths of the expressions that begin with them, the longest first."""

    @classmethod
    def build(cls, phrases: Iterable[tuple[str, V]]) -> PhraseTable[V]:
        """Take expressions; of one given twice, the last value."""
        values = {phrase: value for phrase, value in phrases if phrase}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in values:
            lengths[phrase[:2]].add(len(phrase))
        return cls(values, {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()})

    def find(self, text: str) -> Iterator[Hit[V]]:
        """Yield the hits in `text` from left to right, none overlapping."""
        at, end = 0, len(text)
        while at < end:
            # Two looks into dictionaries, here and not in a function, settle nearly every character.
            lengths = self.lengths.get(text[at : at + 2], ())
            if text[at] in self.values:
                lengths = (*lengths, 1)
            hit = self._longest_at(text, at, lengths) if lengths else None
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.end

    def _longest_at(self, text: str, at: int, lengths: Iterable[int]) -> Hit[V] | None:
        for length in lengths:
            phrase = text[at : at + length]
            end = at + len(phrase)  # near the end of the text less than was asked for
            if phrase in self.values and _stands_alone(text, at, end):
                return Hit(at, end, self.values[phrase])
        return None

    def replace(self, text: str, replacement: Callable[[V], str]) -> str:
        """Return `text` with each hit replaced."""
        parts: list[str] = []
        at = 0
        for hit in self.find(text):
            parts += [text[at : hit.start], replacement(hit.value)]
            at = hit.end
        return "".join([*parts, text[at:]])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Latin expressions are whole words: ``id`` is not in ``idea``.  Hanzi have no such bounds."""
    before_runs_on = start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start])
    after_runs_on = end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
    return not (before_runs_on or after_runs_on)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
