"""How a search may end: values, not exceptions."""

from __future__ import annotations

from msgspec import Struct

from assistant.ranking import Candidate, Ranking

SURE = 0.5
"""Confidence under which a question is not for the hall."""
CLEAR = 0.7
"""Probability from which the first is the answer; on the dev questions it is then right in 95 %."""
SHOWN = 5
"""Nobody is asked to choose among more."""
_NEAR = 0.02
"""A candidate less probable than this is not offered."""


class Found(Struct, frozen=True):
    """One item stands out.  `others` are the next ones, should it be wrong."""

    best: Candidate
    others: tuple[Candidate, ...]


class Ambiguous(Struct, frozen=True):
    """Several are near; the person chooses."""

    candidates: tuple[Candidate, ...]


class NotHandledHere(Struct, frozen=True):
    """A known topic that a service hall does not handle, such as the weather."""

    topic: str


class NotFound(Struct, frozen=True):
    """Nothing fits well enough to be named."""


Outcome = Found | Ambiguous | NotHandledHere | NotFound


def decide(ranking: Ranking, confidence: float) -> Outcome:
    """Return how the search ends; `confidence` is that the question is one for the hall."""
    if confidence < SURE:
        outside = ranking.query.outside
        return NotHandledHere(outside[0]) if outside else NotFound()
    first, *rest = ranking.candidates[:SHOWN]
    near = tuple(candidate for candidate in rest if candidate.probability >= _NEAR)
    if first.probability >= CLEAR or not near:
        return Found(first, near)
    return Ambiguous((first, *near))
