"""What all screens share: header, page, bar, keys, speech on entering, and a new layout at every size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from msgspec import structs
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget

from kiosk.widgets.bar import BAR_KEYS, Bar
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.guarded import Guarded
from kiosk.widgets.layout import Column
from kiosk.widgets.movement import neighbour
from kiosk.widgets.words import Header, Words
from kiosk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from kiosk.app import KioskApp

NAVIGATION_HEIGHT = 3
"""Rows of the buttons below a page."""

ARROWS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}
_BACK_KEYS = ("escape", "backspace")
_PRESS_KEYS = ("enter", "space")


class KioskScreen(Guarded, Screen[None], inherit_bindings=False):
    """One question or one fact.  Subclasses give `heading`, `spoken` and `page`."""

    STEP: ClassVar[str] = "start"
    """Where on the way it stands: names the message ``where.<step>``."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: Frame | None = None
        self._entered = 0.0
        self._silence = ""
        """The note on a missing voice that is shown."""

    @property
    def kiosk(self) -> KioskApp:
        """The application, by its own type."""
        return cast("KioskApp", self.app)

    def words(self, key: str, **data: str | int) -> str:
        """A message of the catalogue, as shown."""
        return self.kiosk.catalogue.text(key, data)

    def speech(self, key: str, **data: str | int) -> str:
        """A message of the catalogue, as spoken."""
        return self.kiosk.catalogue.speech(key, data)

    def heading(self) -> str:
        """The line at the top."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What is said on entering."""
        raise NotImplementedError

    def notes(self) -> list[str]:
        """What must be in sight for as long as the screen is, in a strip above the bar."""
        return []

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The widgets between header and bar, for a terminal of this size."""
        raise NotImplementedError

    def receive(self, event: events.Key) -> None:
        """See a key before it is delivered to whatever has the focus."""

    def turn_back(self) -> bool:
        """Go back within the screen; False where the screen itself is to be left."""
        return False

    def compose(self) -> ComposeResult:
        """Lay the screen out anew for the size the terminal has now."""
        self._laid_out = self.kiosk.frame
        self.set_class(self.kiosk.by_keys, "-keys")
        try:
            yield from list(self._parts(self._laid_out))
        except Exception as error:  # Textual would end the kiosk: it guards no `compose`
            self.kiosk.trouble(error)

    def _parts(self, frame: Frame) -> Iterator[Widget]:
        header = Header(self.heading())
        header.styles.height = frame.header_height
        yield header
        self._silence = self.kiosk.silence
        note = _strip([*self.notes(), self._silence], frame.page_width)
        frame = structs.replace(frame, note_rows=len(note))
        column = Column(*self.page(frame), id="page")
        column.styles.width = frame.page_width
        column.styles.height = frame.page_height
        column.styles.margin = (0, 0, 0, frame.page_left)
        strip = Words(*note, centred=True, classes="-notice" if note else "")
        strip.styles.height = len(note) or 1
        yield Container(column, strip, id="body")
        yield Bar(frame, lambda name: self.words(f"button.{name}"), self.kiosk.press_bar)

    def _button(self, name: str, action: Callable[[], None], key: str, *, primary: bool = False) -> BigButton:
        """A button of the page that the catalogue calls ``button.<name>``."""
        classes = "-centred -primary" if primary else "-centred"
        return BigButton(self.words(f"button.{name}"), action, key=key, id=name, classes=classes)

    def on_mount(self) -> None:
        """Put the focus on the first thing to choose."""
        self._focus_first()

    def on_screen_resume(self) -> None:
        """Say what the screen shows, whenever it comes to the front; not while it is only being uncovered."""
        if self.app.screen is not self:
            return
        self._entered = monotonic()
        self.kiosk.say(self.spoken())
        self.relay()

    async def on_resize(self) -> None:
        """Lay out again where the size has changed."""
        self.relay()

    def relay(self, *, force: bool = False) -> None:
        """Lay the screen out again where the room for it, or the voice, has changed."""
        if self._laid_out is None:
            return
        if force or self._laid_out != self.kiosk.frame or self._silence != self.kiosk.silence:
            self.call_next(self._relay)

    async def _relay(self) -> None:
        focused = self.focused.id if self.focused else None
        await self.recompose()
        wanted = self.query(f"#{focused}") if focused else None
        if wanted:
            self.set_focus(wanted.first())
        else:
            self._focus_first()

    def _focus_first(self) -> None:
        buttons = self.query("SearchBox, #page BigButton, #bar BigButton")
        if buttons:
            self.set_focus(buttons.first(), scroll_visible=False)

    def on_big_button_pressed(self, event: BigButton.Pressed) -> None:
        """Do what a button is for, unless the press was meant for the screen before."""
        event.stop()
        if monotonic() - self._entered >= self.kiosk.settings.settle_s:
            event.button.action()

    def on_key(self, event: events.Key) -> None:
        """Keys, wherever the focus is: digits choose, arrows move, Enter presses, 0 goes back."""
        event.stop()
        character = event.character or event.key
        if event.key in ARROWS or event.key in ("tab", "shift+tab"):
            self._move(event.key)
        elif event.key in _PRESS_KEYS:
            self._press_focused()
        elif event.key in _BACK_KEYS:
            self.kiosk.press_bar("back")
        else:
            self._press_by_key(character)

    def _press_by_key(self, character: str) -> None:
        for name, key in BAR_KEYS.items():
            if character == key:
                self.kiosk.press_bar(name)
                return
        for button in self.query(BigButton):
            if button.key == character:
                button.press()
                return

    def _press_focused(self) -> None:
        if not self.has_class("-keys"):
            self.show_keys()
        elif isinstance(self.focused, BigButton):
            self.focused.press()

    def _move(self, key: str) -> None:
        if not self.has_class("-keys"):
            self.show_keys()
            if isinstance(self.focused, BigButton):
                return
        targets = [widget for widget in self.focus_chain if widget.region]
        if key in ARROWS:
            found = neighbour(self.focused, targets, ARROWS[key])
            if found is not None:
                self.set_focus(found, scroll_visible=False)
        elif key == "tab":
            self.focus_next()
        else:
            self.focus_previous()

    def show_keys(self) -> None:
        """From now on show which button the keys would press."""
        self.kiosk.by_keys = True
        self.add_class("-keys")


def _strip(notes: list[str], columns: int) -> list[str]:
    """The lines above the bar: all notes in one where they fit."""
    notes = [note for note in notes if note]
    whole = "　".join(notes)
    if cell_len(whole) <= columns:
        return [whole] if whole else []
    return [line for note in notes for line in wrap(note, columns)]
