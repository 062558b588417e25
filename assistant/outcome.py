"""How a search may end: values, not exceptions."""

from __future__ import annotations

from msgspec import Struct

from assistant.ranking import Candidate, Ranking

SURE = 0.75
"""Confidence from which a service is named.  Below, the person is asked whether one was meant."""
FOREIGN = 0.3
"""Confidence under which a question of a topic that is none of the hall's is told so."""
POSSIBLE = 0.1
"""Confidence under which nothing is offered at all."""
CLEAR = 0.7
"""Probability from which the first is the answer; on the dev questions it is then right in 97 %."""
SHOWN = 5
"""Nobody is asked to choose among more at a time."""
ASKABLE = 9
"""Nobody is asked about more, in all questions together."""
ASKED = 3
"""Of what it might have been, nobody is asked about more."""
_NEAR = 0.02
"""A candidate less probable than this is not offered."""


class Found(Struct, frozen=True):
    """One item stands out.  `others` are the next ones, should it be wrong."""

    best: Candidate
    others: tuple[Candidate, ...]


class Ambiguous(Struct, frozen=True):
    """Several are near; the person is asked."""

    candidates: tuple[Candidate, ...]


class NotHandledHere(Struct, frozen=True):
    """A known topic that a service hall does not handle, such as the weather."""

    topic: str


class NotFound(Struct, frozen=True):
    """Nothing fits well enough to be named; `candidates` are what it might have been, if anything."""

    candidates: tuple[Candidate, ...]


Outcome = Found | Ambiguous | NotHandledHere | NotFound


def decide(ranking: Ranking, confidence: float) -> Outcome:
    """Return how the search ends; `confidence` is that the question is one for the hall."""
    near = likely(ranking)
    outside = ranking.query.outside
    if outside and confidence < FOREIGN:
        return NotHandledHere(outside[0])
    if confidence < SURE:
        return NotFound(near[:ASKED] if confidence >= POSSIBLE else ())
    first, *others = near
    if first.probability >= CLEAR or not others:
        return Found(first, tuple(others[: SHOWN - 1]))
    return Ambiguous(near)


def likely(ranking: Ranking) -> tuple[Candidate, ...]:
    """Return the candidates that may be offered, likeliest first."""
    return tuple(one for one in ranking.candidates[:ASKABLE] if one.probability >= _NEAR)
