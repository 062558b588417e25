"""What was measured of a peer, and how well it answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from measuring import Built, Served
from msgspec import Struct

from assistant.evaluation.estimates import Estimate, bootstrap, wilson
from assistant.evaluation.questions import OUTSIDE, Question
from assistant.evaluation.report import ALL


class Quality(Struct, frozen=True):
    """How often the right item stood where, over `n` questions."""

    n: int
    hit1: Estimate
    hit3: Estimate
    mrr: Estimate


class Measured(Struct, frozen=True):
    """One peer at one size."""

    peer: str
    size: int
    built: Built
    served: Served
    ready: float
    """Seconds from the first import to the first answer; for our own the median of several processes."""
    quality: dict[str, Quality]
    """By kind of question, `ALL` last; none where only readiness was measured."""

    def milliseconds(self, percentile: float) -> float:
        """Return the latency that `percentile` of the calls did not exceed."""
        return float(np.percentile(self.served.milliseconds, percentile))


def qualities(places: Mapping[int, int | None], questions: Sequence[Question]) -> dict[str, Quality]:
    """Return the quality by kind, from the place of the right answer to each question asked."""
    asked = [(questions[number].kind, place) for number, place in places.items()]
    asked = [(kind, place) for kind, place in asked if kind != OUTSIDE]
    kinds = [kind for kind in dict.fromkeys(question.kind for question in questions) if kind != OUTSIDE]
    by_kind = {kind: [place for found, place in asked if found == kind] for kind in kinds}
    by_kind[ALL] = [place for _, place in asked]
    return {kind: _quality(found) for kind, found in by_kind.items() if found}


def _quality(places: Sequence[int | None]) -> Quality:
    return Quality(
        len(places),
        wilson([place == 1 for place in places]),
        wilson([place is not None and place <= 3 for place in places]),
        bootstrap([1 / place if place else 0.0 for place in places]),
    )
