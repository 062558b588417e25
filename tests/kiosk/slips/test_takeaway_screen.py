"""The last screen but one: a code that is read off the screen, and paper at the press of a button."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import cv2
import numpy as np
import pytest
import zxingcpp
from msgspec import structs
from rich.cells import cell_len
from rich.color import Color as RichColor
from textual.pilot import Pilot

from assistant.reply import Answer, Plan
from kiosk.app import KioskApp
from kiosk.screens.finish import FinishView
from kiosk.screens.notice import NoticeView
from kiosk.screens.start import StartView
from kiosk.screens.takeaway import TakeAwayView
from kiosk.settings import Settings
from kiosk.slips.address import File, SlipPrinter
from kiosk.slips.contents import slip_of
from kiosk.slips.drawing import NARROW, draw_slip
from kiosk.slips.phone import phone_texts
from kiosk.widgets.button import BigButton
from kiosk.widgets.qr import QrCode
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
QUICK = Settings(repeat_s=0, settle_s=0)
_HALF = 6
"""Pixels of half a cell, which is as wide as it is high."""


class OneAnswer:
    """Says the same to everything."""

    def __init__(self, reply: Answer | Plan) -> None:
        self.said = reply

    def reply(self, _: object) -> Answer | Plan:
        return structs.replace(self.said, ask=None) if isinstance(self.said, Answer) else self.said

    def suggest(self, _: str) -> tuple[()]:
        return ()


@pytest.fixture
def taking(voice, words) -> Callable[..., KioskApp]:
    def make(reply: Answer | Plan, settings: Settings = QUICK) -> KioskApp:
        return KioskApp(lambda: OneAnswer(reply), words, voice, settings)

    return make


def picture(app: KioskApp) -> np.ndarray:
    """The whole screen as a camera sees it: each cell two squares, painted in its own colours."""
    width, height = app.size
    image = np.zeros((height * 2, width, 3), np.uint8)
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            ink, paper = _rgb(style.color), _rgb(style.bgcolor)
            halves = {" ": (paper, paper), "█": (ink, ink), "▀": (ink, paper)}
            for character in text:
                image[2 * y : 2 * y + 2, x] = halves.get(character, (paper, ink))
                x += cell_len(character)
    return cv2.resize(image, None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_NEAREST)


def _rgb(color: RichColor | None) -> tuple[int, int, int]:
    return tuple(color.get_truecolor()) if color else (0, 0, 0)


def blurred(image: np.ndarray) -> np.ndarray:
    """The same through the lens of a hand-held phone: tilted, smaller, out of focus."""
    height, width = image.shape[:2]
    seen = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    tilted = np.float32([[20, 12], [width - 8, 0], [width - 24, height - 10], [6, height]])
    moved = cv2.warpPerspective(image, cv2.getPerspectiveTransform(seen, tilted), (width, height))
    return cv2.GaussianBlur(moved, (0, 0), _HALF / 3)


async def take_away(pilot: Pilot[int]) -> TakeAwayView:
    for key in ("enter", "enter"):
        await pilot.press(key)
        await settled(pilot)
    pilot.app.finish()
    await pilot.pause()
    assert isinstance(pilot.app.view, FinishView)
    await pilot.press("8")
    await pilot.pause()
    assert isinstance(pilot.app.view, TakeAwayView)
    return pilot.app.view


async def until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    for _ in range(400):
        if done():
            break
        await asyncio.sleep(0.05)
    await pilot.pause()
    assert done()


def shown(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("theme", ["senior", "white-on-black"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_code_on_the_screen_is_read(taking, answer, words, size, theme) -> None:
    app = taking(answer, structs.replace(QUICK, theme=theme))
    texts = [text.text for text in phone_texts(answer, words)]
    async with app.run_test(size=size) as pilot:
        await take_away(pilot)
        seen = picture(app)
        read, *_ = cv2.QRCodeDetector().detectAndDecode(seen)
        assert read in texts
        for image in (seen, blurred(seen)):
            assert [code.text for code in zxingcpp.read_barcodes(image)] == [read]
        assert "1号窗口" in read


async def test_a_plan_is_taken_away_too(taking, plan, words) -> None:
    app = taking(plan)
    async with app.run_test(size=(160, 45)) as pilot:
        await take_away(pilot)
        (code,) = zxingcpp.read_barcodes(picture(app))
        assert plan.name in code.text
        assert code.text in [text.text for text in phone_texts(plan, words)]


async def test_larger_screens_hold_more(taking, answer) -> None:
    held = []
    for size in SIZES[1:]:
        async with taking(answer).run_test(size=size) as pilot:
            await take_away(pilot)
            (code,) = zxingcpp.read_barcodes(picture(pilot.app))
            held.append(len(code.text))
    assert held == sorted(set(held))


@pytest.mark.parametrize("size", SIZES)
async def test_everything_fits_and_targets_are_large(taking, answer, size) -> None:
    printer = SlipPrinter(File("unused"))
    async with taking(answer, structs.replace(QUICK, printer=printer)).run_test(size=size) as pilot:
        await take_away(pilot)
        page = pilot.app.screen.query_one("#page").region
        code = pilot.app.screen.query_one(QrCode).region
        assert page.contains_region(code)
        buttons = [button.region for button in pilot.app.screen.query("#page BigButton").results(BigButton)]
        assert len(buttons) == 2
        for region in buttons:
            assert page.contains_region(region)
            assert (region.width, region.height) >= (8, 3)
            assert not region.overlaps(code)
        assert "示例数据" in shown(pilot).replace("\n", "")
        assert "1 号窗口" in shown(pilot)


async def test_without_a_printer_nothing_offers_paper(taking, answer, voice) -> None:
    async with taking(answer).run_test(size=(64, 18)) as pilot:
        await take_away(pilot)
        assert not pilot.app.screen.query("#print")
        assert "手机扫一扫" in voice.last
        assert "打印" not in voice.last
        await pilot.press("9")
        await pilot.pause()
        assert isinstance(pilot.app.view, StartView)


async def test_the_slip_is_printed_and_that_is_said(  # noqa: PLR0917
    taking, answer, words, voice, font, pixels, tmp_path
) -> None:
    file = tmp_path / "out.bin"
    settings = structs.replace(QUICK, printer=SlipPrinter(File(str(file))))
    async with taking(answer, settings).run_test(size=(64, 18)) as pilot:
        view = await take_away(pilot)
        assert "按1，打印出来" in voice.last
        assert await pilot.click("#print")
        await until(pilot, lambda: isinstance(pilot.app.view, NoticeView))
        assert "印好了，请把纸条拿走。" in shown(pilot)
        assert "印好了，请把纸条拿走。" in voice.last
        await pilot.press("1")
        await pilot.pause()
        assert pilot.app.view is view
        assert not view.printing
    import datetime as dt

    foot = 3  # the date may have changed since
    drawn = draw_slip(slip_of(answer, words, dt.datetime.now())[:-foot], NARROW, font)
    printed = pixels(file.read_bytes())
    assert printed.crop((0, 0, *drawn.size)).tobytes() == drawn.tobytes()


async def test_a_printer_that_refuses_is_told_and_nothing_is_lost(
    taking, answer, voice, nobody, stand_in
) -> None:
    settings = structs.replace(QUICK, printer=SlipPrinter(nobody))
    async with taking(answer, settings).run_test(size=(64, 18)) as pilot:
        view = await take_away(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.view, NoticeView))
        assert "打印机没有连上" in voice.last
        await pilot.press("1")
        await pilot.pause()
        assert pilot.app.view is view
        assert zxingcpp.read_barcodes(picture(pilot.app))
        printer = stand_in({2: 0x12, 4: 0x12})
        pilot.app.settings = structs.replace(QUICK, printer=SlipPrinter(printer.address))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.view, NoticeView))
        assert "印好了" in voice.last
        assert b"\x1dv0" in printer.received


async def test_who_has_left_hears_nothing_of_it(taking, answer, voice, stand_in) -> None:
    printer = stand_in()  # tells nothing, so that printing takes two seconds
    settings = structs.replace(QUICK, printer=SlipPrinter(printer.address))
    async with taking(answer, settings).run_test(size=(64, 18)) as pilot:
        view = await take_away(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert view.printing
        assert "正在打印" in shown(pilot)
        await pilot.press("9")
        await pilot.pause()
        printer.close()
        await asyncio.sleep(0.3)
        await pilot.pause()
        assert isinstance(pilot.app.view, StartView)
        assert not any("印好了" in said for said in voice.said)


async def test_back_leads_to_the_last_screen(taking, answer) -> None:
    async with taking(answer).run_test(size=(64, 18)) as pilot:
        await take_away(pilot)
        await pilot.press("0")
        await pilot.pause()
        assert isinstance(pilot.app.view, FinishView)
