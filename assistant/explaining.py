"""The arithmetic of a ranking as a plain table, for whoever asks why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.confidence import confidence
from assistant.items import Head
from assistant.outcome import Ambiguous, Found, NotFound, NotHandledHere, decide
from assistant.query import Query
from assistant.ranking import WEIGHTS, Candidate, Ranking

_SHOWN = 10


def table(ranking: Ranking, head: Callable[[int], Head]) -> str:
    """Return how the question was understood, what each source gave each item, and how it was decided."""
    return "\n".join((*_understood(ranking.query), "", *_sums(ranking, head), "", _decision(ranking)))


def _understood(query: Query) -> Iterator[str]:
    yield f"core        {query.core}"
    yield f"syllables   {' '.join(query.syllables)}"
    for name in ("objects", "actions", "people", "situations", "outside"):
        yield f"{name:<12}{'、'.join(getattr(query, name)) or '-'}"


def _sums(ranking: Ranking, head: Callable[[int], Head]) -> Iterator[str]:
    yield "".join(f"{name:>10}" for name in (*WEIGHTS, "total")) + "  item"
    for candidate in ranking.candidates[:_SHOWN]:
        item = head(candidate.row)
        yield f"{_figures(candidate)}  {item.turn.id} {item.name}"


def _figures(candidate: Candidate) -> str:
    return "".join(
        f"{value:10.3f}" for value in (*(candidate.parts[name] for name in WEIGHTS), candidate.total)
    )


def _decision(ranking: Ranking) -> str:
    match decide(ranking):
        case Found():
            ending = "found"
        case Ambiguous(candidates):
            ending = f"ambiguous among {len(candidates)}"
        case NotHandledHere(topic):
            ending = f"not handled here: {topic}"
        case NotFound():
            ending = "not found"
    return f"confidence {confidence(ranking):.3f} → {ending}"
