"""Replies: browsing, refusals, circumstances, and that any session gets an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import notices
from assistant.areas import AREAS, shelves
from assistant.message import Message
from assistant.pipeline import Assistant
from assistant.query import LONGEST
from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply
from assistant.routes import CrossCityRoute, HomeVisitRoute
from assistant.session import Chose, Said, Session, Turn
from knowledge.model import Contents, Field, Guide, Knowledge, Status, Theme, Topic
from locales.catalogue import load

LONG = "老人家身份证丢了" * 1250
KINDS = ("area", "topic", "guide", "theme")


def messages(reply: Reply) -> Iterable[Message]:
    """Every message a reply holds, to be found in the catalogue."""
    match reply:
        case Choices(prompt, options):
            yield prompt
            yield from (option.label for option in options)
        case Answer(_, routes, told, others):
            yield from told
            yield from (option.label for option in others)
            yield from (reason for route in routes for reason in route.reasons)
        case Plan(_, _, options, told):
            yield from told
            yield from (option.label for option in options)
        case Refusal(reason, advice, options):
            yield reason
            yield from advice
            yield from (option.label for option in options)


def ids(options: Iterable[Option]) -> list[str]:
    return [option.turn.id for option in options]


def chosen(assistant: Assistant, *turns: Turn) -> Reply:
    return assistant.reply(Session(turns))


# ── Sessions


def test_a_new_session_offers_the_areas(assistant: Assistant) -> None:
    reply = assistant.reply(Session())
    assert isinstance(reply, Choices)
    assert ids(reply.options) == [area.id for area in AREAS]


TURNS = st.one_of(
    st.builds(Said, st.text(max_size=30)),
    st.builds(Said, st.text("身份证丢了阿嬷sfz\x00\x1b[31m\u202e\ud800 <br>&;", max_size=30)),
    st.sampled_from([Said(LONG), Said("\x1b]0;x\x07"), Said("[bold]身份证[/]"), Said("")]),
    st.builds(
        Chose,
        st.sampled_from(KINDS),
        st.text(max_size=12)
        | st.sampled_from(
            ["pension", "identity/居民身份证", "police/id-card-reissue", "birth", "/", "identity/"]
        ),
    ),
)


@given(st.lists(TURNS, max_size=5))
@settings(max_examples=60)
def test_any_session_gets_a_reply_and_back_is_exact(assistant: Assistant, turns: list[Turn]) -> None:
    session = Session()
    replies = [assistant.reply(session)]
    for turn in turns:
        session = session.after(turn)
        replies.append(assistant.reply(session))
        assert msgspec.json.decode(msgspec.json.encode(replies[-1]))["reply"]
    for before in reversed(replies[:-1]):
        session = session.back()
        assert assistant.reply(session) == before
    assert session == session.back() == Session()


def test_a_session_is_frozen_and_survives_json() -> None:
    session = Session().after(Said("身份证")).after(Chose("guide", "police/id-card-reissue"))
    assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session
    with pytest.raises(AttributeError):
        session.turns = ()  # type: ignore[misc]  # that is what is tested


# ── Browsing


def test_every_guide_is_reached_by_choosing(assistant: Assistant) -> None:
    """Area → topic → guide, by nothing but the options that were offered."""
    reached: set[str] = set()

    def walk(session: Session) -> None:
        reply = assistant.reply(session)
        if isinstance(reply, Answer):
            reached.add(reply.guide.id)
            return
        assert isinstance(reply, Choices), session
        assert reply.options, session
        assert len(session.turns) <= 2, session
        for option in reply.options:
            walk(session.after(option.turn))

    walk(Session())
    assert reached == {guide.id for guide in assistant.library.all_guides()}


def test_every_field_has_an_area_and_one_only() -> None:
    fields = [field for area in AREAS for field in area.fields]
    assert sorted(fields) == sorted(get_args(Field))


def test_areas_without_guides_are_not_offered(make_guide: Callable[..., Guide]) -> None:
    assert [shelf.area for shelf in shelves([make_guide()])] == ["identity"]
    assert shelves([]) == ()


def test_topics_are_the_objects_the_fullest_first(make_guide: Callable[..., Guide]) -> None:
    guides = [
        make_guide("police/a", object="户口"),
        make_guide("police/b", object="居民身份证"),
        make_guide("police/c", object="居民身份证"),
        make_guide("440515-x", owner="某局"),
        make_guide("tax/d", object="发票"),
    ]
    found = {
        shelf.area: [(topic.id, len(topic.guides)) for topic in shelf.topics] for shelf in shelves(guides)
    }
    assert found == {
        "identity": [("identity/居民身份证", 2), ("identity/户口", 1)],
        "business": [("business/发票", 1)],
        "other": [("other/某局", 1)],
    }


def test_the_contents_name_topics_and_say_what_comes_first(make_guide: Callable[..., Guide]) -> None:
    guides = [
        make_guide("police/hukou-birth", object="户口"),
        make_guide("police/hukou-move", object="户口"),
        make_guide("police/id-card-first", object="居民身份证"),
        make_guide("police/id-card-reissue", object="居民身份证"),
        make_guide("police/passport", object="护照"),
    ]
    topics = (
        Topic(name="身份证", guides=("police/id-card-reissue", "police/id-card-*")),
        Topic(name="户口", guides=("police/hukou-*",)),
        Topic(name="迁户口", guides=("police/hukou-move", "police/gone")),
    )
    (shelf,) = shelves(guides, [Contents(id="any", topics=topics)])
    assert [(topic.name, [heading.id for heading in topic.guides]) for topic in shelf.topics] == [
        ("身份证", ["police/id-card-reissue", "police/id-card-first"]),
        ("户口", ["police/hukou-birth"]),
        ("迁户口", ["police/hukou-move"]),
        ("护照", ["police/passport"]),
    ]


def test_a_topic_of_one_guide_leads_straight_to_it(assistant: Assistant) -> None:
    for shelf in assistant.library.shelves:
        reply = chosen(assistant, Chose("area", shelf.area))
        assert isinstance(reply, Choices)
        for option in reply.options:
            if option.turn.kind == "topic":
                shown = chosen(assistant, option.turn)
                assert isinstance(shown, Choices)
                assert len(shown.options) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_that_is_gone_is_told(assistant: Assistant, kind: str) -> None:
    reply = chosen(assistant, msgspec.convert({"turn": "chose", "kind": kind, "id": "gone/gone"}, Chose))
    assert isinstance(reply, Refusal)
    assert reply.reason.key == "refusal.unknown_choice"


def test_a_theme_lists_its_services_in_order(assistant: Assistant) -> None:
    for theme in assistant.library.knowledge.themes:
        plan = chosen(assistant, Chose("theme", theme.id))
        assert isinstance(plan, Plan)
        assert ids(plan.options) == list(theme.guides)
        assert plan.notices


def test_a_theme_leaves_out_what_is_no_longer_there(
    assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]
) -> None:
    """A file of guides may be faulty; the theme must still be shown."""
    theme = Theme(id="moving", name="搬家一件事", guides=("police/id-card", "police/lost"), status="sample")
    plan = chosen(assistant_for(Knowledge(guides=(make_guide(),), themes=(theme,))), Chose("theme", "moving"))
    assert isinstance(plan, Plan)
    assert ids(plan.options) == ["police/id-card"]


# ── Circumstances of a question hold for what is chosen after it


def test_chaozhou_is_remembered_after_the_question(assistant: Assistant) -> None:
    guide = Chose("guide", "social-security/employee-pension-transfer")
    told = chosen(assistant, Said("我在潮州交社保"), Chose("area", "pension"), guide)
    untold = chosen(assistant, Said("我在潮州交社保"), Said("养老保险"), guide)
    assert isinstance(told, Answer)
    assert isinstance(untold, Answer)
    assert isinstance(told.routes[0], CrossCityRoute)
    assert not isinstance(untold.routes[0], CrossCityRoute)


def test_who_cannot_come_is_remembered_after_the_question(assistant: Assistant) -> None:
    reply = chosen(assistant, Said("阿公卧床不起"), Chose("guide", "disability/disability-card-apply"))
    assert isinstance(reply, Answer)
    assert isinstance(reply.routes[0], HomeVisitRoute)


# ── Refusals


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("几点上班", "refusal.hours"),
        ("救命", "refusal.emergency"),
        ("厕所在哪里", "refusal.facility"),
        ("转人工", "refusal.staff"),
        ("今天天气怎么样", "refusal.outside"),
        ("asdfghjkl", "refusal.not_found"),
        ("", "refusal.empty"),
        (" \x1b[31m\u200b", "refusal.empty"),
        ("长" * (LONGEST + 1), "refusal.too_long"),
        (LONG, "refusal.too_long"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_refusals_say_why_and_lead_to_a_person(assistant: Assistant, question: str, key: str) -> None:
    reply = assistant.ask(question)
    assert isinstance(reply, Refusal)
    assert reply.reason.key == key
    advice = [message.key for message in reply.advice]
    assert {"advice.guidance_desk", "advice.any_staff"} & set(advice)
    assert "advice.hotline" in advice or key == "refusal.emergency"


def test_the_longest_question_is_still_taken(assistant: Assistant) -> None:
    reply = assistant.ask(("身份证丢了" * LONGEST)[:LONGEST])
    assert not isinstance(reply, Refusal)


def test_opening_hours_are_those_of_the_hall(assistant: Assistant) -> None:
    reply = assistant.ask("你们几点下班")
    assert isinstance(reply, Refusal)
    assert assistant.library.knowledge.hall is not None
    assert reply.hours == assistant.library.knowledge.hall.hours != ()


def test_without_a_hall_there_is_still_a_way_to_a_person(
    assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide]
) -> None:
    village = assistant_for(Knowledge(guides=(make_guide(),)))
    for question in ("几点上班", "今天天气怎么样", "asdfghjkl", "厕所在哪里"):
        reply = village.ask(question)
        assert isinstance(reply, Refusal)
        assert reply.hours == ()
        assert [message.key for message in reply.advice][-2:] == ["advice.any_staff", "advice.hotline"]


# ── Words and notices


@pytest.mark.parametrize(
    "turn",
    [
        Said("身份证丢了"),
        Said("证"),
        Said("几点上班"),
        Said("救命"),
        Said("厕所在哪"),
        Said("天气预报"),
        Said("asdfghjkl"),
        Said(""),
        Said("长" * 501),
        Chose("area", "pension"),
        Chose("topic", "identity/居民身份证"),
        Chose("theme", "birth"),
        Chose("guide", "nothing"),
    ],
    ids=lambda turn: str(turn)[:40],
)
def test_every_message_of_a_reply_has_words(assistant: Assistant, turn: Turn) -> None:
    words = load("zh-CN")
    found = list(messages(chosen(assistant, turn)))
    assert found
    for message in found:
        if message.key != "quote":
            assert words.text(message.key, message.data)


def test_the_first_screen_has_words(assistant: Assistant) -> None:
    words = load("zh-CN")
    for message in messages(assistant.reply(Session())):
        assert words.text(message.key, message.data)


@pytest.mark.parametrize(
    ("status", "keys"), [("sample", ["notice.sample"]), ("imported", ["notice.imported"]), ("verified", [])]
)
def test_notices_say_how_sure_the_content_is(status: Status, keys: list[str]) -> None:
    told = notices(status, "某系统")
    assert [message.key for message in told] == keys
    for message in told:
        assert load("zh-CN").text(message.key, message.data)


def test_every_answer_of_sample_content_says_so(assistant: Assistant) -> None:
    for guide in assistant.library.all_guides():
        reply = chosen(assistant, Chose("guide", guide.id))
        assert isinstance(reply, Answer)
        assert (Message("notice.sample") in reply.notices) == (guide.status == "sample"), guide.id
