"""How the desk looks, at two sizes: drawings to compare with, of fixed data."""

from __future__ import annotations

import pytest

from kiosk.desk.app import DeskApp
from locales.catalogue import load
from tests.kiosk.looks.fixed import FixedAtDesk
from tests.kiosk.looks.walks import found

SIZES = [(80, 24), (160, 45)]
WAYS = {
    "welcome": (),
    "answer": (*"身份证",),
    "bring": (*"身份证", "down", "f3"),
    "fact": (*"身份证", "tab", "2"),
    "keys": (*"身份证", "enter", "f1"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
def test_looks_as_it_did(snap_compare, name, size) -> None:
    app = DeskApp(FixedAtDesk, load("zh-CN"))

    async def go(pilot) -> None:
        await pilot.press(*WAYS[name])
        await found(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go)
