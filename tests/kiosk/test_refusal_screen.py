"""Where no service is named: why, a way to a person, and the parts of life, on one screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from assistant.pipeline import Assistant
from assistant.reply import Refusal
from assistant.session import Chose, Said, Session
from kiosk.app import KioskApp
from kiosk.screens.need import NeedView
from kiosk.screens.refusal import RefusalView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TARGET_HEIGHT, TARGET_WIDTH
from kiosk.widgets.words import Words
from locales.catalogue import languages, load

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
NOT_FOUND, OUTSIDE = "asdfghjkl", "今天天气怎么样"


@pytest.fixture
def ask(shipped_assistant: Assistant, voice) -> Callable[..., object]:
    """Ask the shipped assistant, and look at what it shows."""

    @asynccontextmanager
    async def asked(text: str, size: tuple[int, int], language: str = "zh-CN") -> AsyncIterator[Pilot[int]]:
        settings = Settings(repeat_s=0, settle_s=0)
        app = KioskApp(lambda: shipped_assistant, load(language), voice, settings)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press("enter")
            await pilot.pause()
            app.take(Said(text))
            await pilot.pause()
            assert isinstance(app.view, RefusalView)
            yield pilot
        assert app.troubles == 0

    return asked


def shown(pilot: Pilot[int]) -> str:
    """All text on the screen, without blanks, as it may have been broken into lines."""
    return "".join("".join(strip.text for strip in pilot.app.screen._compositor.render_strips()).split())


def choices(pilot: Pilot[int]) -> list[BigButton]:
    buttons = pilot.app.screen.query("#choices BigButton").results(BigButton)
    return [button for button in buttons if (button.id or "").startswith("choice-")]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", SIZES)
async def test_a_way_to_a_person_and_most_parts_of_life_stand_on_one_page(ask, size, language) -> None:
    async with ask(NOT_FOUND, size, language) as pilot:
        words = load(language)
        assert "12345" in shown(pilot)
        assert "".join(words.text("refusal.not_found").split()) in shown(pilot)
        assert len(choices(pilot)) == (5 if size == (40, 20) else 8)
        for button in choices(pilot):
            assert button.region.width >= TARGET_WIDTH
            assert button.region.height >= TARGET_HEIGHT
            drawn = "".join(button.render_line(y).text for y in range(button.size.height))
            label = "".join(drawn.replace(button.key, "").split())
            assert label.startswith("".join(button.label.split()))
        for widget in pilot.app.screen.query("#page Words").results(Words):
            assert len(widget.lines_at(widget.size.width)) <= widget.size.height


async def test_every_part_of_life_is_on_some_page_and_one_key_away(ask, voice) -> None:
    async with ask(NOT_FOUND, (40, 20)) as pilot:
        seen = [button.label for button in choices(pilot)]
        assert f"第1个，{seen[0]}、" in voice.last
        await pilot.press("9")
        await pilot.pause()
        seen += [button.label for button in choices(pilot)]
        areas = pilot.app.view.reply.options
        assert seen == [load("zh-CN").text(f"area_button.{option.turn.id}") for option in areas]
        await pilot.press("1")
        await pilot.pause()
        assert pilot.app._session.turns[-1] == areas[5].turn


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_not_for_the_hall_is_told_with_whom_to_ask_and_one_key_asks_again(
    ask, size, voice
) -> None:
    async with ask(OUTSIDE, size) as pilot:
        assert "“天气”不归这个大厅办" in shown(pilot)
        assert "12345" in shown(pilot)
        assert voice.last.splitlines()[0] == "“天气”不归这个大厅办，这里帮不上忙。"
        assert voice.last.endswith("按1，再问一次。")
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)


async def test_all_services_it_may_have_been_stand_below_the_way_to_a_person(ask, voice) -> None:
    async with ask("我要补那个证件本子", (64, 18)) as pilot:
        reply = pilot.app.view.reply
        assert isinstance(reply, Refusal)
        labels = [button.label for button in choices(pilot)]
        assert labels == [option.label.data["text"] for option in reply.options]
        assert "12345" in shown(pilot)
        for number, label in enumerate(labels, start=1):
            assert f"第{number}个，{label}" in voice.last
        await pilot.press("1")
        await pilot.pause()
        assert pilot.app._session == Session((Said("我要补那个证件本子"), reply.options[0].turn))
        assert isinstance(pilot.app._session.turns[-1], Chose)
