"""Every screen speaks, any touch silences it, and nobody's session outlives them."""

from __future__ import annotations

import pytest
from textual.events import MouseDown

from kiosk.app import KioskApp
from kiosk.screens.need import NeedView
from kiosk.screens.notice import IdleView
from kiosk.screens.start import StartView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from kiosk.widgets.search import SearchBox


def shown(pilot) -> str:
    """All text on the screen."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


IMPATIENT = Settings(idle_s=0.6, warning_s=1.2, repeat_s=0, settle_s=0)


async def test_every_screen_says_its_text_on_entering(kiosk, voice) -> None:
    async with kiosk() as pilot:
        assert "随便按一个键" in voice.last
        for key, words in (
            ("enter", "您要办什么事"),
            ("3", "您要办哪一样"),
            ("2", "第1个，"),
            ("1", "号窗口"),
            ("9", "要带什么"),
            ("1", "下一个人看不到"),
        ):
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
            assert words in voice.last


WAYS = ("398", "+", "-", ("残疾人证新办", "enter", "9", "8", "1"), ("上班", "enter"))
"""Keys after the first that lead through every kind of screen."""


@pytest.mark.parametrize("size", [(40, 20), (64, 18), (160, 45)])
async def test_every_key_of_a_page_is_told_aloud(kiosk, voice, size) -> None:
    """Somebody who sees nothing must know what to press."""
    told = set()
    async with kiosk(size) as pilot:
        for way in WAYS:
            pilot.app.reset()
            for keys in ("enter", *way):
                await pilot.press(*([keys] if keys == "enter" else keys))
                await pilot.pause()
                for button in pilot.app.screen.query(BigButton):
                    words = f"按{button.key}，", f"第{button.key}个，"
                    if button.key:
                        assert any(word in voice.last for word in words), (pilot.app.view, button.label)
                        told.add(button.id)
    assert {"choice-1", "next", "previous", "finish", "another", "leave", "go-on", "ask_again"} <= told


async def test_hear_again_repeats_and_keys_and_touches_silence(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        said = voice.last
        stops = voice.stops
        await pilot.press("*")
        await pilot.pause()
        assert voice.said[-2:] == [said, said]
        pilot.app.post_message(MouseDown(None, 5, 5, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert voice.stops == stops + 2


async def test_a_note_tells_when_nothing_can_be_heard_any_more(kiosk, voice) -> None:
    async with kiosk() as pilot:
        assert "没有接喇叭" not in shown(pilot)
        voice.silent = "voice.silent.no_device"
        for _ in range(20):  # the next tick shows it; a busy machine takes its time
            await pilot.pause(0.3)
            if "没有接喇叭" in shown(pilot):
                break
        assert "没有接喇叭" in shown(pilot)


async def test_idleness_warns_and_one_key_extends_without_doing_anything_else(kiosk, voice) -> None:
    async with kiosk(settings=IMPATIENT) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("身")
        await pilot.pause(1.0)
        assert isinstance(pilot.app.view, IdleView)
        assert "秒后回到开始" in voice.last
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)
        assert pilot.app.screen.query_one(SearchBox).value == "身"


async def test_after_the_warning_nothing_of_the_person_remains(kiosk, voice) -> None:
    async with kiosk(settings=IMPATIENT) as pilot:
        app = pilot.app
        assert isinstance(app, KioskApp)
        await pilot.press("enter", "残", "疾", "-", "3")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(2.4)
        assert isinstance(app.view, StartView)
        assert app._views == [app.view]
        assert app._session is None
        assert app.frame.density == 0
        assert not app.by_keys
        assert len(voice.said) == 1
        assert "随便按一个键" in voice.last
        assert not app.query(SearchBox)
        assert "残疾" not in shown(pilot)


async def test_the_start_screen_waits_for_ever(kiosk, voice) -> None:
    async with kiosk(settings=IMPATIENT) as pilot:
        await pilot.pause(2.2)
        assert isinstance(pilot.app.view, StartView)
        assert len(voice.said) == 1


def test_the_warning_lasts_at_least_twenty_seconds_by_default() -> None:
    assert Settings().idle_s == pytest.approx(45)
    assert Settings().warning_s >= 20


@pytest.mark.parametrize("keys", ["+", "1故"])
async def test_a_notice_or_trouble_left_alone_gives_way_to_the_start_screen(kiosk, keys, monkeypatch) -> None:
    def broken(self, text):
        raise RuntimeError(text)

    monkeypatch.setattr(NeedView, "typed", broken)
    async with kiosk(settings=IMPATIENT, troubles=int("故" in keys)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert not isinstance(pilot.app.view, StartView)
        await pilot.pause(2.4)
        assert isinstance(pilot.app.view, StartView)


async def test_a_timer_that_comes_late_finds_the_kiosk_closed(make_kiosk) -> None:
    app = make_kiosk()
    async with app.run_test(size=(64, 18)) as pilot:
        await pilot.pause()
    app._tick()
    assert app.troubles == 0


async def test_only_somebody_trying_it_out_can_leave_by_a_key(make_kiosk) -> None:
    for allowed in (True, False):
        app = make_kiosk(Settings(allow_exit=allowed))
        async with app.run_test(size=(64, 18)) as pilot:
            await pilot.press("ctrl+q")
            await pilot.pause(0.1)
            assert app._exit is allowed
