"""The arithmetic of a ranking as a plain table, for whoever asks why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.items import Head
from assistant.outcome import Ambiguous, Found, NotFound, NotHandledHere, decide
from assistant.query import Query
from assistant.ranking import Candidate, Ranking

_SHOWN = 10


def table(ranking: Ranking, confidence: float, head: Callable[[int], Head]) -> str:
    """Return how the question was understood, what each share counted, and how it was decided."""
    decision = f"confidence {confidence:.3f} → {ending(ranking, confidence)}"
    return "\n".join((*_understood(ranking.query), "", *_sums(ranking, head), "", decision))


def parts(candidate: Candidate, ranking: Ranking) -> dict[str, float]:
    """Return each share times its weight; they add up to the total."""
    return {name: candidate.shares[name] * weight for name, weight in ranking.weights.items()}


def ending(ranking: Ranking, confidence: float) -> str:
    """Return in some words how it was decided."""
    match decide(ranking, confidence):
        case Found():
            return "found"
        case Ambiguous(candidates):
            return f"ambiguous among {len(candidates)}"
        case NotHandledHere(topic):
            return f"not handled here: {topic}"
        case NotFound(candidates):
            return f"not found, {len(candidates)} possible"


def _understood(query: Query) -> Iterator[str]:
    yield f"core        {query.core}"
    yield f"sounds      {' '.join(sound for sound in query.sounds if '_' not in sound)}"
    for name in ("objects", "actions", "people", "situations", "outside"):
        yield f"{name:<12}{'、'.join(getattr(query, name)) or '-'}"


def _sums(ranking: Ranking, head: Callable[[int], Head]) -> Iterator[str]:
    yield "".join(f"{name:>12}" for name in (*ranking.weights, "total", "probability")) + "  item"
    for candidate in ranking.candidates[:_SHOWN]:
        item = head(candidate.row)
        yield f"{_figures(candidate, ranking)}  {item.turn.id} {item.name}"


def _figures(candidate: Candidate, ranking: Ranking) -> str:
    values = (*parts(candidate, ranking).values(), candidate.total, candidate.probability)
    return "".join(f"{value:12.3f}" for value in values)
