"""Where to go: every kind of way, the best for this person here and now first, each with its reasons."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from datetime import time
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.circumstances import NOTHING_KNOWN, Belongs, Circumstances, Walks
from assistant.decisions import Exclusion, Facts, Rule, Table, shipped_table
from assistant.message import Message
from assistant.opening import ChineseCalendar, Moment
from assistant.places import HALL, Place, place_named
from assistant.routes import (
    AtCounter,
    CarriedRoute,
    CounterRoute,
    CrossCityRoute,
    ElsewhereRoute,
    HomeVisitRoute,
    Kind,
    LeftOut,
    NearbyRoute,
    OnlineRoute,
    PhoneRoute,
    Route,
    VideoRoute,
    WithHours,
    kind_of,
)
from assistant.routing import Matter, route
from assistant.ways import ways
from knowledge.model import (
    Counter,
    CrossCity,
    Guide,
    HomeVisit,
    Hours,
    Knowledge,
    Online,
    Phone,
    Scope,
    Site,
    Source,
    Video,
    Window,
)
from knowledge.problems import KnowledgeError, Problem
from locales.catalogue import Catalogue, languages, load

KINDS: tuple[Kind, ...] = get_args(Kind)
HOUSEBOUND = Circumstances(walks="no")
FROM_CHAOZHOU = Circumstances(belongs="潮州")
TUESDAY = dt.datetime(2026, 11, 24)
"""Of a week without a holiday or a make-up workday."""

EVERY_CHANNEL = (
    Online(platform="粤省事", steps=("打开", "提交"), url="https://example.org"),
    Video(note="要预约"),
    HomeVisit(note="先约"),
    CrossCity(note="三市一样"),
    Window(levels=("village", "town", "hall"), note="带原件"),
)
MakeHall = Callable[..., Site]
MakeGuide = Callable[..., Guide]

YES_OR_NO = st.none() | st.booleans()
CIRCUMSTANCES = st.builds(
    Circumstances,
    behalf=YES_OR_NO,
    walks=st.none() | st.sampled_from(get_args(Walks)),
    belongs=st.none() | st.sampled_from(get_args(Belongs)),
    smartphone=YES_OR_NO,
    elderly=YES_OR_NO,
    business=YES_OR_NO,
)
DAY = 24 * 60
DOORS = (8 * 60 + 30, 12 * 60, 14 * 60 + 30, 17 * 60 + 30)
"""Minutes of the day in which most places open or close."""
MINUTES = st.one_of(
    st.integers(0, 7 * DAY - 1),
    st.builds(lambda day, minute: day * DAY + minute, st.integers(0, 6), st.sampled_from(DOORS)),
)
MOMENTS = MINUTES.map(lambda minute: Moment(TUESDAY + dt.timedelta(minutes=minute), ChineseCalendar()))
FACTS = st.builds(
    Facts, **{field.name: st.sampled_from(get_args(field.type)) for field in msgspec.structs.fields(Facts)}
)


@pytest.fixture
def hall(make_hall: MakeHall) -> Site:
    return make_hall(
        Counter(number=3, name="公安综合", zone="police", services=("police/*",)),
        Counter(number=7, name="身份证", zone="police", services=("police/id-*",)),
        Counter(number=5, name="身份证二", zone="police", services=("police/id-*",)),
        Counter(number=9, name="社保通", zone="nowhere", services=("police/*",), cross_city=True),
        Counter(number=1, name="别的", zone="police", services=("tax/*",)),
    )


@pytest.fixture(scope="session")
def catalogues() -> tuple[Catalogue, ...]:
    return tuple(map(load, languages()))


@pytest.fixture(scope="session")
def places(shipped: Knowledge) -> tuple[Place, ...]:
    """The hall, every town and a village of each."""
    towns = [site for site in shipped.sites if site.level == "town"]
    names = ["", *(town.id for town in towns), *(f"{town.id}/{town.stations[-1]}" for town in towns)]
    return tuple(place_named(name, shipped) for name in names)


class Asked(NamedTuple):
    """Somebody asks for something somewhere at some time."""

    guide: Guide
    place: Place
    who: Circumstances
    moment: Moment


@pytest.fixture(scope="session")
def asked(shipped: Knowledge, places: tuple[Place, ...]) -> st.SearchStrategy[Asked]:
    return st.builds(Asked, st.sampled_from(shipped.guides), st.sampled_from(places), CIRCUMSTANCES, MOMENTS)


def town_site(town_id: str = "town", **fields: Any) -> Site:
    whole = {"name": f"{town_id}便民服务中心", "status": "sample", "source": Source(title="示例"), **fields}
    return Site(id=town_id, level="town", **whole)


def kinds(routes: Sequence[Route]) -> list[Kind]:
    return list(map(kind_of, routes))


def told(reason: Message, words: Catalogue) -> str:
    return words.text(reason.key, reason.data)


# The ways that are open


def test_every_kind_of_way_is_reached(hall: Site, make_guide: MakeGuide) -> None:
    anywhere = make_guide(channels=EVERY_CHANNEL, scopes=(Scope(reach="national"),))
    hall_only = make_guide()
    knowledge = Knowledge(guides=(anywhere, hall_only), sites=(hall, town_site(carries=True)))
    found = {
        kind
        for guide in knowledge.guides
        for who in (NOTHING_KNOWN, HOUSEBOUND, FROM_CHAOZHOU)
        for kind in kinds(route(guide, knowledge, who).routes)
    }
    assert found == set(KINDS)
    assert kinds(route(anywhere, knowledge).routes)[0] == "window"


def test_every_kind_of_way_is_reached_by_shipped_content(shipped: Knowledge) -> None:
    assert {kind_of(way) for guide in shipped.guides for way in ways(guide, shipped, HALL)} == set(KINDS)


def test_the_counter_most_made_for_it_is_first(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide()
    counter, phone = route(guide, Knowledge(guides=(guide,), sites=(hall,))).routes
    assert isinstance(counter, CounterRoute)
    assert isinstance(phone, PhoneRoute)
    assert [place.number for place in counter.counters] == [5, 7, 3]
    first = counter.counters[0]
    assert (first.name, first.zone, first.floor, first.landmark) == ("身份证二", "户政区", 2, "出电梯右转")


def test_a_counter_with_hours_of_its_own_is_open_then(make_hall: MakeHall, make_guide: MakeGuide) -> None:
    weekdays = (Hours(days="12345", open=time(8, 30), close=time(17)),)
    saturday = (Hours(days="6", open=time(9), close=time(12)),)
    guide = make_guide(channels=(Window(), CrossCity()))
    hall = make_hall(
        Counter(number=1, name="公安", zone="police", services=("police/*",), hours=saturday),
        Counter(number=2, name="社保通", zone="police", services=("police/*",), cross_city=True),
        hours=weekdays,
    )
    window, cross_city, _ = route(guide, Knowledge(guides=(guide,), sites=(hall,))).routes
    assert isinstance(window, CounterRoute)
    assert isinstance(cross_city, CrossCityRoute)
    assert (window.hours, cross_city.hours) == (saturday, weekdays)


@pytest.mark.parametrize("own", [(), (Hours(days="12345", open=time(9), close=time(11)),)])
def test_video_calls_are_taken_in_hours_of_their_own(
    own: tuple[Hours, ...], make_hall: MakeHall, make_guide: MakeGuide
) -> None:
    weekdays = (Hours(days="12345", open=time(8, 30), close=time(17)),)
    guide = make_guide(channels=(Video(needs=("身份证", "银行卡")),))
    video, _ = route(guide, Knowledge(sites=(make_hall(hours=weekdays, video_hours=own),))).routes
    assert isinstance(video, VideoRoute)
    assert (video.hours, video.needs) == (own or weekdays, ("身份证", "银行卡"))


def test_video_without_a_hall_names_no_hours(make_guide: MakeGuide) -> None:
    video, _ = route(make_guide(channels=(Video(),)), Knowledge()).routes
    assert isinstance(video, VideoRoute)
    assert video.hours == ()


def test_a_counter_of_an_unknown_zone_keeps_what_is_written(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=(CrossCity(),))
    cross_city, _ = route(guide, Knowledge(guides=(guide,), sites=(hall,))).routes
    assert isinstance(cross_city, CrossCityRoute)
    (place,) = cross_city.counters
    assert (place.number, place.zone, place.floor) == (9, "nowhere", None)


def test_what_the_guide_says_of_a_way_is_passed_on(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=EVERY_CHANNEL)
    found = {type(way): way for way in route(guide, Knowledge(guides=(guide,), sites=(hall,))).routes}
    online = found[OnlineRoute]
    assert isinstance(online, OnlineRoute)
    assert (online.platform, online.steps, online.url) == ("粤省事", ("打开", "提交"), "https://example.org")
    of_kinds = (CounterRoute, VideoRoute, HomeVisitRoute, CrossCityRoute, NearbyRoute)
    assert {kind: found[kind].note for kind in of_kinds} == {
        CounterRoute: "带原件",
        VideoRoute: "要预约",
        HomeVisitRoute: "先约",
        CrossCityRoute: "三市一样",
        NearbyRoute: "带原件",
    }


def test_people_of_elsewhere_are_told_how_far_and_in_what_form(hall: Site, make_guide: MakeGuide) -> None:
    scopes = (
        Scope(reach="district"),  # of no use to somebody of elsewhere
        Scope(reach="province", forms=("collect", "joint")),
        Scope(reach="national", forms=("online",)),
    )
    guide = make_guide(scopes=scopes)
    first = route(guide, Knowledge(sites=(hall,)), Circumstances(belongs="elsewhere")).routes[0]
    assert isinstance(first, ElsewhereRoute)
    assert first.reach == "province"
    assert [reason.key for reason in first.reasons] == [
        "route.reason.elsewhere",
        "scope_form.collect",
        "scope_form.joint",
        "route.why.belongs",
    ]


def test_what_is_handled_in_the_district_only_is_nothing_for_people_of_elsewhere(
    hall: Site, make_guide: MakeGuide
) -> None:
    guide = make_guide(scopes=(Scope(reach="district"),))
    found = route(guide, Knowledge(sites=(hall,)), Circumstances(belongs="elsewhere"))
    assert kinds(found.routes) == ["window", "phone"]
    assert LeftOut("elsewhere", Message("route.without.not_offered")) in found.left_out


def test_from_the_hall_nearby_sites_are_all_there_are(shipped: Knowledge, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=(Window(levels=("town", "village")),))
    town, village, _ = route(guide, shipped).routes
    assert isinstance(town, NearbyRoute)
    assert isinstance(village, NearbyRoute)
    assert (town.level, village.level) == ("town", "village")
    assert town.sites == tuple(site.name for site in shipped.sites if site.level == "town")
    assert (town.here, village.here) == (False, False)


@pytest.mark.parametrize(
    ("place", "here", "sites"),
    [
        ("east", {"town": True, "village": False}, {"town": ("东镇",), "village": ()}),
        ("east/甲村", {"town": False, "village": True}, {"town": ("东镇",), "village": ("甲村",)}),
    ],
)
def test_away_from_the_hall_ones_own_town_and_village_are_meant(
    make_guide: MakeGuide, place: str, here: dict[str, bool], sites: dict[str, tuple[str, ...]]
) -> None:
    mornings = (Hours(days="12345", open=time(9), close=time(12)),)
    knowledge = Knowledge(
        sites=(
            town_site("west", name="西镇"),
            town_site("east", name="东镇", stations=("甲村",), hours=mornings),
        )
    )
    guide = make_guide(channels=(Window(levels=("town", "village")),))
    found = route(guide, knowledge, place=place_named(place, knowledge)).routes
    near = {way.level: way for way in found if isinstance(way, NearbyRoute)}
    assert {level: way.here for level, way in near.items()} == here
    assert {level: way.sites for level, way in near.items()} == sites
    assert near["town"].hours == mornings
    assert near["village"].hours == ()  # nobody knows those of a village


def test_only_towns_that_carry_papers_are_named_for_it(hall: Site, make_guide: MakeGuide) -> None:
    east, west = town_site("east", name="东镇", carries=True), town_site("west", name="西镇")
    knowledge = Knowledge(sites=(hall, east, west))
    guide = make_guide()
    assert [
        [
            way.sites
            for way in route(guide, knowledge, HOUSEBOUND, place=place).routes
            if isinstance(way, CarriedRoute)
        ]
        for place in (HALL, Place("town", east), Place("town", west))
    ] == [[("东镇",)], [("东镇",)], []]


def test_what_a_town_handles_itself_is_not_carried_to_the_hall(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=(Window(levels=("hall", "town")),))
    knowledge = Knowledge(sites=(hall, town_site(carries=True)))
    assert "carried" not in kinds(route(guide, knowledge, HOUSEBOUND).routes)


def test_the_telephone_of_the_matter_comes_before_the_hotline(make_guide: MakeGuide) -> None:
    own = Phone(number="0754-85700000")
    guide = make_guide(phones=(Phone(number="12345", note="转三"), own))
    (phone,) = route(guide, Knowledge()).routes
    assert isinstance(phone, PhoneRoute)
    assert [one.number for one in phone.phones] == ["0754-85700000", "12345"]


def test_an_imported_guide_leads_to_the_place_its_source_names(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide("440515-1", channels=(Window(place="凤翔街道某某路"),), status="imported")
    counter, _ = route(guide, Knowledge(guides=(guide,), sites=(hall,))).routes
    assert isinstance(counter, CounterRoute)
    assert (counter.place, counter.counters, counter.site) == ("凤翔街道某某路", (), "")
    assert [reason.key for reason in counter.reasons] == ["route.reason.source_place"]


@pytest.mark.parametrize("channels", [(), (Window(),), (CrossCity(),)])
def test_where_nothing_can_serve_it_there_is_the_telephone(
    make_guide: MakeGuide, channels: tuple[Window, ...]
) -> None:
    guide = make_guide(channels=channels)
    assert kinds(route(guide, Knowledge(guides=(guide,))).routes) == ["phone"]


def test_no_channel_is_passed_over(shipped: Knowledge) -> None:
    """A guide with two websites leads to both."""
    for guide in shipped.guides:
        found = kinds(route(guide, shipped).routes)
        assert found.count("online") == len(guide.channels_of(Online)), guide.id
        assert found.count("video") == len(guide.channels_of(Video)), guide.id


def test_every_hall_guide_has_a_counter(shipped: Knowledge) -> None:
    """A guide that says “hall” without any counter would silently lose that way."""
    lost = [
        guide.id
        for guide in shipped.guides
        if any("hall" in window.levels for window in guide.channels_of(Window))
        and "window" not in kinds(route(guide, shipped).routes)
    ]
    assert lost == []


def test_every_guide_has_more_than_a_telephone_for_somebody_who_told_nothing(
    shipped: Knowledge, places: tuple[Place, ...]
) -> None:
    lost = [
        (guide.id, place.level)
        for place in (places[0], places[1], places[-1])
        for guide in shipped.guides
        if set(kinds(route(guide, shipped, place=place).routes)) == {"phone"}
    ]
    assert lost == []


def test_visits_are_told_as_they_are(hall: Site, make_guide: MakeGuide) -> None:
    counter, _ = route(make_guide(visits=3), Knowledge(sites=(hall,))).routes
    assert told(counter.reasons[-1], load("zh-CN")) == "要来 3 次。"


def test_what_is_begun_on_the_web_says_where_one_still_has_to_come(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=(Window(), Online(platform="粤省事")), visits=1)
    words = load("zh-CN")
    counter, online, _ = route(guide, Knowledge(sites=(hall,))).routes
    assert isinstance(counter, CounterRoute)
    number = counter.counters[0].number
    assert told(online.reasons[-1], words) == f"网上填好以后，还要来 {number} 号窗口 1 次。"
    online, _ = route(guide, Knowledge()).routes
    assert told(online.reasons[-1], words) == "网上填好以后，还要去窗口 1 次。"


def test_a_home_visit_says_whom_to_call(make_guide: MakeGuide) -> None:
    own = make_guide(channels=(HomeVisit(),), phones=(Phone(number="0754-12345"),))
    for guide, number in ((make_guide(channels=(HomeVisit(),)), "12345"), (own, "0754-12345")):
        visit = route(guide, Knowledge()).routes[0]
        assert number in told(visit.reasons[0], load("zh-CN"))


def test_who_has_no_smartphone_is_sent_to_an_app_last(shipped: Knowledge) -> None:
    """Whether they can come or not; that family may have one is why it is told at all."""
    for walks in ("no", "hard", "well", None):
        known = Circumstances(behalf=True, walks=walks, smartphone=False)
        for guide in shipped.guides:
            found = kinds(route(guide, shipped, known).routes)
            assert found[0] != "online" or set(found) == {"online", "phone"}, guide.id


def test_every_way_gives_reasons_that_have_words(
    shipped: Knowledge, hall: Site, make_guide: MakeGuide, catalogues: tuple[Catalogue, ...]
) -> None:
    extra = [make_guide(channels=EVERY_CHANNEL, visits=visits) for visits in (None, 0, 1, 2, 9)]
    placed = make_guide(channels=(Window(place="某处"),))
    for knowledge, guides in (
        (shipped, shipped.guides),
        (Knowledge(sites=(hall,)), extra),
        (Knowledge(), [placed]),
    ):
        for guide in guides:
            for way in route(guide, knowledge).routes:
                assert way.reasons, guide.id
                assert all(told(reason, words) for reason in way.reasons for words in catalogues)


# Who asks


def test_who_is_insured_in_chaozhou_goes_to_the_cross_city_counter(shipped: Knowledge) -> None:
    guides = [guide for guide in shipped.guides if guide.channels_of(CrossCity)]
    assert guides
    for guide in guides:
        assert isinstance(route(guide, shipped, FROM_CHAOZHOU).routes[0], CrossCityRoute), guide.id
        assert not isinstance(route(guide, shipped).routes[0], CrossCityRoute), guide.id


def test_who_cannot_come_is_visited(shipped: Knowledge) -> None:
    guides = [guide for guide in shipped.guides if guide.channels_of(HomeVisit)]
    assert guides
    for guide in guides:
        assert isinstance(route(guide, shipped, HOUSEBOUND).routes[0], HomeVisitRoute), guide.id


def test_who_cannot_come_is_not_sent_out_first(shipped: Knowledge, places: tuple[Place, ...]) -> None:
    remote = [
        guide for guide in shipped.guides if any(isinstance(way, Online | Video) for way in guide.channels)
    ]
    assert remote
    for guide in remote:
        for place in (places[0], places[1], places[-1]):
            first = route(guide, shipped, HOUSEBOUND, place=place).routes[0]
            assert not isinstance(first, AtCounter | NearbyRoute), guide.id


def test_who_cannot_come_and_must_asks_first(hall: Site, make_guide: MakeGuide) -> None:
    knowledge = Knowledge(sites=(hall, town_site(carries=True)))
    found = route(make_guide(in_person=True), knowledge, HOUSEBOUND)
    assert kinds(found.routes) == ["phone", "window"]
    assert found.routes[0].reasons[-1].key == "route.why.ask_first"
    assert LeftOut("carried", Message("route.without.in_person")) in found.left_out


def test_who_has_no_smartphone_still_hears_of_the_only_way_there_is(make_guide: MakeGuide) -> None:
    without = Circumstances(smartphone=False)
    only_online = route(make_guide(channels=(Online(platform="粤省事"),)), Knowledge(), without)
    assert kinds(only_online.routes) == ["online", "phone"]
    assert {one.reason.key for one in only_online.left_out} == {"route.without.not_offered"}
    both = make_guide(channels=(Online(platform="粤省事"), HomeVisit()))
    assert kinds(route(both, Knowledge(), without).routes) == ["home_visit", "phone"]


@settings(max_examples=150)
@given(data=st.data())
def test_whoever_asks_has_a_way_and_every_way_is_accounted_for(
    shipped: Knowledge,
    asked: st.SearchStrategy[Asked],
    catalogues: tuple[Catalogue, ...],
    data: st.DataObject,
) -> None:
    guide, place, who, moment = data.draw(asked)
    found = route(guide, shipped, who, moment, place)
    offered, left_out = kinds(found.routes), [one.kind for one in found.left_out]

    assert "phone" in offered
    assert {kind_of(way) for way in ways(guide, shipped, place)} == {"phone"} or set(offered) != {"phone"}
    assert set(offered) | set(left_out) == set(KINDS)
    assert not set(offered) & set(left_out)
    assert len(left_out) == len(set(left_out))
    reasons = [*(one.reason for one in found.left_out), *(why for way in found.routes for why in way.reasons)]
    assert all(words.text(why.key, why.data) for why in reasons for words in catalogues)
    assert all(words.speech(why.key, why.data) for why in reasons for words in catalogues)


@settings(max_examples=150)
@given(data=st.data())
def test_a_closed_place_is_never_told_open(
    shipped: Knowledge, asked: st.SearchStrategy[Asked], data: st.DataObject
) -> None:
    guide, place, who, moment = data.draw(asked)
    now = moment.now
    for way in route(guide, shipped, who, moment, place).routes:
        if isinstance(way, WithHours):
            is_open = any(
                str(now.isoweekday()) in span.days and span.open <= now.time() < span.close
                for span in way.hours
            )
            assert (way.opening is None) == (not way.hours)
            assert way.opening is None or way.opening.is_open is is_open


@settings(max_examples=100)
@given(data=st.data())
def test_circumstances_make_up_no_facts(
    shipped: Knowledge, asked: st.SearchStrategy[Asked], data: st.DataObject
) -> None:
    """They order, thin out and say why: the ways themselves are the guide's, whoever asks."""
    guide, place, who, _ = data.draw(asked)
    open_ways = list(ways(guide, shipped, place))
    for way in route(guide, shipped, who, None, place).routes:
        assert any(
            msgspec.structs.replace(way, reasons=one.reasons) == one
            and way.reasons[: len(one.reasons)] == one.reasons
            for one in open_ways
        )


@settings(max_examples=100)
@given(data=st.data())
def test_the_way_to_take_first_is_that_of_the_whole_decision(
    shipped: Knowledge, asked: st.SearchStrategy[Asked], data: st.DataObject
) -> None:
    guide, place, who, moment = data.draw(asked)
    matter = Matter.of(guide, shipped, moment, place)
    best, first = matter.routing(who).routes[0], matter.first(who)
    assert msgspec.structs.replace(best, reasons=()) == msgspec.structs.replace(first, reasons=())


# Here and now


def test_counters_and_video_tell_whether_they_are_open(shipped: Knowledge) -> None:
    guide = next(
        guide for guide in shipped.guides if {Video, Window} <= {type(way) for way in guide.channels}
    )
    at = {
        hour: [
            way.opening
            for way in route(
                guide, shipped, moment=Moment(TUESDAY.replace(hour=hour), ChineseCalendar())
            ).routes
            if isinstance(way, CounterRoute | VideoRoute)
        ]
        for hour in (9, 22)
    }
    assert len(at[9]) == len(at[22]) >= 2
    assert all(state is not None and state.is_open for state in at[9])
    assert all(state is not None and state.in_days == 1 for state in at[22])


def test_where_nobody_asked_when_nothing_is_said_of_it(shipped: Knowledge) -> None:
    states = [
        way.opening
        for guide in shipped.guides
        for way in route(guide, shipped).routes
        if isinstance(way, WithHours)
    ]
    assert states
    assert set(states) == {None}


# The table


def some_facts(**changes: str) -> Facts:
    """Of somebody in the hall of whom nothing is known; what is no question of knowing is not so."""
    allowed = {field.name: get_args(field.type) for field in msgspec.structs.fields(Facts)}
    fields: dict[str, Any] = {
        name: "unknown" if "unknown" in values else values[-1] for name, values in allowed.items()
    }
    return Facts(**(fields | {"place": "hall"} | changes))


def fulfilled(when: dict[str, tuple[str, ...]], facts: Facts) -> bool:
    return all(getattr(facts, field) in values for field, values in when.items())


def test_a_rule_written_later_stands_further_in_front() -> None:
    table = Table(
        (
            Rule(first=KINDS),
            Rule(when={"walks": ("hard", "no")}, first=("video", "town"), reason="route.why.hard"),
            Rule(
                when={"walks": ("no",), "elderly": ("yes",)}, first=("phone",), reason="route.why.ask_first"
            ),
            Rule(when={"place": ("village",)}, first=("town",)),
        )
    )
    rest = [kind for kind in KINDS if kind not in ("video", "town")]
    assert list(table.order(some_facts(elderly="yes"))) == list(KINDS)
    assert list(table.order(some_facts(walks="hard", elderly="yes"))) == ["video", "town", *rest]
    housebound = table.order(some_facts(walks="no", elderly="yes", place="village"))
    assert list(housebound) == ["town", "phone", "video", *(kind for kind in rest if kind != "phone")]
    assert (housebound["town"], housebound["phone"], housebound["online"]) == (
        (Message("route.why.hard"),),
        (Message("route.why.ask_first"),),
        (),
    )


def test_a_way_is_left_out_for_the_first_reason_that_holds() -> None:
    table = Table(
        (Rule(first=KINDS),),
        (
            Exclusion(when={"business": ("yes",)}, ways=("video",), reason="first"),
            Exclusion(when={"elderly": ("yes", "unknown")}, ways=("video", "online"), reason="second"),
        ),
    )
    assert table.excluded(some_facts(business="yes")) == {"video": "first", "online": "second"}
    assert table.excluded(some_facts()) == {"video": "second", "online": "second"}
    assert table.excluded(some_facts(elderly="no")) == {}


@given(FACTS)
def test_the_shipped_table_places_every_way_and_its_last_rule_leads(facts: Facts) -> None:
    table = shipped_table()
    order = list(table.order(facts))
    assert sorted(order) == sorted(KINDS)
    last = [rule for rule in table.rule if fulfilled(rule.when, facts)][-1]
    assert order[: len(last.first)] == list(last.first)
    assert "phone" not in table.excluded(facts)


ALL_WAYS = f"[[rule]]\nfirst = {json.dumps(KINDS)}\n"
ALL_BUT_TWO = ALL_WAYS.replace('"video", ', "").replace(', "phone"', "")


def fault(path: Path) -> Problem:
    with pytest.raises(KnowledgeError) as caught:
        Table.read(path)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (
            ALL_WAYS + '[[without]]\nwhen = { weather = ["rain"] }\nways = ["town"]\nreason = "wet"\n',
            ("没有这个条件：weather", "place、counter、walks"),
        ),
        (
            ALL_WAYS + '[[rule]]\nwhen = { place = ["hall", "school"] }\nfirst = ["town"]\n',
            ("place 不会是 school", "hall、town、village"),
        ),
        (
            ALL_WAYS + '[[without]]\nwhen = { business = ["maybe"] }\nways = ["town"]\nreason = "x"\n',
            ("business 不会是 maybe", "yes、no、unknown"),
        ),
        (ALL_BUT_TWO, ("还缺：phone、video",)),
        ("rule = []\n", ("还缺", *KINDS)),
        (ALL_WAYS + 'when = { place = ["hall"] }\n', ("第一条不写 when",)),
        ("[[rule", ("TOML 写法有误",)),
        ("", ("内容有误", "`rule`")),
        ("rule = 3\n", ("内容有误", "array")),
        (ALL_WAYS + '[[rule]]\nfirst = ["boat"]\n', ("内容有误", "boat")),
        (ALL_WAYS + "[[rule]]\nfirst = []\nwhy = 1\n", ("内容有误", "`why`")),
        (ALL_WAYS + '[[rule]]\nwhen = { place = "hall" }\nfirst = []\n', ("内容有误", "`$.rule[1].when")),
        (ALL_WAYS + '[[without]]\nwhen = {}\nways = ["town"]\n', ("内容有误", "`reason`")),
    ],
    ids=[
        "an unknown condition",
        "an unknown value",
        "an unknown value of an exclusion",
        "ways missing in the first rule",
        "no rule",
        "conditions in the first rule",
        "no TOML",
        "an empty file",
        "no list of rules",
        "an unknown way",
        "an unknown key",
        "a value that is no list",
        "no reason",
    ],
)
def test_a_faulty_table_is_refused_with_a_hint(tmp_path: Path, text: str, hints: tuple[str, ...]) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, encoding="utf-8")
    problem = fault(path)
    assert (problem.code, problem.file) == ("toml-syntax" if "TOML" in hints[0] else "bad-table", str(path))
    assert [hint for hint in hints if hint not in problem.message] == []


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_bytes(("# 决策表\n" + ALL_WAYS).encode("gb18030"))
    assert fault(path).code == "not-utf8"


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    problem = fault(tmp_path / "none.toml")
    assert (problem.code, problem.file) == ("unreadable", str(tmp_path / "none.toml"))


def test_an_edited_table_is_used_byte_order_mark_and_all(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text("\ufeff" + ALL_WAYS, encoding="utf-8")
    assert Table.read(path) == Table((Rule(first=KINDS),))
