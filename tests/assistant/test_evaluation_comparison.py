"""Two reports side by side, and what a report that is kept gives away."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from assistant.evaluation import tables
from assistant.evaluation.comparison import Change, compare
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.questions import OUTSIDE, Question
from assistant.evaluation.report import ALL, Report, evaluate, read_report
from assistant.pipeline import Assistant
from knowledge.problems import KnowledgeError


def report_of(*places: int | None, kind: str = "plain", refused: bool = False) -> Report:
    """A report on questions 0, 1, 2 …, whose right guides stood at `places`."""
    outcomes = (
        Outcome(
            str(number),
            kind,
            place,
            shown=False,
            straight=False,
            led=False,
            refused=refused,
            confidence=0.5,
        )
        for number, place in enumerate(places)
    )
    return Report((), None, None, None, tuple(outcomes))


def changes(before: Report, after: Report) -> dict[tuple[str, str], Change]:
    return {(change.kind, change.measure): change for change in compare(before, after).changes}


def test_differences_are_counted_question_by_question() -> None:
    change = changes(report_of(1, 2, 2, None), report_of(2, 1, 1, 1))[ALL, "hit@1"]
    assert (change.n, change.before, change.after) == (4, 0.25, 0.75)
    assert (change.up, change.down) == (3, 1)
    assert change.difference.mean == pytest.approx(0.5)
    assert change.difference.low < 0.5 < change.difference.high


def test_what_pairs_differ_by_is_resampled_not_the_two_sides() -> None:
    """Half the questions right on both sides: no chance in it where every pair is alike."""
    same = report_of(*[1, 2] * 50)
    difference = changes(same, same)[ALL, "hit@1"].difference
    assert (difference.mean, difference.low, difference.high) == (0, 0, 0)


def test_only_questions_of_both_are_compared() -> None:
    found = compare(report_of(1, 1, 1), report_of(1, 2))
    assert (found.matched, found.unmatched) == (2, 1)
    assert {change.n for change in found.changes} == {2}
    nothing = compare(report_of(), report_of(1))
    assert (nothing.matched, nothing.unmatched, nothing.changes) == (0, 1, ())


def test_a_kind_is_compared_by_its_first_measure_and_all_by_every_one() -> None:
    found = changes(report_of(1, 1), report_of(1, 2))
    assert [measure for kind, measure in found if kind == "plain"] == ["hit@1"]
    assert [measure for kind, measure in found if kind == ALL] == [
        "hit@1",
        "hit@3",
        "MRR",
        "shown",
        "led",
        "refused",
    ]
    outside = changes(report_of(None, kind=OUTSIDE), report_of(None, kind=OUTSIDE, refused=True))
    assert outside.keys() == {(OUTSIDE, "refused")}
    assert outside[OUTSIDE, "refused"].up == 1


def test_the_table_of_changes_fits_a_page() -> None:
    lines = tables.changes(compare(report_of(1, 2), report_of(2, 1))).splitlines()
    assert len(lines) == 1 + 1 + 6
    assert max(map(len, lines)) <= 110


def test_a_report_is_kept_without_words_or_answers(assistant: Assistant, tmp_path: Path) -> None:
    question = Question("身份证丢了", "plain", ("police/id-card",), group="lost")
    report = evaluate(assistant, (question, Question("今天天气怎么样", OUTSIDE, ())))
    path = tmp_path / "report.json"
    path.write_bytes(msgspec.json.encode(report))
    assert read_report(path) == report
    kept = path.read_text(encoding="utf-8")
    for told in (question.text, *assistant.ranked(question.text), question.group):
        assert told not in kept


def test_what_is_no_report_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"rows": []}', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"report\.json"):
        read_report(path)
    with pytest.raises(KnowledgeError, match="nowhere"):
        read_report(tmp_path / "nowhere.json")
