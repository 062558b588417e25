"""An event of life done together: stops, one list of things, fewer trips."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN
from assistant.pipeline import Assistant
from assistant.planning import Journey, Step, journey
from assistant.reply import Plan
from assistant.routes import CounterRoute, OnlineRoute
from assistant.routing import route
from assistant.session import Chose, Session
from knowledge.model import Counter, CrossCity, Guide, Knowledge, Material, Online, Site, Window

MakeGuide = Callable[..., Guide]


@pytest.fixture
def together(make_hall: Callable[..., Site]) -> Callable[..., Journey]:
    counters = (
        Counter(number=1, name="户政", zone="police", services=("police/*",)),
        Counter(number=2, name="社保", zone="police", services=("social-security/*",)),
        Counter(number=3, name="社保通", zone="police", services=("social-security/*",), cross_city=True),
    )

    def plan(*guides: Guide) -> Journey:
        knowledge = Knowledge(guides=guides, sites=(make_hall(*counters),))
        return journey(
            [Step(guide, route(guide, knowledge).routes, checklist(guide, NOTHING_KNOWN)) for guide in guides]
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
