"""What a terminal must be told before Textual asks it for its colours."""

from __future__ import annotations

import os


def ask_for_true_colour() -> None:
    """Terminals tell few of their colours through TERM, and with sixteen of them the contrast is lost."""
    if os.environ.get("TERM", "").startswith(("xterm", "foot", "tmux", "screen")):
        os.environ.setdefault("COLORTERM", "truecolor")
