"""The table of cases: a person, a service, a place and a time, and the way that comes first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
import tomli

from assistant.circumstances import Circumstances
from assistant.opening import ChineseCalendar, Moment
from assistant.places import place_named
from assistant.planning import where
from assistant.routes import Kind, kind_of
from assistant.routing import route
from knowledge.model import Knowledge

CASES: list[dict[str, Any]] = tomli.loads(
    Path(__file__).with_name("routing_cases.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_way_for_this_person_here_and_now(shipped: Knowledge, case: dict[str, Any]) -> None:
    (guide,) = [one for one in shipped.guides if one.id == case["guide"]]
    routing = route(
        guide,
        shipped,
        Circumstances(**case["who"]),
        Moment(case["now"], ChineseCalendar()),
        place_named("" if case["at"] == "hall" else case["at"], shipped),
    )
    kinds = list(dict.fromkeys(map(kind_of, routing.routes)))  # a service may have two websites
    first = routing.routes[0]
    left_out = {one.kind: one.reason.key.removeprefix("route.without.") for one in routing.left_out}
    assert kinds[0] == case["first"]
    if "counter" in case:
        assert where(first) == case["counter"]
    if "open" in case:
        state = getattr(first, "opening", None)
        assert (state.is_open if state else None) is case["open"]
    if "order" in case:
        assert [kind for kind in kinds if kind in case["order"]] == case["order"]
    for kind, reason in case.get("without", {}).items():
        assert left_out.get(kind) == reason


def test_every_kind_of_way_comes_first_for_somebody() -> None:
    firsts = Counter(case["first"] for case in CASES)
    assert {kind: firsts[kind] >= 3 for kind in get_args(Kind)} == dict.fromkeys(get_args(Kind), True)


def test_the_table_is_as_large_and_as_wide_as_it_says() -> None:
    assert len(CASES) >= 120
    assert len({case["guide"] for case in CASES}) >= 60
    assert {case["at"].partition("/")[1] or case["at"] == "hall" for case in CASES} == {True, False, "/"}
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert {case["now"].time() for case in CASES} >= {dt.time(23, 59), dt.time(12), dt.time(14, 30)}
