"""The questions before an answer: few, never idle, never twice, and "back" takes one away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.areas import AREAS
from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.dialogue import MOST, Told, as_choices, may_ask, next_question, told, told_by
from assistant.flow import MOST_ANSWERS, UNSURE, FlowQuestion, shipped_flow
from assistant.opening import ChineseCalendar, Moment
from assistant.pipeline import Assistant
from assistant.places import place_named
from assistant.planning import where
from assistant.reply import Answer, Choices, Reply
from assistant.routing import Matter
from assistant.session import Chose, Said, Session, Turn
from knowledge.model import Guide, HomeVisit, Online, Video

FLOW = shipped_flow()
OPEN = dt.datetime(2026, 12, 1, 10)
CLOSED = dt.datetime(2026, 12, 1, 22)
PLACES = ("", "chenghua", "chenghua/澄华街道示例社区 1 便民服务站")
"""The hall, the centre of a town, the station of a village."""
Desk = tuple[str, dt.datetime]
DESKS: tuple[Desk, ...] = tuple((place, now) for place in PLACES for now in (OPEN, CLOSED))
Standing = Callable[[Desk], Assistant]


def named(desk: Desk) -> str:
    place, now = desk
    return f"{('hall', 'town', 'village')[PLACES.index(place)]}-{'open' if now == OPEN else 'closed'}"


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    """The shipped assistant at a place, at a fixed time: counters close in the middle of no test."""

    def made(place: str, now: dt.datetime) -> Assistant:
        return Assistant(assistant.library, clock=lambda: now, place=place)

    return {desk: made(*desk) for desk in DESKS}.__getitem__


@pytest.fixture(scope="module")
def guides(assistant: Assistant) -> tuple[Guide, ...]:
    return tuple(assistant.library.all_guides())


def asked(reply: Reply) -> FlowQuestion | None:
    """The question that stands before the answer."""
    if not isinstance(reply, Answer) or reply.ask is None:
        return None
    question_id, _, _ = reply.ask.options[0].turn.id.partition("=")
    question = FLOW.named(question_id)
    assert question is not None
    assert reply.ask == as_choices(question)
    return question


def tell(question: FlowQuestion, value: object) -> Chose:
    """The turn of somebody who answers `value`; who cannot say it does not know."""
    answers = (answer.id for answer in question.answer if answer.value == value)
    return Chose("tell", f"{question.id}={next(answers, UNSURE)}")


def dialogues(assistant: Assistant, session: Session) -> Iterator[tuple[Session, Answer]]:
    """Every session that answering can lead to from an answer on, with its reply."""
    reply = assistant.reply(session)
    assert isinstance(reply, Answer)
    yield session, reply
    if reply.ask:
        for option in reply.ask.options:
            yield from dialogues(assistant, session.after(option.turn))


def tells(session: Session) -> list[Chose]:
    return [turn for turn in session.turns if isinstance(turn, Chose) and turn.kind == "tell"]


Settled = tuple[object, frozenset[str]]
"""Where to go first, and what to bring."""


def settled(reply: Answer) -> Settled:
    return where(reply.routes[0]), frozenset(material.name for material in reply.checklist.all)


def settling(assistant: Assistant, guide: Guide, desk: Desk) -> Callable[[Circumstances], Settled]:
    """What the decision table and the list say of anybody, without any dialogue."""
    place, now = desk
    knowledge = assistant.library.knowledge
    matter = Matter.of(guide, knowledge, Moment(now, ChineseCalendar()), place_named(place, knowledge))

    def of(person: Circumstances) -> Settled:
        things = frozenset(material.name for material in checklist(guide, person).all)
        return where(matter.first(person)), things

    return of


def opened(guide: Guide, *before: Turn) -> Session:
    return Session((*before, Chose("guide", guide.id)))


# ── Few, and easily answered


@pytest.mark.parametrize("desk", DESKS, ids=named)
def test_nobody_is_asked_more_than_three_questions(
    desk: Desk, standing: Standing, guides: tuple[Guide, ...]
) -> None:
    lengths = {
        len(tells(session))
        for guide in guides[::60]
        for session, _ in dialogues(standing(desk), opened(guide))
    }
    assert max(lengths) <= MOST == 3
    assert max(lengths) > 1  # else the guides of this test prove nothing


@pytest.mark.parametrize("words", ["社保", "身份证", "医保", "老人", "帮我妈办身份证"])
def test_the_questions_that_find_the_service_count_too(words: str, standing: Standing) -> None:
    desk = standing((PLACES[1], OPEN))
    counts: list[int] = []

    def walk(session: Session, questions: int) -> None:
        reply = desk.reply(session)
        question = reply if isinstance(reply, Choices) else reply.ask if isinstance(reply, Answer) else None
        if question is None:
            counts.append(questions)
            return
        # What follows on the answers in between differs little; the first and the last are far apart.
        options = question.options if isinstance(reply, Choices) else question.options[:: MOST_ANSWERS - 2]
        for option in options:
            walk(session.after(option.turn), questions + 1)

    walk(Session((Said(words),)), 0)
    assert counts
    assert max(counts) <= MOST


def test_who_looks_through_the_areas_was_asked_nothing(standing: Standing, guides: tuple[Guide, ...]) -> None:
    desk = standing(DESKS[0])
    for guide in guides[::60]:
        browsed = desk.reply(opened(guide, Said("你好"), Chose("area", AREAS[0].id)))
        straight = desk.reply(opened(guide))
        assert asked(browsed) == asked(straight)


@pytest.mark.parametrize("desk", DESKS[::2], ids=named)
def test_every_question_has_few_answers_and_i_dont_know_last(
    desk: Desk, standing: Standing, guides: tuple[Guide, ...]
) -> None:
    for guide in guides[::80]:
        for _, reply in dialogues(standing(desk), opened(guide)):
            if reply.ask is None:
                continue
            options = reply.ask.options
            assert 3 <= len(options) <= MOST_ANSWERS == 5
            unsure = [option.turn.id.endswith(f"={UNSURE}") for option in options]
            assert unsure == [False] * (len(options) - 1) + [True]
            assert options[-1].label.key == "flow.unsure"
            assert len({option.label.key for option in options}) == len(options)


@pytest.mark.parametrize("desk", DESKS[::2], ids=named)
def test_i_dont_know_leads_on_to_the_answer_for_everybody(
    desk: Desk, standing: Standing, guides: tuple[Guide, ...]
) -> None:
    for guide in guides[::40]:
        session = opened(guide)
        while (question := asked(reply := standing(desk).reply(session))) is not None:
            session = session.after(tell(question, None))
            assert len(tells(session)) <= MOST
        assert isinstance(reply, Answer)
        assert reply.guide == guide
        assert reply.routes
        assert settled(reply) == settling(standing(desk), guide, desk)(NOTHING_KNOWN)


@pytest.mark.parametrize("guide_id", ["justice/notary-entrustment", "police/id-card-reissue"])
@pytest.mark.parametrize("desk", DESKS, ids=named)
def test_nobody_is_asked_the_same_twice_or_led_back(
    guide_id: str, desk: Desk, standing: Standing, guides: tuple[Guide, ...]
) -> None:
    """Not even in other words: "can they come" after "do you walk well"; and in the order of the flow."""
    ids = [question.id for question in FLOW.question]
    for guide in (*(one for one in guides if one.id == guide_id), *guides[::90]):
        for session, reply in dialogues(standing(desk), opened(guide)):
            before = [turn.id.partition("=")[0] for turn in tells(session)]
            question = asked(reply)
            if question is not None:
                fields = [one.asks for one in map(FLOW.named, before) if one]
                assert question.asks not in fields, session
                assert all(ids.index(one) < ids.index(question.id) for one in before), session


# ── What is known already


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("阿公卧床不起", {"walks"}),
        ("我妈瘫痪在床起不来", {"walks"}),
        ("我在潮州交社保", {"belongs"}),
        ("我在揭阳上班交社保", {"belongs"}),
        ("帮我妈办", {"behalf"}),
        ("替我爸代办", {"behalf"}),
        ("我没有智能手机", {"smartphone"}),
        ("帮阿公办，他卧床不起，没有智能手机", {"behalf", "walks", "smartphone"}),
    ],
)
def test_nothing_is_asked_that_the_words_have_told(
    words: str, fields: set[str], standing: Standing, guides: tuple[Guide, ...]
) -> None:
    desk = standing((PLACES[1], OPEN))
    before = (Said(words), Chose("area", AREAS[0].id))
    usual, then = (
        {
            question.asks
            for guide in guides[::40]
            for _, reply in dialogues(desk, opened(guide, *first))
            if (question := asked(reply))
        }
        for first in ((), before)
    )
    assert fields <= usual  # these guides do ask those who have not said it
    assert not fields & then


def test_a_question_in_whole_words_is_asked_on_about_something_else(assistant: Assistant) -> None:
    session = Session((Said("帮我妈补办身份证"),))
    while isinstance(reply := assistant.reply(session), Choices):
        session = session.after(reply.options[0].turn)
    assert isinstance(reply, Answer)
    question = asked(reply)
    assert question is None or question.asks != "behalf"


def test_after_a_death_nobody_is_asked_for_whom_it_is_or_who_can_come(
    standing: Standing, guides: tuple[Guide, ...]
) -> None:
    after_death = [guide for guide in guides if guide.after_death]
    assert after_death
    for guide in after_death:
        for _, reply in dialogues(standing(DESKS[0]), opened(guide)):
            question = asked(reply)
            assert question is None or question.asks not in {"behalf", "walks"}, guide.id


def test_a_company_is_not_asked_whether_it_walks(standing: Standing, guides: tuple[Guide, ...]) -> None:
    of_companies = [guide for guide in guides if set(guide.audience) == {"business"}]
    assert of_companies
    for guide in of_companies[::10]:
        for _, reply in dialogues(standing(DESKS[0]), opened(guide)):
            question = asked(reply)
            assert question is None or question.asks != "walks", guide.id


# ── Only what may change something; and nothing is lost by asking no more


def with_(person: Circumstances, field: str, value: object) -> Circumstances:
    changed: dict[str, Any] = {field: value}
    return msgspec.structs.replace(person, **changed)


def ends(question_id: str, person: Circumstances, closed: frozenset[str]) -> Iterator[Circumstances]:
    """Whoever somebody may turn out to be who is asked that question and all that follow."""
    question = FLOW.named(question_id)
    if question is None:
        yield person
    elif getattr(person, question.asks) is not None or question.asks in closed:
        yield from ends(question.edge(getattr(person, question.asks)), person, closed)
    else:
        for target, value in answers_of(question):
            yield from ends(target, with_(person, question.asks, value), closed)


def answers_of(question: FlowQuestion) -> list[tuple[str, object]]:
    return [(question.unsure, None), *((one.next, one.value) for one in question.answer)]


def never_asked(guide: Guide) -> frozenset[str]:
    """What the guide itself forbids to ask, as the tests of that above have it."""
    if guide.after_death:
        return frozenset({"behalf", "walks"})
    if set(guide.audience) == {"business"}:
        return frozenset({"walks", "belongs"})
    at_counters_alone = not (
        guide.channels_of(Online) or guide.channels_of(Video) or guide.channels_of(HomeVisit)
    )
    return frozenset({"walks"} if guide.in_person and at_counters_alone else ())


@given(st.data())
@settings(max_examples=60)
def test_only_what_may_change_something_is_asked(
    standing: Standing, guides: tuple[Guide, ...], data: st.DataObject
) -> None:
    """Some two answers differ in what may come of them, for somebody otherwise the same or in all."""
    desk, guide = data.draw(st.sampled_from(DESKS)), data.draw(st.sampled_from(guides))
    settles = settling(standing(desk), guide, desk)
    session, person, closed = opened(guide), NOTHING_KNOWN, never_asked(guide)
    while (question := asked(standing(desk).reply(session))) is not None:
        found = [
            {
                with_(end, question.asks, None): settles(end)
                for end in ends(target, with_(person, question.asks, value), closed | {question.asks})
            }
            for target, value in answers_of(question)
        ]
        assert any(
            set(one.values()) != set(other.values())
            or any(one[end] != other[end] for end in one.keys() & other.keys())
            for one in found
            for other in found
        )
        _, value = data.draw(st.sampled_from(answers_of(question)))
        session, person = session.after(tell(question, value)), with_(person, question.asks, value)
        closed |= {question.asks}


@st.composite
def people(draw: st.DrawFn) -> Circumstances:
    """Somebody true: what the questions can make known of one person, in the order of the flow."""
    person, at = NOTHING_KNOWN, FLOW.named(FLOW.start)
    while at is not None:
        target, value = draw(st.sampled_from(answers_of(at)))
        person, at = with_(person, at.asks, value), FLOW.named(target)
    return person


@pytest.mark.parametrize("before", [(), (Said("我是老人"), Chose("area", AREAS[0].id))], ids=["", "elderly"])
@given(st.data())
@settings(max_examples=80)
def test_who_was_asked_all_that_matters_is_led_like_who_told_everything(
    standing: Standing, guides: tuple[Guide, ...], before: tuple[Turn, ...], data: st.DataObject
) -> None:
    """Where the limit of three cut nothing short."""
    desk, guide, person = data.draw(st.tuples(st.sampled_from(DESKS), st.sampled_from(guides), people()))
    for field in never_asked(guide):
        person = with_(person, field, None)
    session = opened(guide, *before)
    while (question := asked(reply := standing(desk).reply(session))) is not None:
        session = session.after(tell(question, getattr(person, question.asks)))
    assume(len(tells(session)) < MOST)
    everything = opened(guide, *before)
    at = FLOW.named(FLOW.start)
    while at is not None:
        value = getattr(person, at.asks)
        everything, at = everything.after(tell(at, value)), FLOW.named(at.edge(value))
    told_all = standing(desk).reply(everything)
    assert isinstance(reply, Answer)
    assert isinstance(told_all, Answer)
    assert settled(reply) == settled(told_all)


RULES = st.lists(
    st.dictionaries(
        st.sampled_from(sorted({question.asks for question in FLOW.question})),
        st.sets(st.sampled_from([None, True, False, "well", "hard", "no", "汕头", "潮州", "elsewhere"])),
        max_size=3,
    ),
    max_size=3,
)


@given(RULES, people())
def test_whatever_matters_is_asked_until_nothing_more_does(
    rules: list[dict[str, set[object]]], person: Circumstances
) -> None:
    """For any table, not only the shipped one; the limit is the caller's."""

    def outcome(known: Circumstances) -> object:
        """The number of the first rule that fits."""
        return next((number for number, rule in enumerate(rules) if fits(rule, known)), None)

    def fits(rule: dict[str, set[object]], known: Circumstances) -> bool:
        return all(getattr(known, field) in values for field, values in rule.items())

    known, answers = Told(NOTHING_KNOWN), list[str]()
    while (question := next_question(FLOW, known, outcome)) is not None:
        assert question.id not in known.asked
        answers.append(tell(question, getattr(person, question.asks)).id)
        known = told(NOTHING_KNOWN, answers, FLOW)
    assert outcome(known.circumstances) == outcome(person)


def test_where_nothing_matters_nothing_is_asked() -> None:
    assert next_question(FLOW, Told(NOTHING_KNOWN), lambda _: "always the same") is None


@pytest.mark.parametrize(
    ("field", "known", "question_id"),
    [
        ("behalf", {}, "who"),
        ("walks", {"behalf": True}, "come"),
        ("walks", {"behalf": False}, "legs"),
        ("belongs", {}, "belongs"),
        ("business", {}, "for"),
        ("smartphone", {}, "phone"),
        ("behalf", {"behalf": False}, None),
        ("walks", {"walks": "no"}, None),
        ("smartphone", {"smartphone": False}, None),
        ("elderly", {}, None),  # there is no question that could tell
    ],
)
def test_the_question_is_about_what_matters(
    field: str, known: dict[str, Any], question_id: str | None
) -> None:
    question = next_question(FLOW, Told(Circumstances(**known)), lambda person: getattr(person, field))
    assert (question.id if question else None) == question_id


def test_what_matters_to_others_only_is_not_asked() -> None:
    def outcome(person: Circumstances) -> object:
        return person.belongs if person.behalf else "here"

    assert next_question(FLOW, Told(Circumstances(behalf=False)), outcome) is None
    question = next_question(FLOW, Told(Circumstances(behalf=True)), outcome)
    assert question == FLOW.named("belongs")


def test_what_can_no_longer_be_learnt_leads_to_no_question() -> None:
    """Who stands here themselves lies in no bed, so a question that matters only then is idle."""

    def outcome(person: Circumstances) -> object:
        return person.belongs if person.walks == "no" else "here"

    assert next_question(FLOW, Told(Circumstances(behalf=False)), outcome) is None


def test_a_question_that_decides_what_can_be_learnt_is_asked() -> None:
    """Only somebody else can be lying in bed, so whoever comes for themselves is asked nothing more."""

    def outcome(person: Circumstances) -> object:
        return person.walks == "no"

    assert next_question(FLOW, Told(NOTHING_KNOWN), outcome) == FLOW.named("who")
    assert next_question(FLOW, told(NOTHING_KNOWN, ["who=self"], FLOW), outcome) is None
    assert next_question(FLOW, told(NOTHING_KNOWN, ["who=other"], FLOW), outcome) == FLOW.named("come")


def test_a_field_that_may_not_be_asked_about_is_passed_over() -> None:
    def outcome(person: Circumstances) -> object:
        return person.behalf, person.smartphone

    assert next_question(FLOW, Told(NOTHING_KNOWN), outcome, ("behalf",)) == FLOW.named("phone")
    assert next_question(FLOW, Told(NOTHING_KNOWN), outcome, ("behalf", "smartphone")) is None


def test_who_does_not_know_is_not_asked_again() -> None:
    known = told(NOTHING_KNOWN, ["phone=unsure"], FLOW)
    assert known == Told(NOTHING_KNOWN, ("phone",))
    assert next_question(FLOW, known, lambda person: person.smartphone) is None


@pytest.mark.parametrize(
    ("answered", "narrowed", "more"),
    [(0, 0, True), (2, 0, True), (3, 0, False), (1, 1, True), (1, 2, False), (0, 3, False), (3, 3, False)],
)
def test_three_questions_are_enough(answered: int, narrowed: int, more: bool) -> None:
    known = Told(NOTHING_KNOWN, ("who", "come", "phone")[:answered], narrowed)
    assert may_ask(known) is more


def test_five_choices_lead_from_the_areas_to_an_answer() -> None:
    answers = (Chose("tell", "who=other"), Chose("tell", "come=hard"))
    looked = (Chose("area", "identity"), Chose("topic", "identity/hukou"), Chose("guide", "police/hukou"))
    told_of = [told_by((*looked, *answers[:count]), lambda _: NOTHING_KNOWN, FLOW) for count in range(3)]
    assert [may_ask(known) for known in told_of] == [True, True, False]
    at_once = told_by((looked[-1], *answers[:2]), lambda _: NOTHING_KNOWN, FLOW)
    assert may_ask(at_once)


# ── What was told: frozen turns, replayed

VALID = [
    f"{question.id}={answer}"
    for question in FLOW.question
    for answer in (*(one.id for one in question.answer), UNSURE)
]
STRANGE = [
    "x",
    "",
    "=",
    "who=",
    "who",
    "who=nobody",
    "who=Self",
    " who=self",
    "who=self ",
    "nope=self",
    "=self",
]
GUIDES = ("police/id-card-reissue", "social-security/employee-pension-transfer", "gone/gone")
TURNS = st.one_of(
    st.builds(Chose, st.just("tell"), st.sampled_from(VALID)),
    st.builds(Chose, st.just("tell"), st.sampled_from(STRANGE) | st.text(max_size=8)),
    st.builds(Chose, st.just("guide"), st.sampled_from(GUIDES)),
    st.builds(Chose, st.just("narrow"), st.sampled_from(("rest", "person"))),
    st.builds(Said, st.sampled_from(("身份证", "帮我妈补办身份证", "我在潮州交社保", "社保", ""))),
)


@given(st.lists(TURNS, max_size=6))
@settings(max_examples=60)
def test_back_takes_exactly_one_turn_away_and_a_replay_gives_the_same(
    standing: Standing, turns: list[Turn]
) -> None:
    desk, session = standing(DESKS[0]), Session()
    replies = [desk.reply(session)]
    for turn in turns:
        assert desk.reply(session.after(turn).back()) == replies[-1]
        session = session.after(turn)
        replies.append(desk.reply(session))
    for reply in reversed(replies):
        assert desk.reply(session) == reply
        session = session.back()


@given(
    st.lists(TURNS, max_size=3),
    (st.text(max_size=10) | st.sampled_from(STRANGE)).filter(lambda text: text not in VALID),
)
@settings(max_examples=60)
def test_what_no_question_offers_changes_nothing(standing: Standing, turns: list[Turn], strange: str) -> None:
    desk, session = standing(DESKS[0]), Session(tuple(turns))
    assert desk.reply(session.after(Chose("tell", strange))) == desk.reply(session)
    before = Session((Chose("tell", strange), *turns))
    assert desk.reply(before) == desk.reply(session)


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_answers_count_for_nothing(strange: str) -> None:
    known = Circumstances(behalf=True)
    assert told(known, [strange], FLOW) == Told(known)


@given(st.lists(st.sampled_from(VALID), max_size=4), st.sampled_from(GUIDES))
@settings(max_examples=40)
def test_what_was_told_before_new_words_holds_no_longer(
    standing: Standing, answers: list[str], guide_id: str
) -> None:
    """The next words may be those of the next person."""
    desk = standing(DESKS[0])
    before = Session((Chose("guide", GUIDES[0]), *(Chose("tell", answer) for answer in answers)))
    after: tuple[Turn, ...] = (Said("你好"), Chose("guide", guide_id))
    for number in (1, 2):
        assert desk.reply(Session((*before.turns, *after[:number]))) == desk.reply(Session(after[:number]))


def test_what_was_told_holds_for_what_is_chosen_next(standing: Standing) -> None:
    desk, first, then = standing(DESKS[0]), Chose("guide", GUIDES[0]), Chose("guide", GUIDES[1])
    answer = Chose("tell", "belongs=chaozhou")
    told_before = desk.reply(Session((first, answer, then)))
    assert isinstance(told_before, Answer)
    assert told_before.guide.id == GUIDES[1]
    assert told_before == desk.reply(Session((then, answer)))
    assert told_before.routes != getattr(desk.reply(Session((then,))), "routes", None)


def test_whatever_is_told_the_service_stays_the_one_that_was_found(
    standing: Standing, guides: tuple[Guide, ...]
) -> None:
    desk = standing(DESKS[0])
    found = [
        (session, reply)
        for guide in guides[::60]
        if isinstance(reply := desk.reply(session := Session((Said(guide.name),))), Answer)
    ]
    assert found
    for session, first in found:
        for _, reply in dialogues(desk, session):
            assert (reply.guide, reply.others) == (first.guide, first.others)


def test_what_is_told_before_anything_was_asked_shows_the_areas(standing: Standing) -> None:
    desk = standing(DESKS[0])
    assert desk.reply(Session((Chose("tell", "who=self"),))) == desk.reply(Session())


@given(
    st.sampled_from(FLOW.question), st.sampled_from((NOTHING_KNOWN, Circumstances(behalf=True, walks="no")))
)
def test_every_answer_makes_known_what_it_says_and_nothing_else(
    question: FlowQuestion, before: Circumstances
) -> None:
    for answer in question.answer:
        after = told(before, [f"{question.id}={answer.id}"], FLOW)
        assert after == Told(with_(before, question.asks, answer.value), (question.id,))
    assert told(before, [f"{question.id}={UNSURE}"], FLOW) == Told(before, (question.id,))


def test_the_last_answer_to_a_question_holds() -> None:
    known = told(NOTHING_KNOWN, ["phone=yes", "phone=no"], FLOW)
    assert known.circumstances == Circumstances(smartphone=False)
