"""The arrays that search computes with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]


def slices(offsets: NDArray[np.int64], rows: IntArray) -> list[slice]:
    """Return where the parts of `rows` lie in an array of parts that begin and end at `offsets`."""
    return list(map(slice, offsets[rows].tolist(), offsets[rows + 1].tolist()))
