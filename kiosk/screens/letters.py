"""Pinyin without a keyboard: a group of letters, then the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from textual.widget import Widget

from kiosk.screens.pad import PadView
from kiosk.screens.pad_room import GAP, PadRoom
from kiosk.widgets.frame import Frame
from kiosk.widgets.keys import Key
from kiosk.widgets.layout import Row

GROUPS = ("ABCD", "EFGH", "IJKL", "MNOP", "QRST", "UVWXYZ")
_EXAMPLE = "S F Z"
"""The first letters of the example in the catalogue, 身份证."""
_ON_A_LINE = 4
"""Letters of a group that stand side by side on a key."""


class LettersView(PadView):
    """The alphabet in six groups; the letters of a group take their places once it is pressed."""

    NAME = "letters"

    def __init__(self, switch: Callable[[], None]) -> None:
        super().__init__(switch)
        self.group = ""
        """The letters that stand on the keys; empty where the groups do."""

    def keys(self) -> Sequence[Key | None]:
        """The groups, or the letters of one; then what both have."""
        if not self.group:
            groups = [Key(_label(group), " ".join(group), partial(self._open, group)) for group in GROUPS]
            return [*groups, *self.common_keys()]
        letters = [Key(letter, letter, partial(self.add, letter)) for letter in self.group]
        free = [None] * (len(GROUPS) - len(letters))
        return [*letters, *free, self.key("letters.groups", self._close)]

    def parts(self, frame: Frame) -> Iterable[Widget]:
        """The keys on the right, where the hand hides nothing of what was found; else above it."""
        room = PadRoom.of(frame, beside=False)
        keys = self.key_grid("keys", room)
        if room.wide:
            yield Row(self.offers_beside(room.block), keys, height=room.block, gap=GAP)
        else:
            yield keys
            yield from self.offers_below(frame, room.below)

    def below_line(self, frame: Frame) -> str:
        """How little one has to write, until something is written."""
        del frame
        return "" if self.text else self.words("letters.hint", letters=_EXAMPLE)

    def any_key(self, character: str) -> bool:
        """A letter of a keyboard is written as well."""
        if len(character) == 1 and character.isascii() and character.isalpha():
            self.add(character.upper())
            return True
        return super().any_key(character)

    def add(self, letter: str) -> None:
        """Write `letter`, and show the groups again."""
        self.group = ""
        self.write(self.text + letter, letter)

    def take_back(self) -> bool:
        """First the group that was pressed, then the last letter."""
        if self.group:
            self._close()
            return True
        return super().take_back()

    def turn_back(self) -> bool:
        """From the letters of a group to the groups; from there, out."""
        return self.take_back() if self.group else False

    def _open(self, group: str) -> None:
        self.group = group
        self.kiosk.say(" ".join(group))
        self.renew()

    def _close(self) -> None:
        self.group = ""
        self.kiosk.say(self.speech("letters.groups"))
        self.renew()


def _label(group: str) -> str:
    """On one line where it fits a key, else on two."""
    return group if len(group) <= _ON_A_LINE else f"{group[: len(group) // 2]} {group[len(group) // 2 :]}"
