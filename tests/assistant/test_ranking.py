"""One ranking out of many sources, and the arithmetic it prints."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.outcome import SURE
from assistant.pipeline import Assistant
from assistant.query import Query
from assistant.ranking import KEPT, SHORTLIST, SPELLING, Ranker, Ranking
from assistant.reply import Refusal
from assistant.sources import SHARES
from assistant.weights import Weights
from knowledge.model import Guide, Knowledge

QUESTION = Query(text="身份证", core="身份证")
LETTERS = Query(text="sfz", core="sfz")
WEIGHTS = Weights(
    hanzi={"one": 2.0, "other": 3.0, SPELLING: 0.0},
    letters={"one": 0.0, "other": 1.0, SPELLING: 4.0},
    confidence={},
)


class Fixed(Struct, frozen=True):
    """A source whose shares are known."""

    found: Mapping[str, Sequence[float]]

    def shares(self, _query: Query) -> Mapping[str, FloatArray]:
        return {name: np.asarray(values, dtype=np.float32) for name, values in self.found.items()}


def ranked(
    one: Sequence[float],
    other: Sequence[float] | None = None,
    *,
    query: Query = QUESTION,
    names: Sequence[Sequence[str]] = (),
    also: Sequence[int] = (),
) -> Ranking:
    sources = (Fixed({"one": one}), Fixed({"other": other or [0.0] * len(one)}))
    ranker = Ranker(sources, lambda row: names[row] if names else ("龘",), WEIGHTS)
    return ranker.rank(query, also)


def rows(ranking: Ranking) -> list[int]:
    return [candidate.row for candidate in ranking.candidates]


SHARE = st.floats(0, 1, width=32)
PAIRS = st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=80)


@given(PAIRS)
def test_a_total_is_the_weighed_sum_of_shares(pairs: list[tuple[float, float]]) -> None:
    found = ranked(*zip(*pairs, strict=True))
    for candidate in found.candidates:
        one, other = pairs[candidate.row]
        assert candidate.shares == pytest.approx({"one": one, "other": other, SPELLING: 0.0})
        assert candidate.total == pytest.approx(2 * one + 3 * other, rel=1e-5)


@given(PAIRS)
def test_candidates_are_the_largest_totals_in_order(pairs: list[tuple[float, float]]) -> None:
    found = ranked(*zip(*pairs, strict=True))
    totals = sorted((2 * one + 3 * other for one, other in pairs), reverse=True)
    best = [total for total in totals[:KEPT] if total > 1e-30]
    assert [candidate.total for candidate in found.candidates][: len(best)] == pytest.approx(best, rel=1e-5)
    assert len(found.candidates) <= KEPT
    assert len(set(rows(found))) == len(found.candidates)


@given(PAIRS)
def test_probabilities_are_in_order_and_share_out_one(pairs: list[tuple[float, float]]) -> None:
    probabilities = [candidate.probability for candidate in ranked(*zip(*pairs, strict=True)).candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) <= 1 + 1e-6
    if probabilities and len(pairs) <= KEPT:
        assert sum(probabilities) == pytest.approx(1)


def test_probabilities_are_a_softmax_of_the_totals() -> None:
    found = ranked([1.0, 0.5, 0.25])
    whole = sum(map(math.exp, (2.0, 1.0, 0.5)))
    assert [candidate.probability for candidate in found.candidates] == pytest.approx(
        [math.exp(total) / whole for total in (2.0, 1.0, 0.5)]
    )


def test_what_is_kept_leaves_the_rest_of_the_shortlist_its_probability() -> None:
    found = ranked([1.0] * (2 * SHORTLIST))
    assert len(found.candidates) == KEPT
    assert sum(candidate.probability for candidate in found.candidates) == pytest.approx(KEPT / SHORTLIST)


def test_equals_stay_in_the_order_of_the_content() -> None:
    assert rows(ranked([0.5, 1.0, 0.5, 1.0])) == [1, 3, 0, 2]
    assert rows(ranked([0.5, 1.0] * KEPT)) == list(range(1, 2 * KEPT, 2))


@given(st.integers(0, 2**32 - 1), st.integers(4 * SHORTLIST, 40 * SHORTLIST))
def test_of_very_many_the_largest_are_kept_and_equals_in_order(seed: int, size: int) -> None:
    shares = np.random.default_rng(seed).integers(1, 60, size) / 60
    largest = sorted(range(size), key=lambda row: -shares[row])
    assert rows(ranked(shares.tolist())) == largest[:KEPT]


def test_what_shares_nothing_is_no_candidate() -> None:
    assert rows(ranked([0.0, 0.4, 0.0])) == [1]
    assert rows(ranked([0.0, 0.0])) == []
    assert rows(ranked([])) == []


def test_what_is_asked_for_by_its_row_is_kept_wherever_it_stands() -> None:
    """Learning weights needs the right item even where it was not found."""
    shares = [1 - row / 1000 for row in range(SHORTLIST + 20)] + [0.0]
    far, none = SHORTLIST + 10, len(shares) - 1
    found = ranked(shares, also=(0, far, none))
    assert rows(found) == [*range(KEPT), far, none]
    assert found.candidates[-1].total == 0
    assert all(candidate.probability > 0 for candidate in found.candidates)


def test_letters_are_weighed_as_letters() -> None:
    found = ranked([1.0, 0.5], [0.5, 1.0], query=LETTERS)
    assert found.weights == WEIGHTS.letters
    assert rows(found) == [1, 0]
    assert rows(ranked([1.0, 0.5], [0.5, 0.6])) == [0, 1]


def test_spelling_settles_what_the_sources_leave_open() -> None:
    found = ranked([0.0, 0.0], [0.5, 0.5], query=LETTERS, names=[("hkb",), ("sfzh",)])
    assert rows(found) == [1, 0]
    assert found.candidates[0].shares[SPELLING] == pytest.approx(2 * 3 / (3 + 4))
    assert found.candidates[1].shares[SPELLING] == 0


def test_the_closest_of_all_its_names_tells_an_items_spelling() -> None:
    names = [("hkb", "x"), ("q", "sfz", "hkb"), ("sfzh",)]
    found = ranked([0.0] * 3, [0.5] * 3, query=LETTERS, names=names)
    assert {one.row: one.shares[SPELLING] for one in found.candidates} == pytest.approx(
        {0: 0, 1: 1, 2: 6 / 7}
    )


def test_nothing_is_ranked_for_an_empty_question() -> None:
    assert ranked([1.0], query=Query(text="", core="")) == Ranking(
        Query(text="", core=""), (), WEIGHTS.letters
    )


# ── The shipped assistant


def figures(table: str) -> list[list[float]]:
    """The figures of each candidate of a printed table."""
    return [
        [float(figure) for figure in re.findall(r"-?\d+\.\d{3}", line)]
        for line in table.splitlines()
        if re.match(r" +-?\d+\.\d{3} ", line)
    ]


@pytest.mark.parametrize(
    "question", ["身份证丢了", "shenfenzheng diu le", "sfz", "老人家每个月那几十块钱", "I lost my id"]
)
def test_the_printed_parts_add_up_to_the_printed_total(assistant: Assistant, question: str) -> None:
    table = assistant.explain(question)
    head = next(line for line in table.splitlines() if line.endswith("  item"))
    *names, total, probability, _ = head.split()
    assert set(names) == {*SHARES, SPELLING}
    assert (total, probability) == ("total", "probability")
    printed = figures(table)
    assert printed
    for *parts, whole, _ in printed:
        assert len(parts) == len(names)
        assert sum(parts) == pytest.approx(whole, abs=0.0005 * (len(parts) + 1))
    for column in (-2, -1):
        values = [row[column] for row in printed]
        assert values == sorted(values, reverse=True)
    assert sum(row[-1] for row in printed) <= 1 + 0.0005 * len(printed)


def test_the_table_lists_the_ranking(assistant: Assistant) -> None:
    printed = re.findall(r"\d  ([a-z0-9-]+(?:/[a-z0-9-]+)?) ", assistant.explain("居住证过期"))
    assert tuple(printed) == assistant.ranked("居住证过期")[: len(printed)]
    assert len(printed) >= 3


@pytest.mark.parametrize(
    ("question", "told"),
    [("身份证丢了", "居民身份证"), ("今天天气怎么样", "not handled here: 天气"), ("", "not found")],
)
def test_the_table_tells_how_it_ended(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.explain(question)


def test_the_table_tells_how_the_question_was_understood(assistant: Assistant) -> None:
    table = assistant.explain("请问阿嬷个身份证拍毋见怎么办")
    understood = dict(line.split(maxsplit=1) for line in table.split("\n\n")[0].splitlines())
    assert understood["objects"] == "居民身份证"
    assert understood["actions"] == "补领"
    assert understood["people"] == "老年人"
    assert understood["situations"] == "-"
    assert "奶奶" in understood["core"]
    assert "sen hen zen" in understood["sounds"]


def test_the_table_tells_the_confidence(assistant: Assistant) -> None:
    assert f"confidence {assistant.confidence('身份证丢了'):.3f}" in assistant.explain("身份证丢了")
    assert assistant.confidence("身份证丢了") > SURE


def test_a_ranking_keeps_no_more_than_it_says_and_names_nothing_twice(assistant: Assistant) -> None:
    found = assistant.ranked("证")
    assert 1 < len(found) <= KEPT
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("question", ["", "？？？", "\x00\x1b[31m"])
def test_nothing_is_ranked_for_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.ranked(question) == ()
    assert assistant.confidence(question) == 0


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
