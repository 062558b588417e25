"""The one screen of the desk: line, facts, list and answer, a note, a line of help."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from assistant.flow import shipped_flow
from assistant.reply import Reply
from kiosk.desk.answer import body_rows, for_clerk, head_rows, start_of
from kiosk.desk.facts import Facts, facts_of
from kiosk.desk.help import help_rows
from kiosk.desk.keys import CAPS
from kiosk.desk.line import Line
from kiosk.desk.listing import Listing
from kiosk.desk.rows import Drawn, Row, Sheet
from kiosk.widgets.guarded import Guarded
from kiosk.widgets.wrapping import wrap
from kiosk.wording import title
from locales.catalogue import Catalogue

_NARROW = 60
"""Columns below which the answer stands under the list."""


class DeskScreen(Guarded, Screen[None], inherit_bindings=False):
    """Shows what it is told; what keys do is `kiosk.desk.app`."""

    AUTO_FOCUS: ClassVar[str | None] = "#line"

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.line = Line(catalogue.text("desk.placeholder"))
        self.facts = Facts(facts_of(shipped_flow()), catalogue)
        self.listing = Listing("list")
        self.head = Drawn("head")
        self.body = Sheet("body")
        self.reply: Reply | None = None
        """What the pane shows."""
        self._prompt = f" {catalogue.text('desk.prompt')} "
        self._note = Drawn("note", self._note_rows)
        self.noted = ""
        """What the clerk was told last; empty: nothing."""
        self._help = Drawn("help", self._help_rows)
        self._all_keys = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        prompt = Drawn("prompt", lambda _: (Row(((self._prompt, ""),)),))
        prompt.styles.width = cell_len(self._prompt)
        yield Horizontal(prompt, self.line, id="asking")
        yield self.facts
        yield Horizontal(self.listing, Vertical(self.head, self.body, id="pane"), id="panes")
        yield self._note
        yield self._help

    def on_resize(self, event: events.Resize) -> None:
        """List and answer side by side, or one below the other."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    def note(self, text: str) -> None:
        """Tell the clerk something, until something else is to be told; empty: nothing."""
        if text != self.noted:
            self.noted = text
            self._note.show(self._note_rows)

    def toggle_help(self) -> None:
        """Show every key, or only those most needed."""
        self._all_keys = not self._all_keys
        self._help.show(self._help_rows)

    def show(self, reply: Reply | None, *, held: bool) -> None:
        """Show an answer in the pane; from its top, unless it is about what was shown before."""
        catalogue = self.catalogue
        reply = reply and for_clerk(reply)
        same = self.reply and reply and title(self.reply, catalogue) == title(reply, catalogue)
        self.reply = reply
        if reply is None:
            self.head.show(lambda _: ())
            self.body.show(self._welcome_rows)
            return
        self.head.show(lambda columns: head_rows(reply, catalogue, columns, held=held))
        self.body.show(lambda columns: body_rows(reply, catalogue, columns), top=not same)

    def jump(self, name: str) -> bool:
        """Bring a part of the answer in sight; False where it has none."""
        reply, rows = self.reply, self.body.rows
        start = None if reply is None else start_of(name, rows)
        if reply is None or start is None:
            return False
        here = rows[start].id
        self.body.show(lambda columns: body_rows(reply, self.catalogue, columns, here=here), top=False)
        self.body.scroll_to(y=start, animate=False, immediate=True)
        return True

    def _note_rows(self, columns: int) -> tuple[Row, ...]:
        fill = "desk--notice" if self.noted else ""
        return tuple(Row(((line, fill),), fill) for line in wrap(self.noted, columns))

    def _help_rows(self, columns: int) -> tuple[Row, ...]:
        return help_rows(self.catalogue, columns, every=self._all_keys)

    def _welcome_rows(self, columns: int) -> tuple[Row, ...]:
        texts = (
            self.catalogue.text("desk.welcome"),
            self.catalogue.text("desk.welcome_keys", {"tab": CAPS["known"], "help": CAPS["help"]}),
        )
        return tuple(Row(((line, ""),)) for text in texts for line in wrap(text, columns))
