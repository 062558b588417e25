"""How well search does on questions whose answers are known, kind by kind, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean

import msgspec
import numpy as np
from msgspec import Struct

from assistant.pipeline import Assistant
from assistant.reply import Refusal
from knowledge.model import Text
from knowledge.problems import KnowledgeError, Problem, unusable

OUTSIDE = "outside"
"""The kind of questions that no guide answers; to refuse them is right."""
ALL = "all"
_Z = 1.96
"""Standard deviations either side that hold 95 % of a normal distribution."""
_RESAMPLES = 2000
_SEED = 20260101


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question and the ids of all that answers it: none for the kind `OUTSIDE`."""

    text: Text
    kind: Text
    guides: tuple[Text, ...]
    group: str = ""
    """Questions of one group ask the same thing in other words; empty: of no group."""

    def __post_init__(self) -> None:
        if (self.kind == OUTSIDE) == bool(self.guides):
            raise ValueError(f"guides 只有在 kind 是 {OUTSIDE} 时才是空的，也必须是空的")


class Estimate(Struct, frozen=True):
    """A mean over the questions, 0 to 1, and its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.2f}–{self.high:.2f})"


class Row(Struct, frozen=True):
    """One kind of question.  `OUTSIDE` has only `refused`: there is nothing to find."""

    kind: str
    n: int
    refused: Estimate
    """Right for `OUTSIDE`, wrong for all others."""
    hit1: Estimate | None = None
    """A right guide stands first; as all three, whether the reply names it or refuses."""
    hit3: Estimate | None = None
    mrr: Estimate | None = None
    """Mean of 1 / place of the first right guide."""


class Report(Struct, frozen=True):
    """A row for each kind in the order of the questions, then `ALL` that have an answer, then `OUTSIDE`."""

    rows: tuple[Row, ...]

    def row(self, kind: str) -> Row:
        """Return the row of that kind.  Raises `KeyError` where no question was of it."""
        for row in self.rows:
            if row.kind == kind:
                return row
        raise KeyError(kind)

    def __str__(self) -> str:
        """Return the rows as a plain table."""
        return "\n".join((_line("kind", "n", "hit@1", "hit@3", "MRR", "refused"), *map(_shown, self.rows)))


def _shown(row: Row) -> str:
    estimates = (row.hit1, row.hit3, row.mrr, row.refused)
    return _line(row.kind, str(row.n), *("-" if found is None else str(found) for found in estimates))


def _line(kind: str, n: str, *cells: str) -> str:
    return f"{kind:<12}{n:>5}" + "".join(f"{cell:>20}" for cell in cells)


class _Outcome(Struct, frozen=True):
    kind: str
    place: int | None
    """Of the first right guide, from 1; None where it was not found."""
    refused: bool


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read JSON lines of questions.

    Raises `KnowledgeError` naming each line at fault and its key, or where there is no line.
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        message = f"题目文件读不出来：{error.strerror}"
        raise unusable("unreadable", path, message) from error
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(msgspec.json.decode(line, type=Question))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"这一行不是有效的题目：{error}"
            problems.append(Problem(code="bad-question", file=str(path), row=number, message=message))
    if not lines:
        message = "文件里没有题目，请每行写一题"
        problems.append(Problem(code="no-questions", file=str(path), message=message))
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(questions)


def evaluate(assistant: Assistant, questions: Iterable[Question]) -> Report:
    """Ask every question and return how often the answer was right."""
    outcomes = [_asked(assistant, question) for question in questions]
    return Report(tuple(_rows(outcomes)))


def _asked(assistant: Assistant, question: Question) -> _Outcome:
    ranked = assistant.ranked(question.text)
    place = next((at for at, found in enumerate(ranked, start=1) if found in question.guides), None)
    return _Outcome(question.kind, place, isinstance(assistant.ask(question.text), Refusal))


def _rows(outcomes: Sequence[_Outcome]) -> Iterator[Row]:
    answerable = [outcome for outcome in outcomes if outcome.kind != OUTSIDE]
    for kind in dict.fromkeys(outcome.kind for outcome in answerable):
        yield _row(kind, [outcome for outcome in answerable if outcome.kind == kind])
    if answerable:
        yield _row(ALL, answerable)
    outside = [outcome.refused for outcome in outcomes if outcome.kind == OUTSIDE]
    if outside:
        yield Row(OUTSIDE, len(outside), refused=wilson(outside))


def _row(kind: str, outcomes: Sequence[_Outcome]) -> Row:
    places = [outcome.place for outcome in outcomes]
    return Row(
        kind,
        len(outcomes),
        refused=wilson([outcome.refused for outcome in outcomes]),
        hit1=wilson([place == 1 for place in places]),
        hit3=wilson([place is not None and place <= 3 for place in places]),
        mrr=bootstrap([1 / place if place else 0.0 for place in places]),
    )


def wilson(hits: Sequence[bool]) -> Estimate:
    """Return the share of True among `hits`, not empty, with Wilson's score interval."""
    n, mean = len(hits), fmean(hits)
    centre = (mean + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(mean * (1 - mean) / n + _Z**2 / (4 * n**2))
    return Estimate(mean, max(0.0, centre - half), min(1.0, centre + half))


def bootstrap(values: Sequence[float]) -> Estimate:
    """Return the mean of `values`, not empty, with the percentile interval of resampled means."""
    drawn = np.random.default_rng(_SEED).choice(np.asarray(values), size=(_RESAMPLES, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), (2.5, 97.5))
    return Estimate(fmean(values), float(low), float(high))
