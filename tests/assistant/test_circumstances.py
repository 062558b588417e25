"""What a question tells of the person who asks it, and what nobody may conclude from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.circumstances import NOTHING_KNOWN, Circumstances, told
from assistant.query import Query
from knowledge.model import Knowledge

Understand = Callable[[str], Query]


@pytest.mark.parametrize(
    "text",
    [
        "帮我妈办退休",
        "替老爸领养老金",
        "代邻居交医保",
        "给阿嬷办老年证",
        "帮阮厝阿公报销医药费",
        "替俺老母缴社保",
        "给我个朋友问社保",
        "身份证可以代办吗",
        "结婚证能托人办吗",
        "代领失业金",
        "幫我媽辦退休",
    ],
)
def test_somebody_handles_it_for_another(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.behalf is True


@pytest.mark.parametrize(
    "text",
    ["帮我办身份证", "给我开个证明", "我妈要办退休", "身份证丢了怎么办", "替换行驶证", "阿公要换身份证"],
)
def test_asking_for_help_or_of_family_is_not_handling_it_for_another(
    understand: Understand, text: str
) -> None:
    assert understand(text).circumstances.behalf is None


@pytest.mark.parametrize(
    ("text", "walks"),
    [
        ("阿公卧床，怎么办残疾证", "no"),
        ("阿公卧床，行动不便，家里困难", "no"),
        ("阿嬷来不了大厅", "no"),
        ("老爸出不了门", "no"),
        ("走不动了", "no"),
        ("阿嬷行唔得", "no"),
        ("我坐轮椅，怎么办身份证", "hard"),
        ("老爸腿脚不便", "hard"),
        ("我走不远", "hard"),
        ("阿嬷要拄拐", "hard"),
        ("老人下不了楼", "hard"),
        ("阿公行唔好", "hard"),
    ],
)
def test_how_somebody_gets_about(understand: Understand, text: str, walks: str) -> None:
    assert understand(text).circumstances.walks == walks


@pytest.mark.parametrize(
    "text",
    ["我要买轮椅", "阿公老年痴呆，不认得人", "孩子走丢了", "老人乘车卡", "手续不方便", "住八楼，要换户口本"],
)
def test_who_may_well_walk_is_not_taken_for_lame(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.walks is None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("我在潮州交社保", "潮州"),
        ("在揭阳上班，医保怎么转", "揭阳"),
        ("汕头参保的怎么领失业金", "汕头"),
        ("潮州退休，来这里住", "潮州"),
        ("我單位在揭陽，在揭陽繳社保", "揭阳"),
        ("以前在汕头上班，现在在揭阳交社保", "揭阳"),
        ("人在汕头做工，在潮州参保", "潮州"),
    ],
)
def test_where_somebody_is_insured(understand: Understand, text: str, city: str) -> None:
    assert understand(text).circumstances.belongs == city


@pytest.mark.parametrize("text", ["我住潮州", "去潮州看病能报销吗", "揭阳怎么走", "在广州交社保", "汕头地图"])
def test_living_or_going_somewhere_is_not_being_insured_there(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.belongs is None


@pytest.mark.parametrize(
    "text",
    [
        "没有智能手机怎么认证",
        "我不会用手机",
        "我用的是老人机",
        "阿嬷无手机",
        "老人毋识用手机",
        "无智能机怎呢办",
        "没手机",
    ],
)
def test_who_has_no_smartphone_or_cannot_use_it(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.smartphone is False


@pytest.mark.parametrize(
    "text", ["手机号换了怎么改", "手机丢了", "手机上能办吗", "手机充值", "怎么用手机交医保"]
)
def test_speaking_of_a_telephone_is_not_being_without(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.smartphone is None


@pytest.mark.parametrize(
    "text", ["我今年七十岁，要办乘车卡", "老人要换身份证", "我八十多岁了", "阿公要换身份证"]
)
def test_who_is_old(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.elderly is True


@pytest.mark.parametrize(
    "text", ["阿公做仙去，户口要销", "老伴走了，丧葬费怎么领", "爷爷去世了", "老人过身了"]
)
def test_who_has_lost_an_old_person_need_not_be_old(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.elderly is None


@pytest.mark.parametrize("text", ["帮我妈办老年证", "替阿公换身份证", "给七十岁的老妈代办"])
def test_who_handles_it_for_an_old_person_need_not_be_old(understand: Understand, text: str) -> None:
    assert (understand(text).circumstances.behalf, understand(text).circumstances.elderly) == (True, None)


@pytest.mark.parametrize("text", ["我们公司要给人交社保", "公司注销", "企业怎么开户", "俺公司爱改名"])
def test_a_matter_of_a_company(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.business is True


@pytest.mark.parametrize("text", ["我要开个小店", "身份证丢了", "孩子上学"])
def test_what_is_no_matter_of_a_company(understand: Understand, text: str) -> None:
    assert understand(text).circumstances.business is None


@pytest.mark.parametrize(
    "text", ["", "身份证丢了怎么办", "我要结婚", "shenfenzheng", "医保怎么报销", "孩子上户口", "？？"]
)
def test_most_questions_tell_nothing_of_a_person(understand: Understand, text: str) -> None:
    assert understand(text).circumstances == NOTHING_KNOWN


def test_one_question_may_tell_much(understand: Understand) -> None:
    found = understand("我七十岁，坐轮椅，不会用手机，在潮州交社保").circumstances
    assert found == Circumstances(walks="hard", belongs="潮州", smartphone=False, elderly=True)


def test_the_name_of_a_service_tells_for_whom_or_from_where_of_nobody(
    understand: Understand, shipped: Knowledge
) -> None:
    found = {guide.name: understand(guide.name).circumstances for guide in shipped.guides}
    telling = {
        name: one
        for name, one in found.items()
        if (one.behalf, one.belongs, one.smartphone, one.walks) != (None,) * 4
    }
    assert telling == {}


PIECES = [
    "帮我妈",
    "替邻居",
    "代办",
    "我",
    "阿公",
    "卧床",
    "走不远",
    "在潮州交社保",
    "没有手机",
    "公司",
    "要换证",
    " ",
]
TERMS = ["老年人", "失能老人", "行动不便", "企业", "去世", "儿童", "退休", "残疾人"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)


@given(TEXTS, st.sets(st.sampled_from(TERMS)))
def test_only_who_asks_for_themselves_and_lost_nobody_is_taken_for_old(text: str, terms: set[str]) -> None:
    found = told(text, terms)
    asks_for_another = found.behalf is True
    assert (found.elderly is True) == ("老年人" in terms and "去世" not in terms and not asks_for_another)


@given(TEXTS, st.sets(st.sampled_from(["儿童", "退休", "残疾人", "丢失"])))
def test_terms_that_are_not_of_these_tell_nothing(text: str, terms: set[str]) -> None:
    assert told(text, terms) == told(text, ())
    assert (told(text, terms).elderly, told(text, terms).business, told(text, terms).walks) == (None,) * 3


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_pinyin_and_english_words_alone_tell_nothing(text: str) -> None:
    assert told(text, ()) == NOTHING_KNOWN
