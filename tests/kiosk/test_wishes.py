"""Language and colours are one person's: chosen at the start, gone at the end."""

from __future__ import annotations

import gc

import pytest
from textual.geometry import Region

from kiosk.app import KioskApp
from kiosk.palette import PALETTES
from kiosk.screens.need import NeedView
from kiosk.screens.start import StartView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from kiosk.widgets.search import SearchBox
from locales.catalogue import load
from tests.kiosk.waiting import settled

QUICK = Settings(repeat_s=0, settle_s=0)
SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]


@pytest.fixture
def polyglot(voice, assistant):
    """A kiosk with three languages to choose from."""

    def make(settings: Settings = QUICK) -> KioskApp:
        words = [load(tag) for tag in ("zh-CN", "en", "nan-x-teochew")]
        return KioskApp(lambda: assistant, words[0], voice, settings, languages=words)

    return make


def shown(pilot) -> str:
    """All text on the screen."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", SIZES)
async def test_every_language_stands_on_the_start_screen_under_its_own_name(polyglot, size) -> None:
    app = polyglot()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for words in app.languages:
            assert words.text("language.name") in shown(pilot)
        regions = [button.region for button in app.screen.query(BigButton)]
        assert len(regions) == 1 + 3 + 5
        for region in regions:
            assert region.width >= 8
            assert region.height >= 3
            assert Region(0, 0, *size).contains_region(region)
            assert not any(region.grow((0, 1, 1, 0)).overlaps(other) for other in regions if other != region)
    assert app.troubles == 0


@pytest.mark.parametrize("way", ["touch", "key"])
async def test_a_language_is_chosen_once_and_gone_with_the_person(polyglot, voice, way) -> None:
    app = polyglot()
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        assert "For English, press 2" in voice.last
        await (pilot.click("#language-2") if way == "touch" else pilot.press("2"))
        await pilot.pause()
        assert isinstance(app.view, NeedView)
        assert voice.language == "en"
        assert "Find staff" in shown(pilot)
        app.reset()
        await pilot.pause()
        assert voice.language == ""
        assert "找工作人员" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.view.heading() == load("zh-CN").text("need.prompt")
    assert app.troubles == 0


@pytest.mark.parametrize("key", ["1", "enter", "7", "x"])
async def test_every_other_key_begins_in_the_usual_language(polyglot, key) -> None:
    app = polyglot()
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.view, NeedView)
        assert app.catalogue.language == "zh-CN"


async def test_where_there_is_no_choice_digits_begin(kiosk) -> None:
    async with kiosk() as pilot:
        assert not pilot.app.screen.query("#language-1")
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)


@pytest.mark.parametrize("size", SIZES)
async def test_colours_are_chosen_beside_the_sizes_and_gone_with_the_person(kiosk, voice, size) -> None:
    async with kiosk(size) as pilot:
        app = pilot.app
        for number, name in enumerate(PALETTES, start=4):
            await pilot.press("enter", "-")
            await pilot.pause()
            buttons = app.screen.query("#page BigButton").results(BigButton)
            assert all(button.region.width >= 8 and button.region.height >= 3 for button in buttons)
            assert f"第{number}个，" in voice.last
            await pilot.press(str(number))
            await pilot.pause()
            assert app.theme == name
            assert app.screen.styles.background.hex == PALETTES[name].paper
            app.reset()
            await pilot.pause()
            assert app.theme == "senior"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("letters", [None, 1], ids=["terminal", "launched"])
async def test_what_a_size_costs_is_told_before_and_what_is_in_use_is_marked(
    kiosk, voice, size, letters: int | None
) -> None:
    words = load("zh-CN")
    async with kiosk(size, Settings(repeat_s=0, settle_s=0, letters=letters)) as pilot:
        await pilot.press("enter", "-")
        await settled(pilot)
        told = words.text("button_size.note" if letters is None else "size.note")
        assert told in shown(pilot).replace("\n", "")
        assert told in voice.last
        assert words.text("look.colours") in shown(pilot)
        now = [button for button in pilot.app.screen.query("#page BigButton") if button.detail == "现在"]
        assert [button.id for button in now] == [
            "size-small" if letters is None else "size-medium",
            "theme-senior",
        ]
        assert shown(pilot).count("现在") == 2
        (dense,) = pilot.app.screen.query("#theme-compact")
        assert dense is pilot.app.screen.query("#page BigButton").last()
        assert set(words.text("look.for_staff")) <= set(shown(pilot))  # in two lines where it is narrow
        assert ("字要多大" in shown(pilot)) is (letters is not None)


async def test_the_size_in_use_costs_nothing(kiosk) -> None:
    async with kiosk(settings=Settings(repeat_s=0, settle_s=0, letters=1)) as pilot:
        await pilot.press("enter", "-", "2")
        await settled(pilot)
        assert isinstance(pilot.app.view, NeedView)


async def test_the_theme_of_the_hall_is_what_a_visit_ends_with(kiosk) -> None:
    async with kiosk(settings=Settings(repeat_s=0, settle_s=0, theme="white-on-black")) as pilot:
        await pilot.press("enter", "-", "4")
        await pilot.pause()
        assert pilot.app.theme == "senior"
        pilot.app.reset()
        assert pilot.app.theme == "white-on-black"


async def test_a_wish_made_on_the_start_screen_is_forgotten_when_nobody_goes_on(kiosk) -> None:
    settings = Settings(idle_s=0.3, warning_s=0.3, repeat_s=0, settle_s=0)
    async with kiosk(settings=settings) as pilot:
        await pilot.press("-", "6")
        await pilot.pause()
        assert isinstance(pilot.app.view, StartView)
        assert pilot.app.theme == "white-on-black"
        pilot.app.by_keys = False
        await pilot.pause(1.2)
        assert pilot.app.theme == "senior"


async def test_no_box_that_somebody_typed_into_is_kept(kiosk) -> None:
    async with kiosk() as pilot:
        for _ in range(3):
            await pilot.press("enter", "残", "疾")
            await pilot.pause()
            pilot.app.reset()
            await pilot.pause()
        gc.collect()
        # By type: to ask an object for its class wakes what other libraries deprecate.
        kept = [one for one in gc.get_objects() if type(one) is SearchBox]
        boxes = [box for box in kept if box.app is pilot.app]
        assert len(boxes) <= 1, "the last may still be held by a frame; those before must be gone"


async def test_clerks_see_more_at_a_time(kiosk) -> None:
    async with kiosk((80, 40)) as pilot:
        before = pilot.app.frame
        pilot.app.theme = "compact"
        frame = pilot.app.frame
        assert frame.header_height < before.header_height
        assert frame.bar_height == 3
        assert frame.page_height > before.page_height
