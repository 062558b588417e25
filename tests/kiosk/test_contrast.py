"""Old eyes need 10:1, weak ones 20:1: the colours every widget really gets, in every state and theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.widget import Widget

from assistant.reply import Option, quote
from assistant.session import Chose
from kiosk.palette import BLACK_ON_WHITE, COMPACT, PALETTES, SENIOR, WHITE_ON_BLACK
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from kiosk.widgets.search import SearchBox

PROMISED = {SENIOR: 10, COMPACT: 7, BLACK_ON_WHITE: 20, WHITE_ON_BLACK: 20}
EVERY_SCREEN = (*"5324/1019-0+01乱", "enter", "ctrl+q")


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


def _one_of_each(widgets: Iterable[Widget]) -> Iterator[tuple[Widget, str]]:
    """One widget of each kind and class, in each of its states: neighbours get the same colours."""
    kinds = {(type(widget), widget.classes): widget for widget in widgets}
    return ((widget, state) for widget in kinds.values() for state in _states(widget))


def _enter(widget: Widget, state: str) -> None:
    widget.mouse_hover = state == "hover"
    widget.disabled = state == "disabled"
    widget.set_class(state == "down", "-down")
    if state == "focus":
        widget.screen.set_focus(widget)


def _faults(widget: Widget, least: float) -> list[tuple[str, float]]:
    """Every pair of colours of `widget` that is too faint: its own, and those of its parts."""
    _, _, ground, text = widget.colors
    pairs = {"": (text, ground)}
    for part in sorted(widget._component_styles):
        styles = widget.get_component_styles(part)
        pairs[part] = (styles.color, ground + styles.background)
    return [(part, contrast(*pair)) for part, pair in pairs.items() if contrast(*pair) < least]


def _drawn_marks(button: BigButton) -> list[Segment]:
    """What is underlined of a button as it is drawn, row by row."""
    rows = (button.render_line(y) for y in range(button.size.height))
    return [segment for row in rows for segment in row if segment.style and segment.style.underline]


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color.parse("black"), Color.parse("white")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("white")) == pytest.approx(4.54, abs=0.01)


def test_every_theme_promises_what_its_readers_need() -> None:
    assert {palette: palette.contrast for palette in PALETTES.values()} == PROMISED


@pytest.mark.parametrize("theme", PALETTES)
async def test_every_widget_in_every_state_has_the_contrast_of_its_theme(kiosk, theme) -> None:
    checked = set()
    async with kiosk((80, 24), Settings(repeat_s=0, settle_s=0, theme=theme, pin="x")) as pilot:
        app = pilot.app
        for key in EVERY_SCREEN:
            await pilot.press(key)
            await pilot.pause()
            assert app.theme == theme
            for by_keys in (False, True):
                app.screen.set_class(by_keys, "-keys")
                for widget, state in _one_of_each(app.screen.query("*")):
                    _enter(widget, state)
                    app.stylesheet.update_nodes([widget])
                    assert not _faults(widget, PALETTES[theme].contrast), (app.view, widget, state, by_keys)
                    checked.add((type(widget).__name__, state))
                    _enter(widget, "")
    assert {
        ("BigButton", "focus"),
        ("BigButton", "down"),
        ("SearchBox", "disabled"),
        ("Words", ""),
    } <= checked


@pytest.mark.parametrize(
    ("size", "theme"),
    [((64, 18), name) for name in PALETTES] + [((40, 20), "senior"), ((160, 45), "compact")],
)
async def test_what_was_asked_for_is_underlined_with_the_contrast_of_the_theme(kiosk, size, theme) -> None:
    name = "特殊群体居民身份证上门办理"
    option = Option(Chose("guide", "police/id-card"), quote(name), "行动不便的人", spans=((0, 2), (6, 9)))
    async with kiosk(size, Settings(repeat_s=0, settle_s=0, theme=theme)) as pilot:
        app = pilot.app
        await pilot.press("enter")
        app.offer((option,))
        await pilot.pause()
        button = app.screen.query_one("#choice-1", BigButton)
        for by_keys in (False, True):
            app.screen.set_class(by_keys, "-keys")
            for state in _states(button):
                _enter(button, state)
                app.stylesheet.update_nodes([button])
                marks = _drawn_marks(button)
                assert "".join(mark.text for mark in marks) == "特殊身份证"
                for style in (mark.style for mark in marks):
                    ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                    assert contrast(ink, ground) >= PALETTES[theme].contrast, (state, by_keys)
            _enter(button, "")
