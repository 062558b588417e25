"""Where to go: the ways a guide leaves open, the best for this person first.

Every way comes with reasons, as message keys; facts are quoted from the guide
and the sites, never made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Literal

import msgspec
from msgspec import Struct

from assistant.message import Message
from assistant.opening import Moment, Opening, opening
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


class Circumstances(Struct, frozen=True):
    """What is known of the person and bears on where to go."""

    housebound: bool = False
    """Cannot come: bedridden, cannot walk."""
    other_city: str = ""
    """Insured in this city of the 汕潮揭 agreement, other than Shantou: 潮州 or 揭阳."""


NOTHING_KNOWN = Circumstances()


class CounterPlace(Struct, frozen=True):
    """A counter and how to find it."""

    number: int
    name: str
    zone: str
    floor: int | None = None
    landmark: str = ""


class _Route(Struct, frozen=True, kw_only=True, tag_field="kind"):
    reasons: tuple[Message, ...] = ()
    """Why this way is open, and why it stands where it does."""
    note: str = ""


class CounterRoute(_Route, frozen=True, kw_only=True, tag="window"):
    """A window of the hall.  Imported guides may name a `place` and no counter."""

    site: str
    counters: tuple[CounterPlace, ...] = ()
    place: str = ""
    hours: tuple[Hours, ...] = ()
    """Of the first counter; the hall's where it has none of its own."""
    opening: Opening | None = None
    """Whether it is open when asked for; None where nobody asked when, or the hours are not known."""


class CrossCityRoute(_Route, frozen=True, kw_only=True, tag="cross_city"):
    """The 汕潮揭社保通 counter of the hall."""

    site: str
    counters: tuple[CounterPlace, ...]
    hours: tuple[Hours, ...] = ()
    opening: Opening | None = None


NearbyLevel = Literal["village", "town"]
NEARBY: tuple[NearbyLevel, ...] = ("village", "town")
"""The nearest first."""


class NearbyRoute(_Route, frozen=True, kw_only=True, tag="nearby"):
    """The service centre of one's town, or the station of one's village."""

    level: NearbyLevel
    sites: tuple[str, ...] = ()


class OnlineRoute(_Route, frozen=True, kw_only=True, tag="online"):
    """On a phone or a computer."""

    platform: str
    steps: tuple[str, ...] = ()
    url: str = ""


class VideoRoute(_Route, frozen=True, kw_only=True, tag="video"):
    """By video call with a clerk (视频办)."""

    hours: tuple[Hours, ...] = ()
    """When clerks take calls: the hall's hours for video, or its opening hours where it has none."""
    opening: Opening | None = None
    needs: tuple[str, ...] = ()
    """What to have at hand for the call."""


class HomeVisitRoute(_Route, frozen=True, kw_only=True, tag="home_visit"):
    """Staff come to the house."""


Route = CounterRoute | CrossCityRoute | NearbyRoute | OnlineRoute | VideoRoute | HomeVisitRoute


def routes(
    guide: Guide,
    knowledge: Knowledge,
    circumstances: Circumstances = NOTHING_KNOWN,
    moment: Moment | None = None,
) -> tuple[Route, ...]:
    """Return every way to have `guide` handled, the one to take first at the head.

    With a `moment`, ways that keep hours tell whether they are open then.  Never
    empty for a guide with a channel the sites can serve.
    """
    hall = knowledge.hall
    found: list[Route] = [
        *_cross_city(guide, hall),
        *_window(guide, hall),
        *_nearby(guide, knowledge),
        *_home_visit(guide),
        *_video(guide, hall),
        *_online(guide),
    ]
    return tuple(_at(route, moment) for route in sorted(found, key=_order(circumstances)))


def _at(route: Route, moment: Moment | None) -> Route:
    if moment is None or not isinstance(route, CounterRoute | CrossCityRoute | VideoRoute):
        return route
    return msgspec.structs.replace(route, opening=opening(route.hours, moment))


def _order(circumstances: Circumstances) -> Callable[[Route], int]:
    """Rank of a route: a person across a counter first, unless one cannot come or is insured elsewhere."""
    order: list[type[Route]] = [
        CounterRoute,
        NearbyRoute,
        CrossCityRoute,
        OnlineRoute,
        VideoRoute,
        HomeVisitRoute,
    ]
    if circumstances.other_city:
        order.insert(0, CrossCityRoute)
    if circumstances.housebound:
        order[:0] = [HomeVisitRoute, VideoRoute, OnlineRoute]
    return lambda route: order.index(type(route))


def _window(guide: Guide, hall: Site | None) -> Iterator[CounterRoute]:
    for window in guide.channels_of(Window):
        counters = _counters(guide, hall, cross_city=False) if "hall" in window.levels else []
        if hall is not None and counters:
            yield CounterRoute(
                site=hall.name,
                counters=tuple(_place(counter, hall) for counter in counters),
                hours=counters[0].hours or hall.hours,
                note=window.note,
                # "No visit" is said of the way that needs none, not of the counter.
                reasons=(Message("route.reason.counter"), *(_visits(guide) if guide.visits else ())),
            )
        elif window.place:
            reasons = (Message("route.reason.source_place"),)
            yield CounterRoute(site="", place=window.place, note=window.note, reasons=reasons)


def _cross_city(guide: Guide, hall: Site | None) -> Iterator[CrossCityRoute]:
    counters = _counters(guide, hall, cross_city=True)
    for channel in guide.channels_of(CrossCity):
        if hall is not None and counters:
            yield CrossCityRoute(
                site=hall.name,
                counters=tuple(_place(counter, hall) for counter in counters),
                hours=counters[0].hours or hall.hours,
                note=channel.note,
                reasons=(Message("route.reason.cross_city"),),
            )


def _nearby(guide: Guide, knowledge: Knowledge) -> Iterator[NearbyRoute]:
    for level, window in product(NEARBY, guide.channels_of(Window)):
        if level in window.levels:
            sites = tuple(site.name for site in knowledge.sites if site.level == level)
            reasons = (Message(f"route.reason.{level}"),)
            yield NearbyRoute(level=level, sites=sites, note=window.note, reasons=reasons)


def _online(guide: Guide) -> Iterator[OnlineRoute]:
    for channel in guide.channels_of(Online):
        yield OnlineRoute(
            platform=channel.platform,
            steps=channel.steps,
            url=channel.url,
            reasons=(Message("route.reason.online"), *_visits(guide)),
        )


def _video(guide: Guide, hall: Site | None) -> Iterator[VideoRoute]:
    hours = (hall.video_hours or hall.hours) if hall is not None else ()
    for channel in guide.channels_of(Video):
        reasons = (Message("route.reason.video"),)
        yield VideoRoute(hours=hours, needs=channel.needs, note=channel.note, reasons=reasons)


def _home_visit(guide: Guide) -> Iterator[HomeVisitRoute]:
    for channel in guide.channels_of(HomeVisit):
        yield HomeVisitRoute(note=channel.note, reasons=(Message("route.reason.home_visit"),))


def _visits(guide: Guide) -> tuple[Message, ...]:
    if guide.visits is None:
        return ()
    return (Message(f"route.reason.visits.{min(guide.visits, 2)}", {"visits": guide.visits}),)


def _counters(guide: Guide, hall: Site | None, *, cross_city: bool) -> list[Counter]:
    """The hall's counters for `guide`, the one most made for it first."""
    if hall is None:
        return []
    found = [counter for counter in hall.counters_for(guide.id) if counter.cross_city is cross_city]
    return sorted(found, key=lambda counter: (-counter.closeness(guide.id), counter.number))


def _place(counter: Counter, hall: Site) -> CounterPlace:
    zone = hall.zone(counter.zone)
    return CounterPlace(
        number=counter.number,
        name=counter.name,
        zone=zone.name if zone else counter.zone,
        floor=zone.floor if zone else None,
        landmark=zone.landmark if zone else "",
    )
