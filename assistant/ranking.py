"""One ranking out of many sources, which keeps what it rejected and can print its arithmetic.

An item's total is the weighted sum of its shares; the weights are learnt so
that the totals are logits: a softmax over the shortlist gives the probability
that the item is the one that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant.arrays import FloatArray
from assistant.query import Query
from assistant.sources import CandidateSource
from assistant.weights import Weights

SPELLING = "spelling"
"""The share of a candidate that is compared letter by letter; a scan of all items would be slow."""
SHORTLIST = 50
KEPT = 20

Names = Callable[[int], Sequence[str]]
"""Row of an item → its normalised names."""


class Candidate(Struct, frozen=True):
    """An item with what each source gave it."""

    row: int
    shares: dict[str, float]
    """Name of a share → how much of the question the item accounts for in that way, 0 to 1."""
    total: float
    probability: float
    """That it was meant, given that one of the shortlist was."""


class Ranking(Struct, frozen=True):
    """Candidates by total, best first."""

    query: Query
    candidates: tuple[Candidate, ...]
    """The best `KEPT`, whether they will be shown or not."""
    weights: Mapping[str, float]
    """What each share counted for."""


class Ranker:
    """The sources, weighed."""

    def __init__(self, sources: Sequence[CandidateSource], names: Names, weights: Weights) -> None:
        """Take the sources, the items' names for spelling, and what counts for how much."""
        self._sources = sources
        self._names = names
        self._weights = weights

    def rank(self, query: Query, also: Sequence[int] = ()) -> Ranking:
        """Return the items that `query` may mean; those of `also` are kept wherever they stand."""
        weights = self._weights.of_shares(has_hanzi=query.has_hanzi)
        if not query.core:
            return Ranking(query, (), weights)
        shares = {name: found for source in self._sources for name, found in source.shares(query).items()}
        total = np.sum([found * np.float32(weights[name]) for name, found in shares.items()], axis=0)
        rows = [int(row) for row in _largest(total, SHORTLIST) if total[row] > 0]
        rows += [row for row in also if row not in rows]
        candidates = [self._candidate(row, query, shares, weights) for row in rows]
        candidates.sort(key=lambda candidate: -candidate.total)
        kept = [candidate for at, candidate in enumerate(candidates) if at < KEPT or candidate.row in also]
        return Ranking(query, tuple(_with_probabilities(kept, candidates)), weights)

    def _candidate(
        self, row: int, query: Query, shares: Mapping[str, FloatArray], weights: Mapping[str, float]
    ) -> Candidate:
        own = {name: float(found[row]) for name, found in shares.items()}
        own[SPELLING] = _likest(query.core, self._names(row))
        return Candidate(row, own, sum(weights[name] * share for name, share in own.items()), 0.0)


def _likest(core: str, names: Sequence[str]) -> float:
    """How close the question is to a name, letter by letter: 0 to 1."""
    return max(fuzz.ratio(core, name) for name in names) / 100


def _with_probabilities(kept: Sequence[Candidate], shortlist: Sequence[Candidate]) -> list[Candidate]:
    if not shortlist:
        return []
    best = shortlist[0].total
    whole = sum(np.exp(candidate.total - best) for candidate in shortlist)
    return [
        Candidate(one.row, one.shares, one.total, float(np.exp(one.total - best) / whole)) for one in kept
    ]


def _largest(values: FloatArray, count: int) -> NDArray[np.int64]:
    """Rows of the largest values, largest first."""
    if len(values) > count:
        rows = np.argpartition(-values, count)[:count]
        return rows[np.argsort(-values[rows], kind="stable")]
    return np.argsort(-values, kind="stable")
