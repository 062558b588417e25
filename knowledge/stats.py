"""What a knowledge base covers, counted, beside what the hall says of itself in public."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from knowledge.conversion import convert_reporting
from knowledge.model import Channel, Knowledge, Record, Source, Video, Window
from knowledge.problems import KnowledgeError, Problem
from knowledge.tables import parsed
from knowledge.text import clean_tree

PUBLISHED = "published.toml"
STALE_AFTER = dt.timedelta(days=365)
"""Facts that nobody has looked at for so long are to be verified anew."""

Counts = tuple[tuple[str, int], ...]
"""Name → how many, the fullest first."""


class Published(Record, frozen=True, kw_only=True):
    """Figures a hall has published of itself; None for what it has not."""

    counters: int | None = None
    services: int | None = None
    video: int | None = None
    cross_city: int | None = None
    themes: int | None = None
    instant: int | None = None
    no_meeting: int | None = None
    towns: int | None = None
    stations: int | None = None
    source: Source


class Figure(Struct, frozen=True):
    """One figure of a knowledge base, and the published one beside it."""

    name: str
    """As in `Published`."""
    here: int
    published: int | None


class Stats(Struct, frozen=True):
    """The counts of a knowledge base."""

    figures: tuple[Figure, ...]
    fields: Counts
    channels: Counts
    """By the kind of way a guide leaves open; a guide with three is counted thrice."""
    levels: Counts
    statuses: Counts
    oldest: dt.date | None
    """The earliest `verified_on`; None where no guide has one."""
    stale: int
    """Guides verified longer ago than `STALE_AFTER`, or never."""


def read_published(folder: Path) -> Published | None:
    """Return the published figures that lie with a knowledge folder; None where there are none.

    Raises `KnowledgeError` where the file cannot be used.
    """
    path = folder / PUBLISHED
    if not path.exists():
        return None
    problems: list[Problem] = []
    raw = clean_tree(parsed(path))
    published = convert_reporting(raw, Published, str(path), problems.append)
    if published is None:
        raise KnowledgeError(tuple(problems))
    return published


def stats(knowledge: Knowledge, published: Published | None, today: dt.date) -> Stats:
    """Count `knowledge` as of `today`."""
    guides = knowledge.guides
    dates = [guide.verified_on for guide in guides]
    known = [date for date in dates if date is not None]
    return Stats(
        figures=tuple(
            Figure(name, here, getattr(published, name, None)) for name, here in _here(knowledge).items()
        ),
        fields=_counts(guide.field for guide in guides),
        channels=_counts(kind for guide in guides for kind in {_kind(channel) for channel in guide.channels}),
        levels=_counts(
            level
            for guide in guides
            for level in {level for window in guide.channels_of(Window) for level in window.levels}
        ),
        statuses=_counts(guide.status for guide in guides),
        oldest=min(known, default=None),
        stale=sum(date is None or today - date > STALE_AFTER for date in dates),
    )


def _here(knowledge: Knowledge) -> dict[str, int]:
    towns = [site for site in knowledge.sites if site.level == "town"]
    return {
        "services": len(knowledge.guides),
        "counters": len(knowledge.hall.counters) if knowledge.hall else 0,
        "video": sum(bool(guide.channels_of(Video)) for guide in knowledge.guides),
        "cross_city": sum(len(agreement.items) for agreement in knowledge.agreements),
        "themes": len(knowledge.themes),
        "instant": sum(guide.instant for guide in knowledge.guides),
        "no_meeting": sum(guide.no_meeting for guide in knowledge.guides),
        "towns": len(towns),
        "stations": sum(len(town.stations) for town in towns),
    }


def _kind(channel: Channel) -> str:
    """The ``kind`` of a channel as content files write it."""
    return str(channel.__struct_config__.tag)


def _counts(names: Iterable[str]) -> Counts:
    return tuple(Counter(names).most_common())
