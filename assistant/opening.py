"""Whether a place is open now, and when it opens next.

Weekdays, lunch, public holidays and make-up workdays (调休) count; a year whose
holidays are not known yet is told as such and never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from knowledge.model import Hours

_AHEAD = 15
"""Days looked ahead: longer than the longest holiday, the Spring Festival with its weekends."""
_SATURDAY = 6


class Day(Struct, frozen=True):
    """What kind of day a date is."""

    works: bool
    """Offices work: ordinary weekdays and make-up workdays."""
    holiday: bool
    """A public holiday, not an ordinary weekend."""


class Calendar(Protocol):
    """Knows the public holidays of some years."""

    def day(self, date: dt.date) -> Day | None:
        """Return what kind of day it is; None in a year whose holidays are not known."""
        ...


class ChineseCalendar:
    """The holidays the State Council has announced, as the library chinesecalendar has them."""

    def day(self, date: dt.date) -> Day | None:
        """Return what kind of day it is; None in a year that is not announced yet."""
        import chinese_calendar  # noqa: PLC0415  only answers need it, the first screen does not

        try:
            free, name = chinese_calendar.get_holiday_detail(date)
        except NotImplementedError:
            return None
        # On a make-up workday the library names the holiday that it makes up for.
        return Day(works=not free, holiday=free and name is not None)


class Moment(Struct, frozen=True):
    """When somebody asks."""

    now: dt.datetime
    """Local time of the hall."""
    calendar: Calendar


class Opening(Struct, frozen=True):
    """The state of a place at one moment."""

    open_until: dt.time | None = None
    """When it closes next, for lunch or for the day; None: it is closed now."""
    opens_at: dt.datetime | None = None
    """When it opens next; None while it is open, and where that is not within two weeks."""
    in_days: int = 0
    """How many days on that is: 0 today, 1 tomorrow."""
    unknown_year: int | None = None
    """A year on the way there whose holidays are not known: the hours of ordinary weeks were taken."""

    @property
    def is_open(self) -> bool:
        """True where one can go now."""
        return self.open_until is not None


def opening(hours: tuple[Hours, ...], moment: Moment) -> Opening | None:
    """Return the state of a place at a moment; None where it gives no hours."""
    if not hours:
        return None
    now, calendar = moment.now, moment.calendar
    unknown: int | None = None
    for ahead in range(_AHEAD):
        date = now.date() + dt.timedelta(days=ahead)
        kind = calendar.day(date)
        unknown = unknown or (date.year if kind is None else None)
        for span in _spans(hours, date, kind):
            if ahead == 0 and span.close <= now.time():
                continue
            if ahead == 0 and span.open <= now.time():
                return Opening(open_until=span.close, unknown_year=unknown)
            opens_at = dt.datetime.combine(date, span.open)
            return Opening(opens_at=opens_at, in_days=ahead, unknown_year=unknown)
    return Opening(unknown_year=unknown)


def _spans(hours: tuple[Hours, ...], date: dt.date, kind: Day | None) -> Iterator[Hours]:
    """The spans of one day, earliest first."""
    if kind is not None and kind.holiday:
        return
    weekday = date.isoweekday()
    if kind is not None and kind.works and weekday >= _SATURDAY:
        weekday = 5 if weekday == _SATURDAY else 1  # as on the nearest ordinary workday
    yield from sorted((span for span in hours if str(weekday) in span.days), key=lambda span: span.open)
