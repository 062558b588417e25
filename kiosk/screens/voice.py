"""How fast and how loud it is read, and a rest: opened by asking twice to hear a screen again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from kiosk.hearing import Dial
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words

_ROW_HEIGHT = 3
_TALLEST_ROW = 5
_ROOM_FOR_GAPS = 40


class VoiceView(View):
    """Two dials and a rest; meanwhile it reads `below`, the view that the person came from."""

    STEP = "voice"

    def __init__(self, below: View) -> None:
        self.below = below
        self._turns = 0
        """How often anything was changed."""

    def heading(self) -> str:
        """What can be set."""
        return self.words("voice.title")

    def spoken(self) -> str:
        """The keys, then the text that is to be heard as one likes it."""
        keys = (
            ("slower", "1"),
            ("faster", "2"),
            ("softer", "3"),
            ("louder", "4"),
            (self._rest, "5"),
            ("set", "6"),
        )
        told = (self.heard(name, key) for name, key in keys)
        return "\n".join([self.speech("voice.title"), *told, self.below.spoken()])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """A row for each dial, its step between the buttons that turn it, and one to rest or leave."""
        hearing = self.kiosk.hearing
        height = max(min((frame.page_height + 1) // 3 - 1, _TALLEST_ROW), _ROW_HEIGHT)
        gap = 2 if frame.page_width >= _ROOM_FOR_GAPS else 1
        rows = (
            self._dial("rate", hearing.rate, ("slower", "1"), ("faster", "2"), height),
            self._dial("volume", hearing.volume, ("softer", "3"), ("louder", "4"), height),
            (self.button(self._rest, self._rest_or_go_on, "5"), self._leave()),
        )
        yield Gap(max(frame.page_height - 3 * height - 2, 0) // 2)
        for row in rows:
            yield Row(*row, height=height, gap=gap)
            yield Gap()

    def version(self) -> int:
        """Another for each change."""
        return self._turns

    @property
    def _rest(self) -> str:
        return "read_on" if self.kiosk.hearing.resting else "rest"

    def _dial(
        self, name: str, dial: Dial, down: tuple[str, str], up: tuple[str, str], height: int
    ) -> Iterable[Widget]:
        less, more = (
            self.button(button, partial(self._turn, name, dial, by), key)
            for (button, key), by in ((down, -1), (up, 1))
        )
        gauge = "█" * dial.step + "░" * (dial.steps - dial.step)
        step = self.words("voice.step", step=dial.step, steps=dial.steps)
        above = [""] * ((height - _ROW_HEIGHT) // 2)
        lines = (*above, self.words(f"voice.{name}"), gauge, step)
        return less, Words(*lines, centred=True, classes="-strong"), more

    def _leave(self) -> BigButton:
        return self.button("set", self.kiosk.leave_notice, "6", primary=True)

    def _turn(self, name: str, dial: Dial, by: int) -> None:
        """Turn `dial`, show it, say it, and go on reading."""
        turned = dial.turn(by)
        end = "most" if by > 0 else "least"
        key = f"voice.{name}_is" if turned else f"voice.{name}_{end}"
        data: dict[str, str | int] = {"step": dial.step, "steps": dial.steps} if turned else {}
        self._changed()
        self.kiosk.hearing.tell(self.speech(key, **data))

    def _rest_or_go_on(self) -> None:
        self.kiosk.hearing.rest_or_go_on()
        self._changed()

    def _changed(self) -> None:
        self._turns += 1
        self.kiosk.refresh_view()
