"""The ways to write without a keyboard: the two pads, and the buttons that lead to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.widgets.button import BigButton

if TYPE_CHECKING:
    from kiosk.app import KioskApp
    from kiosk.screens.pad import PadView

KEY = "9"
"""Leads to the letters, and from there to the strokes."""
PAD_WIDTH = 10
"""Columns of a button that leads to a pad, beside other things."""


class Spelling:
    """Both pads of one question; each keeps what is written on it while the other is used."""

    def __init__(self) -> None:
        self._pads: dict[str, PadView] = {}

    def open(self, kiosk: KioskApp, name: str) -> None:
        """Show the pad called `name`, ``letters`` or ``strokes``."""
        if name not in self._pads:
            self._pads[name] = self._made(kiosk, name)
        kiosk.spell(self._pads[name])

    def _made(self, kiosk: KioskApp, name: str) -> PadView:
        if name == "letters":
            from kiosk.screens.letters import LettersView  # noqa: PLC0415  most people need none of the pads

            return LettersView(partial(self.open, kiosk, "strokes"))
        from kiosk.screens.strokes import StrokesView  # noqa: PLC0415
        from kiosk.strokes.table import stored  # noqa: PLC0415

        return StrokesView(partial(self.open, kiosk, "letters"), stored())

    def buttons(self, kiosk: KioskApp, *, one: bool, waits: bool) -> list[BigButton]:
        """A button for each pad, or `one` for both; `waits`: digits are text just now."""
        words = kiosk.catalogue.text
        buttons = [
            BigButton(
                words("spelling.both" if one else f"spelling.{name}"),
                partial(self.open, kiosk, name),
                key=key,
                id=f"spell-{name}",
                classes="-centred",
            )
            for name, key in (("letters", KEY), ("strokes", ""))
        ]
        buttons[0].key_waits = waits
        return buttons[:1] if one else buttons
