"""Slips as pixels: nothing cut off, large where it matters, the font's own glyphs."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from kiosk.slips.contents import slip_of
from kiosk.slips.drawing import NARROW, WIDE, draw_items, draw_slip
from kiosk.slips.fonts import FontFile, find_font, has_hanzi
from kiosk.slips.slip import Item
from kiosk.slips.writing import pdf_bytes, png_bytes


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is black."""
    box = image.point(lambda dot: not dot).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("paper", [NARROW, WIDE])
def test_it_is_black_and_white_and_as_wide_as_the_paper(answer, words, font, now, paper) -> None:
    image = draw_slip(slip_of(answer, words, now), paper, font)
    assert image.mode == "1"
    assert image.width == paper.width in (384, 576)
    left, _, right, bottom = ink(image)
    assert 0 <= left < right < paper.width
    assert bottom <= image.height


@pytest.mark.parametrize("paper", [NARROW, WIDE])
def test_the_window_number_is_the_largest_thing(font, paper) -> None:
    headline, title, text = draw_items(
        [Item("headline", "21 号窗口"), Item("title", "21 号窗口"), Item("text", "21 号窗口")], paper, font
    )
    heights = [bottom - top for _, top, _, bottom in map(ink, (headline, title, text))]
    assert heights[0] > 1.5 * heights[1] > 1.5 * heights[2]
    assert heights[0] >= 72, "9 mm at 8 dots a mm"


def test_letters_are_at_least_four_millimetres_high(font) -> None:
    (text,) = draw_items([Item("text", "窗口")], NARROW, font)
    _, top, _, bottom = ink(text)
    assert bottom - top >= 0.85 * NARROW.body >= 30


@pytest.mark.parametrize(
    "text",
    ["https://www.gdzwfw.gov.cn/portal/v2/guide/very/long/address/without/any/blank", "证" * 60, "W" * 50],
)
@pytest.mark.parametrize("style", ["headline", "title", "heading", "text", "box", "detail", "small"])
def test_nothing_runs_over_the_edge(font, style, text) -> None:
    (image,) = draw_items([Item(style, text)], NARROW, font)
    _, _, right, bottom = ink(image)
    assert right < NARROW.width
    assert bottom < image.height


def test_lines_under_a_box_stand_clear_of_it(font) -> None:
    (image,) = draw_items([Item("box", "近期一寸免冠彩色相片（原件 2 份）")], NARROW, font)
    indent = round(1.3 * NARROW.body)
    column = image.crop((0, 0, indent - 6, image.height))
    _, top, _, bottom = ink(column)
    assert bottom - top < 1.3 * NARROW.body, "only the box of the first line is there"


def test_a_code_on_paper_is_read(font) -> None:
    (image,) = draw_items([Item("code", "https://www.gdzwfw.gov.cn")], NARROW, font)
    grey = np.array(image.convert("L"))
    assert cv2.QRCodeDetector().detectAndDecode(grey)[0] == "https://www.gdzwfw.gov.cn"


def test_the_font_is_one_with_hanzi(font) -> None:
    assert has_hanzi(font)


def test_a_font_without_hanzi_is_none(tmp_path) -> None:
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    assert latin is not None, "install fonts-dejavu-core"
    assert not has_hanzi(FontFile(str(latin)))
    assert find_font(str(latin)) is None
    nonsense = tmp_path / "nonsense.ttf"
    nonsense.write_bytes(b"no font")
    assert find_font(str(nonsense)) is None
    assert find_font(str(tmp_path / "missing.ttf")) is None


def test_a_font_named_by_the_operator_is_taken(font) -> None:
    found = find_font(font.path)
    assert found is not None
    assert found.path == font.path


def test_a_png_is_the_drawing_itself(answer, words, font, now) -> None:
    image = draw_slip(slip_of(answer, words, now), NARROW, font)
    with Image.open(BytesIO(png_bytes(image))) as again:
        assert again.convert("1").tobytes() == image.tobytes()


def test_a_pdf_has_as_many_sheets_of_a4_as_it_needs(answer, plan, words, font, now) -> None:
    for reply, least in ((answer, 1), (plan, 2)):
        data = pdf_bytes(slip_of(reply, words, now), font)
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
        boxes = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", data)
        assert len(boxes) >= least
        for width, height in boxes:
            assert abs(float(width) - 595) < 2
            assert abs(float(height) - 842) < 2
