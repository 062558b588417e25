"""An event of life done together: stops, one list of things, fewer trips."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.pipeline import Assistant
from assistant.planning import Journey, Step, journey
from assistant.reply import Plan
from assistant.routes import CounterRoute, CrossCityRoute, HomeVisitRoute, OnlineRoute, PhoneRoute, VideoRoute
from assistant.routing import route
from assistant.session import Chose, Said, Session, Turn
from knowledge.model import (
    Channel,
    Counter,
    CrossCity,
    Guide,
    HomeVisit,
    Knowledge,
    Material,
    Online,
    Site,
    Video,
    Window,
)

MakeGuide = Callable[..., Guide]


@pytest.fixture
def together(make_hall: Callable[..., Site]) -> Callable[..., Journey]:
    counters = (
        Counter(number=1, name="户政", zone="police", services=("police/*",)),
        Counter(number=2, name="社保", zone="police", services=("social-security/*",)),
        Counter(number=3, name="社保通", zone="police", services=("social-security/*",), cross_city=True),
    )

    def plan(*guides: Guide, person: Circumstances = NOTHING_KNOWN) -> Journey:
        knowledge = Knowledge(guides=guides, sites=(make_hall(*counters),))
        return journey(
            [
                Step(guide, route(guide, knowledge, person).routes, checklist(guide, person))
                for guide in guides
            ]
        )

    return plan


def test_services_of_one_counter_are_one_stop_in_the_order_of_the_plan(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲"), make_guide("social-security/b", "乙"), make_guide("police/c", "丙")
    )
    assert [stop.services for stop in found.stops] == [("甲", "丙"), ("乙",)]
    assert all(isinstance(stop.route, CounterRoute) for stop in found.stops)


def test_what_one_building_handles_is_one_trip(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", visits=1),
        make_guide("social-security/b", "乙", visits=2),
        make_guide("police/c", "丙", visits=0),
    )
    assert (found.trips, found.trips_apart) == (2, 4)


def test_a_town_centre_is_a_trip_of_its_own_and_the_web_is_none(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲"),
        make_guide("police/b", "乙", channels=(Window(levels=("town",)),)),
        make_guide("police/c", "丙", channels=(Online(platform="粤省事"),)),
        make_guide("police/d", "丁", channels=(Online(platform="粤省事"),)),
        make_guide("social-security/e", "戊", channels=(CrossCity(),)),
    )
    assert (found.trips, found.trips_apart) == (2, 3)
    assert [stop.services for stop in found.stops if isinstance(stop.route, OnlineRoute)] == [("丙", "丁")]


def test_a_thing_is_brought_once_and_copies_are_left_with_each(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", materials=(Material(name="身份证", copies=1, e_licence=True),)),
        make_guide("police/b", "乙", materials=(Material(name="身份证", copies=2), Material(name="相片"))),
    )
    card, photo = found.checklist
    assert (card.material.originals, card.material.copies) == (1, 3)
    assert card.services == ("甲", "乙")
    assert not card.material.e_licence  # one of the two wants to see the card itself
    assert (photo.material, photo.services) == (Material(name="相片"), ("乙",))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [("代办时", "", ""), ("代办时", "代办时", "代办时"), ("代办时", "未满十八岁时", "代办时；未满十八岁时")],
)
def test_what_one_service_always_needs_is_always_needed(
    one: str, other: str, both: str, together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", materials=(Material(name="委托书", when=one),)),
        make_guide("police/b", "乙", materials=(Material(name="委托书", when=other),)),
    )
    (letter,) = found.checklist
    assert letter.material.when == both


def test_what_several_services_say_alike_is_said_once(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    cases = ("代办时", "未满十八岁时", "代办时", "未满十八岁时")
    found = together(
        *(
            make_guide(f"police/{number}", str(number), materials=(Material(name="委托书", when=case),))
            for number, case in enumerate(cases)
        )
    )
    assert [needed.material.when for needed in found.checklist] == ["代办时；未满十八岁时"]


# ── Who must come, and what nobody has to leave home for

WEB = Online(platform="粤省事")


def test_each_stop_tells_for_what_the_person_must_come_themselves(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", in_person=True),
        make_guide("police/b", "乙"),
        make_guide("social-security/c", "丙"),
        make_guide("police/d", "丁", in_person=True),
    )
    assert [(stop.services, stop.in_person) for stop in found.stops] == [
        (("甲", "乙", "丁"), ("甲", "丁")),
        (("丙",), ()),
    ]


@pytest.mark.parametrize("channel", [WEB, Video()], ids=lambda channel: type(channel).__name__)
def test_what_is_handled_on_a_phone_to_the_end_saves_its_trip(
    channel: Channel, together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", channels=(Window(levels=("town",)),)),
        make_guide("police/b", "乙", channels=(Window(), channel), visits=0),
    )
    assert (found.trips, found.trips_least, found.from_home) == (2, 1, ("乙",))


@pytest.mark.parametrize(
    ("channel", "visits"), [(WEB, None), (WEB, 1), (Video(), None), (Video(), 2), (HomeVisit(), 0)], ids=str
)
def test_what_may_end_in_being_sent_for_or_visited_saves_none(
    channel: Channel, visits: int | None, together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    """Where nobody wrote down how often one has to come, it is not promised that one need not."""
    found = together(
        make_guide("police/a", "甲", channels=(Window(levels=("town",)),)),
        make_guide("police/b", "乙", channels=(Window(), channel), visits=visits),
    )
    assert found.trips_least == found.trips
    assert found.from_home == ()


def test_a_trip_that_another_service_needs_anyway_is_not_saved(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲"), make_guide("police/b", "乙", channels=(Window(), WEB), visits=0)
    )
    assert (found.trips, found.trips_least, found.from_home) == (1, 1, ("乙",))


def test_where_all_is_handled_from_home_nobody_has_to_go(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", channels=(Window(), WEB), visits=0),
        make_guide("police/b", "乙", channels=(Window(), Video()), visits=0),
    )
    assert (found.trips, found.trips_least, found.from_home) == (1, 0, ("甲", "乙"))


def test_where_nothing_is_handled_from_home_no_trip_is_saved(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(make_guide("police/a", "甲", visits=2), make_guide("social-security/b", "乙"))
    assert (found.trips, found.trips_least, found.from_home) == (2, 2, ())


# ── The person changes the plan


def test_who_has_no_smartphone_saves_no_trip_by_one(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    guide = make_guide("police/a", "甲", channels=(Window(), WEB), visits=0)
    with_, without = (together(guide, person=Circumstances(smartphone=has)) for has in (True, False))
    assert (with_.trips_least, with_.from_home) == (0, ("甲",))
    assert (without.trips_least, without.from_home) == (1, ())


def test_who_cannot_come_goes_nowhere_that_is_not_needed(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    guides = (
        make_guide("police/a", "甲", channels=(Window(), HomeVisit())),
        make_guide("police/b", "乙", channels=(Window(), Video())),
        make_guide("police/c", "丙", channels=(Window(), WEB)),
    )
    usual, bedridden = together(*guides), together(*guides, person=Circumstances(walks="no"))
    assert [stop.services for stop in usual.stops] == [("甲", "乙", "丙")]
    assert [(type(stop.route), stop.services) for stop in bedridden.stops] == [
        (HomeVisitRoute, ("甲",)),
        (VideoRoute, ("乙",)),
        (OnlineRoute, ("丙",)),
    ]
    assert (usual.trips, bedridden.trips, bedridden.trips_apart, bedridden.trips_least) == (1, 0, 0, 0)


def test_who_must_come_and_cannot_asks_first(together: Callable[..., Journey], make_guide: MakeGuide) -> None:
    found = together(
        make_guide("police/a", "甲", in_person=True),
        make_guide("police/b", "乙"),
        person=Circumstances(walks="no"),
    )
    first, then = found.stops
    assert isinstance(first.route, PhoneRoute)
    assert (first.services, first.in_person) == (("甲",), ("甲",))
    assert isinstance(then.route, CounterRoute)
    assert then.services == ("乙",)


def test_who_is_insured_elsewhere_stops_at_the_counter_for_that(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    guides = (
        make_guide("police/a", "甲"),
        make_guide("social-security/b", "乙", channels=(Window(), CrossCity())),
    )
    usual, found = together(*guides), together(*guides, person=Circumstances(belongs="潮州"))
    assert [type(stop.route) for stop in usual.stops] == [CounterRoute, CounterRoute]
    assert [(type(stop.route), stop.services) for stop in found.stops] == [
        (CounterRoute, ("甲",)),
        (CrossCityRoute, ("乙",)),
    ]
    assert (usual.trips, found.trips) == (1, 1)  # both counters stand in the hall


def test_the_list_of_a_plan_is_for_the_person_too(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    guides = (
        make_guide(
            "police/a", "甲", materials=(Material(name="委托书", case="agent"), Material(name="身份证"))
        ),
        make_guide("police/b", "乙", materials=(Material(name="委托书", case="agent", copies=1),)),
        make_guide("police/c", "丙", materials=(Material(name="营业执照", case="business"),)),
    )

    def listed(behalf: bool | None = None, business: bool | None = None) -> dict[str, tuple[str, ...]]:
        found = together(*guides, person=Circumstances(behalf=behalf, business=business))
        return {needed.material.name: needed.services for needed in found.checklist}

    everything = {"委托书": ("甲", "乙"), "身份证": ("甲",), "营业执照": ("丙",)}
    assert listed() == listed(behalf=True, business=True) == everything
    assert listed(behalf=False) == {"身份证": ("甲",), "营业执照": ("丙",)}
    assert listed(behalf=False, business=False) == {"身份证": ("甲",)}


def test_what_one_service_needs_in_a_case_and_another_always_is_always_needed(
    together: Callable[..., Journey], make_guide: MakeGuide
) -> None:
    found = together(
        make_guide("police/a", "甲", materials=(Material(name="户口簿", case="agent", later=True),)),
        make_guide("police/b", "乙", materials=(Material(name="户口簿"),)),
    )
    (book,) = found.checklist
    assert (book.material.case, book.material.later) == (None, False)


# ── Shipped content


@pytest.mark.parametrize(
    "turns",
    [
        (),
        (Said("帮我妈办"),),
        (Said("阿公卧床不起"),),
        (Said("我在潮州交社保"),),
        (Chose("tell", "phone=no"), Chose("tell", "legs=well")),
    ],
    ids=["nothing", "for-another", "bedridden", "chaozhou", "no-smartphone"],
)
def test_a_plan_of_shipped_content_holds_together_for_anybody(
    assistant: Assistant, turns: tuple[Turn, ...]
) -> None:
    for theme in assistant.library.knowledge.themes:
        reply = assistant.reply(Session((*turns, Chose("theme", theme.id))))
        assert isinstance(reply, Plan)
        plan = reply.journey
        assert plan is not None
        guides = [guide for step in theme.guides if (guide := assistant.library.guide(step))]
        names = {guide.name for guide in guides}
        assert 0 <= plan.trips_least <= plan.trips <= plan.trips_apart, theme.id
        assert set(plan.from_home) <= names, theme.id
        in_person = [name for stop in plan.stops for name in stop.in_person]
        assert sorted(in_person) == sorted(guide.name for guide in guides if guide.in_person), theme.id
        assert {needed.material.name for needed in plan.checklist} <= {
            material.name for guide in guides for material in guide.materials
        }, theme.id


def test_what_was_told_changes_plans_of_shipped_content(assistant: Assistant) -> None:
    def plans(*turns: Turn) -> list[Journey]:
        replies = (
            assistant.reply(Session((*turns, Chose("theme", theme.id))))
            for theme in assistant.library.knowledge.themes
        )
        return [reply.journey for reply in replies if isinstance(reply, Plan) and reply.journey]

    usual = plans()
    bedridden, offline = plans(Said("阿公卧床不起")), plans(Chose("tell", "phone=no"))
    assert sum(plan.trips for plan in bedridden) < sum(plan.trips for plan in usual)
    assert sum(len(plan.from_home) for plan in offline) < sum(len(plan.from_home) for plan in usual)
    alone, helper = plans(Chose("tell", "who=self")), plans(Chose("tell", "who=other"))
    assert sum(len(plan.checklist) for plan in alone) < sum(len(plan.checklist) for plan in helper)


def test_every_shipped_event_is_one_plan(assistant: Assistant) -> None:
    for theme in assistant.library.knowledge.themes:
        reply = assistant.reply(Session((Chose("theme", theme.id),)))
        assert isinstance(reply, Plan)
        plan = reply.journey
        assert plan is not None
        names = [guide.name for step in theme.guides if (guide := assistant.library.guide(step))]
        assert sorted(name for stop in plan.stops for name in stop.services) == sorted(names), theme.id
        assert 0 <= plan.trips <= plan.trips_apart <= 9 * len(names), theme.id
        asked = {
            material.name
            for step in theme.guides
            if (guide := assistant.library.guide(step))
            for material in guide.materials
        }
        listed = [needed.material.name for needed in plan.checklist]
        assert set(listed) == asked and len(listed) == len(asked), theme.id
