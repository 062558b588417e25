"""The palettes as themes of Textual: `kiosk.tcss` paints with their variables and nothing else."""

from __future__ import annotations

from textual.theme import Theme

from kiosk.palette import PALETTES, Palette

_INKS = (
    "paper ink card on_card bar on_bar notice on_notice strong on_strong badge on_badge pressed on_pressed"
).split()


def _theme(palette: Palette) -> Theme:
    accent = palette.strong
    return Theme(
        name=palette.name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        error=accent,
        success=accent,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.paper,
        panel=palette.card,
        boost=palette.paper,
        dark=palette.dark,
        text_alpha=1.0,
        variables={name.replace("_", "-"): getattr(palette, name) for name in _INKS},
    )


THEMES = tuple(map(_theme, PALETTES.values()))
"""One theme for each palette, under its name."""
