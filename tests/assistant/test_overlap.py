"""The overlap of bags of tokens against its formula written out plainly."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.overlap import Overlap

TOKENS = st.sampled_from("身 份 证 户 口 sfz 身份".split())
BAGS = st.lists(st.lists(TOKENS, max_size=6, unique=True), max_size=8)
QUESTIONS = st.lists(TOKENS | st.sampled_from(["没见过", "也没见过"]), max_size=8, unique=True)


def idf(bags: Sequence[Sequence[str]], token: str) -> float:
    holding = sum(token in bag for bag in bags)
    return math.log(1 + (len(bags) - holding + 0.5) / (holding + 0.5))


@given(BAGS, QUESTIONS)
def test_what_a_row_shares_is_the_rarity_of_all_it_holds(bags: list[list[str]], asked: list[str]) -> None:
    expected = [sum(idf(bags, token) for token in asked if token in bag) for bag in bags]
    found = Overlap.build(bags).shared(asked)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


@given(BAGS, QUESTIONS)
def test_a_whole_question_weighs_the_rarity_of_all_of_it(bags: list[list[str]], asked: list[str]) -> None:
    index = Overlap.build(bags)
    assert index.weight(asked) == pytest.approx(sum(idf(bags, token) for token in asked), rel=1e-4)
    assert all(shared <= index.weight(asked) * (1 + 1e-5) for shared in index.shared(asked))


@given(BAGS)
def test_a_row_weighs_what_it_shares_with_itself(bags: list[list[str]]) -> None:
    index = Overlap.build(bags)
    own = [index.shared(bag)[at] for at, bag in enumerate(bags)]
    np.testing.assert_allclose(index.weights, own, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("bags", [[], [[]], [[], []]])
def test_an_empty_index_shares_nothing(bags: list[list[str]]) -> None:
    index = Overlap.build(bags)
    assert index.shared(["身"]).tolist() == [0.0] * len(bags)
    assert index.weights.tolist() == [0.0] * len(bags)
    assert index.weight(["身"]) > index.weight([]) == 0


def test_what_was_never_seen_weighs_as_the_rarest() -> None:
    index = Overlap.build([["身", "份"], ["身"]])
    assert index.weight(["没见过"]) > index.weight(["份"]) > index.weight(["身"]) > 0
    assert index.shared(["身", "没见过"]).tolist() == index.shared(["身"]).tolist()
