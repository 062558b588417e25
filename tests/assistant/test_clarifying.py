"""Clarifying questions: which is asked, what it offers, and that nothing gets lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking import possible
from assistant.clarifying import AUDIENCES, QUESTIONS, REST, Group, Possible, gain, narrowed, question
from assistant.lexicon import Lexicon
from assistant.outcome import ASKABLE, SHOWN
from assistant.pipeline import Assistant
from assistant.reply import Answer, Choices, Option, Plan
from assistant.session import Chose, Said, Session
from knowledge.model import Guide, Knowledge

OBJECTS = ("居民身份证", "临时居民身份证", "户口", "")
SITUATIONS = ("丢了，要补一张", "第一次办", "不要了，要取消", "")


@st.composite
def candidates(draw: st.DrawFn) -> tuple[Possible, ...]:
    count = draw(st.integers(1, ASKABLE))
    return tuple(
        Possible(
            id=f"field/{number}",
            probability=draw(st.floats(0.02, 1)),
            object=draw(st.sampled_from(OBJECTS)),
            situation=draw(st.sampled_from(SITUATIONS)),
            audiences=draw(st.sampled_from([AUDIENCES, AUDIENCES[:1], AUDIENCES[1:]])),
        )
        for number in range(count)
    )


def ways(possible: tuple[Possible, ...], answers: tuple[str, ...] = ()) -> Iterator[tuple[str, int]]:
    """Each candidate that some answers lead to, with the number of questions it took."""
    for group in question(narrowed(possible, answers), len(answers)).groups:
        if len(group.members) == 1:
            yield group.members[0].id, len(answers) + 1
        else:
            yield from ways(possible, (*answers, group.id))


@given(candidates())
def test_everything_can_be_reached_in_three_questions(possible: tuple[Possible, ...]) -> None:
    found = list(ways(possible))
    assert {item for item, _ in found} == {one.id for one in possible}
    assert max(questions for _, questions in found) <= QUESTIONS


@given(candidates())
def test_a_question_has_few_answers_that_differ(possible: tuple[Possible, ...]) -> None:
    asked = question(possible)
    assert len(asked.groups) == len({group.id for group in asked.groups}) <= SHOWN
    if len(possible) > SHOWN:
        assert all(0 < len(group.members) < len(possible) for group in asked.groups)


@given(candidates(), st.randoms())
def test_the_question_is_the_same_each_time(possible: tuple[Possible, ...], dice) -> None:
    if len({one.probability for one in possible}) < len(possible) or len(possible) <= SHOWN:
        assert question(possible) == question(tuple(possible))
        return
    shuffled = dice.sample(possible, len(possible))
    by_probability = sorted(shuffled, key=lambda one: -one.probability)
    assert question(by_probability) == question(sorted(possible, key=lambda one: -one.probability))


def one(number: int, probability: float = 0.1, **facets: object) -> Possible:
    return Possible(id=f"field/{number}", probability=probability, **facets)


def test_the_situation_is_asked_for_where_the_likely_ones_share_an_object() -> None:
    lost = [one(number, object="护照", situation=f"情况{number}") for number in range(7)]
    asked = question((*lost, one(8, 0.03, object="签证")))
    assert (asked.facet, asked.object) == ("situation", "护照")
    assert [len(group.members) for group in asked.groups] == [1, 1, 1, 1, 4]
    assert asked.groups[-1].id == REST


def test_the_facet_that_tells_most_is_asked_for() -> None:
    people = [one(number, object="甲", audiences=AUDIENCES[:1]) for number in range(3)]
    firms = [one(number, object="甲", audiences=AUDIENCES[1:]) for number in range(3, 6)]
    assert question((*people, *firms)).facet == "audience"
    objects = [one(number, object="甲乙丙"[number % 3], audiences=AUDIENCES[:1]) for number in range(6)]
    assert question(objects).facet == "object"
    assert question([one(number, object="甲") for number in range(6)]).facet == "none"


def test_what_serves_both_stands_in_both_and_tells_less() -> None:
    person, firm, both = one(1, 0.4), one(2, 0.4), one(3, 0.2)
    apart = gain((Group("person", (person,)), Group("business", (firm,))))
    assert apart == pytest.approx(1)
    assert gain((Group("person", (person, both)), Group("business", (firm, both)))) == pytest.approx(0.8)
    assert gain((Group("person", (person, firm)),)) == pytest.approx(0)


def test_an_answer_that_was_never_offered_leaves_nothing() -> None:
    possible = tuple(one(number, object=f"物{number}") for number in range(7))
    assert narrowed(possible, ("如何",)) == ()
    assert narrowed(possible, (REST, REST)) == ()


# ---- situations in plain words --------------------------------------------------------------------


def test_every_action_but_the_most_general_says_when_it_is_wanted(lexicon: Lexicon) -> None:
    terms = set(lexicon.actions.values.values())
    assert terms - set(lexicon.asks) == {"申请办理"}


@pytest.mark.parametrize(
    ("of", "action", "situation"),
    [
        ("居民身份证", "补领", "丢了，要补一张"),
        ("居民身份证", "有效期满换领", "到期了或坏了，要换新的"),
        ("居住证", "补领换领", "丢了，要补一张；到期了或坏了，要换新的"),
        ("临时居民身份证", "申领", "急着用，先办临时的"),
        ("户口", "死亡注销", ""),
        ("居民身份证", "上门办理", ""),
        ("普通护照", "加注", ""),
        ("户口", "", ""),
    ],
)
def test_a_situation_is_told_only_where_the_words_are_known(
    lexicon: Lexicon, of: str, action: str, situation: str
) -> None:
    assert lexicon.situation(of, action) == situation


# ---- in replies -----------------------------------------------------------------------------------


def leaves(assistant: Assistant, session: Session) -> Iterator[Option]:
    """Every service that answers to clarifying questions lead to."""
    reply = assistant.reply(session)
    assert isinstance(reply, Choices), session
    assert len(reply.options) <= SHOWN
    for option in reply.options:
        after = session.after(option.turn)
        if option.turn.kind == "narrow":
            yield from leaves(assistant, after)
            assert after.back() == session
        else:
            assert isinstance(assistant.reply(after), Answer | Plan)
            yield option


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("身份证", {"police/id-card-reissue", "police/id-card-first", "police/id-card-renew-expired"}),
        ("社保卡", {"social-security/social-card-apply", "social-security/social-card-reissue"}),
        ("驾驶证", {"police/driving-licence-reissue", "police/driving-licence-renew-expired"}),
    ],
)
def test_shipped_documents_are_asked_about_by_situation(
    assistant: Assistant, said: str, ids: set[str]
) -> None:
    session = Session((Said(said),))
    reply = assistant.reply(session)
    assert isinstance(reply, Choices)
    assert reply.prompt.key == "clarify.situation"
    assert any(option.detail.startswith("丢了") for option in reply.options)
    assert ids <= {option.turn.id for option in leaves(assistant, session)}


@pytest.mark.parametrize(
    "said", ["营业执照", "户口", "公积金", "医保", "过户", "我的证丢了", "sfz", "养老金"]
)
def test_whatever_is_asked_about_leads_to_services(assistant: Assistant, said: str) -> None:
    session = Session((Said(said),))
    reply = assistant.reply(session)
    if isinstance(reply, Choices):
        found = [option.turn.id for option in leaves(assistant, session)]
        assert set(found) <= set(assistant.ranked(said))
    else:  # clear, or too unclear to ask
        assert isinstance(reply, Answer) or reply.options


@pytest.fixture(scope="module")
def crowd(assistant_for: Callable[..., Assistant], make_guide: Callable[..., Guide]) -> Assistant:
    """Nine services of one name's words: five for people, four for firms."""
    guides = tuple(
        make_guide(
            f"police/{number}",
            f"居民身份证补领{'甲乙丙丁戊己庚辛壬'[number]}类",
            object="居民身份证",
            audience=(audience,),
        )
        for number, audience in enumerate(["person"] * 5 + ["business"] * 4)
    )
    return assistant_for(Knowledge(guides=guides))


def test_services_of_one_object_are_each_told_from_the_others(shipped: Knowledge, lexicon: Lexicon) -> None:
    told: dict[str, list[str]] = {}
    for guide in shipped.guides:
        told.setdefault(guide.object, []).append(possible(guide.id, 1, guide, lexicon).situation)
    for about, situations in told.items():
        if len(situations) > 1:
            assert all(situations) and len(set(situations)) == len(situations), about


def test_what_a_guide_says_of_its_situation_goes_before_the_lexicon(
    make_guide: Callable[..., Guide], lexicon: Lexicon
) -> None:
    fields = {"object": "居民身份证", "action": "换领"}
    assert possible("", 1, make_guide(**fields), lexicon).situation == "到期了或坏了，要换新的"
    assert possible("", 1, make_guide(situation="到期了", **fields), lexicon).situation == "到期了"


def test_an_answer_for_several_leads_to_a_question_about_those_alone(crowd: Assistant) -> None:
    session = Session((Said("居民身份证补领"),))
    first = crowd.reply(session)
    assert isinstance(first, Choices)
    assert first.prompt.key == "clarify.audience"
    firms = next(option for option in first.options if option.turn == Chose("narrow", "business"))
    second = crowd.reply(session.after(firms.turn))
    assert isinstance(second, Choices)
    assert {option.turn.id for option in second.options} == {f"police/{number}" for number in range(5, 9)}
    assert {option.turn.id for option in leaves(crowd, session)} == {f"police/{at}" for at in range(9)}


@pytest.mark.parametrize(
    "turns",
    [
        (Chose("narrow", "business"),),
        (Said("居民身份证补领"), Chose("narrow", "nobody")),
        (Said("居民身份证补领"), Chose("guide", "police/1"), Chose("narrow", "business")),
    ],
)
def test_an_answer_to_nothing_that_was_asked_is_told_so(crowd: Assistant, turns) -> None:
    reply = crowd.reply(Session(turns))
    assert getattr(reply, "reason", None) is not None
    assert reply.reason.key == "refusal.unknown_choice"
