"""How the screens of a usual way look, at the sizes that matter: drawings to compare with, of fixed data.

`tests/kiosk/looks` has all screens, in all languages and colours, as text.
"""

from __future__ import annotations

import pytest

from kiosk.app import KioskApp
from kiosk.settings import Settings
from locales.catalogue import load
from tests.kiosk.looks.fixed import FixedAssistant
from tests.kiosk.looks.walks import SIZES, press
from tests.kiosk.waiting import settled

WAYS = {
    "start": "",
    "need": "5",
    "typed": "5身",
    "results": "51",
    "answer": "511",
    "bring": "5119",
    "finish": "5111",
    "question": "512",
    "plan": "54",
    "stops": "549",
}
"""Screens, and the keys that lead to them."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
def test_looks_as_it_did(snap_compare, voice, name, size) -> None:
    app = KioskApp(FixedAssistant, load("zh-CN"), voice, Settings(repeat_s=0, settle_s=0))

    async def go(pilot) -> None:
        await settled(pilot)
        await press(pilot, WAYS[name])

    assert snap_compare(app, terminal_size=size, run_before=go)
