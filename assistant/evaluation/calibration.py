"""Whether confidence is what it says: of all questions it gives 0.8, 80 % should be for the hall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from msgspec import Struct

from assistant.evaluation.estimates import Estimate, wilson
from assistant.evaluation.outcomes import Outcome

BINS = 10


class Bin(Struct, frozen=True):
    """The questions whose confidence is at least `low` and under `high`; the last holds 1 too."""

    low: float
    high: float
    n: int
    confidence: float
    """Mean."""
    answerable: Estimate
    """Share of those that are for the hall."""


class Calibration(Struct, frozen=True):
    """A reliability table; see Guo et al., On Calibration of Modern Neural Networks (2017)."""

    error: float
    """Expected calibration error: how far confidence and share lie apart, mean over the questions."""
    bins: tuple[Bin, ...]
    """Without empty ones."""


def calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    """Return the calibration over all questions; None where all are for the hall, or none is."""
    if len({outcome.answerable for outcome in outcomes}) < 2:
        return None
    binned: defaultdict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        binned[min(int(outcome.confidence * BINS), BINS - 1)].append(outcome)
    bins = tuple(_bin(number, binned[number]) for number in sorted(binned))
    apart = sum(found.n * abs(found.confidence - found.answerable.mean) for found in bins)
    return Calibration(apart / len(outcomes), bins)


def _bin(number: int, outcomes: Sequence[Outcome]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        n=len(outcomes),
        confidence=fmean(outcome.confidence for outcome in outcomes),
        answerable=wilson([outcome.answerable for outcome in outcomes]),
    )
