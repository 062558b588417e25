"""How a kiosk behaves: times and permissions, in one value."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kiosk.palette import SENIOR
from kiosk.slips.address import SlipPrinter

SIZE_STATUSES = (21, 22, 23)
"""Exit statuses that ask the launcher for small, medium and large letters."""
LEAST_CELLS = (40, 18)
"""Columns and rows that the screens need."""


class Settings(Struct, frozen=True, kw_only=True):
    """All times are seconds."""

    idle_s: float = 45.0
    """Without a key or touch for so long, the kiosk asks whether anybody is there."""
    warning_s: float = 20.0
    """Then it waits so long for an answer before it starts anew."""
    repeat_s: float = 0.7
    """The same key again within this time is the keyboard repeating, or a trembling hand."""
    again_s: float = 0.15
    """The same, where one writes with keys that press buttons: a keyboard repeats faster than any finger."""
    settle_s: float = 0.3
    """A press so soon after a new screen was meant for the one before."""
    pause_s: float = 1.0
    """Once nothing has been typed for so long, what was found is said."""
    stale_s: float = 2.0
    """A key or touch the kiosk could not attend to for so long has lost its meaning."""
    theme: str = SENIOR.name
    """Colours at the start of each visit: a name in `kiosk.palette.PALETTES`."""
    pin: str = ""
    """The hash of the number that lets staff out (see `kiosk.pin`); empty: there is no way out."""
    allow_exit: bool = False
    """Ctrl+Q ends the kiosk: for trying it out, never in a hall."""
    printer: SlipPrinter | None = None
    """What prints slips; None: nothing does, and a code for the phone is all that can be taken away."""
    clips: Path | None = None
    """A folder of recordings that are played rather than read by the machine's voice."""
    keep_speech: bool = True
    """Whether the sound of fixed sentences is kept in the user's cache."""
    letters: int | None = None
    """The step of the letters that the launcher opened it in, and can change; None: there is no launcher."""
