"""The colours of each theme, as text: known without waiting for Textual, since the launcher needs them too.

Nothing is told by colour alone.  A test computes the contrast of every widget
in every state under every palette, and holds it to `Palette.contrast`.
"""

from __future__ import annotations

from msgspec import Struct


class Palette(Struct, frozen=True, kw_only=True):
    """Grounds, and the ink on each, as ``#RRGGBB``."""

    name: str
    contrast: float
    """The least WCAG contrast of any text on its ground, in any state."""
    dark: bool = False
    dense: bool = False
    """For somebody who reads it all day: more at a time."""

    paper: str
    ink: str
    card: str
    """Ground of a button."""
    on_card: str
    bar: str
    """Ground of a button of the bar."""
    on_bar: str
    notice: str
    """Ground of what must be in sight."""
    on_notice: str
    strong: str
    """Ground of what matters most, and ink of headlines on paper."""
    on_strong: str
    badge: str
    """Ground of the digit on a button."""
    on_badge: str
    pressed: str
    """Ground of the button that a finger or the focus is on."""
    on_pressed: str


SENIOR = Palette(
    name="senior",
    contrast=10,
    paper="#FFFBF2",
    ink="#1A1A1A",
    card="#E0EBF1",
    on_card="#1A1A1A",
    bar="#EFE8DA",
    on_bar="#1A1A1A",
    notice="#FFF0C2",
    on_notice="#1A1A1A",
    strong="#0B3A5E",
    on_strong="#FFFFFF",
    badge="#0B3A5E",
    on_badge="#FFFFFF",
    pressed="#000000",
    on_pressed="#FFFFFF",
)
"""Dark ink on warm paper and one accent, for old eyes."""

COMPACT = Palette(
    name="compact",
    contrast=7,
    dense=True,
    paper="#F4F5F7",
    ink="#22272E",
    card="#DDE3EA",
    on_card="#22272E",
    bar="#D0D7DF",
    on_bar="#22272E",
    notice="#F6E7B4",
    on_notice="#22272E",
    strong="#1F4E79",
    on_strong="#FFFFFF",
    badge="#1F4E79",
    on_badge="#FFFFFF",
    pressed="#10181F",
    on_pressed="#FFFFFF",
)
"""Quiet greys and one blue, for clerks: more at a time."""


def _two_tone(name: str, paper: str, ink: str, *, dark: bool) -> Palette:
    """Two colours alone: buttons are blocks of ink, and what is pressed turns to paper."""
    return Palette(
        name=name,
        contrast=20,
        dark=dark,
        paper=paper,
        ink=ink,
        card=ink,
        on_card=paper,
        bar=ink,
        on_bar=paper,
        notice=ink,
        on_notice=paper,
        strong=ink,
        on_strong=paper,
        badge=paper,
        on_badge=ink,
        pressed=paper,
        on_pressed=ink,
    )


BLACK_ON_WHITE = _two_tone("black-on-white", "#FFFFFF", "#000000", dark=False)
WHITE_ON_BLACK = _two_tone("white-on-black", "#000000", "#FFFFFF", dark=True)

PALETTES = {palette.name: palette for palette in (SENIOR, BLACK_ON_WHITE, WHITE_ON_BLACK, COMPACT)}
"""Every palette by its name, the default first."""
