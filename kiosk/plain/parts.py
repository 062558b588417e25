"""The parts of an answer or a plan that are told on request: its first line is the title of each."""

from __future__ import annotations

from msgspec import structs

from assistant.reply import Answer, Plan
from kiosk.wording import ANSWER_PARTS, answer_sections
from kiosk.wording_journey import brief_sections
from kiosk.wording_lines import Line, Section, worded
from locales.catalogue import Catalogue

_TOLD = "where"
"""Where to go is told at once, not on request."""


def answer_parts(answer: Answer, catalogue: Catalogue) -> dict[str, tuple[Line, ...]]:
    """Return name and lines of every part that has anything to say."""
    sections = {section.id: section for section in answer_sections(answer, catalogue)}
    parts: dict[str, tuple[Line, ...]] = {}
    for name, ids in ANSWER_PARTS.items():
        found = [sections[one] for one in ids if one in sections and one != _TOLD]
        if found:
            title = worded(catalogue, f"plain.part.{name}")
            parts[name] = (title, *_lines(found, headed=len(ids) > 1))
    return parts


def plan_parts(plan: Plan, catalogue: Catalogue) -> dict[str, tuple[Line, ...]]:
    """Return where to go and what to bring, in one line each: the services tell the rest."""
    if plan.journey is None:
        return {}
    stops, things = brief_sections(plan.journey, catalogue)
    return {
        stops.id: (stops.heading, *stops.lines),
        things.id: (things.heading, *things.lines),
    }


def _lines(sections: list[Section], *, headed: bool) -> list[Line]:
    """The lines of `sections`; `headed`: below their headings."""
    if not headed:
        return [line for section in sections for line in section.lines]
    return [structs.replace(section.heading, details=section.lines) for section in sections]
