"""The kiosk in Teochew: every label whole at every size, and a voice that says every screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from rich.cells import cell_len

from kiosk.app import KioskApp
from kiosk.settings import Settings
from kiosk.speech.protocol import Language
from kiosk.speech.script import MANDARIN, ScriptWriter
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TEXT_WIDTH
from kiosk.widgets.words import Words
from locales.catalogue import load
from tests.kiosk.waiting import settled

TEOCHEW: Language = "nan-x-teochew"
EVERY_SCREEN = (*"53902", *"4/101991-0+01乱", "enter")
"""Keys that lead from the start screen through the screens of a visit."""
PADS_AND_VOICE = (*"5911811", *"**14")
"""Keys that lead to the pads for who cannot type and to the dials of the voice."""


@pytest.fixture
def make_app(voice, assistant) -> Callable[[], KioskApp]:
    return lambda: KioskApp(lambda: assistant, load(TEOCHEW), voice, Settings(repeat_s=0, settle_s=0))


@pytest.mark.parametrize("keys", [EVERY_SCREEN, PADS_AND_VOICE], ids=["visit", "pads and voice"])
@pytest.mark.parametrize("size", [(40, 20), (64, 18), (160, 45)])
async def test_every_screen_holds_its_words(make_app, size, keys) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            for button in app.screen.query(BigButton):
                drawn = "".join(button.render_line(y).text for y in range(button.size.height))
                assert "…" not in drawn, (key, button.label)
            for words in app.screen.query(Words):
                if type(words) is Words:
                    lines = words.lines_at(words.size.width)
                    assert all(cell_len(line) <= TEXT_WIDTH for line in lines), (key, lines)
                    assert len(lines) <= max(words.size.height, 1) or not any(words.texts), (key, lines)
            assert app.screen.max_scroll_x == 0, key
    assert not app.troubles


async def test_what_is_shown_is_what_is_said(make_app, voice) -> None:
    app = make_app()
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert any(said.startswith(load(TEOCHEW).speech("need.prompt")) for said in voice.said), voice.said


def test_the_voice_takes_the_language_and_reads_all_of_it_in_mandarin() -> None:
    assert TEOCHEW in get_args(Language)
    writer = ScriptWriter()
    for key, entry in load(TEOCHEW).entries.items():
        if key.startswith("command.") or not any("\u4e00" <= char <= "\u9fff" for char in entry.speech):
            continue
        said = writer.write(entry.speech, TEOCHEW)
        assert {phrase.voice for sentence in said for phrase in sentence} == {MANDARIN}, key
