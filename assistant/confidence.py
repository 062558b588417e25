"""Whether a ranking means anything: how likely it is that the hall handles what was asked.

A logistic model of what the question shows.  The figures were fitted on the
dev questions (200 for the hall, 40 not): with them 4 of 5 questions that are
none of the hall's are refused, and 1 of 100 that are.  To refuse somebody who is right here
is worse than to offer choices to somebody who is not.
"""

from __future__ import annotations

import math

from assistant.ranking import Ranking, weights

_BASE = -1.6
_EVIDENCE = 0.1
"""For each unit of token weight (see `assistant.bm25`)."""
_OBJECT = 3.2
_ACTION = 1.1
_PERSON_OR_SITUATION = 1.8
_OUTSIDE_TOPIC = -5.2
_INITIALS = 3.5
_SOUND = 1.8


def confidence(ranking: Ranking) -> float:
    """Return how likely the question is one for the hall, 0 to 1."""
    if not ranking.candidates:
        return 0.0
    query, best = ranking.query, ranking.candidates[0]
    logit = (
        _BASE
        + _EVIDENCE * best.evidence
        + _OBJECT * bool(query.objects)
        + _ACTION * bool(query.actions)
        + _PERSON_OR_SITUATION * bool(query.people or query.situations)
        + _OUTSIDE_TOPIC * bool(query.outside)
        + _INITIALS * best.parts["initials"] / weights(query)["initials"]
        + _SOUND * best.parts["sound"] / weights(query)["sound"]
    )
    return 1 / (1 + math.exp(-logit))
