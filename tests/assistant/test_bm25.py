"""The index against BM25 written out plainly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bm25 import K1, B, Bm25

WORDS = st.sampled_from("身 份 证 户 口 sfz 身份".split())
DOCUMENTS = st.lists(st.dictionaries(WORDS, st.sampled_from([0.5, 1.0, 2.0, 3.5]), max_size=5), max_size=8)
QUERIES = st.lists(WORDS | st.just("没见过"), max_size=6)


def idf(documents: Sequence[Mapping[str, float]], token: str) -> float:
    holding = sum(token in document for document in documents)
    return math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))


def score(documents: Sequence[Mapping[str, float]], at: int, query: Sequence[str]) -> float:
    average = sum(sum(document.values()) for document in documents) / len(documents)
    total = 0.0
    for token in set(query):
        if weight := documents[at].get(token, 0.0):
            length = sum(documents[at].values())
            saturation = weight / (weight + K1 * (1 - B + B * length / average))
            total += idf(documents, token) * saturation
    return total


@given(DOCUMENTS, QUERIES)
def test_scores_are_those_of_the_formula(documents: list[dict[str, float]], query: list[str]) -> None:
    expected = [score(documents, at, query) for at in range(len(documents))]
    np.testing.assert_allclose(Bm25.build(documents).scores(query), expected, rtol=1e-4, atol=1e-6)


@given(DOCUMENTS, QUERIES)
def test_no_document_scores_more_than_the_weight_of_the_question(
    documents: list[dict[str, float]], query: list[str]
) -> None:
    index = Bm25.build(documents)
    whole = index.weight(query)
    assert all(found <= whole + 1e-5 for found in index.scores(query))
    assert whole == pytest.approx(sum(idf(documents, token) for token in set(query)), rel=1e-4)


@pytest.mark.parametrize("documents", [[], [{}], [{}, {}]])
def test_an_empty_index_finds_nothing(documents: list[dict[str, float]]) -> None:
    index = Bm25.build(documents)
    assert index.scores(["身"]).tolist() == [0.0] * len(documents)
    assert index.scores([]).shape == (len(documents),)


def test_an_unknown_token_adds_nothing_but_weighs_in_the_whole() -> None:
    index = Bm25.build([{"身": 1}, {"份": 1}])
    assert index.scores(["身", "没见过"]).tolist() == index.scores(["身"]).tolist()
    assert index.weight(["没见过"]) > index.weight(["身"]) > 0
