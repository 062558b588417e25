"""The eight parts of life a person chooses from who would rather not type.

Area → topic → guide: a topic is the object that guides share (居民身份证), so
nobody is asked to read more than a handful of choices.  Guides from imports
that name no field are grouped by the department that owns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from knowledge.model import Field, Guide


class Area(Struct, frozen=True):
    """A part of life, made of fields of the knowledge base."""

    id: str
    fields: tuple[Field, ...]


AREAS: tuple[Area, ...] = (
    Area("pension", ("social-security",)),
    Area("medical", ("medical-insurance", "health")),
    Area("identity", ("police",)),
    Area("family", ("civil-affairs", "disability", "veterans")),
    Area("home", ("property", "housing-fund", "utilities")),
    Area("work", ("labour", "education")),
    Area("business", ("business", "tax", "transport")),
    Area("other", ("agriculture", "justice", "other")),
)


class Heading(Struct, frozen=True):
    """As much of a guide as a list of choices shows."""

    id: str
    name: str
    summary: str


class Topic(Struct, frozen=True):
    """Guides of one area that share an object."""

    id: str
    """``<area>/<name>``"""
    name: str
    guides: tuple[Heading, ...]


class Shelf(Struct, frozen=True):
    """An area with its topics, the fullest first."""

    area: str
    topics: tuple[Topic, ...]


def shelves(guides: Sequence[Guide]) -> tuple[Shelf, ...]:
    """Return the areas that hold any guide, in their fixed order."""
    fields = {guide.field for guide in guides}
    return tuple(
        Shelf(area.id, _topics(area, guides)) for area in AREAS if not fields.isdisjoint(area.fields)
    )


def _topics(area: Area, guides: Iterable[Guide]) -> tuple[Topic, ...]:
    groups: dict[str, list[Heading]] = {}
    for guide in guides:
        if guide.field in area.fields:
            heading = Heading(guide.id, guide.name, guide.summary)
            groups.setdefault(guide.object or guide.owner, []).append(heading)
    found = (Topic(f"{area.id}/{name}", name, tuple(members)) for name, members in groups.items())
    return tuple(sorted(found, key=lambda topic: -len(topic.guides)))
