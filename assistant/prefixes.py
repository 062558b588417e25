"""What begins with what is typed, in an alphabetical list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence


def beginning_with(typed: str, ordered: Sequence[str]) -> Iterator[int]:
    """Yield the places in `ordered` of all that begin with `typed`."""
    at = bisect_left(ordered, typed)
    while at < len(ordered) and ordered[at].startswith(typed):
        yield at
        at += 1
