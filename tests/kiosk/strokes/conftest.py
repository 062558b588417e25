"""Tables of strokes to test: the shipped one, and small ones written by hand."""

from __future__ import annotations

import pytest

from kiosk.strokes.table import Character, StrokeTable, stored


@pytest.fixture(scope="session")
def table() -> StrokeTable:
    return stored()


@pytest.fixture
def small() -> StrokeTable:
    return StrokeTable(
        [
            Character("。", 0, (), "身"),
            Character("身", 10, ("pszhhhp",), "份体"),
            Character("份", 5, ("pspnzp",)),
            Character("体", 3, ("pshspnh",)),
            Character("我", 50, ("phzhznp", "phshzpn")),
            Character("一", 20, ("h",)),
            Character("三", 90, ("hhh",)),
        ]
    )
