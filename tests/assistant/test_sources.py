"""Each source of candidates by itself, over a handful of services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from assistant.embedding import load_embedder
from assistant.items import items
from assistant.pipeline import Assistant
from assistant.query import Understanding
from assistant.sources import CandidateSource, Sources
from knowledge.model import Guide, Knowledge, Material, Theme

Scores = Callable[[str, str], dict[str, float]]

IDS = ("id-card", "pension", "hukou", "birth")


@pytest.fixture(scope="module")
def built(understanding: Understanding, make_guide: Callable[..., Guide]) -> dict[str, CandidateSource]:
    guides = (
        make_guide(
            "police/id-card",
            "居民身份证补领",
            object="居民身份证",
            action="补领",
            questions=("证件被偷了怎么补",),
            materials=(Material(name="相片回执"),),
        ),
        make_guide("social-security/pension", "城乡居民养老保险待遇申领", aliases=("老人金",)),
        make_guide("police/hukou", "出生登记", object="户口", action="登记"),
    )
    theme = Theme(
        id="birth",
        name="出生一件事",
        guides=("police/hukou", "police/id-card"),
        status="sample",
        questions=("宝宝生了要办什么",),
    )
    embedder = load_embedder()
    found = Sources.build(items(Knowledge(guides=guides, themes=(theme,))), understanding, embedder)
    return {source.name: source for source in found.all(embedder)}


@pytest.fixture(scope="module")
def scores(built: dict[str, CandidateSource], understanding: Understanding) -> Scores:
    def ask(source: str, question: str) -> dict[str, float]:
        return dict(zip(IDS, built[source].scores(understanding.query(question)).tolist(), strict=True))

    return ask


def best(found: dict[str, float]) -> str:
    return max(found, key=lambda item: found[item])


@pytest.mark.parametrize("question", ["居民身份证补领", "相片回执"])
def test_official_words_count_names_and_materials(scores: Scores, question: str) -> None:
    assert best(scores("official", question)) == "id-card"


def test_official_words_weigh_names_most(scores: Scores) -> None:
    assert scores("official", "身份证")["id-card"] > scores("official", "回执")["id-card"] > 0


def test_everyday_questions_are_found(scores: Scores) -> None:
    found = scores("everyday", "钱包被偷，证件也被偷了")
    assert best(found) == "id-card"
    assert scores("official", "被偷")["id-card"] == 0


def test_events_of_life_are_found_too(scores: Scores) -> None:
    assert best(scores("everyday", "宝宝生了要办什么")) == "birth"


@pytest.mark.parametrize("question", ["shenfenzheng bu ling", "sengfengzeng", "声分证捕领"])
def test_names_are_found_by_ear(scores: Scores, question: str) -> None:
    assert best(scores("sound", question)) == "id-card"


def test_initials_count_by_how_much_is_typed(scores: Scores) -> None:
    assert scores("initials", "jmsfz")["id-card"] == 1  # its object, whole
    assert scores("initials", "jmsfzbl")["id-card"] == 1  # its name, whole
    assert scores("initials", "jmsfzb")["id-card"] == pytest.approx(6 / 7)
    assert scores("initials", "jm")["pension"] == 0
    assert scores("initials", "lrj")["pension"] == 1


@pytest.mark.parametrize("question", ["j", "居民jmsfz", "123", "jmsfzblx", ""])
def test_what_are_no_initials_count_nothing(scores: Scores, question: str) -> None:
    assert set(scores("initials", question).values()) == {0.0}


def test_facets_add_object_and_action(scores: Scores) -> None:
    both, one = scores("facets", "身份证丢了")["id-card"], scores("facets", "身份证")["id-card"]
    assert both > one > 0
    assert scores("facets", "身份证丢了")["pension"] == 0


def test_meaning_is_a_cosine(scores: Scores) -> None:
    found = scores("meaning", "居民身份证补领")
    assert found["id-card"] == pytest.approx(1, abs=1e-5)
    assert all(0 <= value <= 1.00001 for value in found.values())


@pytest.mark.parametrize(
    "question", ["身份证丢了", "shenfenzheng", "sfz", "阿嬷过身", "zzzz", "没有的话", "a1"]
)
def test_every_score_is_a_share_of_the_weight(
    built: dict[str, CandidateSource], understanding: Understanding, question: str
) -> None:
    query = understanding.query(question)
    for source in built.values():
        found = source.scores(query)
        assert found.shape == (len(IDS),)
        assert found.min() >= 0
        assert found.max() <= source.weight(query) + 1e-4, source.name


def test_without_any_item_there_are_no_scores(understanding: Understanding) -> None:
    embedder = load_embedder()
    for source in Sources.build((), understanding, embedder).all(embedder):
        assert source.scores(understanding.query("身份证")).shape == (0,), source.name


@pytest.mark.parametrize(
    ("name", "homophone"),
    [("景点", "经典"), ("工伤", "公商"), ("公证", "公正"), ("税务", "睡物"), ("世袭登记", "实习登记")],
)
def test_an_exact_name_is_never_lost_to_a_homophone(
    assistant_for: Callable[[Knowledge], Assistant],
    make_guide: Callable[..., Guide],
    name: str,
    homophone: str,
) -> None:
    aliases: dict[str, Any] = {
        "aliases": (homophone,),
        "questions": (f"{homophone}怎么办",),
        "summary": homophone,
    }
    guides = (make_guide("other/b", homophone, **aliases), make_guide("other/a", name))
    assert assistant_for(Knowledge(guides=guides)).ranked(name)[0] == "other/a"


def test_every_shipped_guide_is_first_for_its_own_name(assistant: Assistant) -> None:
    ranked = {guide.id: assistant.ranked(guide.name)[0] for guide in assistant.library.all_guides()}
    assert {asked: first for asked, first in ranked.items() if asked != first} == {}


def test_scores_keep_their_type(built: dict[str, CandidateSource], understanding: Understanding) -> None:
    """A sum of mixed types would double the memory of a scan over 200,000 items."""
    query = understanding.query("身份证丢了")
    assert {source.scores(query).dtype for source in built.values()} == {np.dtype(np.float32)}
