"""Things to choose from, at most five at a time: what it may be, answers to a question, steps of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.containers import Grid
from textual.widget import Widget

from assistant.reply import Choices, Option, Plan, Refusal
from kiosk.screens.found import grid_of, in_pairs
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import MOST_CHOICES, Frame, Shelf, shelf
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words
from kiosk.wording import title
from kiosk.wording_lines import Line, message_line, quoted, worded

PREVIOUS_KEY, NEXT_KEY = "8", "9"


class ChoicesView(View):
    """`reply` as buttons, with what must be said above them."""

    STEP = "choose"

    def __init__(self, reply: Choices | Plan | Refusal, *, about: str = "") -> None:
        self.reply = reply
        self.about = about
        """The service that is asked about; empty where it is not known yet."""
        self.first = 0
        """Index of the first option on the page that is shown."""
        self._shelf: Shelf | None = None

    def heading(self) -> str:
        """The question, or the name of the plan."""
        return title(self.reply, self.kiosk.catalogue).text

    def spoken(self) -> str:
        """The title, what must be said, and the choices of this page with their numbers."""
        told = (title(self.reply, self.kiosk.catalogue), *self.remarks())
        lines = [line.speech for line in told]
        for number, option in enumerate(self._shown(), start=1):
            lines.append(self.speech("option.numbered", number=number, label=self.said(option)))
        lines += [self.heard(name, key) for name, key, _ in reversed(self._turns())]
        return "\n".join(lines)

    def remarks(self) -> list[Line]:
        """What must be said between the title and the choices."""
        remark = self.reply.summary if isinstance(self.reply, Plan) else self.about
        return [quoted(remark)] if remark else []

    def label(self, option: Option) -> Line:
        """What it is called on its button."""
        return message_line(option.label, self.kiosk.catalogue)

    def detail(self, option: Option) -> str:
        """What tells it from its neighbours."""
        return option.detail

    def said(self, option: Option) -> str:
        """Its name; where situations are asked for, the situation before it."""
        label = self.label(option)
        asked = isinstance(self.reply, Choices) and self.reply.prompt.key == "clarify.situation"
        if not asked or not option.detail or option.turn.kind == "narrow":
            return label.speech
        return worded(self.kiosk.catalogue, "clarify.choice", situation=option.detail, label=label).speech

    def above(self, frame: Frame) -> list[Words]:
        """The remarks as they are shown."""
        del frame
        return [Words(line.text, classes="-strong" if self.about else "") for line in self.remarks()]

    def laid(self, frame: Frame, rows: int) -> Shelf:
        """Room for the choices in `rows` rows: a few short ones in pairs where that saves a second page."""
        options = self.reply.options
        usual = shelf(frame, len(options), rows)
        if not usual.paged or len(options) > MOST_CHOICES or any(map(self.detail, options)):
            return usual
        return in_pairs(frame, [self.label(option).text for option in options], rows) or usual

    def page(self, frame: Frame) -> Iterable[Widget]:
        """Remarks, then the buttons."""
        above = self.above(frame)
        rows_taken = sum(_height(widget, frame) for widget in above)
        rows_taken += 1 if above else 0
        gap, laid = self._fitted(frame, frame.page_height - rows_taken)
        self._shelf = laid
        self.first -= self.first % max(laid.per_page, 1)
        yield Gap(gap)
        yield from above
        if above:
            yield Gap()
        yield self._grid(laid)

    def _fitted(self, frame: Frame, rows: int) -> tuple[int, Shelf]:
        """Free rows at the top, and the shelf below: none where all choices then stand on one page."""
        airy, close = (self.laid(frame, max(rows - gap, 3)) for gap in (1, 0))
        return (0, close) if airy.paged and not close.paged else (1, airy)

    def turn_back(self) -> bool:
        """An earlier page comes before the question before."""
        if self.first == 0:
            return False
        self._turn(-1)
        return True

    def _grid(self, laid: Shelf) -> Grid:
        buttons: list[Widget] = [
            self._choice(number, option) for number, option in enumerate(self._shown(), start=1)
        ]
        return grid_of([*buttons, self._pager(laid)] if laid.paged else buttons, laid)

    def _choice(self, number: int, option: Option) -> BigButton:
        return BigButton(
            self.label(option).text,
            lambda: self.kiosk.take(option.turn),
            key=str(number),
            detail=self.detail(option),
            marks=option.spans,
            id=f"choice-{number}",
        )

    def _pager(self, laid: Shelf) -> Widget:
        turns = (self.button(name, partial(self._turn, pages), key) for name, key, pages in self._turns())
        return Row(*turns, height=laid.cell_height, gap=1)

    def _turns(self) -> list[tuple[str, str, int]]:
        """(button, key, pages on) of the ways to other pages of choices."""
        shown = len(self._shown())
        turns = [("previous", PREVIOUS_KEY, -1)] if self.first else []
        return [*turns, ("next", NEXT_KEY, 1)] if self.first + shown < len(self.reply.options) else turns

    def _turn(self, pages: int) -> None:
        if self._shelf is not None:
            self.first = max(self.first + pages * self._shelf.per_page, 0)
            self.kiosk.relay()

    def _shown(self) -> tuple[Option, ...]:
        per_page = self._shelf.per_page if self._shelf else len(self.reply.options)
        return self.reply.options[self.first : self.first + per_page]

    def notes(self) -> list[str]:
        """That the content of a plan is an example."""
        if not isinstance(self.reply, Plan):
            return []
        return [message_line(message, self.kiosk.catalogue).text for message in self.reply.notices]


def _height(widget: Widget, frame: Frame) -> int:
    return len(widget.lines_at(frame.text_width)) if isinstance(widget, Words) else 1
