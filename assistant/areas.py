"""The eight parts of life a person chooses from who would rather not type.

Area → topic → guide: a topic is the object that guides share (居民身份证), so
nobody is asked to read more than a handful of choices.  Guides from imports
that name no field are grouped by the department that owns them.
"""

from __future__ import annotations

from collections.abc import Iterable

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


class Topic(Struct, frozen=True):
    """Guides of one area that share an object."""

    id: str
    """``<area>/<name>``"""
    name: str
    guides: tuple[Guide, ...]


def areas(guides: Iterable[Guide]) -> tuple[Area, ...]:
    """Return the areas that hold any guide, in their fixed order."""
    fields = {guide.field for guide in guides}
    return tuple(area for area in AREAS if not fields.isdisjoint(area.fields))


def topics(area_id: str, guides: Iterable[Guide]) -> tuple[Topic, ...]:
    """Return the topics of an area, the fullest first; none for an unknown area."""
    fields = next((area.fields for area in AREAS if area.id == area_id), ())
    groups: dict[str, list[Guide]] = {}
    for guide in guides:
        if guide.field in fields:
            groups.setdefault(guide.object or guide.owner, []).append(guide)
    found = (Topic(f"{area_id}/{name}", name, tuple(members)) for name, members in groups.items())
    return tuple(sorted(found, key=lambda topic: -len(topic.guides)))
