"""What a question is about, what is to be done, in what event of life."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray, IntArray
from assistant.items import Item
from assistant.lexicon import Lexicon
from assistant.normalise import normalise
from assistant.query import Query

_OBJECT, _ACTION, _SITUATION = 0.5, 0.3, 0.2


class Holders(Struct, frozen=True, eq=False):
    """Which items hold a term."""

    terms: dict[str, int]
    """Term → its row in `offsets`."""
    offsets: NDArray[np.int64]
    items: IntArray

    @classmethod
    def build(cls, found: Iterable[tuple[str, int]]) -> Holders:
        """Take (term, item) pairs."""
        held: defaultdict[str, list[int]] = defaultdict(list)
        for term, item in found:
            held[term].append(item)
        sizes = [len(items) for items in held.values()]
        return cls(
            {term: row for row, term in enumerate(held)},
            np.cumsum([0, *sizes]).astype(np.int64),
            np.asarray([item for items in held.values() for item in items], dtype=np.int32),
        )

    def of(self, term: str) -> IntArray | None:
        """Return the items that hold the term; None where the term is unknown."""
        row = self.terms.get(term)
        return None if row is None else self.items[self.offsets[row] : self.offsets[row + 1]]


class Facets(Struct, frozen=True, eq=False):
    """Items that are about the same object, ask for the same action, serve the same people."""

    name: ClassVar[str] = "facets"
    size: int
    objects: Holders
    actions: Holders
    situations: Holders

    @classmethod
    def build(cls, items: Sequence[Item], lexicon: Lexicon) -> Facets:
        """Find the lexicons' terms in the names of items."""
        names = [
            f"{normalise(item.name)} {normalise(item.object)} {normalise(item.action)}" for item in items
        ]
        objects, actions = (
            Holders.build(
                (term, row)
                for row, name in enumerate(names)
                for term in dict.fromkeys(hit.value for hit in table.find(name))
            )
            for table in (lexicon.objects, lexicon.actions)
        )
        situations = Holders.build(
            (situation, row)
            for situation, words in lexicon.implied.items()
            for row, name in enumerate(names)
            if any(word in name for word in words)
        )
        return cls(len(names), objects, actions, situations)

    def scores(self, query: Query) -> FloatArray:
        """Return the weighted share of the question's facets that each item has."""
        scores = np.zeros(self.size, dtype=np.float32)
        for weight, terms, holders in (
            (_OBJECT, query.objects, self.objects),
            (_ACTION, query.actions, self.actions),
            (_SITUATION, query.situations, self.situations),
        ):
            known = [items for term in terms if (items := holders.of(term)) is not None]
            for items in known:
                scores[items] += weight / len(known) * self._rarity(len(items))
        return scores

    def weight(self, query: Query) -> float:  # noqa: ARG002  its scores are shares already
        """Return 1."""
        return 1.0

    def _rarity(self, holders: int) -> float:
        """Return 1 for a term of one item, 0 for one of all: 申请 tells less than 认证."""
        return 1 - math.log(max(holders, 1)) / math.log(max(self.size, 2))
