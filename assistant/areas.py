"""The eight parts of life a person chooses from who would rather not type.

Area → topic → guide, so that nobody is asked to read more than a handful of
choices.  The knowledge base says which topics there are and what most people
come for (`Contents`).  What it does not name follows, grouped by the object
that guides share (居民身份证), or by the department that owns them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from knowledge.model import Contents, Field, Guide
from knowledge.model import Topic as Planned


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
    """Guides of one area that are about the same."""

    id: str
    """``<area>/<name>``"""
    name: str
    guides: tuple[Heading, ...]


class Shelf(Struct, frozen=True):
    """An area with its topics, what most people come for first."""

    area: str
    topics: tuple[Topic, ...]


class _Place(Struct, frozen=True, order=True):
    """Where a guide is to be found; of two places, the one to look at first is less."""

    topic: int
    """Of those that are planned; of all others, one more."""
    number: int
    """Of the entry that names the guide."""
    name: str
    """Of the topic."""


def shelves(guides: Sequence[Guide], contents: Sequence[Contents] = ()) -> tuple[Shelf, ...]:
    """Return the areas that hold any guide, in their fixed order."""
    placed = _placed(guides, [topic for one in contents for topic in one.topics])
    fields = {guide.field for guide in guides}
    return tuple(
        Shelf(area.id, _topics(area, placed)) for area in AREAS if not fields.isdisjoint(area.fields)
    )


def _placed(guides: Sequence[Guide], planned: Sequence[Planned]) -> list[tuple[_Place, Guide]]:
    """Each guide where the closest entry names it: its id, before ``police/id-*``, before ``police/*``."""
    entries = {
        entry: _Place(topic, number, one.name)
        for topic, one in enumerate(planned)
        for number, entry in enumerate(one.guides)
    }
    patterns = sorted((entry for entry in entries if "*" in entry), key=len, reverse=True)

    def place(guide: Guide) -> _Place:
        if guide.id in entries:
            return entries[guide.id]
        fitting = (entries[pattern] for pattern in patterns if fnmatchcase(guide.id, pattern))
        return next(fitting, _Place(len(planned), 0, guide.object or guide.owner))

    return [(place(guide), guide) for guide in guides]


def _topics(area: Area, placed: Sequence[tuple[_Place, Guide]]) -> tuple[Topic, ...]:
    """The topics that are planned in their order, all others after them, the fullest first."""
    groups: dict[str, list[tuple[_Place, Guide]]] = {}
    for place, guide in placed:
        if guide.field in area.fields:
            groups.setdefault(place.name, []).append((place, guide))
    ordered = sorted(
        groups.items(), key=lambda group: (min(place.topic for place, _ in group[1]), -len(group[1]))
    )
    return tuple(Topic(f"{area.id}/{name}", name, _headings(members)) for name, members in ordered)


def _headings(members: Sequence[tuple[_Place, Guide]]) -> tuple[Heading, ...]:
    found = sorted(members, key=lambda member: (member[0].topic, member[0].number))
    return tuple(Heading(guide.id, guide.name, guide.summary) for _, guide in found)
