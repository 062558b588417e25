"""Figures as plain tables, 110 columns wide at most."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.evaluation.calibration import Calibration
from assistant.evaluation.comparison import Comparison
from assistant.evaluation.estimates import Estimate
from assistant.evaluation.outcomes import MEASURES
from assistant.evaluation.report import Report

_CELL = 15


def kinds(report: Report) -> str:
    """A line for each kind of question."""
    names = [measure.name for measure in MEASURES]
    lines = [_line("kind", "n", names)]
    for row in report.rows:
        cells = (_estimate(row.estimates[name]) if name in row.estimates else "-" for name in names)
        lines.append(_line(row.kind, str(row.n), cells))
    return "\n".join(lines)


def reliability(calibration: Calibration) -> str:
    """A line for each bin of confidence."""
    lines = [_line("confidence", "n", ("mean", "for the hall"))]
    for found in calibration.bins:
        cells = (f"{found.confidence:.3f}", _estimate(found.answerable))
        lines.append(_line(f"{found.low:.1f}–{found.high:.1f}", str(found.n), cells))
    return "\n".join(lines)


def changes(comparison: Comparison) -> str:
    """A line for each measure that was compared."""
    lines = [_line("kind", "n", ("measure", "before", "after", "difference", "95 %", "up/down"))]
    for change in comparison.changes:
        difference = change.difference
        cells = (
            change.measure,
            f"{change.before:.3f}",
            f"{change.after:.3f}",
            f"{difference.mean:+.3f}",
            f"{difference.low:+.3f}…{difference.high:+.3f}",
            f"{change.up}/{change.down}",
        )
        lines.append(_line(change.kind, str(change.n), cells))
    return "\n".join(lines)


def _estimate(found: Estimate) -> str:
    """A mean and its interval, an end of which is three signs wide: ``.95`` or ``1.0``."""
    low, high = (f"{end:.2f}".removeprefix("0")[:3] for end in (found.low, found.high))
    return f"{found.mean:.3f} {low}–{high}"


def _line(head: str, n: str, cells: Iterable[str]) -> str:
    return f"{head:<12}{n:>5}" + "".join(f"{cell:>{_CELL}}" for cell in cells)
