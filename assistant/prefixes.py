"""What begins with what is typed, in an alphabetical list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from assistant.records import Records


def beginning_with(typed: str, ordered: Records) -> slice:
    """Return the rows of `ordered`, which holds texts in alphabetical order, that begin with `typed`."""
    rows = range(len(ordered))
    first = bisect_left(rows, typed, key=lambda row: ordered.record(row, str))
    end = bisect_right(rows, typed, first, key=lambda row: ordered.record(row, str)[: len(typed)])
    return slice(first, end)
