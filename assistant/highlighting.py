"""Which parts of a name answer to a question, so that it is seen at once why the name is offered.

Every way of finding a service has its share: the same characters, what sounds
alike, pinyin, initials, and other words for the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, pairwise

from msgspec import Struct

from assistant.letters import Abbreviation, Letters
from assistant.lexicon import Lexicon
from assistant.normalise import HANZI
from assistant.query import Query
from assistant.shown import Shown, Span, shown

_UNIT = re.compile(f"[{HANZI}]|[0-9a-z]+")
_FEWEST = 2
"""Characters of a part: one alone stands in too many names."""
_FEWEST_HEARD = 3
"""Characters that all only sound alike: whoever writes fewer wrote them right."""

Range = tuple[int, int]
"""First unit of a shown name and the one after the last."""


class Highlighter(Struct, frozen=True, kw_only=True):
    """One question, made ready to be looked for in names."""

    query: Query
    lexicon: Lexicon
    neighbours: frozenset[tuple[str, str]]
    """Units that follow one another in the question."""
    units: frozenset[str]
    sounds: frozenset[str]
    """Of a question in characters; empty for one in letters, which is looked for letter by letter."""
    letters: tuple[Letters, ...]
    abbreviations: tuple[Abbreviation, ...]

    @classmethod
    def of(cls, query: Query, lexicon: Lexicon) -> Highlighter:
        """Take a question; it is kept no longer than the highlighter is."""
        readings = [_UNIT.findall(text) for text in dict.fromkeys((query.text, query.core))]
        return cls(
            query=query,
            lexicon=lexicon,
            neighbours=frozenset(pair for units in readings for pair in pairwise(units)),
            units=frozenset(unit for units in readings for unit in units),
            sounds=frozenset(query.sounds if query.has_hanzi else ()),
            letters=tuple(Letters.all_in(query.core)),
            abbreviations=tuple(Abbreviation.all_in(query.core)),
        )

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return the parts of `name` that the question asks for, in characters as shown.

        In order, none touching another.  A part is two characters or more, unless the
        question is a single one or the part is a whole term of the lexicons.
        """
        target = shown(name)
        said = [*self._written(target), *self._heard(target), *self._typed(target)]
        meant = list(self._meant(target, said))
        parts = _merged([*said, *meant], target)
        kept = (part for part in parts if self._tells(part, target, meant))
        return tuple((target.spans[first][0], target.spans[end - 1][1]) for first, end in kept)

    def _written(self, target: Shown) -> Iterator[Range]:
        """The same characters side by side; a number or a word by itself."""
        alone = self.query.text
        for at, pair in enumerate(pairwise(target.units)):
            if pair in self.neighbours:
                yield at, at + 2
        for at, unit in enumerate(target.units):
            if unit == alone or (len(unit) >= _FEWEST and unit in self.units):
                yield at, at + 1

    def _heard(self, target: Shown) -> Iterator[Range]:
        """Wrong characters that sound right."""
        pairs = (f"{one.folded}_{other.folded}" in self.sounds for one, other in pairwise(target.sounds))
        for alike, run in groupby(enumerate(pairs), key=lambda pair: pair[1]):
            if alike:
                numbers = [number for number, _ in run]
                first, end = target.spoken[numbers[0]], target.spoken[numbers[-1] + 1] + 1
                if end - first >= _FEWEST_HEARD or not self.units.isdisjoint(target.units[first:end]):
                    yield first, end

    def _typed(self, target: Shown) -> Iterator[Range]:
        """Pinyin and initials."""
        pinyin = (found for letters in self.letters for found in letters.found_in(target))
        short = (found for letters in self.abbreviations for found in letters.found_in(target))
        for first, end in chain(pinyin, short):
            yield target.spoken[first], target.spoken[end - 1] + 1

    def _meant(self, target: Shown, said: Iterable[Range]) -> Iterator[Range]:
        """Terms that the question names in other words, if nothing of them as it stands."""
        lit = {unit for first, end in said for unit in range(first, end)}
        for start, end in self._terms(target.text):
            first, last = target.unit_at[start], target.unit_at[end - 1]
            if lit.isdisjoint(range(first, last + 1)):
                yield first, last + 1

    def _terms(self, text: str) -> Iterator[Span]:
        query, lexicon = self.query, self.lexicon
        for table, terms in (
            (lexicon.objects, query.objects),
            (lexicon.actions, query.actions),
            (lexicon.people, query.people),
            (lexicon.situations, query.situations),
        ):
            if terms:
                yield from ((hit.start, hit.end) for hit in table.find(text) if hit.value in terms)
        implied = (word for situation in query.situations for word in lexicon.implied.get(situation, ()))
        for term in (*query.objects, *query.actions, *implied):
            if (at := text.find(term)) >= 0:
                yield at, at + len(term)

    def _tells(self, part: Range, target: Shown, terms: Iterable[Range]) -> bool:
        """False for a lone character, and for what belongs to politeness: 办理 in 请问怎么办理身份证."""
        first, end = part
        if any(first <= start and stop <= end for start, stop in terms):
            return True
        text = "".join(target.units[first:end])
        if text in self.lexicon.fillers.values and text not in self.query.core:
            return False
        length = target.spans[end - 1][1] - target.spans[first][0]
        return text == self.query.text or min(len(text), length) >= _FEWEST


def _merged(ranges: Iterable[Range], target: Shown) -> Iterator[Range]:
    """Ranges in order, those joined that overlap or touch as they are shown."""
    first, end = 0, 0
    for start, stop in sorted(ranges):
        if start < end or (start == end and target.spans[end - 1][1] == target.spans[start][0]):
            end = max(end, stop)
            continue
        if end:
            yield first, end
        first, end = start, stop
    if end:
        yield first, end
