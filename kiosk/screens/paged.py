"""A reply too long for one screen: a cover with what matters most, then pages without scrolling.

What few people need stands apart, behind a button on the last page: so nobody
leafs through laws and sources to see that there is nothing more to bring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len
from textual.widget import Widget

from kiosk.screens.pages import Page, Part, text_pages
from kiosk.screens.view import NAVIGATION_HEIGHT, View
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words
from kiosk.wording_lines import Line, joined, worded

_TEXT_ROWS = 18
"""More lines on a page than this are too many to read."""
_FREE_ROWS = 2
"""Above and below the heading of a page."""
_ROOM_FOR_TITLE = 60
"""Columns from which on the button to the next page says what is on it."""


class PagedView(View):
    """Subclasses give the cover, the parts behind it, and what else may be done from the cover."""

    number = 0
    """Which page is shown; 0 is the cover."""
    _texts: Sequence[Page] = ()
    _last = 0
    """The last page of those that everybody needs; what comes after it are details."""

    def parts(self) -> Iterable[Part]:
        """What stands behind the cover, most needed first."""
        raise NotImplementedError

    def needed(self) -> Iterable[Part]:
        """As much of it as everybody needs."""
        return self.parts()

    def details(self) -> Iterable[Part]:
        """What `needed` leaves out."""
        return ()

    def cover(self, frame: Frame, rows: int) -> list[Widget]:
        """Widgets of `rows` rows in all."""
        raise NotImplementedError

    def cover_spoken(self) -> list[str]:
        """What is said of the cover."""
        raise NotImplementedError

    def aside(self) -> tuple[str, Callable[[], None]] | None:
        """The button ``button.<name>`` that the cover has under key 8, and what it does; None for none."""
        return None

    def spoken(self) -> str:
        """The page that is shown, and the keys that lead on last."""
        if self.number:
            said = [self._title().speech, self._texts[self.number - 1].speech]
        else:
            said = self.cover_spoken()
        return "\n".join([*said, *self._keys()])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The page, and the buttons to turn pages, which never move."""
        rows = max(frame.page_height - NAVIGATION_HEIGHT - 1, 1)
        text_rows = max(min(rows - 1, _TEXT_ROWS), 1)
        self._cut(frame.text_width, text_rows)
        self.number = min(self.number, len(self._texts))
        yield from self._text(frame, rows) if self.number else self.cover(frame, rows)
        yield Gap()
        yield self._navigation(frame)

    def _cut(self, columns: int, rows: int) -> None:
        """Cut the pages, with free rows for the eye where that takes no more of them."""
        told = tuple(self.parts()), tuple(self.needed()), tuple(self.details())
        cuts = [_pages(*told, columns, fewer) for fewer in range(max(rows - _FREE_ROWS, 1), rows + 1)]
        needed, details = next(cut for cut in cuts if _counts(cut) == _counts(cuts[-1]))
        self._last = len(needed)
        self._texts = (*needed, *details)

    def turn_back(self) -> bool:
        """An earlier page comes before the question before."""
        if self.number == 0:
            return False
        self._turn(-1)
        return True

    def _text(self, frame: Frame, rows: int) -> list[Widget]:
        page = self._texts[self.number - 1]
        spare = rows - 1 - len(page.lines)
        above, between = min(max(spare, 0), 1), min(max(spare - 1, 0), 1)
        text = Words(*page.spaced(spare - above - between))
        text.styles.height = max(rows - 1 - above - between, 1)
        return [Gap(above), Words(self._heading(frame.text_width), classes="-strong"), Gap(between), text]

    def _navigation(self, frame: Frame) -> Row:
        """A page back, finished, a page on: under keys 8, 1 and 9, as on every other screen."""
        on = self._on()
        buttons = [self.button("finish", self.kiosk.finish, "1", primary=on != "next")]
        if self.number:
            buttons.insert(0, self.button("previous", lambda: self._turn(-1), "8"))
        elif aside := self.aside():
            buttons.insert(0, self.button(*aside, "8"))
        if on:
            buttons.append(self.button(on, lambda: self._turn(1), "9", primary=on == "next"))
        if on == "next" and frame.page_width >= _ROOM_FOR_TITLE:
            buttons[-1].label = self.words("button.next_page", title=self._following().text)
            buttons[-1].styles.width = "2fr"
        return Row(*buttons, height=NAVIGATION_HEIGHT, gap=2 if frame.page_width >= 40 else 1)

    def _on(self) -> str:
        """The button that leads on; empty on the last page of all."""
        if self.number == len(self._texts):
            return ""
        return "details" if self.number == self._last else "next"

    def _title(self, key: str = "answer.page", parts: int | None = None) -> Line:
        """What the page of text is about, its first `parts` or all of it, and which of how many it is."""
        catalogue = self.kiosk.catalogue
        title = joined(catalogue, "answer.join", self._texts[self.number - 1].titles[:parts])
        page, pages = self.number + 1, self._last + 1
        if self.number > self._last:
            key, page, pages = "answer.details", self.number - self._last, len(self._texts) - self._last
        return worded(catalogue, key, title=title, page=page, pages=pages)

    def _heading(self, columns: int) -> str:
        """The title in the longest form that one line holds."""
        forms = (self._title(), self._title("answer.page_short"), self._title("answer.page_short", 1))
        fitting = (form.text for form in forms if cell_len(form.text) <= columns)
        return next(fitting, forms[-1].text)

    def _following(self) -> Line:
        """What the next page begins with."""
        return self._texts[self.number].titles[0]

    def _keys(self) -> Iterator[str]:
        """The buttons of `_navigation`, the likeliest first."""
        on = self._on()
        if on == "next":
            yield self.heard("next_page", "9", title=self._following().speech)
        if self.number:
            yield self.heard("previous", "8")
        elif aside := self.aside():
            yield self.heard(aside[0], "8")
        yield self.heard("finish", "1")
        if on == "details":
            yield self.heard("details", "9")

    def _turn(self, pages: int) -> None:
        self.number = min(max(self.number + pages, 0), len(self._texts))
        self.kiosk.relay()


def _pages(
    parts: Sequence[Part], needed: Sequence[Part], details: Sequence[Part], columns: int, rows: int
) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """What everybody needs, and the details apart, unless there is room for them on the same pages."""
    whole = text_pages(parts, columns, rows)
    pages = text_pages(needed, columns, rows)
    if len(whole) <= len(pages):
        return whole, ()
    return pages, text_pages(details, columns, rows)


def _counts(cut: tuple[Sequence[Page], Sequence[Page]]) -> tuple[int, int]:
    """How many pages there are, and how many of details."""
    needed, details = cut
    return len(needed), len(details)
