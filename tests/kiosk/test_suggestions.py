"""Results as one types: in place of the parts of life, while box and question stay what they were."""

from __future__ import annotations

from itertools import combinations
from threading import Event

import pytest
from textual.geometry import Region

from assistant.reply import Option
from kiosk.app import KioskApp
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.screens.need import NeedView
from kiosk.screens.start import StartView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from kiosk.widgets.search import SearchBox
from locales.catalogue import load
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
SETTINGS = Settings(repeat_s=0, settle_s=0, pause_s=0.05)


def shown(pilot) -> str:
    """All text on the screen."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def press(pilot, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def offered(pilot) -> list[str]:
    return [button.label for button in pilot.app.screen.query("#choices BigButton").results(BigButton)]


async def test_what_the_text_may_become_takes_the_place_of_the_parts_of_life(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter")
        areas = offered(pilot)
        box = pilot.app.screen.query_one(SearchBox).region
        await press(pilot, *"残疾")
        assert offered(pilot)
        assert all("残疾" in label for label in offered(pilot))
        assert pilot.app.screen.query_one(SearchBox).region == box
        assert pilot.app.screen.query_one(SearchBox).has_focus
        await press(pilot, "backspace", "backspace")
        assert offered(pilot) == areas


async def test_text_that_fits_nothing_leaves_the_parts_of_life(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter")
        areas = offered(pilot)
        await press(pilot, *"哈哈")
        assert offered(pilot) == areas


async def test_enter_asks_the_whole_question(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"残疾人证", "enter")
        assert isinstance(pilot.app.view, ChoicesView)


async def test_digits_belong_to_the_text_until_an_arrow_leads_to_what_was_found(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"残疾人证1", "backspace")
        assert pilot.app.view.text == "残疾人证"
        first = offered(pilot)[0]
        assert " 1 " not in shown(pilot)
        await press(pilot, "up")
        assert " 1 " in shown(pilot)
        await press(pilot, "1")
        assert isinstance(pilot.app.view, AnswerView)
        assert pilot.app.view.reply.guide.name == first


async def test_beside_the_list_digits_press_nothing_that_is_not_shown(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"残疾人证", "up", "down", "right", "1")
        assert isinstance(pilot.app.view, NeedView)


async def test_after_a_notice_the_text_goes_on(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"残疾人")
        assert await pilot.click("#bar-where")
        await pilot.pause()
        await press(pilot, "1", *"2岁")
        assert pilot.app.view.text == "残疾人2岁"


async def test_letters_go_on_with_the_text_from_within_the_list(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"残疾", "up", "人")
        assert pilot.app.view.text == "残疾人"
        assert pilot.app.screen.query_one(SearchBox).has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_a_touch_or_an_arrow_and_enter_choose(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        for choose in ("touch", "keys"):
            pilot.app.reset()
            await press(pilot, "enter", *"残疾人证")
            if choose == "touch":
                assert await pilot.click("#choice-1")
                await pilot.pause()
            else:
                await press(pilot, "up", "enter")
            assert isinstance(pilot.app.view, AnswerView)
            await press(pilot, "0")
            assert isinstance(pilot.app.view, NeedView)


@pytest.mark.parametrize("size", [*SIZES, (60, 24)])
@pytest.mark.parametrize("density", [0, 1, 2])
async def test_what_was_found_can_be_hit_and_read(kiosk, size, density) -> None:
    async with kiosk(size) as pilot:
        pilot.app._density = density
        await press(pilot, "enter", *"登记")
        assert 1 <= len(offered(pilot)) <= 5
        targets = [widget.region for widget in pilot.app.screen.query("BigButton, SearchBox")]
        for region in targets:
            assert region.width >= 8
            assert region.height >= 3
            assert Region(0, 0, *size).contains_region(region)
        for one, other in combinations(targets, 2):
            assert not one.grow((0, 1, 1, 0)).overlaps(other)
        for button in pilot.app.screen.query(BigButton):
            assert "…" not in "".join(button.render_line(y).text for y in range(button.size.height))


async def test_once_typing_pauses_what_was_found_is_said(kiosk, voice) -> None:
    async with kiosk(settings=SETTINGS) as pilot:
        await press(pilot, "enter", *"残疾人证")
        await pilot.pause(0.2)
        count = len(offered(pilot))
        assert voice.last.startswith(f"找到{count}件。")
        assert all(f"第{number}个，{label}" in voice.last for number, label in enumerate(offered(pilot), 1))
        stops = voice.stops
        await press(pilot, "up")
        assert voice.stops == stops + 1


async def test_nothing_is_said_while_typing_goes_on_or_where_nothing_was_found(kiosk, voice) -> None:
    async with kiosk(settings=Settings(repeat_s=0, settle_s=0, pause_s=5)) as pilot:
        await press(pilot, "enter", *"残疾人证")
        assert not any("找到" in text for text in voice.said)
    async with kiosk(settings=SETTINGS) as pilot:
        await press(pilot, "enter", *"哈哈")
        await pilot.pause(0.2)
        assert not any("找到" in text for text in voice.said)


@pytest.fixture
def looked_up(assistant) -> list[str]:
    """The texts that were looked up, in order."""
    return []


@pytest.fixture
def slow(make_kiosk, assistant, looked_up):
    """A kiosk whose suggestions for 残 wait until they are let go."""
    go = Event()
    suggest = assistant.suggest

    def waiting(text: str) -> tuple[Option, ...]:
        looked_up.append(text)
        if text == "残":
            assert go.wait(5)
        return suggest(text)

    assistant.suggest = waiting
    return make_kiosk(SETTINGS), go


async def test_texts_that_were_typed_over_are_never_looked_up(slow, looked_up) -> None:
    app, go = slow
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await pilot.press("enter", *"残疾人证新办")
        await pilot.pause(0.1)
        assert looked_up == ["残"]
        assert not pilot.app.view.found
        go.set()
        await settled(pilot)
        assert looked_up == ["残", "残疾人证新办"]
        assert all("残疾人证新办" in label for label in offered(pilot))
        await press(pilot, "backspace")
        assert looked_up[2:] == ["残疾人证新"]
    assert app.troubles == 0


async def test_what_is_found_after_the_person_has_gone_is_neither_shown_nor_said(slow, voice) -> None:
    app, go = slow
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "残")
        await pilot.pause()
        app.reset()
        go.set()
        await settled(pilot)
        await pilot.pause(0.2)
        assert isinstance(app.view, StartView)
        assert "残" not in shown(pilot)
        assert not any("残" in text for text in voice.said)
    assert app.troubles == 0


async def test_a_fault_in_suggesting_leaves_the_box_to_type_into(voice, assistant) -> None:
    def broken(text: str) -> tuple[Option, ...]:
        raise RuntimeError(text)

    assistant.suggest = broken
    app = KioskApp(lambda: assistant, load("zh-CN"), voice, SETTINGS)
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"残疾人证新办")
        assert isinstance(app.view, NeedView)
        await press(pilot, "enter")
        assert isinstance(app.view, AnswerView)
    assert app.troubles == 0


async def test_a_new_size_keeps_text_and_what_was_found(kiosk) -> None:
    async with kiosk((160, 45)) as pilot:
        await press(pilot, "enter", *"残疾人证")
        wide = offered(pilot)
        await pilot.resize_terminal(64, 18)
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one(SearchBox).value == "残疾人证"
        assert offered(pilot) == wide[: len(offered(pilot))] != []
