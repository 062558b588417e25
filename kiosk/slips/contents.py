"""What stands on the slip of an answer or a plan: the lines that the screens show, fewer of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import structs

from assistant.message import Message
from assistant.reply import Answer, Plan
from assistant.routes import OnlineRoute, Route, WithHours
from kiosk.slips.slip import Item, Slip, Style
from kiosk.wording import answer_sections, headline, title
from kiosk.wording_journey import journey_sections, trips_lines
from kiosk.wording_lines import Line, Section, message_line, worded
from locales.catalogue import Catalogue

_DAYS_NAMED_BY_DATE = 2
"""So many days ahead a day is named by its date, which on paper stays true."""


def slip_of(reply: Answer | Plan, catalogue: Catalogue, now: dt.datetime) -> Slip:
    """Return the slip for `reply`, printed at `now`."""
    body = _answer(_lasting(reply), catalogue) if isinstance(reply, Answer) else _plan(reply, catalogue)
    return (*body, *_foot(catalogue, now))


def _answer(answer: Answer, catalogue: Catalogue) -> Iterator[Item]:
    """Paper is short: only where to go and what to bring have particulars, of other ways it names one."""
    where = headline(answer, catalogue).text
    yield Item("headline", where)
    yield Item("title", title(answer, catalogue).text)
    yield from _notices(answer.notices, catalogue)
    sections = {section.id: section for section in answer_sections(answer, catalogue)}
    if "where" in sections:
        yield from _where(sections["where"], where)
    yield from _materials(sections["materials"], len(answer.checklist.all))
    yield Item("heading", catalogue.text("page.cost"))
    for name in ("time", "fee"):
        yield from (Item("text", line.text) for line in sections[name].lines)
    if "other_ways" in sections:
        yield Item("small", catalogue.text("slip.other_way", {"way": sections["other_ways"].lines[0].text}))
    yield from _codes(answer.routes)


def _where(section: Section, headline: str) -> Iterator[Item]:
    """How to get there; of the window's own line only what the headline does not say."""
    first, *others = section.lines
    if rest := first.text.removeprefix(headline).strip():
        yield Item("text", rest)
    yield from _details(first)
    yield from _flat("text", others)


def _materials(section: Section, count: int) -> Iterator[Item]:
    """The last `count` lines are things, a box before each; what stands above them is to be known."""
    known = len(section.lines) - count
    yield Item("heading", section.heading.text)
    yield from _flat("text", section.lines[:known])
    yield from _flat("box", section.lines[known:])


def _plan(plan: Plan, catalogue: Catalogue) -> Iterator[Item]:
    yield Item("headline", title(plan, catalogue).text)
    yield from _notices(plan.notices, catalogue)
    if plan.journey is None:
        labels = (message_line(option.label, catalogue) for option in plan.options)
        yield from _flat("box", labels)
        return
    yield from _flat("text", trips_lines(plan.journey, catalogue))
    stops, things = journey_sections(plan.journey, catalogue)
    for stop in stops.lines:
        yield Item("heading", stop.text)
        yield from _flat("text", stop.details)
    yield from _headed(things, "box")


def _headed(section: Section, style: Style = "text") -> Iterator[Item]:
    yield Item("heading", section.heading.text)
    yield from _flat(style, section.lines)


def _flat(style: Style, lines: Iterable[Line]) -> Iterator[Item]:
    for line in lines:
        yield Item(style, line.text)
        yield from _details(line)


def _details(line: Line) -> Iterator[Item]:
    yield from (Item("detail", detail.text) for below in line.details for detail in below.flat())


def _codes(routes: Iterable[Route]) -> Iterator[Item]:
    """The first address on the web, which nobody likes to type."""
    addresses = [route.url for route in routes if isinstance(route, OnlineRoute) and route.url]
    yield from (Item("code", address) for address in addresses[:1])


def _notices(notices: Iterable[Message], catalogue: Catalogue) -> Iterator[Item]:
    """What must be said with it, where nobody tears it off."""
    yield from (Item("small", message_line(notice, catalogue).text) for notice in notices)


def _foot(catalogue: Catalogue, now: dt.datetime) -> Iterator[Item]:
    """Whom to ask, and when it was printed."""
    yield Item("heading", catalogue.text("slip.ask"))
    date = worded(catalogue, "date.full", year=now.year, month=now.month, day=now.day)
    yield Item("small", catalogue.text("slip.printed", {"date": date.text, "time": f"{now:%H:%M}"}))


def _lasting(answer: Answer) -> Answer:
    return structs.replace(answer, routes=tuple(map(_lasting_route, answer.routes)))


def _lasting_route(route: Route) -> Route:
    """Paper is read tomorrow: that it is open now goes, "tomorrow" becomes a date."""
    if not isinstance(route, WithHours) or route.opening is None:
        return route
    opening = route.opening
    if opening.opens_at is not None:
        later = structs.replace(opening, in_days=max(opening.in_days, _DAYS_NAMED_BY_DATE))
        return structs.replace(route, opening=later)
    open_now = opening.open_until is not None and opening.unknown_year is None
    return structs.replace(route, opening=None) if open_now else route
