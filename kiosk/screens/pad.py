"""Writing without a keyboard: nine keys, a line of what is written, and the services it may become.

A digit presses the key that shows it, at once: keys that follow each other fast
must not wait for a screen.  Fingers and arrows press the same keys, and reach what
was found as well; the last key leads the digits to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.widget import Widget

from assistant.reply import Option
from assistant.session import Said
from kiosk.screens.found import found_buttons, found_spoken, packed
from kiosk.screens.pad_room import LINES, PadRoom
from kiosk.screens.view import View
from kiosk.widgets.frame import Frame
from kiosk.widgets.keys import Key, KeyGrid
from kiosk.widgets.layout import Gap
from kiosk.widgets.offers import Offers
from kiosk.widgets.search import MAX_LENGTH
from kiosk.widgets.words import Words
from kiosk.widgets.wrapping import fit
from kiosk.wording_lines import message_line

DONE = 9
"""Key that goes on with what is written, on both pads."""
_BACKSPACE = ("backspace", "\x08", "\x7f", "delete", ".")
"""What takes back on a keyboard and on a number pad."""
_ELLIPSIS = "…"
_ROOM_FOR_TWO = 58
"""Columns of a page that has room for two services side by side."""


class PadView(View):
    """Subclasses give the keys, what they write, and what stands beside them."""

    STEP = "need"
    QUICK = True
    NAME: ClassVar[str]
    """Of its words in the catalogue."""

    def __init__(self, switch: Callable[[], None]) -> None:
        self.found: tuple[Option, ...] = ()
        """What the text may become."""
        self._switch = switch
        self._grids: dict[str, KeyGrid] = {}
        self._offers: Offers | None = None
        self._lines: Words | None = None

    # ---- what subclasses give --------------------------------------------------------------------

    def keys(self) -> Sequence[Key | None]:
        """The keys, from 1 on; None where there is none."""
        raise NotImplementedError

    def parts(self, frame: Frame) -> Iterable[Widget]:
        """The keys and what stands beside and below them."""
        raise NotImplementedError

    def unfinished(self) -> str:
        """What is begun and not yet part of the text, as the line shows it."""
        return ""

    def below_line(self, frame: Frame) -> str:
        """What stands below the line of what is written."""
        raise NotImplementedError

    def take_back(self) -> bool:
        """Take back what was written last; False where nothing is."""
        if not self.text:
            return False
        self.write(self.text[:-1], self.speech("spelling.erased", text=self.text[-1]))
        return True

    # ---- what is shown ---------------------------------------------------------------------------

    def heading(self) -> str:
        """What to do."""
        return self.words(f"{self.NAME}.title")

    def page(self, frame: Frame) -> Iterable[Widget]:
        """What is written above, the keys below it."""
        self._grids, self._offers = {}, None
        self._lines = Words(*self._texts(frame), classes="-strong")
        self._lines.styles.height = LINES
        yield self._lines
        yield from self.parts(frame)
        self._fill()

    def key_grid(self, name: str, room: PadRoom) -> KeyGrid:
        """Nine keys called `name`, those of `keys_of`."""
        grid = self._grids[name] = KeyGrid(name, room.cell)
        grid.styles.width = room.width
        return grid

    def keys_of(self, name: str) -> Sequence[Key | None]:
        """The keys that stand in the grid called `name`."""
        del name
        return self.keys()

    def digits(self) -> str:
        """Name of the grid whose keys the digits press."""
        return "keys"

    def offers_below(self, frame: Frame, rows: int) -> Iterable[Widget]:
        """What was found, below the keys; nothing where there is no room."""
        if rows:
            yield Gap()
            yield self._offering(rows, 2 if frame.page_width >= _ROOM_FOR_TWO and not frame.density else 1)

    def offers_beside(self, rows: int) -> Offers:
        """What was found, one below the other."""
        return self._offering(rows, 1)

    def _offering(self, rows: int, columns: int) -> Offers:
        def made() -> list[Widget]:
            return [packed(found_buttons(self, self.found), rows, columns)] if self.found else []

        self._offers = Offers(made, rows)
        return self._offers

    def found_names(self) -> str:
        """The names of what was found, as one line."""
        names = (message_line(option.label, self.kiosk.catalogue).text for option in self.found)
        return self.words("spelling.found", names=self.words("answer.join").join(names)) if self.found else ""

    def _texts(self, frame: Frame) -> list[str]:
        written = " ".join(filter(None, (self.text, self.unfinished()))) or self.words("spelling.nothing")
        line = self.words("spelling.line", text=written)
        below = self.below_line(frame)
        return [_ending(line, frame.page_width), *(fit(below, frame.page_width, 1) if below else [])]

    def renew(self) -> None:
        """Show what is written now, and the keys that follow from it."""
        if self._lines is not None:
            self._lines.texts = tuple(self._texts(self.kiosk.frame))
            self._lines.refresh()
        self._fill()

    def _fill(self) -> None:
        for name, grid in self._grids.items():
            grid.show(self.keys_of(name), numbered=name == self.digits())

    # ---- what is said ----------------------------------------------------------------------------

    def spoken(self) -> str:
        """How to write, with every key; once something is written, that."""
        if self.text:
            written = self.speech("spelling.line", text=self.text)
            return f"{written}\n{self._spoken_key(DONE, 'spelling.done')}"
        keys = (
            self.speech("press.key", key=str(number), label=key.said)
            for number, key in enumerate(self.keys(), start=1)
            if key is not None
        )
        how = self.speech(f"{self.NAME}.title"), self.speech(f"{self.NAME}.how")
        return "\n".join([*how, *keys, self.speech("press.others")])

    def _spoken_key(self, number: int, words: str) -> str:
        return self.speech("press.key", key=str(number), label=self.speech(words))

    def paused(self) -> None:
        """Writing has paused: say what was found."""
        if self.found and self.kiosk.view is self:
            pick = self._spoken_key(DONE, "spelling.pick")
            self.kiosk.say("\n".join([*found_spoken(self, self.found), pick]))

    # ---- what keys do ----------------------------------------------------------------------------

    def any_key(self, character: str) -> bool:
        """A digit presses its key; backspace takes back; other keys have their usual meaning."""
        if character in _BACKSPACE:
            return self.take_back()
        if len(character) != 1 or character not in "123456789":
            return False
        key = dict(enumerate(self.keys_of(self.digits()), start=1)).get(int(character))
        if key is not None:
            key.action()
        return True

    def write(self, text: str, said: str) -> None:
        """Let `text` be what is written, say `said`, and look up what it may become."""
        if len(text) > MAX_LENGTH:
            said = self.speech("spelling.full")
        else:
            self.text = text
        self.kiosk.say(said)
        self.kiosk.look_up(self)
        self.renew()

    def suggest(self, text: str, found: tuple[Option, ...]) -> None:
        """Show what was found for `text`, unless something else has been written since."""
        if text == self.text and found != self.found:
            self.found = found
            if self._offers:
                self._offers.renew()
            self.renew()

    def common_keys(self) -> list[Key]:
        """Take back, the other pad, and done."""
        other = f"{self.NAME}.other"
        return [
            self.key("spelling.erase", self._erase),
            self.key(other, self._switch),
            self.key("spelling.done", self.submitted, primary=True),
        ]

    def key(self, words: str, action: Callable[[], None], *, primary: bool = False) -> Key:
        """A key that the catalogue names `words`."""
        return Key(self.words(words), self.speech(words), action, primary=primary)

    def _erase(self) -> None:
        if not self.take_back():
            self.kiosk.say(self.speech("spelling.empty"))

    def submitted(self) -> None:
        """Choose among what was found; where nothing was, ask the whole text."""
        if not self.text:
            self.kiosk.say(self.speech("spelling.empty"))
        elif self.found:
            self.kiosk.offer(self.found, "spelling.choose")
        else:
            self.kiosk.take(Said(self.text))


def _ending(line: str, columns: int) -> str:
    """`line`, the beginning left out where it is too long: what was written last must be seen."""
    if cell_len(line) <= columns:
        return line
    while line and cell_len(_ELLIPSIS + line) > columns:
        line = line[1:]
    return _ELLIPSIS + line
