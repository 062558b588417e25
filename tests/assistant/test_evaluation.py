"""Measuring search: what the questions file must hold, what the figures mean, and a floor under quality."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.evaluation import ALL, OUTSIDE, Question, Report, bootstrap, evaluate, read_questions, wilson
from assistant.pipeline import Assistant
from knowledge.model import Guide, Knowledge
from knowledge.problems import KnowledgeError

DEV = Path(__file__).parents[1] / "questions" / "dev.jsonl"
SOUND = {"text": "身份证丢了", "kind": "plain", "guides": ["police/id-card"]}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    return path


def test_questions_are_read(tmp_path: Path) -> None:
    outside = {"text": "天气", "kind": OUTSIDE, "guides": []}
    assert read_questions(write(tmp_path / "q.jsonl", SOUND, outside)) == (
        Question("身份证丢了", "plain", ("police/id-card",)),
        Question("天气", OUTSIDE, ()),
    )


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        ({"text": 7}, "$.text"),
        ({"text": ""}, "$.text"),
        ({"guides": "police/id-card"}, "$.guides"),
        ({"guides": [1]}, "$.guides[0]"),
        ({"guides": []}, "guides"),
        ({"kind": OUTSIDE}, "guides"),
        ({"answer": "x"}, "`answer`"),
    ],
)
def test_a_faulty_question_names_line_and_key(tmp_path: Path, fault: dict[str, object], hint: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_questions(write(tmp_path / "q.jsonl", SOUND, {**SOUND, **fault}))
    (problem,) = caught.value.problems
    assert problem.row == 2
    assert hint in problem.message


def test_every_faulty_line_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'{"text": "x"}\n{\n\n\xff\n')
    with pytest.raises(KnowledgeError) as caught:
        read_questions(path)
    assert [problem.row for problem in caught.value.problems] == [1, 2, 3, 4]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        read_questions(tmp_path / "nowhere.jsonl")


def test_a_file_without_questions_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no-questions"):
        read_questions(write(tmp_path / "empty.jsonl"))


@pytest.fixture(scope="module")
def report(assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]) -> Report:
    """Two guides; of the plain questions one is right at once, one in the second place, one not at all."""
    two = Knowledge(guides=(make_guide(), make_guide("police/hukou", "户口迁移")))
    questions = (
        Question("身份证丢了", "plain", ("police/id-card",)),
        Question("户口迁移，居民身份证", "plain", ("police/id-card", "tax/none")),
        Question("户口迁移", "plain", ("police/gone",)),
        Question("sfz", "initials", ("police/id-card",)),
        Question("今天天气怎么样", OUTSIDE, ()),
        Question("身份证丢了", OUTSIDE, ()),
    )
    found = assistant_for(two)
    assert found.ranked(questions[1].text) == ("police/hukou", "police/id-card")
    return evaluate(found, questions)


def test_figures_of_a_kind(report: Report) -> None:
    plain = report.row("plain")
    assert plain.n == 3
    assert plain.hit1 is not None
    assert plain.hit3 is not None
    assert plain.mrr is not None
    assert plain.hit1.mean == pytest.approx(1 / 3)
    assert plain.hit3.mean == pytest.approx(2 / 3)
    assert plain.mrr.mean == pytest.approx((1 + 1 / 2) / 3)
    assert plain.refused.mean == 0


@pytest.mark.parametrize(("place", "hit1", "hit3"), [(1, 1, 1), (2, 0, 1), (3, 0, 1), (4, 0, 0)])
def test_hits_count_places(assistant: Assistant, place: int, hit1: int, hit3: int) -> None:
    right = assistant.ranked("身份证")[place - 1]
    row = evaluate(assistant, (Question("身份证", "plain", (right,)),)).row("plain")
    assert row.hit1 is not None
    assert row.hit3 is not None
    assert row.mrr is not None
    assert (row.hit1.mean, row.hit3.mean) == (hit1, hit3)
    assert row.mrr.mean == pytest.approx(1 / place)


def test_outside_is_counted_apart(report: Report) -> None:
    outside = report.row(OUTSIDE)
    assert (outside.n, outside.refused.mean) == (2, 0.5)
    assert outside.hit1 is outside.hit3 is outside.mrr is None
    assert report.row(ALL).n == 4
    with pytest.raises(KeyError):
        report.row("long")


def test_the_table_has_a_line_for_each_kind(report: Report) -> None:
    lines = str(report).splitlines()
    assert [line.split()[0] for line in lines] == ["kind", "plain", "initials", ALL, OUTSIDE]
    assert len({len(line) for line in lines}) == 1
    assert "0.333 (0.06–0.79)" in lines[1]


def test_no_questions_give_no_rows(assistant: Assistant) -> None:
    assert evaluate(assistant, ()).rows == ()


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0)],
)
def test_wilson_intervals(hits: int, of: int, low: float, high: float) -> None:
    """81 of 263 is the worked example of Newcombe (1998), method 3."""
    found = wilson([True] * hits + [False] * (of - hits))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)


def test_bootstrap_intervals_hold_the_mean_and_are_the_same_each_time() -> None:
    values = [1.0, 0.5, 0.0, 1.0, 1 / 3, 1.0]
    found = bootstrap(values)
    assert found.low < found.mean < found.high
    assert found == bootstrap(values)
    assert bootstrap([1.0] * 5).low == bootstrap([1.0] * 5).high == 1.0


def test_search_keeps_its_quality(assistant: Assistant) -> None:
    """A floor well below what search reaches on the questions for tuning: only broken search is under it."""
    report = evaluate(assistant, read_questions(DEV))
    answerable, outside = report.row(ALL), report.row(OUTSIDE)
    assert answerable.hit3 is not None
    assert answerable.hit3.mean >= 0.85, f"\n{report}"
    assert answerable.refused.mean <= 0.1, f"\n{report}"
    assert outside.refused.mean >= 0.6, f"\n{report}"


def test_dev_questions_name_guides_there_are(assistant: Assistant) -> None:
    known = {guide.id for guide in assistant.library.all_guides()}
    named = {guide for question in read_questions(DEV) for guide in question.guides}
    assert named - known == set()
