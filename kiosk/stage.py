"""The one Textual screen: it lays out whatever view the kiosk shows, and leads keys and touches to it.

Views follow each other by laying this screen out anew, in its own message loop,
one after the other.  Textual's stack of screens would do that concurrently: a
screen that is left while it is still being mounted can wait for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from msgspec import structs
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from kiosk.widgets.bar import BAR_KEYS, Bar
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.guarded import Guarded
from kiosk.widgets.layout import Column
from kiosk.widgets.movement import neighbour
from kiosk.widgets.search import SearchBox
from kiosk.widgets.words import Header, Words
from kiosk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from kiosk.app import KioskApp
    from kiosk.screens.view import View

_ARROWS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}
_BACK_KEYS = ("escape", "backspace")
_PRESS_KEYS = ("enter", "space")


class Stage(Guarded, Screen[None], inherit_bindings=False):
    """Header, page, strip of notes and bar; a new layout for every view and every size."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: tuple[object, ...] = ()
        """What the present layout was made for: if any of it changes, it is made anew."""
        self._said: View | None = None
        self._due = False
        self._entered = 0.0
        self.since = inf
        """When there was first something to see: a key from before was meant for nothing here."""

    @property
    def kiosk(self) -> KioskApp:
        """The application, by its own type."""
        return cast("KioskApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the view for the size the terminal has now."""
        self._laid_out = self._wanted()
        self.set_class(self.kiosk.by_keys, "-keys")
        try:
            yield from list(self._parts(self.kiosk.frame))
        except Exception as error:  # Textual would end the kiosk: it guards no `compose`
            self.kiosk.trouble(error)

    def _parts(self, frame: Frame) -> Iterator[Widget]:
        view, kiosk = self.kiosk.view, self.kiosk
        header = Header(view.heading())
        header.styles.height = frame.header_height
        yield header
        note = _strip([*view.notes(), kiosk.silence], frame.page_width)
        frame = structs.replace(frame, note_rows=len(note))
        column = Column(*view.page(frame), id="page")
        column.styles.width = frame.page_width
        column.styles.height = frame.page_height
        column.styles.margin = (0, 0, 0, frame.page_left)
        strip = Words(*note, centred=True, classes="-notice" if note else "")
        strip.styles.height = len(note) or 1
        yield Container(column, strip, id="body")
        yield Bar(frame, lambda name: kiosk.catalogue.text(f"button.{name}"), kiosk.press_bar)

    def _wanted(self) -> tuple[object, ...]:
        view = self.kiosk.view
        return (view, view.version(), self.kiosk.frame, self.kiosk.silence)

    def on_mount(self) -> None:
        """Show the first view."""
        self.since = monotonic()
        self._arrive()

    def on_resize(self) -> None:
        """Lay out again where the size has changed."""
        self.relay()

    def relay(self, *, anew: bool = False) -> None:
        """Lay the view out again where it, its room or the voice has changed; `anew`: it has a new page."""
        if anew:
            self._said = None
        if (anew or self._laid_out != self._wanted()) and not self._due:
            self._due = True
            self.call_next(self._relay)

    async def _relay(self) -> None:
        self._due = False
        same = self._laid_out[:1] == (self.kiosk.view,)
        focused = self.focused.id if self.focused and same else None
        try:
            await self.recompose()
        except Exception as error:
            self.kiosk.trouble(error)
        self._arrive(focused)

    def _arrive(self, focused: str | None = None) -> None:
        """Put the focus on the first thing to choose, or where it was or text is, and say what is new."""
        for button in self.query(BigButton):
            button.view = self.kiosk.view
        wanted = self.query(f"#{focused}") if focused else None
        if not wanted and self.kiosk.view.text:
            wanted = self.query("SearchBox")
        buttons = wanted or self.query("SearchBox, #page BigButton, #bar BigButton")
        if buttons:
            self.set_focus(buttons.first(), scroll_visible=False)
        if self._said is not self.kiosk.view:
            self._said = self.kiosk.view
            self._entered = monotonic()
            self.kiosk.say(self._said.spoken())

    # ---- keys and touches --------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Drop what waited here so long that it has lost its meaning: a flood of keys has an end."""
        stale = isinstance(event, events.InputEvent | events.Paste) and self.kiosk.is_stale(event)
        if not stale:
            await super().on_event(event)

    def receive(self, event: events.Key) -> None:
        """Lead text into the box, if there is one, before it is delivered: so letters keep their order."""
        if (event.character or "").isalpha() and event.is_printable:
            for box in self.query(SearchBox):
                self.set_focus(box)

    def on_big_button_pressed(self, event: BigButton.Pressed) -> None:
        """Do what a button is for, unless it has gone, or the press was meant for the view before."""
        event.stop()
        settled = monotonic() - self._entered >= self.kiosk.settings.settle_s
        button = event.button
        here = button.is_attached if button.view is None else button.view is self.kiosk.view
        if settled and here:
            button.action()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        if event.input.is_attached:
            self.kiosk.view.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the box."""
        if event.input.is_attached:
            self.kiosk.view.submitted()

    def on_click(self, event: events.Click) -> None:
        """A touch beside all buttons."""
        event.stop()
        self.kiosk.view.touched()

    def on_key(self, event: events.Key) -> None:
        """Keys, wherever the focus is: digits choose, arrows move, Enter presses, 0 goes back."""
        event.stop()
        character = event.character or event.key
        if self.kiosk.view.any_key(character):
            return
        if event.key in _ARROWS or event.key in ("tab", "shift+tab"):
            self._move(event.key)
        elif event.key in _PRESS_KEYS:
            self._press_focused()
        elif event.key in _BACK_KEYS:
            self.kiosk.press_bar("back")
        elif not self._typed_too_early(event):
            self._press_by_key(character)

    def _typed_too_early(self, event: events.Key) -> bool:
        """Put a letter into the box that was not there yet when it was typed; False if it is none."""
        boxes = self.query(SearchBox)
        if not boxes or not event.is_printable or not (event.character or "").isalpha():
            return False
        boxes.first().insert_text_at_cursor(event.character or "")
        return True

    def _press_by_key(self, character: str) -> None:
        for name, key in BAR_KEYS.items():
            if character == key:
                self.kiosk.press_bar(name)
                return
        for button in self.query(BigButton):
            if button.key == character and not button.key_waits:
                button.press()
                return

    def _press_focused(self) -> None:
        if not self.has_class("-keys"):
            self._show_keys()
        elif isinstance(self.focused, BigButton):
            self.focused.press()

    def _move(self, key: str) -> None:
        if not self.has_class("-keys"):
            self._show_keys()
            if isinstance(self.focused, BigButton):
                return
        if key in _ARROWS:
            targets = [widget for widget in self.focus_chain if widget.region]
            found = neighbour(self.focused, targets, _ARROWS[key])
            if found is not None:
                self.set_focus(found, scroll_visible=False)
        elif key == "tab":
            self.focus_next()
        else:
            self.focus_previous()

    def _show_keys(self) -> None:
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
