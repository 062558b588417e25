"""`daoban serve` as it looks in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.headline import draw
from kiosk.palette import SENIOR
from locales.catalogue import load
from tests.kiosk.serving.chromium import Page, Picture, chromium, page
from tests.kiosk.serving.program import Served

PROGRAM = chromium()
SIZES = [(1280, 800), (1080, 1920)]
WORDS = load("zh-CN")
HEADLINE = "17号窗口"
PIXELS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    program = Served()
    yield program
    assert program.end() == (0, "")


@pytest.mark.skipif(PROGRAM is None, reason="not installed: chromium")
@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_headlines_are_whole_and_phones_read_the_code(
    served: Served, tmp_path: Path, width: int, height: int
) -> None:
    assert PROGRAM is not None
    async with page(PROGRAM, served.url, width, height, tmp_path) as shown:
        await arrive(shown, WORDS.text("start.press"))
        await shown.touch(width // 2, height // 2)
        await arrive(shown, "您要办什么事？")
        await shown.type("墓穴续期")  # nothing is asked back of it, whatever the hour
        await shown.press("\r")
        await arrive(shown, WORDS.text("button.finish"))
        whole = headline(*await shown.cell())
        assert faults(ink(await shown.picture()), whole) == 0
        await shown.press("1")
        await arrive(shown, WORDS.text("button.take_away"))
        await shown.press("8")
        await arrive(shown, WORDS.text("take_away.title", {"where": ""}))
        code = await shown.picture()
    read, *_ = cv2.QRCodeDetector().detectAndDecode(code)
    assert HEADLINE in read
    assert [other.text for other in zxingcpp.read_barcodes(code)] == [read]


async def arrive(shown: Page, text: str) -> None:
    await shown.wait_for(text)
    await asyncio.sleep(0.5)  # a press so soon would be meant for the screen before


def ink(picture: Picture) -> Picture:
    """1 where a dot has the colour of headlines, and nothing between."""
    red, green, blue = bytes.fromhex(SENIOR.strong.removeprefix("#"))
    return np.all(picture == (blue, green, red), axis=2).astype(np.uint8)


def faults(seen: Picture, whole: Picture) -> int:
    """How many dots are not as in `whole`, where `seen` is most like it."""
    _, _, (x, y), _ = cv2.minMaxLoc(cv2.matchTemplate(seen, whole, cv2.TM_SQDIFF))
    height, width = whole.shape
    return int(np.sum(seen[y : y + height, x : x + width] != whole))


def headline(width: float, height: float) -> Picture:
    """The headline in dots, where every cell is filled to its edges."""
    assert width % 1 == height % 2 == 0, "edges of blocks lie between dots"
    halves = [[PIXELS[cell][half] for cell in line] for line in draw(HEADLINE) for half in (0, 1)]
    return np.kron(np.array(halves, np.uint8), np.ones((int(height) // 2, int(width)), np.uint8))
