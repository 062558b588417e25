"""The keys of the desk: one table for what they do, the help line and the card beside the screen."""

from __future__ import annotations

from msgspec import Struct


class Key(Struct, frozen=True):
    """A key, or several that do the same."""

    keys: str
    """As Textual names them, with commas between."""
    cap: str
    """What stands on it."""
    word: str
    """Last part of the message ``desk.key.<word>`` that says what it does."""
    action: str
    common: bool = True
    """Whether it stands in the line of help that is always there, as far as that has room."""
    needed: bool = False
    """Whether it stands there before the others."""


KEYS = (
    Key("f1", "F1", "help", "help", needed=True),
    Key("up", "↑", "up", "move(-1)", common=False),
    Key("down", "↓", "down", "move(1)", common=False),
    Key("enter", "Enter", "enter", "enter", needed=True),
    Key("f2,alt+1", "F2", "where", "jump('where')", needed=True),
    Key("f3,alt+2", "F3", "bring", "jump('bring')", needed=True),
    Key("f4,alt+3", "F4", "cost", "jump('cost')"),
    Key("f5,alt+4", "F5", "who", "jump('who')"),
    Key("f6,alt+5", "F6", "ways", "jump('ways')"),
    Key("f7,alt+6", "F7", "source", "jump('source')", common=False),
    Key("tab", "Tab", "known", "fact(1)"),
    Key("shift+tab", "Shift+Tab", "known_back", "fact(-1)", common=False),
    Key("pagedown", "PgDn", "page_down", "page(1)", common=False),
    Key("pageup", "PgUp", "page_up", "page(-1)", common=False),
    Key("f8", "F8", "wide", "wide", common=False),
    Key("ctrl+y", "Ctrl+Y", "copy", "copy_answer", needed=True),
    Key("ctrl+p", "Ctrl+P", "slip", "slip", needed=True),
    Key("ctrl+r", "Ctrl+R", "recent", "recent"),
    Key("escape", "Esc", "clear", "clear"),
    Key("f9", "F9", "forget", "forget", common=False),
    Key("ctrl+q", "Ctrl+Q", "leave", "leave", common=False),
)

CAPS = {key.word: key.cap for key in KEYS}
"""What stands on the key that does something."""
