"""How it looks: the size of the letters, or of the buttons where letters cannot grow, and the colours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from kiosk.palette import PALETTES, Palette
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words

SIZES = ("small", "medium", "large")
_TALLEST = 5


class SizeView(View):
    """Three sizes, and below them the themes; each with a digit, those in use marked."""

    def heading(self) -> str:
        """The question."""
        return self.words(f"{self._sized}.title")

    def notes(self) -> list[str]:
        """What another size costs: it cannot be undone."""
        return [self.words(f"{self._sized}.note")]

    def spoken(self) -> str:
        """The question, what another size costs, and all choices with their numbers."""
        return "\n".join(
            [
                self.speech(f"{self._sized}.title"),
                self.speech(f"{self._sized}.note"),
                *self._numbered([f"{self._sized}.{size}" for size in SIZES], 1, self.kiosk.step),
                self.speech("look.speech"),
                *self._numbered([f"theme.{name}" for name in PALETTES], len(SIZES) + 1, self._theme),
            ]
        )

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The sizes side by side, the themes in pairs below."""
        rows = [self._sizes(), *self._themes()]
        free = frame.page_height
        height = max(min((free - 1) // len(rows) - 1, _TALLEST), 1)
        spare = max(free - len(rows) * (height + 1) + 1, 0)
        yield Gap((spare + 1) // 2)
        for at, buttons in enumerate(rows):
            if at == 1:
                yield Words(self.words("look.colours"), classes="-strong")
            elif at:
                yield Gap()
            yield Row(*buttons, height=height)

    @property
    def _sized(self) -> str:
        """What has a size here: names the messages about letters, or those about buttons."""
        return "button_size" if self.kiosk.settings.letters is None else "size"

    @property
    def _theme(self) -> int:
        return list(PALETTES).index(self.kiosk.theme)

    def _sizes(self) -> list[BigButton]:
        return [
            BigButton(
                self.words(f"{self._sized}.{size}"),
                partial(self.kiosk.resize_letters, step),
                key=str(step + 1),
                detail=self.words("look.now") if step == self.kiosk.step else "",
                id=f"size-{size}",
                classes="-primary" if step == self.kiosk.step else "",
            )
            for step, size in enumerate(SIZES)
        ]

    def _themes(self) -> list[list[BigButton]]:
        buttons = [
            BigButton(
                self.words(f"theme.{name}"),
                partial(self.kiosk.choose_theme, name),
                key=str(number),
                detail=self._remark(palette),
                id=f"theme-{name}",
                classes="-primary" if name == self.kiosk.theme else "",
            )
            for number, (name, palette) in enumerate(PALETTES.items(), start=len(SIZES) + 1)
        ]
        return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]

    def _remark(self, palette: Palette) -> str:
        if palette.name == self.kiosk.theme:
            return self.words("look.now")
        return self.words("look.for_staff") if palette.dense else ""

    def _numbered(self, keys: list[str], first: int, now: int) -> Iterable[str]:
        for number, key in enumerate(keys, start=first):
            label = self.speech(key)
            said = self.speech("look.said_now", label=label) if number == first + now else label
            yield self.speech("option.numbered", number=number, label=said)
