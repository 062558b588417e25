"""The ways that a guide and the sites leave open, whoever asks: nothing of a person is known here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from assistant.message import Message
from assistant.places import Place
from assistant.routes import (
    NEARBY,
    CarriedRoute,
    CounterPlace,
    CounterRoute,
    CrossCityRoute,
    ElsewhereRoute,
    HomeVisitRoute,
    NearbyLevel,
    NearbyRoute,
    OnlineRoute,
    PhoneRoute,
    Route,
    VideoRoute,
)
from knowledge.model import (
    Counter,
    CrossCity,
    Guide,
    HomeVisit,
    Knowledge,
    Online,
    Phone,
    Scope,
    Site,
    Video,
    Window,
)

HOTLINE = Phone(number="12345")
"""The government's own, in every place; the only number that sample content may give."""
_BEYOND = frozenset({"national", "cross_province", "province", "city"})
"""How far a service must reach to be for people of elsewhere."""


def ways(guide: Guide, knowledge: Knowledge, place: Place) -> Iterator[Route]:
    """Yield every way to have `guide` handled, one of a kind, in no order; a telephone always."""
    hall = knowledge.hall
    yield from _window(guide, hall)
    yield from _cross_city(guide, hall)
    yield from _elsewhere(guide, hall)
    yield from _nearby(guide, knowledge, place)
    yield from _carried(guide, knowledge, place)
    yield from _home_visit(guide)
    yield from _video(guide, hall)
    yield from _online(guide, hall)
    yield PhoneRoute(phones=_phones(guide), reasons=(Message("route.reason.phone"),))


def beyond(guide: Guide) -> tuple[Scope, ...]:
    """Return the scopes of `guide` that reach farther than the district."""
    return tuple(scope for scope in guide.scopes if scope.reach in _BEYOND)


def _window(guide: Guide, hall: Site | None) -> Iterator[CounterRoute]:
    for window in guide.channels_of(Window):
        counters = _counters(guide, hall, cross_city=False) if "hall" in window.levels else []
        if hall is not None and counters:
            yield CounterRoute(
                site=hall.name,
                counters=_places(counters, hall),
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
                counters=_places(counters, hall),
                hours=counters[0].hours or hall.hours,
                note=channel.note,
                reasons=(Message("route.reason.cross_city"),),
            )


def _elsewhere(guide: Guide, hall: Site | None) -> Iterator[ElsewhereRoute]:
    """Of several scopes, the first.  What is handled on the web alone needs no counter."""
    counters = _counters(guide, hall, cross_city=False)
    scopes = [scope for scope in beyond(guide) if scope.forms != ("online",)]
    if hall is not None and counters and scopes:
        yield ElsewhereRoute(
            site=hall.name,
            counters=_places(counters, hall),
            reach=scopes[0].reach,
            hours=counters[0].hours or hall.hours,
            reasons=(
                Message("route.reason.elsewhere"),
                *(Message(f"scope_form.{form}") for form in scopes[0].forms),
            ),
        )


def _nearby(guide: Guide, knowledge: Knowledge, place: Place) -> Iterator[NearbyRoute]:
    for level, window in product(NEARBY, guide.channels_of(Window)):
        if level in window.levels:
            yield _near(level, window.note, knowledge, place)


def _near(level: NearbyLevel, note: str, knowledge: Knowledge, place: Place) -> NearbyRoute:
    reasons = (Message(f"route.reason.{level}"),)
    town = place.town
    if town is None:
        sites = [site for site in knowledge.sites if site.level == level]
        kept = {site.hours for site in sites}
        return NearbyRoute(
            level=level,
            sites=tuple(site.name for site in sites),
            hours=kept.pop() if len(kept) == 1 else (),
            note=note,
            reasons=reasons,
        )
    name = town.name if level == "town" else place.station
    return NearbyRoute(
        level=level,
        sites=(name,) if name else (),
        here=place.level == level,
        hours=town.hours if level == "town" else (),  # of the stations of villages nobody knows them
        note=note,
        reasons=reasons,
    )


def _carried(guide: Guide, knowledge: Knowledge, place: Place) -> Iterator[CarriedRoute]:
    """Only what the hall alone takes in has to be carried there."""
    levels = {level for window in guide.channels_of(Window) for level in window.levels}
    near = [place.town] if place.town else [site for site in knowledge.sites if site.level == "town"]
    sites = tuple(site.name for site in near if site.carries)
    if levels == {"hall"} and sites and knowledge.hall is not None:
        yield CarriedRoute(sites=sites, reasons=(Message("route.reason.carried"),))


def _online(guide: Guide, hall: Site | None) -> Iterator[OnlineRoute]:
    visits = _visits_after(guide, hall) if guide.visits else _visits(guide)
    for channel in guide.channels_of(Online):
        yield OnlineRoute(
            platform=channel.platform,
            steps=channel.steps,
            url=channel.url,
            reasons=(Message("route.reason.online"), *visits),
        )


def _visits_after(guide: Guide, hall: Site | None) -> tuple[Message, ...]:
    """What is begun on the web may still end at a counter."""
    counters = _counters(guide, hall, cross_city=False)
    visits = guide.visits or 0
    if not counters:
        return (Message("route.reason.then_come", {"visits": visits}),)
    return (Message("route.reason.then_counter", {"visits": visits, "counter": counters[0].number}),)


def _video(guide: Guide, hall: Site | None) -> Iterator[VideoRoute]:
    hours = (hall.video_hours or hall.hours) if hall is not None else ()
    for channel in guide.channels_of(Video):
        reasons = (Message("route.reason.video"),)
        yield VideoRoute(hours=hours, needs=channel.needs, note=channel.note, reasons=reasons)


def _home_visit(guide: Guide) -> Iterator[HomeVisitRoute]:
    for channel in guide.channels_of(HomeVisit):
        reason = Message("route.reason.home_visit", {"number": _phones(guide)[0].number})
        yield HomeVisitRoute(note=channel.note, reasons=(reason,))


def _phones(guide: Guide) -> tuple[Phone, ...]:
    """Its own, and the hotline last."""
    return (*(phone for phone in guide.phones if phone.number != HOTLINE.number), HOTLINE)


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


def _places(counters: list[Counter], hall: Site) -> tuple[CounterPlace, ...]:
    return tuple(_place(counter, hall) for counter in counters)


def _place(counter: Counter, hall: Site) -> CounterPlace:
    zone = hall.zone(counter.zone)
    return CounterPlace(
        number=counter.number,
        name=counter.name,
        zone=zone.name if zone else counter.zone,
        floor=zone.floor if zone else None,
        landmark=zone.landmark if zone else "",
    )
