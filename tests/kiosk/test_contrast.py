"""Old eyes need 10:1: the colours every widget really gets, in every state."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.widget import Widget

from kiosk.widgets.button import BigButton
from kiosk.widgets.search import SearchBox

LEAST = 10.0
EVERY_SCREEN = (*"5324/1019-0+01乱", "enter")


def contrast(text: Color, ground: Color) -> float:
    """WCAG 2.2 contrast ratio."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    channels = (value / 255 for value in color.rgb)
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _states(widget: Widget) -> list[str]:
    return ["", "hover", "focus", "down", "disabled"] if isinstance(widget, BigButton | SearchBox) else [""]


def _enter(widget: Widget, state: str) -> None:
    widget.mouse_hover = state == "hover"
    widget.disabled = state == "disabled"
    widget.set_class(state == "down", "-down")
    if state == "focus":
        widget.screen.set_focus(widget)


def _faults(widget: Widget) -> list[tuple[str, float]]:
    """Every pair of colours of `widget` that is too faint: its own, and those of its parts."""
    _, _, ground, text = widget.colors
    pairs = {"": (text, ground)}
    for part in sorted(widget._component_styles):
        styles = widget.get_component_styles(part)
        pairs[part] = (styles.color, ground + styles.background)
    return [(part, contrast(*pair)) for part, pair in pairs.items() if contrast(*pair) < LEAST]


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color.parse("black"), Color.parse("white")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("white")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("by_keys", [False, True])
async def test_every_widget_in_every_state_has_ten_to_one(kiosk, by_keys) -> None:
    checked = set()
    async with kiosk((80, 24)) as pilot:
        app = pilot.app
        for key in EVERY_SCREEN:
            await pilot.press(key)
            await pilot.pause()
            app.screen.set_class(by_keys, "-keys")
            for widget in app.screen.query("*"):
                for state in _states(widget):
                    _enter(widget, state)
                    app.stylesheet.update_nodes([widget])
                    assert not _faults(widget), (app.view, widget, state)
                    checked.add((type(widget).__name__, state))
                _enter(widget, "")
    assert {
        ("BigButton", "focus"),
        ("BigButton", "down"),
        ("SearchBox", "disabled"),
        ("Words", ""),
    } <= checked
