"""Means, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

import numpy as np
from msgspec import Struct

_Z = 1.96
"""Standard deviations either side that hold 95 % of a normal distribution."""
_RESAMPLES = 2000
_SEED = 20260101


class Estimate(Struct, frozen=True):
    """A mean and its 95 % interval."""

    mean: float
    low: float
    high: float


def wilson(hits: Sequence[float]) -> Estimate:
    """Return the share of ones among `hits`, all 0 or 1 and not empty, with Wilson's score interval."""
    n, mean = len(hits), fmean(hits)
    centre = (mean + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(mean * (1 - mean) / n + _Z**2 / (4 * n**2))
    return Estimate(mean, max(0.0, centre - half), min(1.0, centre + half))


def bootstrap(values: Sequence[float]) -> Estimate:
    """Return the mean of `values`, not empty, with the percentile interval of resampled means.

    Of the differences that pairs make, this is the paired bootstrap.
    """
    drawn = np.random.default_rng(_SEED).choice(np.asarray(values), size=(_RESAMPLES, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), (2.5, 97.5))
    return Estimate(fmean(values), float(low), float(high))
