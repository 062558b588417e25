"""Time limits, trips and what is decided at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.checks.basis import LICENSING_TIME, ONE_TRIP, OURS
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import CrossCity, Guide, HomeVisit, Online, TimeLimit, Video, Window

_DAYS = {"working_day": 1.4, "day": 1.0, "month": 30.0}
"""Calendar days in a unit, near enough to tell a promise longer than the law allows."""
_LONGEST = 365.0
_AT_ONCE = re.compile(
    r"(?<![随立])即办|立等可取"
    r"|(?:立刻|马上|当场|当天)(?:就能|就|能)?(?:办好|办结|办完|拿到|可取|取走|[拿取领][证卡])"
)
_CLAUSE_END = re.compile(r"[，。；！？]")
_HEDGED = re.compile(r"多数|很多|有的|部分|一般|网点")
"""Said of some places only, not of the window."""
_COMES = re.compile(r"窗口|现场|到场|当面|上门")


@rule(
    "promise-too-long",
    "error",
    reason="答应的时间比法律准许的还长，来办事的人会白等，超期了也不知道可以催。",
    basis=LICENSING_TIME,
)
def promise_keeps_the_law(subject: Subject) -> Iterator[Finding]:
    """The promised time is no longer than the statutory time."""
    for guide in subject.knowledge.guides:
        promised, statutory = guide.promised_time, guide.statutory_time
        if promised and statutory and _days(promised) > _days(statutory):
            message = "承诺时限比法定时限还长，请核对两个时限的数字和单位"
            yield finding(guide, "promised_time", message)


@rule(
    "time-beyond-a-year",
    "warning",
    reason="办一件事要等一年多，多半是数字或者单位写错了，会把人吓走。",
    basis=OURS,
)
def times_are_less_than_a_year(subject: Subject) -> Iterator[Finding]:
    """No time limit is longer than a year."""
    for guide in subject.knowledge.guides:
        for key, limit in (("statutory_time", guide.statutory_time), ("promised_time", guide.promised_time)):
            if limit and _days(limit) > _LONGEST:
                yield finding(guide, key, "时限超过一年，请核对数字和单位（working_day、day、month）")


@rule(
    "instant-with-waiting",
    "error",
    reason="说是秒批秒报，又叫人等几天，来的人不知道信哪一句。",
    basis=LICENSING_TIME,
)
def instant_means_no_waiting(subject: Subject) -> Iterator[Finding]:
    """What the system decides at once promises no days."""
    for guide in subject.knowledge.guides:
        if guide.instant and guide.promised_time and guide.promised_time.amount:
            message = "写了秒批秒报（instant），承诺时限却不是 0；请改其中一个"
            yield finding(guide, "promised_time", message)


@rule(
    "at-once-with-waiting",
    "error",
    reason="话里说当场办好，时限却要等几天，人会在大厅里白等。",
    basis=LICENSING_TIME,
    covers_imports=False,
)
def words_agree_with_the_promise(subject: Subject) -> Iterator[Finding]:
    """What is said to be done on the spot promises no days."""
    for guide in subject.knowledge.guides:
        if not (guide.promised_time and guide.promised_time.amount):
            continue
        for key, clause in _announcements(guide):
            said = _AT_ONCE.search(clause)
            if said and not _HEDGED.search(clause):
                message = f"说“{said[0]}”，承诺时限却是 {guide.promised_time.amount}；当场办的写 0"
                yield finding(guide, key, message)


@rule(
    "no-meeting-but-visits",
    "error",
    reason="说不用见面，又要人跑一趟：不是白跑，就是少跑了一趟办不成。",
    basis=ONE_TRIP,
)
def no_meeting_means_no_visit(subject: Subject) -> Iterator[Finding]:
    """What needs no meeting asks for no trip."""
    for guide in subject.knowledge.guides:
        if guide.no_meeting and guide.visits:
            message = f"写了不见面审批（no_meeting），又要来 {guide.visits} 次；请改其中一个"
            yield finding(guide, "visits", message)


@rule(
    "zero-trip-without-way",
    "error",
    reason="说一次都不用跑，却只有窗口能办，人在家里办不成。",
    basis=ONE_TRIP,
)
def no_trip_needs_a_way_from_home(subject: Subject) -> Iterator[Finding]:
    """What asks for no trip can be done from home."""
    for guide in subject.knowledge.guides:
        from_home = any(isinstance(channel, Online | Video | HomeVisit) for channel in guide.channels)
        if guide.channels and not from_home and (guide.no_meeting or guide.visits == 0):
            message = "写了不用跑，却没有网上、视频或上门的办法；请加上渠道，或改到办事现场的次数"
            yield finding(guide, "no_meeting" if guide.no_meeting else "visits", message)


@rule(
    "visit-without-place",
    "error",
    reason="叫人跑一趟，却没说跑到哪里去。",
    basis=ONE_TRIP,
)
def a_visit_has_a_place(subject: Subject) -> Iterator[Finding]:
    """What asks for a trip says where to; the steps of an online application may say so too."""
    for guide in subject.knowledge.guides:
        has_place = any(isinstance(channel, Window | CrossCity | HomeVisit) for channel in guide.channels)
        steps = "".join(step for online in guide.channels_of(Online) for step in online.steps)
        if guide.visits and guide.channels and not has_place and not _COMES.search(steps):
            message = f"要来 {guide.visits} 次，却没有窗口；请加上 window 渠道，或在网上步骤里写明到哪里去"
            yield finding(guide, "visits", message)


RULES = (
    promise_keeps_the_law,
    times_are_less_than_a_year,
    instant_means_no_waiting,
    words_agree_with_the_promise,
    no_meeting_means_no_visit,
    no_trip_needs_a_way_from_home,
    a_visit_has_a_place,
)


def _days(limit: TimeLimit) -> float:
    return limit.amount * _DAYS[limit.unit]


def _announcements(guide: Guide) -> Iterator[tuple[str, str]]:
    """Key and clause of all that may say how soon it is done."""
    for clause in _CLAUSE_END.split(guide.summary):
        yield "summary", clause
    for index, channel in enumerate(guide.channels):
        if isinstance(channel, Window):
            for clause in _CLAUSE_END.split(channel.note):
                yield item("channels", index, "note"), clause
