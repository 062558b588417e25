"""Measuring search: what the questions file must hold, what the figures mean, and a floor under quality."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.evaluation import tables
from assistant.evaluation.calibration import calibration
from assistant.evaluation.estimates import bootstrap, wilson
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.paraphrases import consistency
from assistant.evaluation.questions import OUTSIDE, Question, read_questions
from assistant.evaluation.report import ALL, Report, evaluate
from assistant.pipeline import Assistant
from knowledge.model import Guide, Knowledge, Theme
from knowledge.problems import KnowledgeError

DEV = Path(__file__).parents[1] / "questions" / "dev.jsonl"
SOUND = {"text": "身份证丢了", "kind": "plain", "guides": ["police/id-card"]}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    return path


def test_questions_are_read(tmp_path: Path) -> None:
    outside = {"text": "天气", "kind": OUTSIDE, "guides": []}
    grouped = {**SOUND, "group": "lost"}
    assert read_questions(write(tmp_path / "q.jsonl", SOUND, outside, grouped)) == (
        Question("身份证丢了", "plain", ("police/id-card",)),
        Question("天气", OUTSIDE, ()),
        Question("身份证丢了", "plain", ("police/id-card",), group="lost"),
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


def test_a_digest_is_of_words_and_answers() -> None:
    question = Question("身份证丢了", "plain", ("a", "b"))
    assert question.digest == Question("身份证丢了", "typo", ("b", "a"), group="lost").digest
    assert question.digest != Question("身份证丢了", "plain", ("a",)).digest
    assert question.digest != Question("身份证没了", "plain", ("a", "b")).digest


@pytest.fixture(scope="module")
def two(assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]) -> Assistant:
    """Two guides and an event of life."""
    guides = (make_guide(), make_guide("police/hukou", "户口迁移"))
    theme = Theme(
        id="moving", name="搬家一件事", summary="搬到新家", guides=("police/hukou",), status="sample"
    )
    return assistant_for(Knowledge(guides=guides, themes=(theme,)))


@pytest.fixture(scope="module")
def report(two: Assistant) -> Report:
    """Of the plain questions one is right at once, one in the second place, one not at all."""
    questions = (
        Question("身份证丢了", "plain", ("police/id-card",)),
        Question("户口迁移，居民身份证", "plain", ("police/id-card", "tax/none")),
        Question("户口迁移", "plain", ("police/gone",)),
        Question("sfz", "initials", ("police/id-card",)),
        Question("今天天气怎么样", OUTSIDE, ()),
        Question("身份证丢了", OUTSIDE, ()),
    )
    assert two.ranked(questions[1].text)[:2] == ("police/hukou", "police/id-card")
    return evaluate(two, questions)


def means(report: Report, kind: str) -> dict[str, float]:
    return {name: found.mean for name, found in report.row(kind).estimates.items()}


def test_figures_of_a_kind(report: Report) -> None:
    plain = means(report, "plain")
    assert report.row("plain").n == 3
    assert plain["hit@1"] == pytest.approx(1 / 3)
    assert plain["hit@3"] == pytest.approx(2 / 3)
    assert plain["MRR"] == pytest.approx((1 + 1 / 2) / 3)
    assert plain["refused"] == 0


@pytest.mark.parametrize(("place", "hit1", "hit3"), [(1, 1, 1), (2, 0, 1), (3, 0, 1), (4, 0, 0)])
def test_hits_count_places(assistant: Assistant, place: int, hit1: int, hit3: int) -> None:
    right = assistant.ranked("身份证")[place - 1]
    figures = means(evaluate(assistant, (Question("身份证", "plain", (right,)),)), "plain")
    assert (figures["hit@1"], figures["hit@3"]) == (hit1, hit3)
    assert figures["MRR"] == pytest.approx(1 / place)


def test_outside_is_counted_apart(report: Report) -> None:
    assert report.row(OUTSIDE).n == 2
    assert means(report, OUTSIDE) == {"refused": 0.5}
    assert report.row(ALL).n == 4
    with pytest.raises(KeyError):
        report.row("long")


@pytest.mark.parametrize(
    ("text", "guides", "shown", "led"),
    [
        ("身份证丢了", ("police/id-card",), True, True),
        ("身份证丢了", ("police/hukou",), False, False),
        ("搬家一件事", ("moving",), True, True),
        ("搬家一件事", ("police/hukou",), True, False),
        ("今天天气怎么样", ("police/id-card",), False, False),
    ],
    ids=["answer", "other answer", "event", "step of an event", "refusal"],
)
def test_what_the_person_sees(
    two: Assistant, text: str, guides: tuple[str, ...], shown: bool, led: bool
) -> None:
    (outcome,) = evaluate(two, (Question(text, "plain", guides),)).outcomes
    assert (outcome.shown, outcome.led) == (shown, led)


def test_a_choice_is_shown_but_leads_nowhere_yet(
    assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]
) -> None:
    names = {f"police/id-{number}": f"居民身份证{action}" for number, action in enumerate(("补领", "换领"))}
    found = assistant_for(Knowledge(guides=tuple(make_guide(*named) for named in names.items())))
    report = evaluate(found, [Question("居民身份证", "plain", (guide_id,)) for guide_id in names])
    assert [(outcome.shown, outcome.led) for outcome in report.outcomes] == [(True, False)] * 2
    assert report.straight is None


def test_to_lead_a_question_from_outside_anywhere_is_wrong(report: Report) -> None:
    straight = [outcome for outcome in report.outcomes if outcome.straight]
    right = [outcome for outcome in straight if outcome.led]
    assert OUTSIDE in {outcome.kind for outcome in straight}
    assert report.straight is not None
    assert report.straight.mean == pytest.approx(len(right) / len(straight))
    assert OUTSIDE not in {outcome.kind for outcome in right}


def test_no_questions_give_no_figures(assistant: Assistant) -> None:
    assert evaluate(assistant, ()) == Report((), None, None, None, ())


def test_the_table_has_a_line_for_each_kind(report: Report) -> None:
    lines = tables.kinds(report).splitlines()
    assert [line.split()[0] for line in lines] == ["kind", "plain", "initials", ALL, OUTSIDE]
    assert len({len(line) for line in lines}) == 1
    assert len(lines[0]) <= 110
    assert "0.333 .06–.79" in lines[1]
    assert [len(line.split()) for line in lines[1:3]] == [2 + 2 * 6] * 2


def test_a_group_agrees_where_all_found_the_same() -> None:
    found = consistency(
        [("a", "x"), ("a", "x"), ("a", "x"), ("b", "x"), ("b", "x"), ("b", "y"), ("", "x"), ("alone", "x")]
    )
    assert found is not None
    assert found.groups == 2
    assert found.same.mean == pytest.approx(1 / 2)
    assert found.pairs.mean == pytest.approx((1 + 1 / 3) / 2)


def test_finding_nothing_agrees_with_nothing() -> None:
    found = consistency([("a", ""), ("a", "")])
    assert found is not None
    assert found.same.mean == found.pairs.mean == 0


def test_without_groups_there_is_no_consistency() -> None:
    assert consistency([("", "x"), ("", "x"), ("alone", "x")]) is None


def test_questions_of_a_group_are_held_together(two: Assistant) -> None:
    texts = ("身份证丢了", "居民身份证补领", "户口迁移")
    found = evaluate(two, [Question(text, "plain", ("police/id-card",), "lost") for text in texts])
    assert found.consistency is not None
    assert found.consistency.groups == 1
    assert found.consistency.same.mean == 0
    assert found.consistency.pairs.mean == pytest.approx(1 / 3)


def outcome(confidence: float, kind: str = "plain") -> Outcome:
    return Outcome(
        "", kind, place=None, shown=False, straight=False, led=False, refused=False, confidence=confidence
    )


def test_calibration_is_how_far_confidence_and_share_lie_apart() -> None:
    found = calibration(
        [outcome(0.92), outcome(1.0), outcome(0.96, OUTSIDE), outcome(0.96), outcome(0.1, OUTSIDE)]
    )
    assert found is not None
    low, high = found.bins
    assert (low.low, low.n, low.confidence, low.answerable.mean) == (0.1, 1, 0.1, 0)
    assert (high.high, high.n, high.answerable.mean) == (1.0, 4, 0.75)
    assert high.confidence == pytest.approx(0.96)
    assert found.error == pytest.approx((4 * (0.96 - 0.75) + 0.1) / 5)


def test_calibration_needs_questions_of_both_sorts() -> None:
    assert calibration([outcome(0.9), outcome(0.8)]) is None
    assert calibration([outcome(0.9, OUTSIDE)]) is None


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


@pytest.fixture(scope="module")
def dev(assistant: Assistant) -> Report:
    """The shipped search on the questions for tuning."""
    return evaluate(assistant, read_questions(DEV))


def test_search_keeps_its_quality(dev: Report) -> None:
    """A floor well below what search reaches: only broken search is under it."""
    answerable, outside = means(dev, ALL), means(dev, OUTSIDE)
    table = tables.kinds(dev)
    assert answerable["hit@1"] >= 0.85, f"\n{table}"
    assert answerable["hit@3"] >= 0.93, f"\n{table}"
    assert answerable["shown"] >= 0.92, f"\n{table}"
    assert answerable["refused"] <= 0.15, f"\n{table}"
    assert outside["refused"] >= 0.85, f"\n{table}"
    assert dev.straight is not None
    assert dev.straight.mean >= 0.93, f"\n{table}"


@pytest.mark.parametrize("kind", ["teochew", "homophone", "accent", "typo", "pinyin"])
def test_search_bears_other_ways_of_writing(dev: Report, kind: str) -> None:
    found = means(dev, kind)
    assert found["hit@1"] >= 0.8, f"\n{tables.kinds(dev)}"
    assert found["hit@3"] >= 0.92, f"\n{tables.kinds(dev)}"


def test_confidence_is_what_it_says(dev: Report) -> None:
    assert dev.calibration is not None
    assert dev.calibration.error <= 0.12, f"\n{tables.reliability(dev.calibration)}"
