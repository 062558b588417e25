"""The answer: the window as a headline first, then what to bring, how long and how much, other ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs
from textual.widget import Widget

from assistant.reply import Answer
from kiosk.screens.paged import PagedView
from kiosk.screens.pages import Part
from kiosk.screens.where_block import where_block
from kiosk.widgets.frame import Frame
from kiosk.wording import ANSWER_PARTS, answer_sections, headline, ways_in_brief
from kiosk.wording_lines import Line, Section, message_line, worded
from kiosk.wording_routes import is_shut, opening_lines, place_lines, route_lines, window_number
from locales.catalogue import Catalogue

_IN_FULL = ("materials", "who", "where", "phones")
"""Sections that everybody needs."""
_IN_BRIEF = ("time", "fee", "other_ways")
"""Sections that everybody needs but for what stands below their lines."""
_NEEDED = (*_IN_FULL, *_IN_BRIEF)


class AnswerView(PagedView):
    """`reply`, page by page."""

    STEP = "answer"

    def __init__(self, reply: Answer) -> None:
        self.reply = reply

    def heading(self) -> str:
        """The service."""
        return self.reply.guide.name

    def notes(self) -> list[str]:
        """That the content is an example, or whose it is."""
        return [message_line(notice, self.kiosk.catalogue).text for notice in self.reply.notices]

    def parts(self) -> Iterable[Part]:
        """All sections but what the cover has said."""
        return answer_parts(self.reply, self.kiosk.catalogue)

    def needed(self) -> Iterable[Part]:
        """What to bring, time and fee, and which other ways there are."""
        return needed_parts(self.reply, self.kiosk.catalogue)

    def details(self) -> Iterable[Part]:
        """How the other ways go, whom to call, laws and sources."""
        return detail_parts(self.reply, self.kiosk.catalogue)

    def cover(self, frame: Frame, rows: int) -> list[Widget]:
        """Where to go."""
        catalogue = self.kiosk.catalogue
        lines = [line.text for first in cover_lines(self.reply, catalogue) for line in first.flat()]
        return where_block(self.reply, catalogue, lines, frame, rows)

    def cover_spoken(self) -> list[str]:
        """The service, where to go, and what must be said with it."""
        catalogue = self.kiosk.catalogue
        parts = [self.reply.guide.name, headline(self.reply, catalogue).speech]
        parts += [line.speech for first in cover_lines(self.reply, catalogue) for line in first.flat()]
        return parts + [message_line(notice, catalogue).speech for notice in self.reply.notices]

    def aside(self) -> tuple[str, Callable[[], None]] | None:
        """What else the question may have meant."""
        return ("not_this", lambda: self.kiosk.offer(self.reply.others)) if self.reply.others else None


def first_place(answer: Answer, catalogue: Catalogue) -> tuple[Line, ...]:
    """How to find the first place: the name below the number of its counter, then the way there."""
    if not answer.routes:
        return ()
    return place_lines(answer.routes[0], catalogue) or route_lines(answer.routes[0], catalogue)


def cover_lines(answer: Answer, catalogue: Catalogue) -> tuple[Line, ...]:
    """The first place, and whether it is open: before anything else where it is not."""
    place = first_place(answer, catalogue)
    if not answer.routes or window_number(answer.routes[0]) is None:
        return place
    opening = opening_lines(answer.routes[0], catalogue)
    return (*opening, *place) if is_shut(answer.routes[0]) else (*place, *opening)


def answer_parts(answer: Answer, catalogue: Catalogue) -> Iterator[Part]:
    """Yield (title, sections) of every part behind the cover that has anything to say."""
    sections = {section.id: section for section in answer_sections(answer, catalogue)}
    if "where" in sections:
        sections["where"] = _beyond_cover(sections["where"], answer, catalogue)
    for name, ids in ANSWER_PARTS.items():
        found = list(_without_repeats(sections[section] for section in ids if section in sections))
        if found:
            yield worded(catalogue, f"page.{name}"), found


def needed_parts(answer: Answer, catalogue: Catalogue) -> Iterator[Part]:
    """Yield the parts as far as everybody needs them; of the other ways, which there are."""
    for title, sections in answer_parts(answer, catalogue):
        needed = [_brief(section, answer, catalogue) for section in sections if section.id in _NEEDED]
        if needed:
            yield title, needed


def detail_parts(answer: Answer, catalogue: Catalogue) -> Iterator[Part]:
    """Yield what `needed_parts` leaves out, below the lines that it belongs to."""
    for title, sections in answer_parts(answer, catalogue):
        others = (_particulars(section) for section in sections if section.id not in _IN_FULL)
        left = [section for section in others if section.lines]
        if left:
            yield title, left


def _brief(section: Section, answer: Answer, catalogue: Catalogue) -> Section:
    if section.id in _IN_FULL:
        return section
    if section.id == "other_ways":
        return ways_in_brief(answer, catalogue)
    return structs.replace(section, lines=tuple(structs.replace(line, details=()) for line in section.lines))


def _particulars(section: Section) -> Section:
    if section.id not in _IN_BRIEF:
        return section
    return structs.replace(section, lines=tuple(line for line in section.lines if line.details))


def _beyond_cover(where: Section, answer: Answer, catalogue: Catalogue) -> Section:
    """The section without what the cover has said already.

    Only of a counter is that sure to have found room there: steps on a phone or
    what to have ready for a video call may not, and are told below their name.
    """
    if window_number(answer.routes[0]) is None:
        whole = structs.replace(headline(answer, catalogue), details=where.lines)
        return structs.replace(where, lines=(whole,))
    shut = is_shut(answer.routes[0])  # when it opens may leave no room for the way there
    said = [] if shut else [line.text for line in first_place(answer, catalogue)]
    left = tuple(line for line in where.lines if not any(text in line.text for text in said))
    return structs.replace(where, lines=left)


def _without_repeats(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections, but nothing twice: a remark on the first way need not stand below the others."""
    told: set[str] = set()
    for section in sections:
        lines: list[Line] = []
        for line in section.lines:
            if line.text not in told:
                details = tuple(detail for detail in line.details if detail.text not in told)
                lines.append(structs.replace(line, details=details))
            told.add(line.text)
        told.update(part.text for line in lines for part in line.flat())
        if lines:
            yield structs.replace(section, lines=tuple(lines))
