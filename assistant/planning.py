"""One plan for an event of life (一件事): where to go in which order, and one list of what to bring.

A thing that several services ask for is brought once: one original does for
all, copies are left with each.  Services handled in one place are one trip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from assistant.routing import CounterRoute, CrossCityRoute, NearbyRoute, Route
from knowledge.model import Guide, Material


class Stop(Struct, frozen=True):
    """Somewhere to go, or a way without going, and what is handled there."""

    route: Route
    services: tuple[str, ...]
    """Names, in the order of the plan."""


class Needed(Struct, frozen=True):
    """A thing to have ready, for all services that ask for it."""

    material: Material
    services: tuple[str, ...]


class Journey(Struct, frozen=True):
    """The whole event, done together."""

    stops: tuple[Stop, ...]
    checklist: tuple[Needed, ...]
    trips: int
    """How often one has to go somewhere."""
    trips_apart: int
    """The same where each service is handled by itself."""


Step = tuple[Guide, tuple[Route, ...]]
"""A service, and the ways it can be handled, the best first."""


def journey(steps: Sequence[Step]) -> Journey:
    """Return the plan of `steps`, which stand in their order."""
    return Journey(
        stops=_stops(steps),
        checklist=_checklist(guide for guide, _ in steps),
        trips=_trips_together(steps),
        trips_apart=sum(_trips(step) for step in steps),
    )


def _stops(steps: Iterable[Step]) -> tuple[Stop, ...]:
    """Steps whose best way leads to the same counter, site or platform are one stop."""
    found: dict[object, Stop] = {}
    for guide, routes in steps:
        if not routes:
            continue
        key = _where(routes[0])
        known = found.get(key, Stop(routes[0], ()))
        found[key] = msgspec.structs.replace(known, services=(*known.services, guide.name))
    return tuple(found.values())


def _where(route: Route) -> object:
    match route:
        case CounterRoute(counters=(first, *_)) | CrossCityRoute(counters=(first, *_)):
            return first.number
        case CounterRoute():
            return route.place
        case _:
            return type(route), getattr(route, "level", ""), getattr(route, "platform", "")


def _trips(step: Step) -> int:
    """How often a service by itself makes one go somewhere, handled in its best way."""
    guide, routes = step
    if not routes or not isinstance(routes[0], CounterRoute | CrossCityRoute | NearbyRoute):
        return 0
    return max(guide.visits or 1, 1)


def _trips_together(steps: Sequence[Step]) -> int:
    """What is handled in one building is one trip; a service that needs two makes it two."""
    buildings: dict[str, int] = {}
    for step in steps:
        if trips := _trips(step):
            building = _building(step[1][0])
            buildings[building] = max(buildings.get(building, 0), trips)
    return sum(buildings.values())


def _building(route: Route) -> str:
    match route:
        case CounterRoute() | CrossCityRoute():
            return route.site or getattr(route, "place", "")
        case NearbyRoute():
            return route.level
    return ""


def _checklist(guides: Iterable[Guide]) -> tuple[Needed, ...]:
    found: dict[str, Needed] = {}
    for guide in guides:
        for material in guide.materials:
            known = found.get(material.name)
            found[material.name] = (
                Needed(_merged(known.material, material), tuple(dict.fromkeys((*known.services, guide.name))))
                if known
                else Needed(material, (guide.name,))
            )
    return tuple(found.values())


def _merged(one: Material, other: Material) -> Material:
    """The thing as both need it; a remark that only one makes still stands, for what is shown is quoted."""
    return Material(
        name=one.name,
        originals=max(one.originals, other.originals),
        copies=one.copies + other.copies,
        when=_either(one.when, other.when) if one.when and other.when else "",
        e_licence=one.e_licence and other.e_licence,
        note=_either(one.note, other.note),
    )


def _either(one: str, other: str) -> str:
    return "；".join(dict.fromkeys(text for text in (one, other) if text))
