"""Whether a ranking means anything: a probability, by what a question shows and what it was found by."""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
import pytest

from assistant.confidence import BASE, confidence, features
from assistant.outcome import SURE
from assistant.pipeline import Assistant
from assistant.query import LONGEST, Query
from assistant.ranking import SPELLING, Candidate, Ranking
from assistant.sources import SHARES
from assistant.weights import Weights

Understand = Callable[[str], Query]

HALL = (
    "身份证丢了",
    "我阿嬷过身了户口爱怎呢办",
    "申分证不见了",
    "公积金怎么提取",
    "lost my id card",
    "shenfenzheng diu le",
)
MASH = ("哈哈哈哈", "的的的", "嗯嗯", "啊啊啊啊啊", "ababab", "wo wo wo", "龘靐齉", "zzzz")


@pytest.fixture(scope="module")
def weights() -> dict[str, float]:
    return Weights.read().confidence


def ranking(query: Query, share: float = 0.5, probability: float = 0.5) -> Ranking:
    shares = dict.fromkeys((*SHARES, SPELLING), share)
    counts = Weights.read().of_shares(has_hanzi=query.has_hanzi)
    total = sum(counts[name] * value for name, value in shares.items())
    return Ranking(query, (Candidate(0, shares, total, probability),), counts)


def test_nothing_found_is_never_trusted(weights: dict[str, float]) -> None:
    empty = msgspec.structs.replace(ranking(Query(text="证", core="证")), candidates=())
    assert confidence(empty, weights) == 0.0


def test_it_is_the_logistic_of_the_weighed_features() -> None:
    shown = ranking(Query(text="证", core="证"), probability=0.25)
    own = dict.fromkeys(features(shown), 0.0) | {BASE: -1.0, "probability": 2.0}
    assert confidence(shown, own) == pytest.approx(1 / (1 + math.exp(1 - 0.5)))
    assert confidence(shown, dict.fromkeys(features(shown), 0.0)) == 0.5


def test_features_tell_what_the_question_shows(understand: Understand) -> None:
    def told(question: str) -> dict[str, float]:
        return features(ranking(understand(question)))

    names = ("object", "action", "person", "situation", "outside", "outside only", "letters")

    def marks(question: str) -> set[str]:
        found = told(question)
        assert {found[name] for name in names} <= {0.0, 1.0}
        return {name for name in names if found[name]}

    assert marks("龘") == set()
    assert marks("身份证丢了") == {"object", "action"}
    assert marks("阿嬷过身了") == {"person", "situation"}
    assert marks("今天天气怎么样") == {"outside", "outside only"}
    assert marks("天气，身份证") == {"outside", "object"}
    assert marks("zzzz") == {"letters"}


def test_features_tell_how_well_it_is_accounted_for(understand: Understand) -> None:
    query = understand("身份证丢了")
    well, badly = features(ranking(query, 1.0, 0.9)), features(ranking(query, 0.1, 0.1))
    for name in (*SHARES, SPELLING, "total", "probability", "covered", "explained"):
        assert well[name] > badly[name], name
    assert well["total"] == pytest.approx(1)
    assert well["length"] == badly["length"] == pytest.approx(math.log1p(len(query.words)))


def test_with_the_shipped_weights_it_grows_with_what_is_known(
    understand: Understand, weights: dict[str, float]
) -> None:
    bare = Query(text="那个", core="那个", words=("那", "个", "那个"))
    steps = (
        ranking(bare, share=0.1, probability=0.1),
        ranking(bare, share=0.6, probability=0.9),
        ranking(understand("身份证丢了"), share=0.9, probability=0.9),
    )
    values = [confidence(step, weights) for step in steps]
    assert values == sorted(set(values))
    assert 0 < values[0] < SURE < values[-1] < 1


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("words", [0, 1, 2 * LONGEST])
def test_it_bears_any_question(weights: dict[str, float], share: float, words: int) -> None:
    query = Query(text="证", core="证", words=tuple(map(str, range(words))))
    assert 0 < confidence(ranking(query, share, share), weights) < 1


def test_questions_for_the_hall_are_more_confident_than_mash(assistant: Assistant) -> None:
    hall = {question: assistant.confidence(question) for question in HALL}
    mash = {question: assistant.confidence(question) for question in MASH}
    assert min(hall.values()) > SURE, hall
    assert max(mash.values()) < SURE, mash


@pytest.mark.parametrize("word", ["户口", "医保", "房产证", "养老金", "社保", "驾照", "hukou"])
def test_the_bare_name_of_something_the_hall_deals_in_is_for_the_hall(
    assistant: Assistant, word: str
) -> None:
    assert assistant.confidence(word) >= SURE
    assert assistant.confidence(f"{word} 天气预报") < assistant.confidence(word)
