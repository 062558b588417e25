"""A whole event of life as lines: where to go, what to bring once for all, how many trips that saves."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from assistant.planning import Journey, Needed, Stop
from kiosk.wording_guide import material_line
from kiosk.wording_lines import Line, Section, joined, quoted, section, worded
from kiosk.wording_routes import place_lines, route_line
from locales.catalogue import Catalogue


def journey_sections(journey: Journey, catalogue: Catalogue) -> Iterator[Section]:
    """Yield the stops in their order, and one list of things to bring."""
    yield section(catalogue, "stops", (_stop(stop, catalogue) for stop in journey.stops))
    yield section(catalogue, "checklist", (_needed(needed, catalogue) for needed in journey.checklist))


def brief_sections(journey: Journey, catalogue: Catalogue) -> tuple[Section, Section]:
    """Return the same with every thing in one line: the services tell the rest."""
    stops, things = journey_sections(journey, catalogue)
    lines = tuple(structs.replace(line, details=()) for line in things.lines)
    return stops, structs.replace(things, lines=lines)


def trips_lines(journey: Journey, catalogue: Catalogue) -> Iterator[Line]:
    """Yield how often one goes, all done together and one by one, and how often with a phone."""
    yield worded(catalogue, "journey.trips", trips=journey.trips, apart=journey.trips_apart)
    if journey.trips_least < journey.trips:
        count, trips = len(journey.from_home), journey.trips_least
        key = "journey.from_home" if trips else "journey.all_from_home"
        yield worded(catalogue, key, count=count, trips=trips)


def _stop(stop: Stop, catalogue: Catalogue) -> Line:
    """Where to go, and what is handled there; the answer to each service tells the rest."""
    line = route_line(stop.route, catalogue)
    services = joined(catalogue, "journey.join", map(quoted, stop.services))
    told = [worded(catalogue, "journey.handled", services=services)]
    if stop.in_person:
        own = joined(catalogue, "journey.join", map(quoted, stop.in_person))
        told.append(worded(catalogue, "journey.in_person", services=own))
    way = place_lines(stop.route, catalogue)[1:]  # the name of a counter tells no more than the services do
    return Line(line.text, line.speech, (*told, *way))


def _needed(needed: Needed, catalogue: Catalogue) -> Line:
    line = material_line(needed.material, catalogue, counted=True, paperless=needed.material.e_licence)
    services = joined(catalogue, "journey.join", map(quoted, needed.services))
    return Line(line.text, line.speech, (*line.details, worded(catalogue, "journey.for", services=services)))
