"""The ways to have a matter handled, as lines: where to go and how to get there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from os.path import commonprefix

from assistant.opening import Opening
from assistant.routes import (
    AtCounter,
    CarriedRoute,
    CounterPlace,
    CounterRoute,
    CrossCityRoute,
    ElsewhereRoute,
    HomeVisitRoute,
    LeftOut,
    NearbyRoute,
    OnlineRoute,
    PhoneRoute,
    Route,
    VideoRoute,
    WithHours,
    kind_of,
)
from kiosk.wording_guide import phone_line
from kiosk.wording_lines import Line, joined, message_line, quoted, worded
from knowledge.model import Hours
from locales.catalogue import Catalogue

_NOT_OFFERED = "route.without.not_offered"
_NOON = dt.time(12)
_AFTERNOON = dt.time(13)
_WORTH_SHORTENING = 3
"""Characters that names must share to be shortened."""
_TOLD_BY_NAME = frozenset(f"route.reason.{kind}" for kind in ("counter", "town", "village", "online"))
"""Reasons that say no more than the name of the way does."""


def route_name(route: Route, catalogue: Catalogue) -> Line:
    """What kind of way it is: "到大厅窗口办"."""
    return worded(catalogue, f"route.name.{_kind(route)}")


def route_headline(route: Route, catalogue: Catalogue) -> Line:
    """The one thing to remember: "21 号窗口", or the name of the place or platform."""
    key = f"route.headline.{_kind(route)}"
    if (number := window_number(route)) is not None:
        return worded(catalogue, key, number=number)
    match route:
        case CounterRoute():
            return worded(catalogue, key, place=route.place)
        case OnlineRoute():
            return worded(catalogue, key, platform=route.platform)
        case PhoneRoute():
            return worded(catalogue, key, number=phone_line(route.phones[0], catalogue))
        case NearbyRoute(here=True):
            return worded(catalogue, "route.headline.here")
        case _:
            return worded(catalogue, key)


def route_line(route: Route, catalogue: Catalogue) -> Line:
    """What kind of way it is, and where it leads."""
    name, where = route_name(route, catalogue), route_headline(route, catalogue)
    return worded(catalogue, "route.other", name=name, where=where)


def brief_line(route: Route, catalogue: Catalogue) -> Line:
    """The same without a place that the name tells already."""
    named = not isinstance(route, NearbyRoute | VideoRoute | HomeVisitRoute | CarriedRoute)
    return route_line(route, catalogue) if named else route_name(route, catalogue)


def window_number(route: Route) -> int | None:
    """The number of the counter a route leads to, for display in large; None where it leads to none."""
    if isinstance(route, AtCounter) and route.counters:
        return route.counters[0].number
    return None


def left_out_lines(left_out: Iterable[LeftOut], catalogue: Catalogue) -> Iterator[Line]:
    """Yield the ways that the service has and this person does not need, each with why not."""
    for one in left_out:
        if one.reason.key != _NOT_OFFERED:
            name = worded(catalogue, f"route.name.{one.kind}")
            yield worded(
                catalogue, "route.without.line", name=name, reason=message_line(one.reason, catalogue)
            )


def place_lines(route: Route, catalogue: Catalogue) -> tuple[Line, ...]:
    """How to find a counter: its name, its zone, the way there; empty for other ways."""
    if not isinstance(route, AtCounter) or not route.counters:
        return ()
    counter = route.counters[0]
    landmark = (quoted(counter.landmark),) if counter.landmark else ()
    return (quoted(counter.name), _zone(counter, catalogue), *landmark)


def opening_lines(route: Route, catalogue: Catalogue) -> tuple[Line, ...]:
    """Whether one can go now, else when; empty for a way without hours."""
    return tuple(_opening(route.opening, catalogue)) if isinstance(route, WithHours) else ()


def is_shut(route: Route) -> bool:
    """Whether nobody is there now."""
    return isinstance(route, WithHours) and route.opening is not None and not route.opening.is_open


def route_lines(route: Route, catalogue: Catalogue) -> tuple[Line, ...]:
    """How to get there and what to do there, then why, then the guide's own note."""
    told = (reason for reason in route.reasons if reason.key not in _TOLD_BY_NAME)
    reasons = (message_line(reason, catalogue) for reason in told)
    note = (quoted(route.note),) if route.note else ()
    return (*_way(route, catalogue), *reasons, *note)


def hours_line(hours: tuple[Hours, ...], catalogue: Catalogue) -> Line:
    """Opening hours in one line, days with the same hours told once."""
    spans = (
        worded(catalogue, "hours.spans", days=_days(days, catalogue), spans=_spans(tuple(same), catalogue))
        for days, same in groupby(hours, key=lambda span: span.days)
    )
    return joined(catalogue, "hours.days_join", spans)


def _kind(route: Route) -> str:
    """As messages name it: a place that only its source names is no window of the hall."""
    return "place" if isinstance(route, CounterRoute) and not route.counters else kind_of(route)


def _way(route: Route, catalogue: Catalogue) -> Iterator[Line]:
    match route:
        case CounterRoute(counters=()):
            yield worded(catalogue, "route.place", place=route.place)
        case CounterRoute() | CrossCityRoute() | ElsewhereRoute():
            yield from _counters(route, catalogue)
        case NearbyRoute():
            yield from _nearby(route, catalogue)
        case OnlineRoute():
            for number, step in enumerate(route.steps, start=1):
                yield worded(catalogue, "route.step", number=number, step=step)
            if route.url:
                yield worded(catalogue, "route.url", url=route.url)
        case VideoRoute():
            yield from _call(route, catalogue)
        case CarriedRoute():
            yield worded(catalogue, "route.carriers", sites=_names(route.sites, catalogue))
        case PhoneRoute():
            phones = joined(
                catalogue, "route.phone_join", (phone_line(one, catalogue) for one in route.phones)
            )
            yield worded(catalogue, "route.call", phones=phones)
        case HomeVisitRoute():
            return


def _nearby(route: NearbyRoute, catalogue: Catalogue) -> Iterator[Line]:
    if route.here:
        yield worded(catalogue, "route.here")
    else:
        advice = worded(catalogue, "route.nearest_village" if route.level == "village" else "route.nearest")
        sites = _names(route.sites, catalogue)
        yield worded(catalogue, "route.advice_sites", advice=advice, sites=sites) if route.sites else advice
    if route.hours:
        yield worded(catalogue, "route.hours", hours=hours_line(route.hours, catalogue))
    yield from _opening(route.opening, catalogue)


def _counters(route: AtCounter, catalogue: Catalogue) -> Iterator[Line]:
    first, *others = route.counters
    yield worded(catalogue, "route.counter", number=first.number, name=first.name)
    yield quoted(route.site)
    yield from _place(first, catalogue)
    if others:
        numbers = joined(catalogue, "route.number_join", (quoted(str(other.number)) for other in others))
        yield worded(catalogue, "route.other_counters", numbers=numbers)
    if route.hours:
        yield worded(catalogue, "route.hours", hours=hours_line(route.hours, catalogue))
    yield from _opening(route.opening, catalogue)


def _call(route: VideoRoute, catalogue: Catalogue) -> Iterator[Line]:
    if route.hours:
        yield worded(catalogue, "route.video_hours", hours=hours_line(route.hours, catalogue))
    yield from _opening(route.opening, catalogue)
    if route.needs:
        needs = joined(catalogue, "route.need_join", map(quoted, route.needs))
        yield worded(catalogue, "route.video_needs", needs=needs)


def _opening(opening: Opening | None, catalogue: Catalogue) -> Iterator[Line]:
    """Whether one can go now, else when; and that nobody knows the holidays of that year yet."""
    if opening is None:
        return
    if opening.open_until is not None:
        yield worded(catalogue, "opening.open", close=clock_line(opening.open_until, catalogue))
    elif opening.opens_at is not None:
        day = _day_ahead(opening.opens_at, opening.in_days, catalogue)
        yield worded(catalogue, "opening.opens", day=day, open=clock_line(opening.opens_at.time(), catalogue))
    else:
        yield worded(catalogue, "opening.closed")
    if opening.unknown_year is not None:
        yield worded(catalogue, "opening.unknown_year", year=opening.unknown_year)


def _day_ahead(date: dt.datetime, in_days: int, catalogue: Catalogue) -> Line:
    if in_days <= 1:
        return worded(catalogue, "opening.tomorrow" if in_days else "opening.today")
    weekday = worded(catalogue, f"weekday.{date.isoweekday()}")
    return worded(catalogue, "opening.date", month=date.month, day=date.day, weekday=weekday)


def _place(counter: CounterPlace, catalogue: Catalogue) -> Iterator[Line]:
    yield _zone(counter, catalogue)
    if counter.landmark:
        yield worded(catalogue, "route.landmark", landmark=counter.landmark)


def _zone(counter: CounterPlace, catalogue: Catalogue) -> Line:
    if counter.floor is None:
        return quoted(counter.zone)
    return worded(catalogue, "route.zone_floor", floor=counter.floor, zone=counter.zone)


def _names(sites: tuple[str, ...], catalogue: Catalogue) -> Line:
    return joined(catalogue, "route.site_join", map(quoted, _without_common_end(sites)))


def _without_common_end(names: tuple[str, ...]) -> list[str]:
    """`names` with the words that all end in told once, by the last of them."""
    end = commonprefix([name[::-1] for name in names])[::-1]  # noqa: RUF071  characters are meant
    if len(names) <= 1 or len(end) < _WORTH_SHORTENING or end in names:
        return list(names)
    return [*(name.removesuffix(end) for name in names[:-1]), names[-1]]


def _days(days: str, catalogue: Catalogue) -> Line:
    """``12345`` → Monday to Friday; days with gaps between them are listed."""
    names = [worded(catalogue, f"weekday.{day}") for day in days]
    if len(days) > 2 and days in "1234567":
        return worded(catalogue, "hours.day_range", first=names[0], last=names[-1])
    return joined(catalogue, "hours.day_join", names)


def _spans(spans: tuple[Hours, ...], catalogue: Catalogue) -> Line:
    return joined(catalogue, "hours.span_join", (_span(span, catalogue) for span in spans))


def _span(span: Hours, catalogue: Catalogue) -> Line:
    opens, closes = clock_line(span.open, catalogue), clock_line(span.close, catalogue)
    return worded(catalogue, "hours.span", open=opens, close=closes)


def clock_line(time: dt.time, catalogue: Catalogue) -> Line:
    """A time of day, by the part of the day: "上午 8:30"."""
    part = "am" if time < _NOON else "noon" if time < _AFTERNOON else "pm"
    hour = time.hour - 12 if time >= _AFTERNOON else time.hour
    if time.minute == 0:
        return worded(catalogue, f"clock.{part}_sharp", hour=hour)
    return worded(catalogue, f"clock.{part}", hour=hour, minute=f"{time.minute:02}")
