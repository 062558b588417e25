"""The list on the left: services by name, what tells one from its neighbours below it, one of them chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kiosk.desk.rows import Row, Run, Sheet
from kiosk.widgets.wrapping import fit, parts_in_lines, wrap

Marks = tuple[tuple[int, int], ...]

_NAME_ROWS = 3
_INDENT = "  "


class Entry(Struct, frozen=True):
    """One thing to choose."""

    name: str
    detail: str = ""
    marks: Marks = ()
    """Parts of the name that were asked for, start and end in characters; underlined."""


class Listing(Sheet):
    """Entries under a heading, and which of them is chosen."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.entries: Sequence[Entry] = ()
        self.heading = ""
        self.chosen: int | None = None

    def fill(self, heading: str, entries: Sequence[Entry], chosen: int | None) -> None:
        """Show other entries."""
        same = (heading, entries) == (self.heading, self.entries)
        self.heading, self.entries = heading, entries
        self.choose(chosen, top=not same)

    def choose(self, chosen: int | None, *, top: bool = False) -> None:
        """Choose another entry, and bring it in sight."""
        self.chosen = chosen
        self.show(self._lay_entries, top=top)
        found = [number for number, row in enumerate(self.rows) if row.id == f"{chosen}"]
        if found:
            self.bring(found[0], found[-1] + 1)

    def _lay_entries(self, columns: int) -> tuple[Row, ...]:
        return tuple(self._rows(columns))

    def _rows(self, columns: int) -> Iterator[Row]:
        for line in wrap(self.heading, columns) if self.heading else ():
            yield Row(((line, "desk--heading"),), "desk--heading")
        for number, entry in enumerate(self.entries):
            fill = "desk--chosen" if number == self.chosen else ""
            for runs in _entry(entry, columns, chosen=number == self.chosen):
                yield Row(runs, fill, f"{number}", number)


def _entry(entry: Entry, columns: int, *, chosen: bool) -> Iterator[tuple[Run, ...]]:
    """The rows of an entry; what is chosen has a sign as well as a colour."""
    room = max(columns - len(_INDENT), 2)
    plain, mark = ("desk--chosen", "desk--chosen") if chosen else ("desk--strong", "desk--mark")
    lines = fit(entry.name, room, _NAME_ROWS)
    lead = "▶ " if chosen else _INDENT
    for line, marks in zip(lines, parts_in_lines(entry.name, lines, entry.marks), strict=True):
        yield ((lead, plain), *_marked(line, marks, plain, mark))
        lead = _INDENT
    if entry.detail:
        yield ((f"{_INDENT}{fit(entry.detail, room, 1)[0]}", "desk--chosen" if chosen else ""),)


def _marked(line: str, marks: Marks, plain: str, mark: str) -> Iterator[Run]:
    at = 0
    for start, end in marks:
        yield line[at:start], plain
        yield line[start:end], mark
        at = end
    yield line[at:], plain
