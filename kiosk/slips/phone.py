"""What a phone takes along: as much of an answer as a code of some size holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.reply import Answer, Plan
from assistant.routes import OnlineRoute
from kiosk.wording import headline, title
from kiosk.wording_guide import material_line
from kiosk.wording_journey import journey_sections
from kiosk.wording_lines import joined, worded
from kiosk.wording_routes import place_lines
from locales.catalogue import Catalogue

_BLANK = re.compile(r"(?<=[^!-~]) | (?=[^!-~])")
"""Beside a Hanzi; between two words of letters a blank stays."""


class PhoneText(Struct, frozen=True):
    """A text for a code."""

    text: str
    holds: str
    """What is in it, as the last part of a message key: ``take_away.holds.<holds>``."""


def phone_texts(reply: Answer | Plan, catalogue: Catalogue) -> Iterator[PhoneText]:
    """Yield the texts that a code may hold, the best first; each later one is shorter."""
    yield from _answer(reply, catalogue) if isinstance(reply, Answer) else _plan(reply, catalogue)


def _answer(answer: Answer, catalogue: Catalogue) -> Iterator[PhoneText]:
    first = answer.routes[0] if answer.routes else None
    if isinstance(first, OnlineRoute) and first.url:
        yield PhoneText(first.url, "address")
    name, where = title(answer, catalogue).text, headline(answer, catalogue).text
    place = _place(answer, catalogue)
    zone = place[1:2]
    if answer.checklist.all:
        yield _joined("all", name, where, *place, _bring(answer, catalogue, counted=True))
        yield _joined("all", where, *place[1:], _bring(answer, catalogue, counted=True))
        yield _joined("all", where, *zone, _bring(answer, catalogue, counted=False))
    yield _joined("place", name, where, *place)
    yield _joined("place", name, where, *zone)
    yield _joined("place", where, *zone)
    yield _joined("place", where)


def _plan(plan: Plan, catalogue: Catalogue) -> Iterator[PhoneText]:
    name = title(plan, catalogue).text
    if plan.journey is not None:
        stops, things = journey_sections(plan.journey, catalogue)
        where = [stop.text for stop in stops.lines]
        bring = worded(catalogue, "slip.bring", things=joined(catalogue, "slip.join", things.lines)).text
        yield _joined("all", name, *where, bring)
        yield _joined("stops", name, *where)
        yield _joined("stops", *where)
    yield _joined("name", name)


def _joined(holds: str, *parts: str) -> PhoneText:
    """Blanks between digits and Hanzi only take room."""
    return PhoneText("\n".join(_BLANK.sub("", part) for part in parts), holds)


def _place(answer: Answer, catalogue: Catalogue) -> list[str]:
    """The name of the counter, its floor and zone, the way there; nothing where it leads to none."""
    return [line.text for line in place_lines(answer.routes[0], catalogue)] if answer.routes else []


def _bring(answer: Answer, catalogue: Catalogue, *, counted: bool) -> str:
    counted = counted and answer.guide.status != "imported"
    things = (
        material_line(material, catalogue, counted=counted, paperless=False)
        for material in answer.checklist.all
    )
    return worded(catalogue, "slip.bring", things=joined(catalogue, "slip.join", things)).text
