"""Open now, or when: weekdays, lunch, holidays, make-up workdays, the edges of day and year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.opening import ChineseCalendar, Day, Moment, opening
from knowledge.model import Hours

CALENDAR = ChineseCalendar()
HALL = (
    Hours(days="12345", open=dt.time(8, 30), close=dt.time(12)),
    Hours(days="12345", open=dt.time(14, 30), close=dt.time(17, 30)),
)
SATURDAYS_TOO = (*HALL, Hours(days="6", open=dt.time(9), close=dt.time(11)))
COVERED = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 12, 10))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-24 08:30", "12:00"),  # a Tuesday, the minute it opens
        ("2026-11-24 11:59", "12:00"),
        ("2026-11-24 14:30", "17:30"),
        ("2026-11-24 17:29", "17:30"),
        ("2026-02-14 09:00", "12:00"),  # a Saturday that makes up for the Spring Festival
        ("2026-09-20 15:00", "17:30"),  # a Sunday that makes up for the National Day
    ],
)
def test_it_is_open(now: str, until: str) -> None:
    found = opening(HALL, Moment(dt.datetime.fromisoformat(now), CALENDAR))
    assert found is not None
    assert found.is_open
    assert found.open_until == dt.time.fromisoformat(until)
    assert (found.opens_at, found.unknown_year) == (None, None)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-24 08:29", "2026-11-24 08:30"),
        ("2026-11-24 12:00", "2026-11-24 14:30"),  # lunch
        ("2026-11-24 17:30", "2026-11-25 08:30"),
        ("2026-11-24 23:59", "2026-11-25 08:30"),
        ("2026-11-27 18:00", "2026-11-30 08:30"),  # Friday evening
        ("2026-11-28 10:00", "2026-11-30 08:30"),
        ("2026-10-01 09:00", "2026-10-08 08:30"),  # the National Day, Thursday to Wednesday
        ("2026-09-30 18:00", "2026-10-08 08:30"),
        ("2026-02-15 00:00", "2026-02-24 08:30"),  # the Spring Festival
        ("2026-02-27 18:00", "2026-02-28 08:30"),  # and the Saturday that makes up for it
    ],
)
def test_it_opens_next(now: str, opens: str) -> None:
    found = opening(HALL, Moment(dt.datetime.fromisoformat(now), CALENDAR))
    assert found is not None
    assert not found.is_open
    assert found.opens_at == dt.datetime.fromisoformat(opens)
    assert found.in_days == (found.opens_at.date() - dt.datetime.fromisoformat(now).date()).days
    assert found.unknown_year is None


def test_hours_of_saturday_hold_on_ordinary_ones_only() -> None:
    ordinary = opening(SATURDAYS_TOO, Moment(dt.datetime(2026, 11, 28, 10), CALENDAR))
    holiday = opening(SATURDAYS_TOO, Moment(dt.datetime(2026, 10, 3, 10), CALENDAR))
    made_up = opening(SATURDAYS_TOO, Moment(dt.datetime(2026, 10, 10, 11, 30), CALENDAR))
    assert ordinary is not None and ordinary.open_until == dt.time(11)
    assert holiday is not None and not holiday.is_open
    assert made_up is not None and made_up.open_until == dt.time(12)


def test_a_year_nobody_has_announced_is_told_not_guessed() -> None:
    within = opening(HALL, Moment(dt.datetime(2027, 1, 1, 9), CALENDAR))
    on_the_way = opening(HALL, Moment(dt.datetime(2026, 12, 31, 18), CALENDAR))
    before = opening(HALL, Moment(dt.datetime(2026, 12, 31, 17), CALENDAR))
    assert within is not None and within.unknown_year == 2027
    assert on_the_way is not None and on_the_way.unknown_year == 2027
    assert before is not None and before.is_open and before.unknown_year is None


def test_a_place_without_hours_says_nothing() -> None:
    assert opening((), Moment(dt.datetime(2026, 11, 24, 9), CALENDAR)) is None


def test_a_place_that_never_opens_has_no_next_time() -> None:
    class Holidays:
        def day(self, date: dt.date) -> Day:
            del date
            return Day(works=False, holiday=True)

    found = opening(HALL, Moment(dt.datetime(2026, 11, 24, 9), Holidays()))
    assert found is not None
    assert (found.is_open, found.opens_at) == (False, None)


@given(COVERED)
def test_it_is_open_only_within_its_hours_on_days_that_work(now: dt.datetime) -> None:
    found = opening(HALL, Moment(now, CALENDAR))
    assert found is not None
    day = CALENDAR.day(now.date())
    assert day is not None
    in_hours = any(span.open <= now.time() < span.close for span in HALL)
    assert found.is_open == (in_hours and day.works)


@given(COVERED)
def test_at_the_next_opening_it_is_open_and_not_a_minute_before(now: dt.datetime) -> None:
    found = opening(HALL, Moment(now, CALENDAR))
    assert found is not None
    if found.opens_at is None:
        assert found.is_open
        return
    assert found.opens_at > now
    at = opening(HALL, Moment(found.opens_at, CALENDAR))
    before = opening(HALL, Moment(found.opens_at - dt.timedelta(minutes=1), CALENDAR))
    assert at is not None and at.is_open
    assert before is not None and not before.is_open
