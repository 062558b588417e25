"""Where the terminal stands: in the hall, in the centre of a town, in the station of a village."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from knowledge.model import Knowledge, Level, Site
from knowledge.problems import unusable


class Place(Struct, frozen=True):
    """A place with a terminal."""

    level: Level = "hall"
    town: Site | None = None
    """The town centre, or the one that the village belongs to."""
    station: str = ""
    """Name of the village station."""


HALL = Place()


def place_named(name: str, knowledge: Knowledge) -> Place:
    """Return the place of that name: empty, a town's id, or ``<town's id>/<name of a station>``.

    Raises `KnowledgeError` telling which names there are.
    """
    if not name:
        return HALL
    town_id, _, station = name.partition("/")
    towns = {site.id: site for site in knowledge.sites if site.level == "town"}
    town = towns.get(town_id)
    if town is None:
        names = "、".join(f"{site.id}（{site.name}）" for site in towns.values())
        message = f"没有这个地点。可以写：{names or '（内容里没有镇、街道）'}"
        raise unusable("no-place", Path(name), message)
    if not station:
        return Place("town", town)
    if station not in town.stations:
        message = f"{town.name}下面没有这个服务站。可以写：{'、'.join(town.stations)}"
        raise unusable("no-place", Path(name), message)
    return Place("village", town, station)
