"""Every screen at every size: fingers hit, eyes read, nothing runs out of the screen."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from assistant.session import Chose
from kiosk.app import KioskApp
from kiosk.screens.start import StartView
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TEXT_WIDTH
from kiosk.widgets.search import SearchBox
from kiosk.widgets.words import Words

SIZES = [(40, 20), (60, 24), (64, 18), (80, 24), (160, 45)]
EVERY_SCREEN = (*"53902", *"4/101991-0+01乱", "enter")
"""Keys that lead from the start screen through every kind of screen."""


@pytest.mark.parametrize("size", SIZES)
async def test_every_target_is_large_enough_apart_and_inside(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        await _check_targets(pilot)
        for key in EVERY_SCREEN:
            await pilot.press(key)
            await pilot.pause()
            await _check_targets(pilot)
            _check_texts(pilot)


async def _check_targets(pilot) -> None:
    screen = pilot.app.screen
    targets = [widget for widget in screen.query("BigButton, SearchBox") if widget.display]
    whole = Region(0, 0, *pilot.app.size)
    assert len(screen.query("#bar BigButton")) == 5
    for widget in targets:
        region = widget.region
        assert region.width >= 8, (widget, region)
        assert region.height >= 3, (widget, region)
        assert whole.contains_region(region), (widget, region)
    for one, other in combinations(targets, 2):
        assert not one.region.overlaps(other.region), (one, other)
        assert not one.region.grow((0, 1, 1, 0)).overlaps(other.region), (one, other)


def _check_texts(pilot) -> None:
    """No label is cut, no line longer than forty Hanzi, no scroll bar anywhere."""
    for button in pilot.app.screen.query(BigButton):
        drawn = "".join(button.render_line(y).text for y in range(button.size.height))
        assert "…" not in drawn, button.label
    for words in pilot.app.screen.query(Words):
        if type(words) is Words:
            assert all(
                cell_len(line) <= TEXT_WIDTH for line in words.lines_at(words.size.width) if line.strip()
            )
            assert len(words.lines_at(words.size.width)) <= max(words.size.height, 1) or not any(words.texts)
    assert not any(widget.show_horizontal_scrollbar for widget in pilot.app.screen.query("*"))
    assert pilot.app.screen.max_scroll_x == 0


@pytest.mark.parametrize("size", [(64, 18), (40, 20)])
async def test_the_names_of_all_services_fit_their_buttons(kiosk, assistant, size) -> None:
    async with kiosk(size) as pilot:
        app = pilot.app
        assert isinstance(app, KioskApp)
        await pilot.press("enter")
        longest = sorted(assistant.guides.values(), key=lambda guide: -len(guide.name))[:10]
        for guides in pairwise(longest):
            app.offer(tuple(option for guide in guides for option in _offer(guide)))
            await pilot.pause()
            _check_texts(pilot)
            app.back()


def _offer(guide):
    from assistant.reply import Option, quote

    return [Option(Chose("guide", guide.id), quote(guide.name), guide.summary)] * 3


async def test_every_answer_has_its_place_and_pages_without_cutting(kiosk, assistant) -> None:
    from kiosk.screens.answer import answer_parts, first_place
    from kiosk.screens.pages import text_pages
    from kiosk.widgets.wrapping import wrap

    async with kiosk() as pilot:
        catalogue = pilot.app.catalogue
        for guide in assistant.guides.values():
            answer = assistant.reply_for(guide)
            pages = text_pages(answer_parts(answer, catalogue), 62, 8)
            assert all(len(page.lines) <= 8 for page in pages), guide.id
            assert all(cell_len(line) <= 62 for page in pages for line in page.lines), guide.id
            told = "".join("".join(page.lines) for page in pages).replace(" ", "")
            for material in guide.materials:
                assert material.name.replace(" ", "") in told, (guide.id, material.name)
            if answer.routes:
                first = first_place(answer, catalogue)
                assert first, guide.id
                assert all(len(wrap(line.text, 31)) <= 10 for line in first)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_of_an_answer_leaves_its_buttons_in_their_place(kiosk, assistant, size) -> None:
    longest = max(assistant.guides.values(), key=lambda guide: len(guide.materials))
    async with kiosk(size) as pilot:
        await pilot.press("enter")
        pilot.app.take(Chose("guide", longest.id))
        await pilot.pause()
        places = {pilot.app.screen.query_one("#finish").region.y}
        while pilot.app.screen.query("#next"):
            await pilot.press("9")
            await pilot.pause()
            _check_texts(pilot)
            places.add(pilot.app.screen.query_one("#finish").region.y)
        assert len(places) == 1


async def test_any_resize_is_survived(kiosk) -> None:
    dice = Random(20251124)
    async with kiosk() as pilot:
        for key in ("enter", "3", "2", "1", "9", "1"):
            await pilot.press(key)
            for _ in range(4):
                await pilot.resize_terminal(dice.randint(1, 170), dice.randint(1, 50))
                await pilot.pause()
        await pilot.resize_terminal(64, 18)
        await pilot.pause()
        await _check_targets(pilot)
        await pilot.press("9")
        await pilot.pause()
        assert isinstance(pilot.app.view, StartView)


async def test_markup_and_control_characters_are_shown_as_they_are_or_not_at_all(kiosk) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter", "[", "b", "]")
        await pilot.pause()
        assert pilot.app.screen.query_one(SearchBox).value == "b]"
