"""Understanding a question: what it is about, what is to be done, for whom, from where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.circumstances import NOTHING_KNOWN
from assistant.lexicon import Lexicon
from assistant.query import Query, Understanding

Understand = Callable[[str], Query]


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("请问身份证丢了怎么办", "身份证丢了"),
        ("你好，我想问一下身份证丢了怎么办？", "身份证丢了"),
        ("身份证丢了", "身份证丢了"),
    ],
)
def test_set_phrases_are_dropped(understand: Understand, question: str, core: str) -> None:
    assert understand(question).core == core


def test_a_bare_set_phrase_stays(understand: Understand) -> None:
    assert understand("怎么办").core == "怎么办"


def test_object_and_action(understand: Understand) -> None:
    query = understand("身份证不见了")
    assert query.objects == ("居民身份证",)
    assert query.actions == ("补领",)
    assert understand("身份证过期").actions == ("换领",)


def test_the_longer_object_wins(understand: Understand) -> None:
    assert understand("临时身份证").objects == ("临时居民身份证",)


def test_teochew_is_rewritten(understand: Understand) -> None:
    query = understand("我阿嬷过身了户口爱怎呢办")
    assert "奶奶去世了" in query.core
    assert query.objects == ("户口",)
    assert query.situations == ("去世",)
    assert query.people == ("老年人",)


def test_traditional_and_full_width_are_understood_alike(understand: Understand) -> None:
    assert understand("身份證遺失") == understand("身份证遗失")
    assert understand("ｓｆｚ") == understand("sfz")


@pytest.mark.parametrize("question", ["I lost my id card", "how do I renew my identity card"])
def test_english_is_translated(understand: Understand, question: str) -> None:
    query = understand(question)
    assert query.has_hanzi
    assert query.objects == ("居民身份证",)


def test_pinyin_is_not_taken_for_english(understand: Understand) -> None:
    """`can` is a word of English, and the first syllable of 残疾人证."""
    query = understand("can ji ren zheng")
    assert query.core == "can ji ren zheng"
    assert query.objects == ("残疾人证",)


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("pay water bill", "水费"),  # pay could be pa y…, water wa te r…: only a last word is unfinished
        ("rename", "姓名变更 改名"),  # all pinyin by its letters; all of it is English
        ("can", "can"),  # not one word of English is left once the set phrases go
    ],
)
def test_english_that_could_be_pinyin(understand: Understand, question: str, core: str) -> None:
    assert understand(question).core == core


@pytest.mark.parametrize("question", ["sfz", "shenfenzheng", "sengfenzheng", "申分正"])
def test_objects_are_found_by_initials_and_by_ear(understand: Understand, question: str) -> None:
    assert understand(question).objects == ("居民身份证",)


def test_what_the_characters_name_is_not_overruled_by_ear(understand: Understand) -> None:
    assert understand("户口 shenfenzheng").objects == ("户口",)


@pytest.mark.parametrize(
    ("question", "city"),
    [("我在潮州交社保", "潮州"), ("去揭陽上班，社保怎么转", "揭阳"), ("我在汕头交社保", "汕头")],
)
def test_another_city_is_noticed(understand: Understand, question: str, city: str) -> None:
    assert understand(question).circumstances.belongs == city


@pytest.mark.parametrize(
    "question", ["阿公卧床要做残疾评定", "老人走不动了", "老妈下不了床", "阿公半瘫要人照顾"]
)
def test_who_cannot_come_is_noticed(understand: Understand, question: str) -> None:
    assert understand(question).circumstances.walks == "no"


@pytest.mark.parametrize("question", ["身份证丢了", "走丢了", ""])
def test_nothing_is_supposed_of_others(understand: Understand, question: str) -> None:
    assert understand(question).circumstances == NOTHING_KNOWN


def test_topics_outside_are_noticed(understand: Understand) -> None:
    assert understand("今天天气怎么样").outside == ("天气",)
    assert understand("身份证丢了").outside == ()


@pytest.mark.parametrize("question", ["", "？？？", "\x1b[2J\x00"])
def test_an_empty_question_is_an_empty_query(understand: Understand, question: str) -> None:
    assert understand(question) == Query(text="", core="")


QUESTIONS = st.text(max_size=40) | st.text("身份证丢了请问怎么办sfzidcard 嬷過", max_size=40)


@given(QUESTIONS)
def test_a_question_is_understood_as_its_simplified_writing_is(
    understanding: Understanding, question: str
) -> None:
    query = understanding.query(question)
    assert understanding.query(query.text) == query


@given(QUESTIONS)
def test_nothing_counts_twice(understanding: Understanding, question: str) -> None:
    """The indexes add up what is asked: a token that stands twice would weigh double."""
    query = understanding.query(question)
    for counted in (query.words, query.sounds, query.concepts):
        assert len(set(counted)) == len(counted)


def test_every_expression_of_objects_is_found(lexicon: Lexicon, understand: Understand) -> None:
    lost = [word for word, _ in lexicon.objects.values.items() if not understand(word).objects]
    assert lost == []


def test_words_are_those_of_the_core(understand: Understand) -> None:
    assert understand("请问补证怎么办").words == ("补", "证", "补证")
    assert understand("证，证，app").words == ("证", "app")


def test_hanzi_pinyin_and_wrong_characters_sound_alike(understand: Understand) -> None:
    assert understand("补证").sounds == ("bu", "zen", "bu_zen")
    assert understand("bu zheng").sounds == understand("捕正").sounds == understand("补证").sounds


def test_set_phrases_are_not_heard_in_pinyin_either(understand: Understand) -> None:
    assert understand("qing wen shenfenzheng diu le zen me ban").sounds == understand("身份证丢了").sounds


def test_teochew_sounds_as_the_mandarin_it_stands_for(understand: Understand) -> None:
    assert understand("阿嬷过身了").sounds == understand("奶奶去世了").sounds


def test_concepts_tell_which_lexicon_they_are_from(understand: Understand) -> None:
    assert understand("阿嬷个身份证拍毋见").concepts == ("o:居民身份证", "a:补领", "p:老年人")
    assert "s:去世" in understand("阿嬷过身了").concepts
    assert understand("龘").concepts == ()


def test_a_question_by_synonyms_only_has_the_concepts_of_the_name(understand: Understand) -> None:
    said, name = understand("二代证不见了"), understand("居民身份证补领")
    assert said.concepts == name.concepts
    assert not {token for token in said.words if len(token) > 1} & set(name.words)


@pytest.mark.parametrize(
    ("question", "hanzi"), [("身份证", True), ("sfz 证", True), ("sfz", False), ("", False)]
)
def test_letters_alone_are_another_way_of_asking(understand: Understand, question: str, hanzi: bool) -> None:
    assert understand(question).has_hanzi is hanzi
