"""Slower, louder, rest: what a person can set, is told and sees, and that nobody inherits it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from kiosk.screens.need import NeedView
from kiosk.screens.start import StartView
from kiosk.screens.voice import VoiceView
from kiosk.speech.voice import RATES, VOLUMES
from kiosk.widgets.button import BigButton
from kiosk.widgets.words import Words

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]


def shown(pilot) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def until(pilot, holds: Callable[[], bool]) -> None:
    """Wait for a layout that a busy machine takes its time for."""
    for _ in range(300):
        if holds():
            return
        await pilot.pause(0.01)
    assert holds()


async def open_voice(pilot) -> None:
    for key in ("enter", "*", "*"):
        await pilot.press(key)
        await pilot.pause()
    assert isinstance(pilot.app.view, VoiceView)
    await until(pilot, lambda: pilot.app.screen.query("#page BigButton").first().key in "12345")
    await until(pilot, lambda: "慢" in shown(pilot))


@pytest.mark.parametrize(
    ("why", "told"),
    [("", "没有开声音"), ("voice.silent.no_device", "没有接喇叭")],
    ids=["muted", "no-device"],
)
async def test_where_nothing_can_be_heard_no_dials_are_offered(kiosk, voice, why: str, told: str) -> None:
    voice.audible, voice.silent = False, why
    async with kiosk() as pilot:
        for key in ("enter", "*", "*"):
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: told in shown(pilot))
        assert not isinstance(pilot.app.view, VoiceView)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)


async def test_staff_are_to_be_gone_to_for_nobody_is_called(kiosk) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter", "+")
        await until(pilot, lambda: "咨询导办区" in shown(pilot))
        assert "12345" in shown(pilot)
        assert "请稍等" not in shown(pilot)


async def test_the_first_press_repeats_and_tells_of_the_second_which_opens_the_dials(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        said = voice.last
        assert "调快慢" not in shown(pilot)
        await pilot.press("*")
        await pilot.pause(0.4)
        assert voice.last == said
        assert isinstance(pilot.app.view, NeedView)
        assert "可以调快慢和大小声" in shown(pilot)
        await pilot.press("*")
        await pilot.pause()
        assert isinstance(pilot.app.view, VoiceView)
        assert voice.last.endswith(said)
        for key in "123456":
            assert f"按{key}，" in voice.last


async def test_a_new_screen_is_repeated_first_again(kiosk, voice) -> None:
    async with kiosk() as pilot:
        for key in ("enter", "*", "1", "*"):
            await pilot.press(key)
            await pilot.pause()
        assert not isinstance(pilot.app.view, VoiceView)
        assert voice.said[-1] == voice.said[-2]


async def test_each_press_is_a_step_shown_and_said_and_the_ends_are_told(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await open_voice(pilot)
        for step in (5, 6, 7):
            await pilot.press("2")
            await pilot.pause()
            assert voice.rate == RATES[step - 1]
            assert f"第{step}档，共7档" in voice.last
            assert f"第 {step} 档" in shown(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert (voice.rate, voice.last) == (RATES[-1], "已经是最快的了。")
        for step in (4, 3, 2, 1):
            await pilot.press("3")
            await pilot.pause()
            assert voice.volume == VOLUMES[step - 1]
        await pilot.press("3")
        await pilot.pause()
        assert "最小声" in voice.last
        await pilot.press("4", "4")
        await pilot.pause()
        assert voice.volume == VOLUMES[2]


@pytest.mark.parametrize("key", ["0", "6"])
async def test_leaving_leads_back_and_keeps_what_was_set(kiosk, voice, key) -> None:
    async with kiosk() as pilot:
        await open_voice(pilot)
        await pilot.press("1")
        await until(pilot, lambda: voice.rate == RATES[2])
        await pilot.press(key)
        await until(pilot, lambda: "您要办什么事" in voice.last)
        assert isinstance(pilot.app.view, NeedView)
        assert voice.rate == RATES[2]


async def test_the_next_person_hears_the_normal_voice(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await open_voice(pilot)
        await pilot.press("1", "3")
        await pilot.pause()
        assert pilot.app.personal
        pilot.app.reset()
        await pilot.pause()
        assert isinstance(pilot.app.view, StartView)
        assert (voice.rate, voice.volume) == (100, 65)
        assert pilot.app.hearing.usual
        await open_voice(pilot)
        assert "第 4 档" in shown(pilot)


async def test_a_touch_does_the_same(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await open_voice(pilot)
        await pilot.click("#slower")
        await pilot.pause()
        assert voice.rate == RATES[2]
        await pilot.click("#set")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)


async def test_where_am_i_tells_of_the_dials(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await open_voice(pilot)
        for _ in range(3):  # a key may fall into the moment in which the screen is laid out anew
            if "调声音" not in voice.last:
                await pilot.press("/")
                await pilot.pause(0.2)
        assert "调声音" in voice.last


@pytest.mark.parametrize("size", SIZES)
async def test_targets_are_large_apart_and_nothing_is_cut(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        await open_voice(pilot)
        targets = list(pilot.app.screen.query(BigButton))
        for button in targets:
            assert button.region.width >= 8
            assert button.region.height >= 3
            drawn = "".join(button.render_line(y).text for y in range(button.size.height))
            assert "…" not in drawn
            assert button.label.replace(" ", "") in drawn.replace(" ", "")
        for one, other in combinations(targets, 2):
            assert not one.region.grow((0, 1, 1, 0)).overlaps(other.region), (one, other)
        for words in pilot.app.screen.query(Words):
            if any(words.texts):
                assert len(words.lines_at(words.size.width)) <= words.size.height
