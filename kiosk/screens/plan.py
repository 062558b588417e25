"""The plan of an event of life: how many trips it takes, then where to go and what to bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from assistant.planning import Journey
from assistant.reply import Plan
from kiosk.screens.paged import PagedView
from kiosk.screens.pages import Part
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap
from kiosk.widgets.words import Words
from kiosk.widgets.wrapping import balanced
from kiosk.wording_journey import brief_sections, trips_lines
from kiosk.wording_lines import Line, message_line, quoted, worded


class PlanView(PagedView):
    """`plan` with its `journey`, page by page; each service is one press away."""

    STEP = "plan"

    def __init__(self, plan: Plan, journey: Journey) -> None:
        self.plan = plan
        self.journey = journey

    def heading(self) -> str:
        """The event."""
        return self.plan.name

    def notes(self) -> list[str]:
        """That the content is an example."""
        return [message_line(notice, self.kiosk.catalogue).text for notice in self.plan.notices]

    def parts(self) -> Iterable[Part]:
        """Where to go, then what to bring: in one line each, the services tell the rest."""
        sections = brief_sections(self.journey, self.kiosk.catalogue)
        return tuple((section.heading, [section]) for section in sections)

    def cover(self, frame: Frame, rows: int) -> list[Widget]:
        """The trips and what the plan is for; its services where there is room for all, else how many."""
        parts = (self._trips(), self._summary(), self._services())
        blocks = [_wrapped(part, frame.text_width, rows) for part in parts if part]
        if sum(map(len, blocks)) + len(blocks) > rows:
            count = worded(self.kiosk.catalogue, "journey.count", count=len(self.plan.options))
            blocks[-1] = _wrapped([count], frame.text_width, rows)
        lines = [line for block in blocks for line in (*block, "")]
        words = Words(*lines[: max(rows - 1, 1)], classes="-strong")
        words.styles.height = max(rows - 1, 1)
        return [Gap(), words]

    def cover_spoken(self) -> list[str]:
        """All its lines, and that it is an example."""
        notices = (message_line(notice, self.kiosk.catalogue) for notice in self.plan.notices)
        told = (*self._trips(), *self._summary(), *self._services(), *notices)
        return [self.plan.name, *(line.speech for line in told)]

    def aside(self) -> tuple[str, Callable[[], None]]:
        """The services one by one."""
        return ("one_by_one", lambda: self.kiosk.offer(self.plan.options, "guides.one_by_one"))

    def _trips(self) -> list[Line]:
        return list(trips_lines(self.journey, self.kiosk.catalogue))

    def _summary(self) -> list[Line]:
        return [quoted(self.plan.summary)] if self.plan.summary else []

    def _services(self) -> list[Line]:
        catalogue = self.kiosk.catalogue
        labels = (message_line(option.label, catalogue) for option in self.plan.options)
        return [
            worded(catalogue, "option.numbered", number=number, label=label)
            for number, label in enumerate(labels, start=1)
        ]


def _wrapped(lines: Iterable[Line], columns: int, rows: int) -> list[str]:
    return [part for line in lines for part in balanced(line.text, columns, rows)]
