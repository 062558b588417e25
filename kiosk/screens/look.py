"""How it looks: the size of the letters, and the colours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from kiosk.palette import PALETTES
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row

SIZES = ("small", "medium", "large")
_TALLEST = 5


class SizeView(View):
    """Three sizes of letters, and below them the themes; each with a digit."""

    def heading(self) -> str:
        """The question."""
        return self.words("size.title")

    def spoken(self) -> str:
        """The question, and all choices with their numbers."""
        sizes = [f"size.{size}" for size in SIZES]
        themes = [f"theme.{name}" for name in PALETTES]
        return "\n".join(
            [
                self.speech("size.title"),
                *self._numbered(sizes, 1),
                self.speech("look.speech"),
                *self._numbered(themes, len(sizes) + 1),
            ]
        )

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The sizes side by side, the themes in pairs below."""
        rows = [self._sizes(), *self._themes()]
        free = frame.page_height
        height = max(min((free + 1) // len(rows) - 1, _TALLEST), 1)
        yield Gap((free - len(rows) * (height + 1) + 1) // 2)
        for buttons in rows:
            yield Row(*buttons, height=height)
            yield Gap()

    def _sizes(self) -> list[BigButton]:
        return [
            BigButton(
                self.words(f"size.{size}"),
                partial(self.kiosk.resize_letters, step),
                key=str(step + 1),
                id=f"size-{size}",
            )
            for step, size in enumerate(SIZES)
        ]

    def _themes(self) -> list[list[BigButton]]:
        buttons = [
            BigButton(
                self.words(f"theme.{name}"),
                partial(self.kiosk.choose_theme, name),
                key=str(number),
                id=f"theme-{name}",
            )
            for number, name in enumerate(PALETTES, start=len(SIZES) + 1)
        ]
        return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]

    def _numbered(self, keys: list[str], first: int) -> Iterable[str]:
        for number, key in enumerate(keys, start=first):
            yield self.speech("option.numbered", number=number, label=self.speech(key))
