"""What changed between two reports, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from msgspec import Struct

from assistant.evaluation.estimates import Estimate, bootstrap
from assistant.evaluation.outcomes import Measure, Outcome
from assistant.evaluation.report import ALL, Report, by_kind


class Change(Struct, frozen=True):
    """How one measure of one kind of question changed."""

    kind: str
    measure: str
    n: int
    before: float
    after: float
    difference: Estimate
    """With the interval of a paired bootstrap: 0 outside it means more than chance."""
    up: int
    """Questions of which the measure grew."""
    down: int


class Comparison(Struct, frozen=True):
    """Over the questions that both reports hold with the same answers."""

    matched: int
    unmatched: int
    """Questions of either report that the other lacks."""
    changes: tuple[Change, ...]
    """Every measure over all kinds; of a single kind the first only, as many would differ by chance."""


def compare(before: Report, after: Report) -> Comparison:
    """Return what changed from `before` to `after`."""
    earlier = {outcome.question: outcome for outcome in before.outcomes}
    later = {outcome.question: outcome for outcome in after.outcomes}
    matched = [outcome for question, outcome in later.items() if question in earlier]
    return Comparison(
        len(matched),
        len(earlier.keys() ^ later.keys()),
        tuple(
            _change(kind, measure, [(earlier[outcome.question], outcome) for outcome in outcomes])
            for kind, outcomes, measures in by_kind(matched)
            for measure in _compared(kind, measures)
        ),
    )


def _compared(kind: str, measures: Sequence[Measure]) -> Iterator[Measure]:
    for measure in measures:
        if kind == ALL or measure is measures[0]:
            yield measure


def _change(kind: str, measure: Measure, pairs: Sequence[tuple[Outcome, Outcome]]) -> Change:
    before = [float(measure.of(old)) for old, _ in pairs]
    after = [float(measure.of(new)) for _, new in pairs]
    differences = [new - old for old, new in zip(before, after, strict=True)]
    return Change(
        kind=kind,
        measure=measure.name,
        n=len(pairs),
        before=fmean(before),
        after=fmean(after),
        difference=bootstrap(differences),
        up=sum(difference > 0 for difference in differences),
        down=sum(difference < 0 for difference in differences),
    )
