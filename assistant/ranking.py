"""One ranking out of many sources, which keeps what it rejected and can print its arithmetic.

An item's total is the weighted sum of its shares; the weights are learnt so
that the totals are logits: a softmax over the shortlist gives the probability
that the item is the one that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import iadd

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from assistant.arrays import FloatArray
from assistant.query import Query
from assistant.sources import CandidateSource
from assistant.sources.meaning import MEANING, Meaning
from assistant.weights import Weights

SPELLING = "spelling"
"""The share of a candidate that is compared letter by letter; a scan of all items would be slow."""
SHORTLIST = 50
KEPT = 20
_GROUPS = 4
"""For each item of the shortlist, to find it in."""

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
    foreign: float = 0.0
    """How near the question is to a topic that is none of the hall's, 0 to 1."""


class Ranker:
    """The sources, weighed."""

    def __init__(
        self,
        sources: Sequence[CandidateSource],
        names: Names,
        weights: Weights,
        meaning: Meaning | None = None,
    ) -> None:
        """Take the sources, the items' names for spelling and what counts for how much.

        `meaning` is one more source, and tells what is foreign besides.
        """
        self._sources = sources
        self._meaning = meaning
        self._names = names
        self._weights = weights

    def rank(self, query: Query, also: Sequence[int] = ()) -> Ranking:
        """Return the items that `query` may mean; those of `also` are kept wherever they stand."""
        weights = self._weights.of_shares(has_hanzi=query.has_hanzi)
        if not query.core:
            return Ranking(query, (), weights)
        found = {name: share for source in self._sources for name, share in source.shares(query).items()}
        foreign = 0.0
        if self._meaning:
            found[MEANING], foreign = self._meaning.near(query)
        # One by one: a table of all shares of all items would take longer to write than to add up.
        totals = reduce(iadd, (np.float32(weights[name]) * share for name, share in found.items()))
        best = _largest(totals, SHORTLIST)
        rows: list[int] = best[totals[best] > 0].tolist()
        rows += [row for row in also if row not in rows]
        spelling = _likest(query.core, [self._names(row) for row in rows])
        totals = totals[rows] + np.float32(weights[SPELLING]) * spelling
        order = np.argsort(-totals, kind="stable")
        chosen = [int(at) for place, at in enumerate(order) if place < KEPT or rows[at] in also]
        probabilities = _softmax(totals)
        names, places = (*found, SPELLING), np.asarray(rows, np.intp)
        shares = np.stack([*(share[places] for share in found.values()), spelling], axis=1).tolist()
        candidates = (
            Candidate(
                row=rows[at],
                shares=dict(zip(names, shares[at], strict=True)),
                total=float(totals[at]),
                probability=float(probabilities[at]),
            )
            for at in chosen
        )
        return Ranking(query, tuple(candidates), weights, foreign)


def _likest(core: str, names: Sequence[Sequence[str]]) -> FloatArray:
    """How close the question is to the closest name of each item, letter by letter: 0 to 1."""
    if not names:
        return np.zeros(0, np.float32)
    starts = np.cumsum([0, *(len(own) for own in names[:-1])])
    ratios = process.cdist([core], list(chain(*names)), scorer=fuzz.ratio, dtype=np.float32)[0]
    closest: FloatArray = (np.maximum.reduceat(ratios, starts) / 100).astype(np.float32)
    return closest


def _softmax(logits: FloatArray) -> FloatArray:
    """Probabilities of which the logits are; they add up to 1."""
    if not len(logits):
        return logits
    raised = np.exp(logits - logits.max())
    probabilities: FloatArray = raised / raised.sum()
    return probabilities


def _largest(values: FloatArray, count: int) -> NDArray[np.int64]:
    """Rows of the largest values, largest first; equal ones in their order.

    Of the largest of each of many groups, `count` are as large as the last of them; no smaller value is
    among the largest of all.  So only few have to be sorted.
    """
    rows = np.arange(len(values))
    if len(values) > count * _GROUPS:
        groups = np.arange(0, len(values), len(values) // (count * _GROUPS))
        least = np.partition(np.maximum.reduceat(values, groups), -count)[-count]
        rows = np.flatnonzero(values >= least)
    return rows[np.argsort(-values[rows], kind="stable")[:count]]
