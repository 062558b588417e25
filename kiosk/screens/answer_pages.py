"""An answer cut into pages that need no scrolling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs
from rich.cells import cell_len

from assistant.reply import Answer
from assistant.routing import CounterRoute, CrossCityRoute
from kiosk.widgets.wrapping import wrap
from kiosk.wording import answer_sections
from kiosk.wording_lines import Line, Section, quoted, worded
from kiosk.wording_routes import route_lines
from locales.catalogue import Catalogue

_PAGES = {
    "materials": ("materials",),
    "cost": ("time", "fee", "who"),
    "ways": ("where", "other_ways"),
    "source": ("basis", "source", "owner", "updated"),
}
"""Pages after the first, most needed first, and the ids of the sections on each."""

_BULLET = "● "
_INDENT = "  "


class Page(Struct, frozen=True):
    """A page of text: a title, lines that fit, and what is said."""

    title: str
    lines: tuple[str, ...]
    speech: str


def text_pages(answer: Answer, catalogue: Catalogue, columns: int, rows: int) -> tuple[Page, ...]:
    """Everything after the first page, for `rows` lines of `columns` cells a page."""
    sections = {section.id: section for section in answer_sections(answer, catalogue)}
    if "where" in sections:
        sections["where"] = _without_place(sections["where"], place_lines(answer, catalogue))
    pages: list[Page] = []
    for name, ids in _PAGES.items():
        found = [sections[section] for section in ids if section in sections and sections[section].lines]
        if found:
            pages += _pages(worded(catalogue, f"page.{name}"), found, columns, max(rows, 1))
    return tuple(pages)


def place_lines(answer: Answer, catalogue: Catalogue) -> tuple[Line, ...]:
    """How to find the first place, in the order one walks: floor and zone, landmark, counter."""
    route = answer.routes[0] if answer.routes else None
    if isinstance(route, CounterRoute | CrossCityRoute) and route.counters:
        counter = route.counters[0]
        zone = quoted(counter.zone)
        if counter.floor is not None:
            zone = worded(catalogue, "route.zone_floor", floor=counter.floor, zone=counter.zone)
        landmark = (quoted(counter.landmark),) if counter.landmark else ()
        return (zone, *landmark, quoted(counter.name))
    return route_lines(route, catalogue) if route is not None else ()


def _without_place(where: Section, place: tuple[Line, ...]) -> Section:
    """The section without what the first page has said already."""
    said = [line.text for line in place]
    left = tuple(line for line in where.lines if not any(text in line.text for text in said))
    return structs.replace(where, lines=left)


def _pages(title: Line, sections: Sequence[Section], columns: int, rows: int) -> Iterator[Page]:
    """Fill pages with whole blocks; a block that no page holds is cut."""
    shown: list[str] = []
    spoken: list[str] = [title.speech]
    for lines, speech in _blocks(sections, columns):
        if shown and len(shown) + len(lines) > rows:
            yield Page(title.text, tuple(shown), "\n".join(spoken))
            shown, spoken = [], []
        spoken.append(speech)
        shown += lines
        while len(shown) > rows:
            yield Page(title.text, tuple(shown[:rows]), "\n".join(spoken))
            shown, spoken = shown[rows:], []
    if shown:
        yield Page(title.text, tuple(shown), "\n".join(spoken))


def _blocks(sections: Sequence[Section], columns: int) -> Iterator[tuple[list[str], str]]:
    """Yield (wrapped lines, speech) of everything that should stay together."""
    for section in sections:
        shown, said = "", []
        if len(sections) > 1:
            shown, said = f"【{section.heading.text}】", [section.heading.speech]
        for line in dict.fromkeys(section.lines):
            flat = list(line.flat())
            lines = _wrapped(shown, [part.text for part in flat], columns)
            yield lines, "\n".join([*said, *(part.speech for part in flat)])
            shown, said = "", []


def _wrapped(heading: str, texts: list[str], columns: int) -> list[str]:
    """A line and what belongs below it; all in one where it fits."""
    whole = "  ".join(texts)
    if cell_len(heading + whole) <= columns - len(_INDENT):
        texts = [whole]
    lines: list[str] = []
    for number, text in enumerate(texts):
        lead = heading or _BULLET
        for line in wrap(lead + text if number == 0 else text, columns - len(_INDENT)):
            lines.append(_INDENT + line if lines else line)
    return lines
