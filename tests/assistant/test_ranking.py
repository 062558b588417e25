"""One ranking out of many sources, the arithmetic it prints, and how a search ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.confidence import confidence
from assistant.outcome import CLEAR, SHOWN, SURE, Ambiguous, Found, NotFound, NotHandledHere, Outcome, decide
from assistant.pipeline import Assistant
from assistant.query import Query
from assistant.ranking import KEPT, WEIGHTS, Candidate, Ranking
from assistant.reply import Refusal
from knowledge.model import Guide, Knowledge

OBJECT = Query(text="身份证", core="身份证", objects=("居民身份证",), actions=("补领",), situations=("去世",))


def candidate(total: float, *, evidence: float = 30.0, row: int = 0) -> Candidate:
    parts = dict.fromkeys(WEIGHTS, 0.0) | {"official": total}
    return Candidate(row, parts, total, evidence)


def ending(*totals: float, query: Query = OBJECT) -> Outcome:
    return decide(Ranking(query, tuple(candidate(total, row=row) for row, total in enumerate(totals))))


def rows(table: str) -> list[list[float]]:
    """The figures of each candidate of a printed table."""
    return [
        [float(figure) for figure in re.findall(r"\d+\.\d{3}", line)]
        for line in table.splitlines()
        if "/" in line
    ]


@pytest.mark.parametrize(
    "question", ["身份证丢了", "shenfenzheng diu le", "sfz", "老人家每个月那几十块钱", "I lost my id"]
)
def test_the_printed_parts_add_up_to_the_printed_total(assistant: Assistant, question: str) -> None:
    table = assistant.explain(question)
    for part in (*WEIGHTS, "total", "confidence", "core"):
        assert part in table
    printed = rows(table)
    assert printed
    for *parts, total in printed:
        assert len(parts) == len(WEIGHTS)
        assert sum(parts) == pytest.approx(total, abs=0.0005 * (len(parts) + 1))
    totals = [figures[-1] for figures in printed]
    assert totals == sorted(totals, reverse=True)


def test_the_table_lists_the_ranking(assistant: Assistant) -> None:
    printed = re.findall(r"  ([a-z0-9-]+/[a-z0-9-]+) ", assistant.explain("居住证过期"))
    ranked = [found for found in assistant.ranked("居住证过期") if "/" in found]
    assert printed == ranked[: len(printed)]
    assert len(printed) >= 3


@pytest.mark.parametrize(
    ("question", "told"),
    [("身份证丢了", "居民身份证"), ("今天天气怎么样", "not handled here: 天气"), ("", "not found")],
)
def test_the_table_tells_how_it_ended(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.explain(question)


def test_a_ranking_keeps_no_more_than_it_says_and_names_nothing_twice(assistant: Assistant) -> None:
    ranked = assistant.ranked("证")
    assert 1 < len(ranked) <= KEPT
    assert len(set(ranked)) == len(ranked)


@pytest.mark.parametrize("question", ["", "？？？", "\x00\x1b[31m"])
def test_nothing_is_ranked_for_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.ranked(question) == ()


def test_one_guide_alone_is_found(
    assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]
) -> None:
    assert assistant_for(Knowledge(guides=(make_guide(),))).ranked("身份证丢了") == ("police/id-card",)


@given(st.text("qwxzvjkl", max_size=30))
@settings(max_examples=60)
def test_keyboard_mash_is_refused(assistant: Assistant, mash: str) -> None:
    """A long word without vowels is neither pinyin nor, from its start on, initials."""
    letters = f"vqx{mash}vqx"
    assert isinstance(assistant.ask(letters), Refusal)


def test_an_empty_ranking_is_never_trusted() -> None:
    assert confidence(Ranking(OBJECT, ())) == 0.0
    assert ending() == NotFound()


def test_confidence_is_a_probability_and_grows_with_what_is_known() -> None:
    bare = Query(text="那个", core="那个")
    steps = (
        Ranking(bare, (candidate(0.1, evidence=0),)),
        Ranking(bare, (candidate(0.1, evidence=20),)),
        Ranking(OBJECT, (candidate(0.1, evidence=20),)),
    )
    values = [confidence(step) for step in steps]
    assert values == sorted(set(values))
    assert 0 < values[0] < SURE < values[-1] < 1


def test_confidence_bears_any_evidence() -> None:
    """A very long question must not overflow the arithmetic."""
    for evidence in (0.0, 1e3, 1e6):
        assert 0 <= confidence(Ranking(OBJECT, (candidate(1, evidence=evidence),))) <= 1


def test_the_topic_tells_whether_it_is_known_to_be_elsewhere() -> None:
    weather = Query(text="天气", core="天气", outside=("天气", "笑话"))
    assert ending(query=weather) == NotHandledHere("天气")


def test_one_stands_out() -> None:
    assert isinstance(ending(1.0), Found)
    assert isinstance(ending(1.0, CLEAR - 0.01), Found)
    assert isinstance(ending(1.0, CLEAR + 0.01), Ambiguous)


def test_far_ones_are_not_shown() -> None:
    found = ending(1.0, 0.6, 0.1)
    assert isinstance(found, Found)
    assert [other.row for other in found.others] == [1]


def test_nobody_chooses_among_more_than_five() -> None:
    several = ending(*[1.0] * 9)
    assert isinstance(several, Ambiguous)
    assert [shown.row for shown in several.candidates] == list(range(SHOWN))
