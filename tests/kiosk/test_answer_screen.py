"""An answer on the screen: few pages for everybody, and details for those who ask for them."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

SIZES = [(40, 20), (64, 18)]


def shown(pilot: Pilot[int]) -> str:
    """All text on the screen."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_details_stand_behind_the_last_page_that_everybody_needs(kiosk, voice, size) -> None:
    async with kiosk(size) as pilot:
        await press(pilot, "enter", "3", "2", "1")
        while pilot.app.screen.query("#next"):
            assert "依据" not in shown(pilot)
            await press(pilot, "9")
        last = shown(pilot)
        assert voice.last.splitlines()[-2:] == ["按1，看完了。", "按9，详细说明。"]
        assert await pilot.click("#details")
        await pilot.pause()
        assert "详细说明 1/" in shown(pilot)
        assert "详细说明。" in voice.last
        seen = shown(pilot)
        while pilot.app.screen.query("#next"):
            await press(pilot, "9")
            seen += shown(pilot)
        assert "【依据】" in seen
        while not pilot.app.screen.query("#details"):
            await press(pilot, "8")
        assert shown(pilot) == last
