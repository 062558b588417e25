"""One ranking out of many sources, which keeps what it rejected and can print its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from msgspec import Struct
from rapidfuzz import fuzz

from assistant.arrays import FloatArray
from assistant.query import Query
from assistant.sources import CandidateSource

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "official": 0.2,
        "everyday": 0.3,
        "sound": 0.12,
        "initials": 0.4,
        "facets": 0.1,
        "meaning": 0.22,
        "spelling": 0.06,
    }
)
"""What each source counts for, set by hand on the dev questions."""
HEARD_WEIGHTS: Mapping[str, float] = MappingProxyType({**WEIGHTS, "sound": 0.25, "facets": 0.3})
"""The same for questions in letters: there is little else to go by, and 送房子 has the initials sfz too."""
EVIDENCE = ("official", "everyday")
"""The sources whose scores are weights of tokens in Hanzi."""
SHORTLIST = 50
"""Items that are compared letter by letter; a scan of all would be slow."""
KEPT = 20


def weights(query: Query) -> Mapping[str, float]:
    """Return what each source counts for where `query` was asked."""
    return WEIGHTS if query.has_hanzi else HEARD_WEIGHTS


class Candidate(Struct, frozen=True):
    """An item with what each source gave it, already weighed."""

    row: int
    parts: dict[str, float]
    """Source → its share of the question, times the weight of the source."""
    total: float
    evidence: float
    """Weight of the question's tokens found in the item; a long story has much of it."""


class Ranking(Struct, frozen=True):
    """Candidates by total, best first."""

    query: Query
    candidates: tuple[Candidate, ...]
    """The best `KEPT`, whether they will be shown or not."""


class Ranker:
    """The sources, weighed."""

    def __init__(self, sources: Sequence[CandidateSource], names: Callable[[int], Sequence[str]]) -> None:
        """Take the sources, and what tells an item's normalised names for spelling."""
        self._sources = sources
        self._names = names

    def rank(self, query: Query) -> Ranking:
        """Return the items that `query` may mean."""
        if not query.core:
            return Ranking(query, ())
        scores = {source.name: source.scores(query) for source in self._sources}
        counts_for = weights(query)
        scales = {
            source.name: counts_for[source.name] / (source.weight(query) or 1) for source in self._sources
        }
        total = np.sum([scores[name] * np.float32(scale) for name, scale in scales.items()], axis=0)
        shortlist = _largest(total, SHORTLIST)
        candidates = [self._candidate(int(row), query, scores, scales) for row in shortlist if total[row] > 0]
        candidates.sort(key=lambda candidate: -candidate.total)
        return Ranking(query, tuple(candidates[:KEPT]))

    def _candidate(
        self, row: int, query: Query, scores: Mapping[str, FloatArray], scales: Mapping[str, float]
    ) -> Candidate:
        parts = {name: float(scores[name][row]) * scale for name, scale in scales.items()}
        parts["spelling"] = self._spelling(query.core, self._names(row)) * WEIGHTS["spelling"]
        evidence = sum(float(scores[name][row]) for name in EVIDENCE)
        return Candidate(row, parts, sum(parts.values()), evidence)

    @staticmethod
    def _spelling(core: str, names: Sequence[str]) -> float:
        """How close the question is to a name, letter by letter: 0 to 1."""
        return max(fuzz.ratio(core, name) for name in names) / 100


def _largest(values: FloatArray, count: int) -> np.ndarray:
    """Rows of the largest values, largest first."""
    if len(values) > count:
        rows = np.argpartition(-values, count)[:count]
        return rows[np.argsort(-values[rows], kind="stable")]
    return np.argsort(-values, kind="stable")
