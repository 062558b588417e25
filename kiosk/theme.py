"""Colours for old eyes: dark ink on warm paper, and one accent.

Every text reaches a contrast of 10:1 on its ground in every state; a test
computes it for every widget.  Nothing is told by colour alone.
"""

from __future__ import annotations

from textual.theme import Theme

PAPER = "#FFFBF2"
INK = "#1A1A1A"
CARD = "#E0EBF1"
BAR = "#EFE8DA"
NOTICE = "#FFF0C2"
ACCENT = "#0B3A5E"
ON_ACCENT = "#FFFFFF"
PRESSED = "#000000"

SENIOR = Theme(
    name="senior",
    primary=ACCENT,
    secondary=ACCENT,
    accent=ACCENT,
    warning=ACCENT,
    error=ACCENT,
    success=ACCENT,
    foreground=INK,
    background=PAPER,
    surface=PAPER,
    panel=CARD,
    boost=PAPER,
    dark=False,
    text_alpha=1.0,
    variables={
        "paper": PAPER,
        "ink": INK,
        "card": CARD,
        "bar": BAR,
        "notice": NOTICE,
        "strong": ACCENT,
        "on-strong": ON_ACCENT,
        "pressed": PRESSED,
    },
)
