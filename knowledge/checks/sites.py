"""The hall, town centres and village stations, and when they are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from knowledge.checks.basis import OPEN_GOVERNMENT, OURS, SITE_STANDARD, STANDARDISATION
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import Hours, Site


@rule("second-hall", "error", reason="有两个大厅，只有一个会用到，另一个的窗口谁也带不到。", basis=OURS)
def there_is_one_hall(subject: Subject) -> Iterator[Finding]:
    """All windows are those of one hall."""
    halls = [site for site in subject.knowledge.sites if site.level == "hall"]
    for site in halls[1:]:
        message = f"大厅只能有一个，已经用了 {halls[0].id}，这一个不会用到；请删掉，或把 level 改成 town"
        yield finding(site, "level", message)


@rule("no-hall", "warning", reason="没有大厅的资料，问的人带不到窗口。", basis=SITE_STANDARD)
def there_is_a_hall(subject: Subject) -> Iterator[Finding]:
    """Without a hall nobody can be led to a window."""
    if subject.knowledge.hall is None:
        message = "没有大厅的窗口资料；请照自带的 sites/hall.toml 写一份"
        yield Finding("sites/hall.toml", "", message)


@rule("no-hours", "warning", reason="没写开门时间，人可能在关门的时候跑来。", basis=OPEN_GOVERNMENT)
def sites_have_hours(subject: Subject) -> Iterator[Finding]:
    """A place that people go to says when it is open."""
    for site in subject.knowledge.sites:
        if not site.hours:
            yield finding(site, "hours", "没有写开门时间；请加上 [[hours]]")


@rule("hours-reversed", "error", reason="开门比关门还晚，人会在关门的时候跑来。", basis=OPEN_GOVERNMENT)
def hours_run_forward(subject: Subject) -> Iterator[Finding]:
    """A site, its video calls and its counters open before they close."""
    for site in subject.knowledge.sites:
        for key, hours in _timetables(site):
            for index, span in enumerate(hours):
                if span.open >= span.close:
                    message = f"开门时间 {span.open:%H:%M} 不早于关门时间 {span.close:%H:%M}，请对调或改正"
                    yield finding(site, item(key, index), message)


@rule(
    "hours-overlap",
    "warning",
    reason="同一天的两段时间叠在一起，说不清中午关不关门。",
    basis=OURS,
)
def hours_lie_apart(subject: Subject) -> Iterator[Finding]:
    """Two spans of one day do not overlap."""
    for site in subject.knowledge.sites:
        for key, hours in _timetables(site):
            for (_, one), (index, other) in combinations(enumerate(hours), 2):
                if _overlap(one, other):
                    message = (
                        f"{other.open:%H:%M} 到 {other.close:%H:%M} 和前面的一段叠在一起，请分开或合成一段"
                    )
                    yield finding(site, item(key, index), message)


@rule(
    "duplicate-station",
    "warning",
    reason="一个便民服务站列了两遍，找村里地点的人会以为有两处。",
    basis=STANDARDISATION,
)
def stations_differ(subject: Subject) -> Iterator[Finding]:
    """A town lists each village station once."""
    for site in subject.knowledge.sites:
        for name, count in Counter(site.stations).items():
            if count > 1:
                yield finding(site, "stations", f"“{name}”写了 {count} 遍；请留一遍")


@rule(
    "duplicate-town",
    "warning",
    reason="一个镇（街道）有两个便民服务中心，人不知道该去哪一个。",
    basis=STANDARDISATION,
)
def towns_have_one_centre(subject: Subject) -> Iterator[Finding]:
    """A town has one centre."""
    centres: dict[str, Site] = {}
    for site in subject.knowledge.sites:
        if site.level != "town" or not site.town:
            continue
        first = centres.setdefault(site.town, site)
        if first is not site:
            yield finding(site, "town", f"{site.town}已经写在 {first.id} 里；请删掉一个，或改镇名")


RULES = (
    there_is_one_hall,
    there_is_a_hall,
    sites_have_hours,
    hours_run_forward,
    hours_lie_apart,
    stations_differ,
    towns_have_one_centre,
)


def _timetables(site: Site) -> Iterator[tuple[str, tuple[Hours, ...]]]:
    """Key and spans of all the hours that a site gives."""
    yield "hours", site.hours
    yield "video_hours", site.video_hours
    for index, counter in enumerate(site.counters):
        yield item("counters", index, "hours"), counter.hours


def _overlap(one: Hours, other: Hours) -> bool:
    same_day = not set(one.days).isdisjoint(other.days)
    return same_day and max(one.open, other.open) < min(one.close, other.close)
