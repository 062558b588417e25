"""Whether a ranking means anything: how likely it is that the hall handles what was asked.

A logistic model of what the question shows and of how well the best candidate
accounts for it, learnt from questions for the hall and others that are not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from assistant.ranking import Ranking

BASE = "base"
BARE = 0.9
"""At least, for the bare name of something the hall deals in.  People type that, and the questions
that the weights were learnt from hardly ever are one word."""


def confidence(ranking: Ranking, weights: Mapping[str, float]) -> float:
    """Return how likely the question is one for the hall, 0 to 1; `weights` are those of `features`."""
    if not ranking.candidates:
        return 0.0
    logit = sum(weights[name] * value for name, value in features(ranking).items())
    learnt = 1 / (1 + math.exp(-logit))
    return max(learnt, BARE) if ranking.query.bare and not ranking.query.outside else learnt


def features(ranking: Ranking) -> dict[str, float]:
    """Return what the confidence in a ranking that is not empty rests on."""
    query, best = ranking.query, ranking.candidates[0]
    size = len(query.words)
    known = bool(query.objects or query.situations)
    return {
        BASE: 1.0,
        **best.shares,
        "total": best.total / sum(ranking.weights.values()),
        "probability": best.probability,
        "foreign": ranking.foreign,
        "object": float(bool(query.objects)),
        "action": float(bool(query.actions)),
        "person": float(bool(query.people)),
        "situation": float(bool(query.situations)),
        "outside": float(bool(query.outside)),
        "outside only": float(bool(query.outside) and not known),
        "letters": float(not query.has_hanzi),
        "length": math.log1p(size),
        "covered": math.log1p(size * best.shares["coverage"]),
        "explained": math.log1p(size * best.shares["everything"]),
    }
