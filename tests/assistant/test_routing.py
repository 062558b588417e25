"""Where to go: every kind of route, the best first, each with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from datetime import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.opening import ChineseCalendar, Moment
from assistant.routing import (
    Circumstances,
    CounterRoute,
    CrossCityRoute,
    HomeVisitRoute,
    NearbyRoute,
    OnlineRoute,
    Route,
    VideoRoute,
    routes,
)
from knowledge.model import (
    Counter,
    CrossCity,
    Guide,
    HomeVisit,
    Hours,
    Knowledge,
    Online,
    Site,
    Video,
    Window,
)
from locales.catalogue import load

HOUSEBOUND = Circumstances(housebound=True)
FROM_CHAOZHOU = Circumstances(other_city="潮州")

EVERY_CHANNEL = (
    Online(platform="粤省事", steps=("打开", "提交"), url="https://example.org"),
    Video(note="要预约"),
    HomeVisit(note="先约"),
    CrossCity(note="三市一样"),
    Window(levels=("village", "town", "hall"), note="带原件"),
)
MakeHall = Callable[..., Site]
MakeGuide = Callable[..., Guide]


@pytest.fixture
def hall(make_hall: MakeHall) -> Site:
    return make_hall(
        Counter(number=3, name="公安综合", zone="police", services=("police/*",)),
        Counter(number=7, name="身份证", zone="police", services=("police/id-*",)),
        Counter(number=5, name="身份证二", zone="police", services=("police/id-*",)),
        Counter(number=9, name="社保通", zone="nowhere", services=("police/*",), cross_city=True),
        Counter(number=1, name="别的", zone="police", services=("tax/*",)),
    )


def kinds(found: tuple[Route, ...]) -> list[type[Route]]:
    return [type(route) for route in found]


def test_every_kind_of_route_is_reached(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=EVERY_CHANNEL)
    found = kinds(routes(guide, Knowledge(guides=(guide,), sites=(hall,))))
    assert set(found) == set(get_args(Route))
    assert found[0] is CounterRoute


def test_every_kind_of_route_is_reached_by_shipped_content(shipped: Knowledge) -> None:
    assert {type(route) for guide in shipped.guides for route in routes(guide, shipped)} == set(
        get_args(Route)
    )


def test_the_counter_most_made_for_it_is_first(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide()
    (route,) = routes(guide, Knowledge(guides=(guide,), sites=(hall,)))
    assert isinstance(route, CounterRoute)
    assert [place.number for place in route.counters] == [5, 7, 3]
    first = route.counters[0]
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
    window, cross_city = routes(guide, Knowledge(guides=(guide,), sites=(hall,)))
    assert isinstance(window, CounterRoute)
    assert isinstance(cross_city, CrossCityRoute)
    assert (window.hours, cross_city.hours) == (saturday, weekdays)


@pytest.mark.parametrize("own", [(), (Hours(days="12345", open=time(9), close=time(11)),)])
def test_video_calls_are_taken_in_hours_of_their_own(
    own: tuple[Hours, ...], make_hall: MakeHall, make_guide: MakeGuide
) -> None:
    weekdays = (Hours(days="12345", open=time(8, 30), close=time(17)),)
    guide = make_guide(channels=(Video(needs=("身份证", "银行卡")),))
    (route,) = routes(guide, Knowledge(sites=(make_hall(hours=weekdays, video_hours=own),)))
    assert isinstance(route, VideoRoute)
    assert (route.hours, route.needs) == (own or weekdays, ("身份证", "银行卡"))


def test_video_without_a_hall_names_no_hours(make_guide: MakeGuide) -> None:
    (route,) = routes(make_guide(channels=(Video(),)), Knowledge())
    assert isinstance(route, VideoRoute)
    assert route.hours == ()


def test_a_counter_of_an_unknown_zone_keeps_what_is_written(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=(CrossCity(),))
    (route,) = routes(guide, Knowledge(guides=(guide,), sites=(hall,)))
    assert isinstance(route, CrossCityRoute)
    (place,) = route.counters
    assert (place.number, place.zone, place.floor) == (9, "nowhere", None)


def test_what_the_guide_says_of_a_way_is_passed_on(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=EVERY_CHANNEL)
    found = {type(route): route for route in routes(guide, Knowledge(guides=(guide,), sites=(hall,)))}
    online = found[OnlineRoute]
    assert isinstance(online, OnlineRoute)
    assert (online.platform, online.steps, online.url) == ("粤省事", ("打开", "提交"), "https://example.org")
    notes = {kind: found[kind].note for kind in (CounterRoute, VideoRoute, HomeVisitRoute, CrossCityRoute)}
    assert notes == {
        CounterRoute: "带原件",
        VideoRoute: "要预约",
        HomeVisitRoute: "先约",
        CrossCityRoute: "三市一样",
    }


def test_nearby_sites_are_named_by_level(shipped: Knowledge, make_guide: MakeGuide) -> None:
    guide = make_guide(channels=(Window(levels=("town", "village")),))
    village, town = routes(guide, shipped)
    assert isinstance(village, NearbyRoute)
    assert isinstance(town, NearbyRoute)
    assert (village.level, town.level) == ("village", "town")
    assert town.sites == tuple(site.name for site in shipped.sites if site.level == "town")


def test_who_is_insured_in_chaozhou_goes_to_the_cross_city_counter(shipped: Knowledge) -> None:
    guides = [guide for guide in shipped.guides if guide.channels_of(CrossCity)]
    assert guides
    for guide in guides:
        first = routes(guide, shipped, FROM_CHAOZHOU)[0]
        assert isinstance(first, CrossCityRoute), guide.id
        assert routes(guide, shipped)[0] != first, guide.id


def test_who_cannot_come_is_visited(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        if guide.channels_of(HomeVisit):
            assert isinstance(routes(guide, shipped, HOUSEBOUND)[0], HomeVisitRoute), guide.id


def test_who_cannot_come_is_not_sent_to_a_counter_first(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        if guide.channels_of(Online) or guide.channels_of(Video):
            first = routes(guide, shipped, HOUSEBOUND)[0]
            assert isinstance(first, HomeVisitRoute | VideoRoute | OnlineRoute), guide.id


def test_circumstances_change_the_order_and_nothing_else(shipped: Knowledge) -> None:
    both = Circumstances(housebound=True, other_city="揭阳")
    for guide in shipped.guides:
        usual = routes(guide, shipped)
        for circumstances in (HOUSEBOUND, FROM_CHAOZHOU, both):
            told = routes(guide, shipped, circumstances)
            assert len(told) == len(usual)
            assert all(route in told for route in usual)


def test_an_imported_guide_leads_to_the_place_its_source_names(hall: Site, make_guide: MakeGuide) -> None:
    guide = make_guide("440515-1", channels=(Window(place="凤翔街道某某路"),), status="imported")
    (route,) = routes(guide, Knowledge(guides=(guide,), sites=(hall,)))
    assert isinstance(route, CounterRoute)
    assert (route.place, route.counters, route.site) == ("凤翔街道某某路", (), "")
    assert [reason.key for reason in route.reasons] == ["route.reason.source_place"]


@pytest.mark.parametrize("channels", [(), (Window(),), (CrossCity(),)])
def test_where_nothing_can_serve_it_there_is_no_route(
    make_guide: MakeGuide, channels: tuple[Window, ...]
) -> None:
    guide = make_guide(channels=channels)
    assert routes(guide, Knowledge(guides=(guide,))) == ()


def test_every_shipped_guide_has_a_route(shipped: Knowledge) -> None:
    assert [guide.id for guide in shipped.guides if not routes(guide, shipped)] == []


def test_no_channel_is_passed_over(shipped: Knowledge) -> None:
    """A guide with two websites leads to both."""
    for guide in shipped.guides:
        found = kinds(routes(guide, shipped))
        assert found.count(OnlineRoute) == len(guide.channels_of(Online)), guide.id
        assert found.count(VideoRoute) == len(guide.channels_of(Video)), guide.id


def test_every_hall_guide_has_a_counter(shipped: Knowledge) -> None:
    """A guide that says “hall” without any counter would silently lose that way."""
    lost = [
        guide.id
        for guide in shipped.guides
        if any("hall" in window.levels for window in guide.channels_of(Window))
        and CounterRoute not in kinds(routes(guide, shipped))
    ]
    assert lost == []


def test_every_route_gives_reasons_that_have_words(
    shipped: Knowledge, hall: Site, make_guide: MakeGuide
) -> None:
    words = load("zh-CN")
    extra = [make_guide(channels=(*EVERY_CHANNEL,), visits=visits) for visits in (None, 0, 1, 2, 9)]
    placed = make_guide(channels=(Window(place="某处"),))
    for knowledge, guides in (
        (shipped, shipped.guides),
        (Knowledge(sites=(hall,)), extra),
        (Knowledge(), [placed]),
    ):
        for guide in guides:
            for route in routes(guide, knowledge):
                assert route.reasons, guide.id
                for reason in route.reasons:
                    assert words.text(reason.key, reason.data)


def test_visits_are_told_as_they_are(hall: Site, make_guide: MakeGuide) -> None:
    (route,) = routes(make_guide(visits=3), Knowledge(sites=(hall,)))
    assert load("zh-CN").text(route.reasons[-1].key, route.reasons[-1].data) == "要来 3 次。"


TUESDAY = dt.datetime(2026, 11, 24)


@given(st.integers(0, 7 * 24 * 60))
def test_a_closed_counter_is_never_open_now(shipped: Knowledge, minute: int) -> None:
    now = TUESDAY + dt.timedelta(minutes=minute)
    for guide in shipped.guides[::60]:
        for route in routes(guide, shipped, moment=Moment(now, ChineseCalendar())):
            state = getattr(route, "opening", None)
            if state is not None and state.is_open:
                assert any(
                    str(now.isoweekday()) in span.days and span.open <= now.time() < span.close
                    for span in route.hours
                )


def test_counters_and_video_tell_whether_they_are_open(shipped: Knowledge) -> None:
    guide = next(guide for guide in shipped.guides if guide.channels_of(Video) and guide.channels_of(Window))
    at = {
        hour: {
            type(route): route.opening
            for route in routes(guide, shipped, moment=Moment(TUESDAY.replace(hour=hour), ChineseCalendar()))
            if isinstance(route, CounterRoute | VideoRoute)
        }
        for hour in (9, 22)
    }
    assert all(state is not None and state.is_open for state in at[9].values())
    assert all(state is not None and state.in_days == 1 for state in at[22].values())


def test_where_nobody_asked_when_nothing_is_said_of_it(shipped: Knowledge) -> None:
    for route in routes(shipped.guides[0], shipped):
        assert getattr(route, "opening", None) is None
