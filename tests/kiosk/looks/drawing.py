"""What a screen shows, as text that a person can compare: its words, or the colours of its cells."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from rich.cells import cell_len
from rich.style import Style
from textual.app import App


def words(app: App[int]) -> str:
    """Every row as it is read; what is blank at its end does not count."""
    rows = (strip.text.rstrip() for strip in app.screen._compositor.render_strips())
    return "\n".join(rows).rstrip()


def colours(app: App[int]) -> str:
    """A letter for each cell, a capital where it is blank, and what the letters stand for."""
    grounds: dict[str, str] = {}
    inks: dict[str, str] = {}
    rows = []
    for strip in app.screen._compositor.render_strips():
        row = ""
        for text, style, _ in strip:
            for character in text:
                blank = character.isspace()
                letters, names = (ascii_uppercase, grounds) if blank else (ascii_lowercase, inks)
                name = _look(style or Style.null(), blank=blank)
                row += names.setdefault(name, letters[len(names)]) * cell_len(character)
        rows.append(row)
    legend = [f"{letter} {name}" for names in (grounds, inks) for name, letter in names.items()]
    return "\n".join([*rows, *legend])


def _look(style: Style, *, blank: bool) -> str:
    ground = _hex(style.bgcolor)
    if blank:
        return f"{ground}{' underlined' if style.underline else ''}"
    marks = (mark for mark in ("bold", "underline", "reverse", "dim") if getattr(style, mark))
    return " ".join((f"{_hex(style.color)} on {ground}", *marks))


def _hex(color: object) -> str:
    return color.get_truecolor().hex.upper() if color else "default"
