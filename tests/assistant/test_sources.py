"""Each source of candidates by itself, over a handful of services; and each share the one that decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.embedding import load_embedder
from assistant.items import items
from assistant.pipeline import Assistant
from assistant.query import Understanding
from assistant.sources import SHARES, CandidateSource, Sources
from assistant.sources.concepts import Concepts
from knowledge.model import Guide, Knowledge, Material, Theme

Shares = Callable[[str, str], dict[str, float]]

IDS = ("id-card", "pension", "hukou", "birth")


@pytest.fixture(scope="module")
def built(understanding: Understanding, make_guide: Callable[..., Guide]) -> Sequence[CandidateSource]:
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
    return found.all(embedder)


@pytest.fixture(scope="module")
def shares(built: Sequence[CandidateSource], understanding: Understanding) -> Shares:
    def ask(name: str, question: str) -> dict[str, float]:
        query = understanding.query(question)
        (found,) = (given[name] for source in built if name in (given := source.shares(query)))
        return dict(zip(IDS, found.tolist(), strict=True))

    return ask


def best(found: dict[str, float]) -> str:
    """The item with the largest share, which no other has too."""
    first, second, *_ = sorted(found, key=lambda item: -found[item])
    assert found[first] > found[second]
    return first


@pytest.mark.parametrize("question", ["居民身份证补领", "相片回执"])
def test_official_words_count_names_and_materials(shares: Shares, question: str) -> None:
    assert best(shares("official", question)) == "id-card"


def test_official_words_weigh_names_most(shares: Shares) -> None:
    assert shares("official", "身份证")["id-card"] > shares("official", "回执")["id-card"] > 0


def test_everything_holds_the_everyday_questions_too(shares: Shares) -> None:
    assert best(shares("everything", "被偷")) == "id-card"
    assert shares("official", "被偷")["id-card"] == 0


@pytest.mark.parametrize("name", ["coverage", "likeness", "heard", "heard_alike", "meaning"])
@pytest.mark.parametrize(
    ("question", "right"),
    [("钱包被偷，证件也被偷了", "id-card"), ("宝宝生了要办什么", "birth"), ("老人金", "pension")],
)
def test_wordings_of_services_and_events_are_found(
    shares: Shares, name: str, question: str, right: str
) -> None:
    assert best(shares(name, question)) == right


@pytest.mark.parametrize("name", ["coverage", "likeness", "heard", "heard_alike"])
def test_a_wording_accounts_for_the_whole_of_itself(shares: Shares, name: str) -> None:
    for wording in ("居民身份证补领", "证件被偷了怎么补", "老人金"):
        found = shares(name, wording)
        assert found[best(found)] == pytest.approx(1, abs=1e-5)


def test_what_a_wording_says_more_than_the_question_makes_it_less_alike(shares: Shares) -> None:
    assert shares("coverage", "补领")["id-card"] == pytest.approx(1, abs=1e-5)
    assert 0 < shares("likeness", "补领")["id-card"] < 0.9
    assert 0 < shares("coverage", "老人金在哪里领")["pension"] < 0.9


@pytest.mark.parametrize("question", ["jumin shenfenzheng bu ling", "sengfengzeng", "声分证捕领"])
def test_names_are_found_by_ear(shares: Shares, question: str) -> None:
    assert best(shares("heard", question)) == "id-card"
    assert shares("heard", question)["id-card"] == pytest.approx(1, abs=1e-5)
    assert best(shares("heard_alike", question)) == "id-card"


def test_by_its_characters_a_homophone_is_another_word(shares: Shares) -> None:
    assert shares("heard", "老仁巾")["pension"] == pytest.approx(1, abs=1e-5)
    assert shares("coverage", "老仁巾")["pension"] < 0.5


def test_initials_count_by_how_much_is_typed(shares: Shares) -> None:
    assert shares("initials", "jmsfz")["id-card"] == 1  # its object, whole
    assert shares("initials", "jmsfzbl")["id-card"] == 1  # its name, whole
    assert shares("initials", "jmsfzb")["id-card"] == pytest.approx(6 / 7)
    assert shares("initials", "j m s f z")["id-card"] == 1
    assert shares("initials", "jm")["pension"] == 0
    assert shares("initials", "lrj")["pension"] == 1


def test_initials_may_begin_in_the_middle_of_a_name(shares: Shares) -> None:
    assert shares("initials", "sfz")["id-card"] == pytest.approx(3 / 5)  # of 居民身份证
    assert shares("initials", "sfzbl")["id-card"] == pytest.approx(5 / 7)
    assert shares("initials", "bl")["id-card"] == 0  # two letters stand in too many names


@pytest.mark.parametrize("question", ["j", "居民jmsfz", "123", "jmsfzblx", ""])
def test_what_are_no_initials_count_nothing(shares: Shares, question: str) -> None:
    assert set(shares("initials", question).values()) == {0.0}


def test_concepts_are_object_and_action(shares: Shares) -> None:
    both, one = shares("concepts", "二代证不见了"), shares("concepts", "二代证")
    assert best(both) == best(one) == "id-card"
    assert both["id-card"] > 0
    assert both["pension"] == 0
    # Of a question with another action, the object is only a part.
    assert 0 < shares("concepts", "二代证快过期")["id-card"] < both["id-card"]


def test_concepts_hold_for_whom_and_in_what_event(shares: Shares) -> None:
    """The pension is for the old though its name says nothing of them, only an alias does."""
    assert best(shares("concepts", "阿嬷")) == "pension"


def test_an_event_of_life_makes_what_it_is_for_likelier(
    understanding: Understanding, make_guide: Callable[..., Guide]
) -> None:
    """Nothing in the name says that somebody died; the lexicon knows that it is done then."""
    guides = (make_guide("civil/subsidy", "殡葬补贴"), make_guide("police/card", "居住证签注"))
    found = Concepts.build(
        items(Knowledge(guides=guides)), understanding.query, understanding.lexicon
    ).shares(understanding.query("阿嬷过身了"))["concepts"]
    assert "s:去世" not in understanding.query("殡葬补贴").concepts
    assert found[0] > found[1] == 0


def test_a_question_without_concepts_shares_none(shares: Shares) -> None:
    assert set(shares("concepts", "龘靐").values()) == {0.0}


def test_meaning_is_a_cosine(shares: Shares) -> None:
    found = shares("meaning", "城乡居民养老保险待遇申领")
    assert best(found) == "pension"
    assert 0.5 < found["pension"] <= 1.00001
    assert set(shares("meaning", "zzzz").values()) == {0.0}


QUESTIONS = st.text(max_size=20) | st.text("身份证丢了老人金出生登记sfz bulingjm", max_size=20)


@given(QUESTIONS)
def test_every_share_is_one_of_each_item(
    built: Sequence[CandidateSource], understanding: Understanding, question: str
) -> None:
    """From 0 to 1, and of one type: a sum of mixed ones would double the memory of a large scan."""
    query = understanding.query(question)
    for source in built:
        for name, found in source.shares(query).items():
            assert found.shape == (len(IDS),), name
            assert found.dtype == np.float32, name
            assert found.min() >= 0, name
            assert found.max() <= 1 + 1e-4, name


@pytest.mark.parametrize("question", ["身份证丢了", "sfz", ""])
def test_the_sources_give_the_shares_that_are_weighed(
    built: Sequence[CandidateSource], understanding: Understanding, question: str
) -> None:
    query = understanding.query(question)
    assert tuple(name for source in built for name in source.shares(query)) == SHARES


def test_without_any_item_there_are_no_shares(understanding: Understanding) -> None:
    embedder = load_embedder()
    query = understanding.query("身份证")
    for source in Sources.build((), understanding, embedder).all(embedder):
        assert {found.shape for found in source.shares(query).values()} == {(0,)}


# ── The share that was made for a way of asking finds what the characters lead away from


@pytest.fixture(scope="module")
def desk(assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]) -> Assistant:
    """The first four are asked for; the last two hold more of the questions' characters."""
    names = {
        "police/id-card-reissue": "居民身份证补领",
        "police/id-card-renew": "居民身份证换领",
        "civil/marriage": "结婚登记",
        "police/hukou-birth": "出生登记",
        "transport/ferry": "客轮登机服务",
        "transport/machine": "二代农机驾驶培训",
    }
    return assistant_for(Knowledge(guides=tuple(make_guide(*named) for named in names.items())))


def by_share(desk: Assistant, name: str, question: str) -> dict[str, float]:
    """Id of each guide → one of its shares."""
    query = desk.library.understanding.query(question)
    sources = desk.library.sources.all(desk.library.embedder())
    (found,) = (given[name] for source in sources if name in (given := source.shares(query)))
    return {desk.library.head(row).turn.id: float(share) for row, share in enumerate(found)}


@pytest.mark.parametrize(
    ("question", "right", "share", "misled"),
    [
        pytest.param("截魂登机", "civil/marriage", "heard", "transport/ferry", id="wrong characters"),
        pytest.param("二代证拍毋见", "police/id-card-reissue", "concepts", "transport/machine", id="Teochew"),
        pytest.param("二代证烂了", "police/id-card-renew", "concepts", "transport/machine", id="synonyms"),
    ],
)
def test_the_share_made_for_a_way_of_asking_puts_the_right_one_first(
    desk: Assistant, question: str, right: str, share: str, misled: str
) -> None:
    for written in ("official", "coverage", "likeness"):
        assert best(by_share(desk, written, question)) == misled
    assert best(by_share(desk, share, question)) == right
    assert desk.ranked(question)[0] == right


def test_pinyin_is_found_by_ear_alone(desk: Assistant) -> None:
    question = "jiehun dengji"
    for written in ("official", "everything", "coverage", "likeness", "initials"):
        assert set(by_share(desk, written, question).values()) == {0.0}
    assert best(by_share(desk, "heard", question)) == "civil/marriage"
    assert desk.ranked(question)[0] == "civil/marriage"


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
