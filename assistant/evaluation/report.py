"""How well search does, kind by kind of question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.evaluation.calibration import Calibration, calibration
from assistant.evaluation.estimates import Estimate, wilson
from assistant.evaluation.outcomes import MEASURES, REFUSED, Measure, Outcome, ask
from assistant.evaluation.paraphrases import Consistency, consistency
from assistant.evaluation.questions import OUTSIDE, Question
from assistant.pipeline import Assistant
from knowledge.problems import unusable

ALL = "all"


class Row(Struct, frozen=True):
    """One kind of question."""

    kind: str
    n: int
    estimates: dict[str, Estimate]
    """Name of a measure → its mean; `OUTSIDE` has only ``refused``: there is nothing to find."""


class Report(Struct, frozen=True):
    """What `daoban evaluate --json` prints.  It holds no question's words and no answer."""

    rows: tuple[Row, ...]
    """One for each kind in the order of the questions, then `ALL` that have an answer, then `OUTSIDE`."""
    straight: Estimate | None
    """Share of right ones among the replies that are one guide; to lead an `OUTSIDE` anywhere is wrong."""
    consistency: Consistency | None
    calibration: Calibration | None
    outcomes: tuple[Outcome, ...]

    def row(self, kind: str) -> Row:
        """Return the row of that kind.  Raises `KeyError` where no question was of it."""
        for row in self.rows:
            if row.kind == kind:
                return row
        raise KeyError(kind)


def evaluate(assistant: Assistant, questions: Iterable[Question]) -> Report:
    """Ask every question and return how often the answer was right."""
    outcomes: list[Outcome] = []
    firsts: list[tuple[str, str]] = []
    for question in questions:
        outcome, first = ask(assistant, question)
        outcomes.append(outcome)
        firsts.append((question.group, first))
    straight = [outcome.led for outcome in outcomes if outcome.straight]
    return Report(
        rows=tuple(_row(kind, members, measures) for kind, members, measures in by_kind(outcomes)),
        straight=wilson(straight) if straight else None,
        consistency=consistency(firsts),
        calibration=calibration(outcomes),
        outcomes=tuple(outcomes),
    )


def read_report(path: Path) -> Report:
    """Read what ``--json`` has printed.  Raises `KnowledgeError` where the file is none of it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"这不是 daoban evaluate --json 写出来的文件：{error}"
        raise unusable("bad-report", path, message) from error


def by_kind(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome], tuple[Measure, ...]]]:
    """Yield the rows of a report: a kind, its outcomes, and what can be measured of them."""
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    for kind in dict.fromkeys(outcome.kind for outcome in answerable):
        yield kind, [outcome for outcome in answerable if outcome.kind == kind], MEASURES
    if answerable:
        yield ALL, answerable, MEASURES
    if outside := [outcome for outcome in outcomes if not outcome.answerable]:
        yield OUTSIDE, outside, (REFUSED,)


def _row(kind: str, outcomes: Sequence[Outcome], measures: Sequence[Measure]) -> Row:
    estimates = {
        measure.name: measure.estimate([measure.of(outcome) for outcome in outcomes]) for measure in measures
    }
    return Row(kind, len(outcomes), estimates)
