"""Whole ways of people, from their own words or by choosing, to a counter of the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.pipeline import Assistant
from assistant.reply import Answer, Choices, Plan, Refusal
from assistant.routes import CounterRoute, CrossCityRoute, HomeVisitRoute, Route
from assistant.session import Chose

if TYPE_CHECKING:
    from conftest import Visit


def counter(route: Route) -> int:
    assert isinstance(route, CounterRoute | CrossCityRoute)
    return route.counters[0].number


@pytest.mark.parametrize(
    ("question", "guide", "number"),
    [
        ("老人家每个月那几十块钱去哪里申请", "social-security/resident-pension-claim", 6),
        ("我阿嬷过身了户口爱怎呢办", "police/hukou-death", 26),
        ("sfz", "police/id-card-reissue", 25),
        ("shenfenzheng diu le", "police/id-card-reissue", 25),
        ("can ji ren zheng", "disability/disability-card-apply", 18),
        ("身份證唔見咗點補辦", "police/id-card-reissue", 25),
        ("I lost my id card", "police/id-card-reissue", 25),
        ("声分证丢了", "police/id-card-reissue", 25),
        ("驾照到期了怎么换", "police/driving-licence-renew-expired", 31),
        ("新生儿上户口", "police/hukou-birth", 26),
        ("我想离婚", "civil-affairs/divorce-registration", 17),
        ("社保卡不见了", "social-security/social-card-reissue", 8),
        ("厝个房产证无去了", "property/certificate-reissue", 38),
        ("自己开个小店，营业执照去哪里办", "business/sole-trader-register", 46),
    ],
)
def test_a_question_leads_to_its_counter(visit: Visit, question: str, guide: str, number: int) -> None:
    answer = visit.says(question).reaches(guide)
    assert counter(answer.routes[0]) == number
    hall = visit.assistant.library.knowledge.hall
    assert hall is not None
    assert number in [found.number for found in hall.counters_for(guide)]


def test_who_is_insured_in_chaozhou_is_led_to_the_cross_city_counter(visit: Visit) -> None:
    answer = visit.says("我在潮州交社保，想转养老保险").reaches("social-security/employee-pension-transfer")
    assert isinstance(answer.routes[0], CrossCityRoute)
    assert counter(answer.routes[0]) == 11


def test_who_lies_in_bed_is_visited_at_home(visit: Visit) -> None:
    answer = visit.says("阿公卧床起不来，要做残疾评定").reaches("disability/disability-card-apply")
    assert isinstance(answer.routes[0], HomeVisitRoute)


@pytest.mark.parametrize("question", ["今天天气怎么样", "讲个笑话", "asdfghjkl"])
def test_what_the_hall_does_not_handle_leads_to_a_person(visit: Visit, question: str) -> None:
    reply = visit.says(question).reply
    assert isinstance(reply, Refusal)
    assert "advice.guidance_desk" in [advice.key for advice in reply.advice]


def test_a_refused_question_can_be_asked_again(visit: Visit) -> None:
    visit.says("asdfghjkl").says("身份证丢了").reaches("police/id-card-reissue")


def test_an_event_of_life_leads_to_each_of_its_services(visit: Visit) -> None:
    visit.says("孩子出生了要办什么")
    if not isinstance(visit.reply, Plan):
        visit.picks("birth")
    plan = visit.reply
    assert isinstance(plan, Plan)
    assert len(plan.options) >= 3
    assert counter(visit.reaches("police/hukou-birth").routes[0]) == 26


@pytest.mark.parametrize(
    ("way", "number"),
    [
        (("identity", "identity/身份证", "police/id-card-reissue"), 25),
        (("pension", "pension/社保卡", "social-security/social-card-reissue"), 8),
        (("family", "family/残疾人证", "disability/disability-card-apply"), 18),
    ],
)
def test_choosing_leads_to_a_counter(visit: Visit, way: tuple[str, ...], number: int) -> None:
    for step in way:
        visit.picks(step)
    answer = visit.reaches(way[-1])
    assert counter(answer.routes[0]) == number


def test_back_leads_to_the_choice_before(visit: Visit) -> None:
    visit.picks("identity").picks("identity/身份证")
    before = visit.reply
    visit.picks("police/id-card-reissue")
    visit.session = visit.session.back()
    assert visit.reply == before
    visit.picks("police/id-card-home-visit")


def test_choosing_takes_three_steps_at_most_for_everything(assistant: Assistant, visit: Visit) -> None:
    """Every area holds only topics and guides, every topic only guides."""
    areas = visit.offered
    for area in areas:
        visit.session = visit.session.back().after(area.turn)
        choices = visit.reply
        assert isinstance(choices, Choices)
        assert {option.turn.kind for option in choices.options} <= {"topic", "guide"}
        for option in choices.options:
            visit.session = visit.session.after(option.turn)
            match visit.reply:
                case Answer():
                    assert option.turn.kind == "guide"
                case Choices(options=options):
                    assert {found.turn.kind for found in options} == {"guide"}
                case other:
                    pytest.fail(f"{option.turn} led to {type(other).__name__}")
            visit.session = visit.session.back()


def test_a_picked_guide_is_the_one_that_was_offered(visit: Visit) -> None:
    visit.says("居住证")
    for option in visit.offered:
        assert isinstance(option.turn, Chose)
        reply = visit.assistant.reply(visit.session.after(option.turn))
        assert isinstance(reply, Answer | Plan)
        assert (reply.guide.name if isinstance(reply, Answer) else reply.name) == option.label.data["text"]
