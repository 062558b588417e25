"""Where the terminal stands is set by name: a wrong one is told with the names there are."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.places import HALL, Place, place_named
from knowledge.model import Knowledge, Site, Source
from knowledge.problems import KnowledgeError, Problem


def site(site_id: str, **fields: Any) -> Site:
    whole = {"level": "town", "status": "sample", "source": Source(title="示例"), **fields}
    return Site(id=site_id, name=f"{site_id}便民服务中心", **whole)


EAST = site("east", stations=("甲村便民服务站", "乙村便民服务站"))
WEST = site("west", stations=("丙村便民服务站",))
KNOWLEDGE = Knowledge(sites=(site("hall", level="hall"), EAST, WEST, site("old", level="village")))


def problem(name: str, knowledge: Knowledge = KNOWLEDGE) -> Problem:
    with pytest.raises(KnowledgeError) as caught:
        place_named(name, knowledge)
    (found,) = caught.value.problems
    return found


def test_no_name_is_the_hall() -> None:
    assert place_named("", KNOWLEDGE) == HALL == Place(level="hall", town=None, station="")


def test_a_town_is_named_by_its_id() -> None:
    assert place_named("west", KNOWLEDGE) == Place(level="town", town=WEST)


def test_a_station_is_named_after_its_town() -> None:
    assert place_named("east/乙村便民服务站", KNOWLEDGE) == Place("village", EAST, "乙村便民服务站")


@pytest.mark.parametrize("name", ["north", "hall", "old", "East", "/甲村便民服务站", "north/甲村便民服务站"])
def test_a_place_that_is_no_town_is_told_with_the_towns_there_are(name: str) -> None:
    found = problem(name)
    assert found.code == "no-place"
    assert found.message.startswith("没有这个地点")
    assert f"east（{EAST.name}）、west（{WEST.name}）" in found.message
    assert str(found).count(name) == 1


@pytest.mark.parametrize("station", ["丙村便民服务站", "甲村", "甲村便民服务站/乙村便民服务站"])
def test_a_station_of_another_town_is_told_with_those_of_this_one(station: str) -> None:
    found = problem(f"east/{station}")
    assert found.code == "no-place"
    assert EAST.name in found.message
    assert "没有这个服务站" in found.message
    assert "甲村便民服务站、乙村便民服务站" in found.message


def test_content_without_towns_is_told_as_such() -> None:
    assert "没有镇、街道" in problem("east", Knowledge()).message


def test_every_shipped_town_and_station_can_be_named(shipped: Knowledge) -> None:
    towns = [one for one in shipped.sites if one.level == "town"]
    assert len(towns) == 11
    for town in towns:
        assert place_named(town.id, shipped) == Place("town", town)
        assert town.stations
        for station in town.stations:
            assert place_named(f"{town.id}/{station}", shipped) == Place("village", town, station)
