"""Headlines are crisp: exactly these half-blocks, and never wider than they say."""

from __future__ import annotations

import pytest

from kiosk.headline import ROWS, draw, drawable, longest_fitting, pieces, width


def test_the_number_of_a_window_is_drawn_pixel_by_pixel() -> None:
    assert draw("7") == (
        " ██████████ ",
        "        ███ ",
        "       ███  ",
        "      ███   ",
        "     ███    ",
        "    ███     ",
        "   ███      ",
        "   ███      ",
    )


def test_all_ink_is_told_apart_from_blocks_a_font_may_draw_short() -> None:
    line = "".join(draw("5口"))
    drawn = list(pieces(line))
    assert {character for text, _ in drawn for character in text} <= set(" ▀")
    back = {("▀", False): "▀", ("▀", True): "▄", (" ", False): " ", (" ", True): "█"}
    assert "".join(back[character, swapped] for text, swapped in drawn for character in text) == line


def test_hanzi_are_sixteen_columns_wide() -> None:
    assert draw("口")[1] == "  █▀▀▀▀▀▀▀▀▀█   "
    assert width("口") == 16


@pytest.mark.parametrize("text", ["0123456789", "48号窗口", "开始", "网上办", "视频办", "上门办", "就近办"])
def test_rows_are_equally_wide_and_made_of_half_blocks(text) -> None:
    assert drawable(text)
    rows = draw(text)
    assert len(rows) == ROWS
    assert {len(row) for row in rows} == {width(text)}
    assert set("".join(rows)) <= set(" ▀▄█")


def test_digits_never_touch() -> None:
    for digit in "0123456789":
        assert all(row[0] == row[-1] == " " for row in draw(digit))
        assert any(row.strip() for row in draw(digit))


def test_the_longest_form_that_fits_is_taken() -> None:
    forms = ("23号窗口", "23号", "23")
    assert longest_fitting(forms, 72) == "23号窗口"
    assert longest_fitting(forms, 71) == "23号"
    assert longest_fitting(forms, 31) == "23"
    assert longest_fitting(forms, 20) == ""


def test_what_cannot_be_drawn_is_left_to_plain_text() -> None:
    assert not drawable("粤省事")
    assert not drawable("")
    assert longest_fitting(("粤省事", "网上办"), 80) == "网上办"
