"""The way out for staff: knocked for on the header or by Ctrl+Q, opened by the PIN, and by nothing else."""

from __future__ import annotations

import pytest
from textual.events import MouseDown, MouseUp
from textual.geometry import Region

from kiosk.door import Door
from kiosk.pin import hashed
from kiosk.screens.door import DoorView
from kiosk.screens.need import NeedView
from kiosk.screens.start import StartView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton

PIN = "384756"
WRONG = "222223"
SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]


@pytest.fixture(scope="module")
def locked() -> Settings:
    return Settings(repeat_s=0.7, settle_s=0, pin=hashed(PIN))


def shown(pilot) -> str:
    """All text on the screen."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def type_pin(pilot, pin: str) -> None:
    await pilot.press(*pin)
    await pilot.press("enter")
    await pilot.pause()


async def knock(pilot, times: int = 5) -> None:
    """Touch the header: as the terminal tells it, where `pilot.click` would go past the application."""
    for _ in range(times):
        for event in (MouseDown, MouseUp):
            pilot.app.post_message(event(None, 3, 0, 0, 0, 1, False, False, False))
        await pilot.pause()


@pytest.mark.parametrize("way", ["keys", "knocks"])
async def test_the_pin_ends_the_kiosk(kiosk, locked, way) -> None:
    async with kiosk(settings=locked) as pilot:
        await (knock(pilot) if way == "knocks" else pilot.press("ctrl+q"))
        await pilot.pause()
        assert isinstance(pilot.app.view, DoorView)
        await type_pin(pilot, PIN)
        assert pilot.app._exit
    assert pilot.app.return_value == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_pin_by_touch_alone_and_every_key_can_be_hit(kiosk, locked, size) -> None:
    async with kiosk(size, locked) as pilot:
        await knock(pilot)
        regions = [button.region for button in pilot.app.screen.query(BigButton)]
        assert len(regions) == 12 + 5
        for region in regions:
            assert region.width >= 8
            assert region.height >= 3
            assert Region(0, 0, *size).contains_region(region)
        for digit in WRONG[:3]:
            assert await pilot.click(f"#door-{digit}")
        assert "●●●" in shown(pilot)
        for _ in range(3):
            assert await pilot.click("#door-delete")
        for digit in PIN:
            assert await pilot.click(f"#door-{digit}")
        assert await pilot.click("#door-open")
        await pilot.pause()
        assert pilot.app._exit


async def test_no_digit_is_shown_or_said(kiosk, locked, voice) -> None:
    async with kiosk(settings=locked) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        pad = shown(pilot)
        await pilot.press("3", "3", "8", "0")
        await pilot.pause()
        assert "●●●●" in shown(pilot)
        assert shown(pilot).count("3") == pad.count("3")
        assert not any(digit in text for text in voice.said[1:] for digit in "380")


async def test_three_wrong_pins_are_followed_by_a_wait_that_outlives_the_visit(kiosk, locked) -> None:
    async with kiosk(settings=locked) as pilot:
        app = pilot.app
        await pilot.press("ctrl+q")
        await pilot.pause()
        for wait in (False, False, True):
            await type_pin(pilot, WRONG)
            await pilot.pause(0.3)
            assert ("请等" in shown(pilot)) is wait
            assert ("密码不对" in shown(pilot)) is not wait
        assert not app.screen.query("#door-1")
        await type_pin(pilot, PIN)
        assert not app._exit
        app.reset()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert "请等" in shown(pilot)
        assert isinstance(app.view, DoorView)
        assert await pilot.click("#bar-back")
        await pilot.pause()
        assert isinstance(app.view, StartView)


async def test_without_a_stored_pin_there_is_no_way_out(kiosk) -> None:
    async with kiosk() as pilot:
        await pilot.press("ctrl+q")
        await knock(pilot, 11)
        assert not isinstance(pilot.app.view, DoorView)
        assert not pilot.app._exit


async def test_back_leads_to_where_one_was_and_the_digits_are_forgotten(kiosk, locked) -> None:
    async with kiosk(settings=locked) as pilot:
        await pilot.press("enter", "残")
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("9", "9", "backspace", "backspace", "backspace")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)
        assert pilot.app.view.text == "残"
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert "●" not in shown(pilot)


async def test_the_pad_left_alone_gives_way_to_the_start_screen(kiosk, locked) -> None:
    settings = Settings(idle_s=0.4, warning_s=0.5, repeat_s=0, settle_s=0, pin=locked.pin)
    async with kiosk(settings=settings) as pilot:
        await pilot.press("ctrl+q", "3")
        await pilot.pause(1.6)
        assert isinstance(pilot.app.view, StartView)


def test_a_right_pin_after_two_wrong_ones_begins_to_count_anew(locked) -> None:
    door = Door(locked.pin)
    for pin in (WRONG, WRONG, PIN, WRONG, WRONG):
        assert door.opens(pin) is (pin == PIN)
    assert not door.wait_s


@pytest.mark.parametrize("calling", [b"\x1b\x11", b"\xc2\x91"], ids=["escape", "xterm-as-it-comes"])
async def test_the_pin_in_a_real_terminal(open_terminal, settings_file, calling: bytes) -> None:
    terminal = open_terminal("--settings", str(settings_file), "kiosk", "--mute")
    assert terminal.wait_for("导办", 20)
    terminal.read(0.5)
    terminal.send(calling)  # Ctrl+Alt+Q
    assert terminal.wait_for("密码", 10)
    terminal.send(PIN)
    terminal.read(0.5)
    terminal.send("\r")
    assert terminal.ends(10) == 0
    assert "密码不对" not in terminal.output.decode(errors="replace")
