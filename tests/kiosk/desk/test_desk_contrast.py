"""Staff read the desk all day: 7:1 or better, computed for every widget and every part of one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.color import Color
from textual.screen import Screen
from textual.widget import Widget

from kiosk.desk.rows import PARTS

LEAST = 7.0
FRAMES = "─│┌└┐┘┬┴┤├ ▁▂▃▄▅▆▇█"
STATES = [
    (),
    tuple("sfz"),
    ("down",),
    ("f3",),
    ("enter",),
    ("tab",),
    ("2",),
    ("escape",),
    ("f1",),
    ("ctrl+p",),
    ("shift+left", "shift+left"),
    ("escape",),
    ("ctrl+r",),
    ("f8",),
    ("f9",),
]
"""Keys that lead, one after the other, through all that the desk shows."""


def contrast(text: Color, ground: Color) -> float:
    """WCAG 2.2 contrast ratio."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    channels = (value / 255 for value in color.rgb)
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def pairs(widget: Widget) -> dict[str, tuple[Color, Color]]:
    """The colours of `widget` and of its parts: text and ground."""
    _, _, ground, text = widget.colors
    found = {"": (text, ground)}
    for part in sorted(widget._component_styles):
        styles = widget.get_component_styles(part)
        found[part] = (styles.color, ground + styles.background)
    return found


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color.parse("black"), Color.parse("white")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("white")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_seven_to_one_in_the_style_sheet_and_on_the_terminal(desk, size) -> None:
    checked, seen = set(), set()
    async with desk(size) as clerk:
        for keys in STATES:
            await clerk.press(*keys)
            for widget in clerk.app.screen.query("*"):
                for part, colours in pairs(widget).items():
                    assert contrast(*colours) >= LEAST, (keys, widget, part)
                    checked.add((type(widget).__name__, part))
            for text, ink, ground in cells(clerk.app.screen):
                assert contrast(ink, ground) >= LEAST, (keys, text)
                seen.add((ink.hex, ground.hex))
    assert {(name, part) for name in ("Drawn", "Sheet", "Listing", "Facts") for part in PARTS} <= checked
    assert {
        ("Line", "input--cursor"),
        ("Line", "input--selection"),
        ("Line", "input--placeholder"),
    } <= checked
    assert len(seen) >= 4


def cells(screen: Screen) -> Iterator[tuple[str, Color, Color]]:
    """Every text as it is drawn, with its ink and ground; frames and scroll bars are none."""
    for strip in screen._compositor.render_strips():
        for text, style, _ in strip:
            if text.strip() and not set(text) <= set(FRAMES):
                yield text, Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
