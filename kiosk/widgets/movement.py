"""Where an arrow key leads: the nearest widget in its direction."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.widget import Widget

_ASIDE = 3
"""How much farther a step to the side counts than a step ahead."""


def neighbour(start: Widget | None, targets: Sequence[Widget], direction: tuple[int, int]) -> Widget | None:
    """Return the target nearest to `start` in `direction`; at an edge, None; without a start, the first."""
    if start is None:
        return targets[0] if targets else None
    found = [
        (distance, order, widget)
        for order, widget in enumerate(targets)
        if widget is not start and (distance := _distance(start.region, widget.region, direction)) is not None
    ]
    return min(found)[2] if found else None


def _distance(start: Region, target: Region, direction: tuple[int, int]) -> int | None:
    """Cells from `start` to `target`, detours counted dearer; None where it lies in another direction."""
    dx, dy = direction
    if dy:
        ahead = target.y - start.bottom if dy > 0 else start.y - target.bottom
        aside = max(target.x - start.right + 1, start.x - target.right + 1, 0)
        slant = abs(target.x - start.x)
    else:
        ahead = target.x - start.right if dx > 0 else start.x - target.right
        aside = max(target.y - start.bottom + 1, start.y - target.bottom + 1, 0)
        slant = abs(target.y - start.y)
    if ahead < 0:
        return None
    return 1000 * (ahead + _ASIDE * aside) + slant
