"""Characters by their strokes, for who knows no pinyin: five strokes, the nine likeliest characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from kiosk.screens.pad import PadView
from kiosk.screens.pad_room import GAP, PadRoom
from kiosk.widgets.frame import Frame
from kiosk.widgets.keys import Key
from kiosk.widgets.layout import Row

if TYPE_CHECKING:
    from kiosk.strokes.table import StrokeTable

SIGNS = {"h": "一", "s": "丨", "p": "丿", "n": "丶", "z": "乛"}
"""Stroke → how it looks, in the order of the keys."""


class StrokesView(PadView):
    """The digits press strokes or, after 选字, choose a character; a small screen shows one of both."""

    NAME = "strokes"

    def __init__(self, switch: Callable[[], None], table: StrokeTable) -> None:
        super().__init__(switch)
        self.strokes = ""
        """Of the character that is being written."""
        self.choosing = False
        """Whether the digits choose a character."""
        self._table = table

    @property
    def characters(self) -> tuple[str, ...]:
        """The likeliest characters, at most nine."""
        return self._table.candidates(self.strokes, self.text)

    def keys(self) -> Sequence[Key | None]:
        """The strokes, 选字, and what both pads have."""
        strokes = [
            Key(sign, self.speech(f"strokes.{code}"), partial(self.draw, code), self.words(f"strokes.{code}"))
            for code, sign in SIGNS.items()
        ]
        return [*strokes, self.key("strokes.choose", self._choose), *self.common_keys()]

    def keys_of(self, name: str) -> Sequence[Key | None]:
        """The characters are keys, too."""
        if name == "keys":
            return self.keys()
        return [Key(character, character, partial(self.add, character)) for character in self.characters]

    def digits(self) -> str:
        """Name of the grid whose keys the digits press."""
        return "characters" if self.choosing else "keys"

    def parts(self, frame: Frame) -> Iterable[Widget]:
        """Characters on the left, strokes on the right; on a small screen what the digits belong to."""
        room = PadRoom.of(frame, beside=True)
        if room.wide:
            characters, keys = self.key_grid("characters", room), self.key_grid("keys", room)
            yield Row(characters, keys, height=room.block, gap=GAP)
        else:
            yield self.key_grid(self.digits(), room)
        yield from self.offers_below(frame, room.below)

    def unfinished(self) -> str:
        """The strokes of the character that is being written."""
        return "".join(SIGNS[code] for code in self.strokes)

    def below_line(self, frame: Frame) -> str:
        """What has no place of its own: the characters, or what was found."""
        room = PadRoom.of(frame, beside=True)
        if room.wide:
            return "" if room.below else self.found_names()
        shown = "" if self.choosing else " ".join(self.characters)
        return shown and self.words("strokes.preview", characters=shown)

    def draw(self, code: str) -> None:
        """Add the stroke `code`, unless no character is written so."""
        if self._table.candidates(self.strokes + code, limit=1):
            self.strokes += code
            self.kiosk.say(self.speech(f"strokes.{code}"))
        else:
            self.kiosk.say(self.speech("strokes.none"))
        self.kiosk.look_up(self)
        self.renew()

    def add(self, character: str) -> None:
        """Let `character` be the next of the text, and the strokes begin anew."""
        self.strokes = ""
        was_choosing, self.choosing = self.choosing, False
        self.write(self.text + character, character)
        if was_choosing:
            self.kiosk.relay()

    def take_back(self) -> bool:
        """The last stroke first, then the last character."""
        if not self.strokes:
            return super().take_back()
        self.kiosk.say(self.speech("spelling.erased", text=self.speech(f"strokes.{self.strokes[-1]}")))
        self.strokes = self.strokes[:-1]
        self.renew()
        return True

    def turn_back(self) -> bool:
        """From the characters to the strokes; from there, out."""
        if not self.choosing:
            return False
        self.choosing = False
        self.kiosk.relay()
        return True

    def spoken(self) -> str:
        """The characters, where they are to be chosen."""
        return self._spoken_characters() if self.choosing else super().spoken()

    def _spoken_characters(self) -> str:
        return "\n".join(
            self.speech("strokes.numbered", number=number, character=character)
            for number, character in enumerate(self.characters, start=1)
        )

    def paused(self) -> None:
        """Writing has paused: say the characters while one is being written, else what was found."""
        if self.kiosk.view is not self or self.choosing:
            return
        if self.strokes:
            choose = self.speech("press.key", key="6", label=self.speech("strokes.choose"))
            self.kiosk.say(f"{self._spoken_characters()}\n{choose}")
        else:
            super().paused()

    def _choose(self) -> None:
        self.choosing = True
        self.kiosk.relay()
