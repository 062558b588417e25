"""One plan for an event of life (一件事): where to go in which order, and one list of what to bring.

A thing that several services ask for is brought once: one original does for
all, copies are left with each.  Services handled in one place are one trip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from assistant.checklist import Checklist
from assistant.routes import AtCounter, CarriedRoute, NearbyRoute, OnlineRoute, Route, VideoRoute, kind_of
from knowledge.model import Guide, Material

_ALSO = "；"


class Stop(Struct, frozen=True):
    """Somewhere to go, or a way without going, and what is handled there."""

    route: Route
    services: tuple[str, ...]
    """Names, in the order of the plan."""
    in_person: tuple[str, ...] = ()
    """Those of them for which the person must come themselves; family may go for the others."""


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
    from_home: tuple[str, ...] = ()
    """Services for which nobody has to go anywhere: on a phone, from the first step to the last."""
    trips_least: int = 0
    """How often one has to go where those are handled from home."""


class Step(Struct, frozen=True):
    """A service, the ways it can be handled, the best first, and what it asks for."""

    guide: Guide
    routes: tuple[Route, ...]
    checklist: Checklist


def journey(steps: Sequence[Step]) -> Journey:
    """Return the plan of `steps`, which stand in their order."""
    left = [step for step in steps if not _from_home(step)]
    return Journey(
        stops=_stops(steps),
        checklist=_checklist(steps),
        trips=_trips_together(steps),
        trips_apart=sum(map(_trips, steps)),
        from_home=tuple(step.guide.name for step in steps if _from_home(step)),
        trips_least=_trips_together(left),
    )


def _from_home(step: Step) -> bool:
    """Only where it is known that nobody has to come: one may begin on the web and still be sent for."""
    remote = any(isinstance(route, OnlineRoute | VideoRoute) for route in step.routes)
    return remote and step.guide.visits == 0


def _stops(steps: Iterable[Step]) -> tuple[Stop, ...]:
    """Steps whose best way leads to the same counter, site or platform are one stop."""
    found: dict[object, Stop] = {}
    for step in steps:
        if not step.routes:
            continue
        key = where(step.routes[0])
        known = found.get(key, Stop(step.routes[0], ()))
        name = step.guide.name
        found[key] = Stop(
            known.route, (*known.services, name), (*known.in_person, *([name] * step.guide.in_person))
        )
    return tuple(found.values())


def where(route: Route) -> object:
    """Return what is the same for routes that lead to the same place."""
    if isinstance(route, AtCounter):
        return route.counters[0].number if route.counters else getattr(route, "place", "")
    return kind_of(route), getattr(route, "platform", "")


def _trips(step: Step) -> int:
    """How often a service by itself makes one go somewhere, handled in its best way."""
    if not step.routes or not isinstance(step.routes[0], AtCounter | NearbyRoute | CarriedRoute):
        return 0
    return max(step.guide.visits or 1, 1)


def _trips_together(steps: Sequence[Step]) -> int:
    """What is handled in one building is one trip; a service that needs two makes it two."""
    buildings: dict[str, int] = {}
    for step in steps:
        if trips := _trips(step):
            building = _building(step.routes[0])
            buildings[building] = max(buildings.get(building, 0), trips)
    return sum(buildings.values())


def _building(route: Route) -> str:
    if isinstance(route, AtCounter):
        return route.site or getattr(route, "place", "")
    return kind_of(route)


def _checklist(steps: Iterable[Step]) -> tuple[Needed, ...]:
    found: dict[str, Needed] = {}
    for step in steps:
        for material in step.checklist.all:
            known = found.get(material.name)
            services = (*known.services, step.guide.name) if known else (step.guide.name,)
            merged = _merged(known.material, material) if known else material
            found[material.name] = Needed(merged, tuple(dict.fromkeys(services)))
    return tuple(found.values())


def _merged(one: Material, other: Material) -> Material:
    """The thing as both need it; a remark that only one makes still stands, for what is shown is quoted."""
    return Material(
        name=one.name,
        originals=max(one.originals, other.originals),
        copies=one.copies + other.copies,
        when=_either(one.when, other.when) if one.when and other.when else "",
        case=one.case if one.case == other.case else None,
        e_licence=one.e_licence and other.e_licence,
        later=one.later and other.later,
        note=_either(one.note, other.note),
    )


def _either(one: str, other: str) -> str:
    """Both, each part once: `one` may hold what several services say."""
    parts = (part for text in (one, other) for part in text.split(_ALSO))
    return _ALSO.join(dict.fromkeys(filter(None, parts)))
