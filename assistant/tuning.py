"""Learning the weights of ranking and confidence from questions whose answers are known.

Needs the extra ``daoban[train]``; never imported by the kiosk.  Weights of shares are
those under which the right item is the most probable of the shortlist; none is
negative, so that to account for more of a question never counts against an
item.  Weights of confidence are a logistic regression of whether a question is
for the hall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from statistics import fmean
from typing import Any

import msgspec
import tomli_w
from msgspec import Struct

from assistant.confidence import features
from assistant.evaluation.questions import OUTSIDE, Question
from assistant.library import Library
from assistant.query import Query
from assistant.ranking import SPELLING, Ranking
from assistant.sources import SHARES
from assistant.weights import Weights
from knowledge.model import Knowledge

_ROUNDS = 3
"""The shortlist depends on the weights, so both are found in turns."""
_STEPS = 400
_RATE = 0.05
_SMALL = 1e-4
"""Penalty on the squares of weights."""
_DIGITS = 3


class Tuned(Struct, frozen=True):
    """The weights, and how well they fit the questions they were learnt from."""

    weights: Weights
    answerable: int
    outside: int
    likelihood: float
    """Mean logarithm of the probability of the right items."""


class _Asked(Struct, frozen=True):
    """A question put to a library."""

    library: Library
    query: Query
    right: tuple[int, ...]
    """Rows of the items that answer it."""
    answerable: bool


def tune(libraries: Sequence[Library], questions: Sequence[Question]) -> Tuned:
    """Learn weights from `questions`, some of them `OUTSIDE`, put to each of `libraries`.

    `without_questions` makes a second library of the first, so that items imported without
    everyday questions are ranked well too.  A way of asking that no question is in keeps equal
    weights.  Raises `ImportError` where the extra is not installed, and `ValueError` where the
    libraries answer no question.
    """
    asked = [one for library in libraries for one in _asked(library, questions)]
    weights = Weights(hanzi=_equal(), letters=_equal(), confidence={})
    likelihoods: list[float] = []
    for _ in range(_ROUNDS):
        answered = [one for one in asked if one.right and one.query.core]
        ranked = [(ranking, one.right) for one, ranking in _ranked(answered, weights)]
        hanzi, of_hanzi = _fit_shares([one for one in ranked if one[0].query.has_hanzi])
        letters, of_letters = _fit_shares([one for one in ranked if not one[0].query.has_hanzi])
        weights = Weights(hanzi=hanzi, letters=letters, confidence={})
        likelihoods = [*of_hanzi, *of_letters]
    judged = [
        (ranking, one.answerable)
        for one, ranking in _ranked([msgspec.structs.replace(one, right=()) for one in asked], weights)
    ]
    weights = msgspec.structs.replace(weights, confidence=_fit_confidence(judged))
    outside = sum(question.kind == OUTSIDE for question in questions)
    return Tuned(weights, len(questions) - outside, outside, fmean(likelihoods))


def without_questions(knowledge: Knowledge) -> Knowledge:
    """Return the content as an import would give it: names and aliases, no everyday questions."""
    replace = msgspec.structs.replace
    return replace(
        knowledge,
        guides=tuple(replace(guide, questions=()) for guide in knowledge.guides),
        themes=tuple(replace(theme, questions=()) for theme in knowledge.themes),
    )


def _asked(library: Library, questions: Iterable[Question]) -> Iterator[_Asked]:
    rows = {library.head(row).turn.id: row for row in range(len(library.items))}
    for question in questions:
        right = tuple(rows[one] for one in question.guides if one in rows)
        query = library.understanding.query(question.text)
        yield _Asked(library, query, right, question.kind != OUTSIDE)


def _ranked(asked: Iterable[_Asked], weights: Weights) -> Iterator[tuple[_Asked, Ranking]]:
    """Rank all of it anew; right items are kept wherever they stand."""
    for library, own in groupby(asked, key=attrgetter("library")):
        ranker = library.ranker(weights)
        yield from ((one, ranker.rank(one.query, also=one.right)) for one in own)


def write(weights: Weights, path: Path) -> None:
    """Write a file that `Weights.read` reads."""
    rounded = {
        kind: {name: round(value, _DIGITS) for name, value in values.items()}
        for kind, values in msgspec.to_builtins(weights).items()
    }
    path.write_text(tomli_w.dumps(rounded), encoding="utf-8")


def _equal() -> dict[str, float]:
    return dict.fromkeys((*SHARES, SPELLING), 1.0)


def _fit_shares(ranked: Sequence[tuple[Ranking, Sequence[int]]]) -> tuple[dict[str, float], list[float]]:
    """Return the weights of shares, and the log-likelihood of the right items of each ranking."""
    import torch  # noqa: PLC0415  seconds and hundreds of megabytes: only for tuning

    if not ranked:
        return _equal(), []
    names = (*SHARES, SPELLING)
    longest = max(len(ranking.candidates) for ranking, _ in ranked)
    shares = torch.zeros(len(ranked), longest, len(names))
    absent = torch.ones(len(ranked), longest, dtype=torch.bool)
    right = torch.zeros(len(ranked), longest, dtype=torch.bool)
    for at, (ranking, rows) in enumerate(ranked):
        for place, candidate in enumerate(ranking.candidates):
            shares[at, place] = torch.tensor([candidate.shares[name] for name in names])
            absent[at, place] = False
            right[at, place] = candidate.row in rows

    def loss(raw: Any) -> tuple[Any, Any]:
        weights = torch.nn.functional.softplus(raw)
        logits = (shares @ weights).masked_fill(absent, float("-inf"))
        found = torch.logsumexp(logits.masked_fill(~right, float("-inf")), 1)
        likelihoods = found - torch.logsumexp(logits, 1)
        return _SMALL * (weights**2).sum() - likelihoods.mean(), likelihoods

    raw, likelihoods = _minimised(loss, len(names))
    return dict(zip(names, torch.nn.functional.softplus(raw).tolist(), strict=True)), likelihoods.tolist()


def _fit_confidence(judged: Iterable[tuple[Ranking, bool]]) -> dict[str, float]:
    import torch  # noqa: PLC0415

    shown = [(features(ranking), answerable) for ranking, answerable in judged if ranking.candidates]
    names = tuple(shown[0][0])
    values = torch.tensor([[found[name] for name in names] for found, _ in shown])
    answers = torch.tensor([float(answerable) for _, answerable in shown])

    def loss(weights: Any) -> tuple[Any, Any]:
        entropy = torch.nn.functional.binary_cross_entropy_with_logits(values @ weights, answers)
        return entropy + _SMALL * 10 * (weights**2).sum(), entropy

    weights, _ = _minimised(loss, len(names))
    return dict(zip(names, weights.tolist(), strict=True))


def _minimised(loss: Any, size: int) -> tuple[Any, Any]:
    """Return what makes the first part of `loss` least, and the second part there."""
    import torch  # noqa: PLC0415

    found = torch.nn.Parameter(torch.ones(size))
    optimiser = torch.optim.Adam([found], lr=_RATE)
    for _ in range(_STEPS):
        optimiser.zero_grad()
        value, _ = loss(found)
        value.backward()
        optimiser.step()
    with torch.no_grad():
        return found.detach(), loss(found)[1]
