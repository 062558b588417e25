"""Where staff enter the PIN: a number pad, and as many dots as digits.  No digit is shown, kept or said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import ceil

from textual.widget import Widget

from kiosk.door import Door
from kiosk.pin import MOST
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words

_TALL = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("delete", "0", "open"))
_WIDE = (("1", "2", "3", "delete"), ("4", "5", "6", "0"), ("7", "8", "9", "open"))
_PAD_WIDTH = 48
_KEY_HEIGHT = 3
_ENTER, _DELETE = ("\r", "\n", "enter"), ("\x7f", "\b", "backspace")


class DoorView(View):
    """A number pad before `door`; the right PIN ends the kiosk."""

    TAKES_DIGITS = True

    def __init__(self, door: Door) -> None:
        self.door = door
        self.note = "door.ask"
        """Key of the message above the pad."""
        self._digits = ""
        self._by_hand = False
        """Whether the last digit came from a keyboard, so that Enter ends the PIN."""
        self._line: Words | None = None

    def heading(self) -> str:
        """Whom it is for."""
        return self.words("door.title")

    def spoken(self) -> str:
        """What to do; never a digit."""
        return self.speech(self._note(), seconds=ceil(self.door.wait_s))

    def version(self) -> int:
        """The seconds that are left to wait."""
        return ceil(self.door.wait_s)

    def page(self, frame: Frame) -> Iterable[Widget]:
        """One line, and the pad below it; while one must wait, the line alone."""
        self._line = Words(self._shown(), centred=True, classes="-strong")
        if self.door.wait_s:
            yield Gap(frame.page_height // 2)
            yield self._line
            return
        rows = _TALL if frame.page_height >= len(_TALL) * (_KEY_HEIGHT + 1) + 1 else _WIDE
        height = max((frame.page_height - 1) // len(rows) - 1, 1)
        height = min(height, _KEY_HEIGHT + 1)
        spare = max(frame.page_height - 2 - len(rows) * (height + 1) + 1, 0)
        yield Gap(spare // 2)
        yield self._line
        for keys in rows:
            yield Gap()
            row = Row(*map(self._key, keys), height=height)
            row.styles.width = width = min(frame.page_width, _PAD_WIDTH)
            row.styles.margin = (0, 0, 0, (frame.page_width - width) // 2)
            yield row

    def any_key(self, character: str) -> bool:
        """Digits are the PIN's, 0 as well; Enter after a digit ends it, Backspace takes one away."""
        if self.door.wait_s:
            return False
        if character.isascii() and character.isdigit():
            self._add(character)
            self._by_hand = True
        elif character in _ENTER and self._by_hand:
            self._open()
        elif character in _DELETE and self._digits:
            self._delete()
        else:
            return False
        return True

    def _key(self, name: str) -> BigButton:
        match name:
            case "delete":
                return BigButton(
                    self.words("door.delete"), self._delete, id="door-delete", classes="-centred"
                )
            case "open":
                return BigButton(
                    self.words("door.open"), self._open, id="door-open", classes="-primary -centred"
                )
            case digit:
                return BigButton(
                    digit, partial(self._add_touched, digit), id=f"door-{digit}", classes="-centred"
                )

    def _add_touched(self, digit: str) -> None:
        self._by_hand = False
        self._add(digit)

    def _add(self, digit: str) -> None:
        self._digits = (self._digits + digit)[:MOST]
        self._renew("door.ask")

    def _delete(self) -> None:
        self._digits = self._digits[:-1]
        self._renew("door.ask")

    def _open(self) -> None:
        """Try what was entered; whatever comes of it, forget it."""
        pin, self._digits, self._by_hand = self._digits, "", False
        if not pin:
            return
        if self.door.opens(pin):
            self.kiosk.leave()
            return
        self._renew("door.wrong")
        self.kiosk.say(self.spoken())

    def _note(self) -> str:
        if self.door.wait_s:
            return "door.wait"
        return "door.ask" if self.note == "door.wait" else self.note

    def _shown(self) -> str:
        if self._digits:
            return "●" * len(self._digits)
        return self.words(self._note(), seconds=ceil(self.door.wait_s))

    def _renew(self, note: str) -> None:
        """Change the line in place: a new layout would take the button from under the finger."""
        self.note = note
        if self._line is not None:
            self._line.texts = (self._shown(),)
            self._line.refresh()
