"""Things to choose from, at most five at a time: what it may be, steps of a plan, ways on after a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.containers import Grid
from textual.widget import Widget

from assistant.reply import Choices, Option, Plan, Refusal
from kiosk.screens.view import NAVIGATION_HEIGHT, View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame, Shelf, shelf
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words
from kiosk.wording import advice_lines, title
from kiosk.wording_lines import message_line, worded

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
        """The question, or the name of the plan; a refusal is told below in full."""
        if isinstance(self.reply, Refusal):
            return self.words("refusal.title")
        return title(self.reply, self.kiosk.catalogue).text

    def spoken(self) -> str:
        """The title, what must be said, and the choices of this page with their numbers."""
        catalogue = self.kiosk.catalogue
        lines = [spoken for _, spoken, _ in self._remarks()]
        if not isinstance(self.reply, Refusal):
            lines.insert(0, title(self.reply, catalogue).speech)
        for number, option in enumerate(self._shown(), start=1):
            lines.append(self.speech("option.numbered", number=number, label=self._spoken_option(option)))
        lines += [self.heard(name, key) for name, key, _ in reversed(self._turns())]
        if not self.reply.options:
            lines.append(self.heard("ask_again", "1"))
        return "\n".join(lines)

    def _spoken_option(self, option: Option) -> str:
        """Its name; where situations are asked for, the situation before it."""
        label = message_line(option.label, self.kiosk.catalogue)
        asked = isinstance(self.reply, Choices) and self.reply.prompt.key == "clarify.situation"
        if not asked or not option.detail or option.turn.kind == "narrow":
            return label.speech
        return worded(self.kiosk.catalogue, "clarify.choice", situation=option.detail, label=label).speech

    def page(self, frame: Frame) -> Iterable[Widget]:
        """Remarks, then the buttons."""
        above = self._above(frame)
        rows_taken = sum(_height(widget, frame) for widget in above)
        rows_taken += 1 if above else 0
        gap, laid = self._fitted(frame, frame.page_height - rows_taken)
        self._shelf = laid
        self.first -= self.first % max(laid.per_page, 1)
        grid_height = laid.rows * (laid.cell_height + 1) - 1
        yield Gap(gap)
        yield from above
        if above:
            yield Gap()
        if self.reply.options:
            yield self._grid(laid, grid_height)
        else:
            yield Row(self.button("ask_again", self.kiosk.begin, "1", primary=True), height=NAVIGATION_HEIGHT)

    def _fitted(self, frame: Frame, rows: int) -> tuple[int, Shelf]:
        """Free rows at the top, and the shelf below: none where all choices then stand on one page."""
        count = len(self.reply.options)
        airy, close = (shelf(frame, count, max(rows - gap, 3)) for gap in (1, 0))
        return (0, close) if airy.paged and not close.paged else (1, airy)

    def turn_back(self) -> bool:
        """An earlier page comes before the question before."""
        if self.first == 0:
            return False
        self._turn(-1)
        return True

    def _grid(self, laid: Shelf, height: int) -> Grid:
        buttons: list[Widget] = [
            self._choice(number, option) for number, option in enumerate(self._shown(), start=1)
        ]
        if laid.paged:
            buttons.append(self._pager(laid))
        grid = Grid(*buttons, id="choices")
        grid.styles.grid_size_columns = laid.columns
        grid.styles.grid_rows = (laid.cell_height,)
        grid.styles.height = height
        return grid

    def _choice(self, number: int, option: Option) -> BigButton:
        return BigButton(
            message_line(option.label, self.kiosk.catalogue).text,
            lambda: self.kiosk.take(option.turn),
            key=str(number),
            detail=option.detail,
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

    def _above(self, frame: Frame) -> list[Widget]:
        del frame
        return [Words(text, classes="-strong" if strong else "") for text, _, strong in self._remarks()]

    def _remarks(self) -> list[tuple[str, str, bool]]:
        """(shown, spoken, whether to stress it) of what stands above the choices."""
        match self.reply:
            case Refusal() as refusal:
                catalogue = self.kiosk.catalogue
                lines = [title(refusal, catalogue), *advice_lines(refusal, catalogue)]
                return [(line.text, line.speech, number == 0) for number, line in enumerate(lines)]
            case Plan(summary=summary):
                return [(summary, summary, False)] if summary else []
            case Choices():
                return [(self.about, self.about, True)] if self.about else []

    def notes(self) -> list[str]:
        """That the content of a plan is an example."""
        if not isinstance(self.reply, Plan):
            return []
        return [message_line(message, self.kiosk.catalogue).text for message in self.reply.notices]


def _height(widget: Widget, frame: Frame) -> int:
    return len(widget.lines_at(frame.text_width)) if isinstance(widget, Words) else 1
