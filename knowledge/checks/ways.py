"""The ways a guide offers, and whether there is anything at their end."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.checks.basis import AS_AGREED, OLD_PEOPLE, OURS, SITE_STANDARD, STANDARDISATION
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import CrossCity, Guide, HomeVisit, Knowledge, Level, Video, Window


@rule(
    "no-channel",
    "error",
    reason="没有一个办法可以办，问的人不知道往哪里去。",
    basis=STANDARDISATION,
    covers_imports=False,
)
def guides_have_a_channel(subject: Subject) -> Iterator[Finding]:
    """Whoever asks must be led somewhere; what an export left out is no fault of the hall."""
    for guide in subject.knowledge.guides:
        if not guide.channels:
            yield finding(guide, "channels", "没有任何办理渠道；请写上 window、online 等至少一个")


@rule(
    "no-counter",
    "error",
    reason="说大厅能办，却没有一个窗口收，人来了要一个一个窗口去问。",
    basis=SITE_STANDARD,
)
def hall_guides_have_a_counter(subject: Subject) -> Iterator[Finding]:
    """What the hall handles at a window, one of its counters accepts; an imported guide may name a place."""
    hall = subject.knowledge.hall
    if hall is None or not hall.counters:
        return
    for guide in subject.knowledge.guides:
        in_hall = [window for window in guide.channels_of(Window) if "hall" in window.levels]
        if all(window.place for window in in_hall):
            continue
        if not any(counter.accepts(guide.id) for counter in hall.counters if not counter.cross_city):
            yield finding(guide, "channels", "大厅没有窗口受理它，请在窗口的 services 里加上它")


@rule(
    "no-cross-city-counter",
    "error",
    reason="说汕潮揭社保通窗口能办，那个窗口却不收，外市来的人白跑一趟。",
    basis=SITE_STANDARD,
)
def cross_city_guides_have_their_counter(subject: Subject) -> Iterator[Finding]:
    """What is handled for other cities, the cross-city counter accepts."""
    hall = subject.knowledge.hall
    if hall is None or not hall.counters:
        return
    for guide in subject.knowledge.guides:
        if not guide.channels_of(CrossCity):
            continue
        if not any(counter.accepts(guide.id) for counter in hall.counters if counter.cross_city):
            message = "没有汕潮揭社保通窗口受理它，请在那个窗口的 services 里加上它"
            yield finding(guide, "channels", message)


@rule(
    "cross-city-without-agreement",
    "warning",
    reason="通办协议里没有这一项，外市来的人到了窗口，可能办不成。",
    basis=AS_AGREED,
)
def cross_city_guides_are_agreed(subject: Subject) -> Iterator[Finding]:
    """What is handled for other cities stands in an agreement, where the folder lists them."""
    agreements = subject.knowledge.agreements
    agreed = {entry.guide for agreement in agreements for entry in agreement.items}
    for guide in subject.knowledge.guides:
        if agreements and guide.channels_of(CrossCity) and guide.id not in agreed:
            yield finding(
                guide, "channels", "有 cross_city 渠道，通办协议里却没有它；请加进 agreements，或去掉渠道"
            )


@rule(
    "no-site",
    "warning",
    reason="叫人到镇里、村里去办，却一个地方也没写，人不知道去哪里。",
    basis=STANDARDISATION,
)
def there_is_a_site_of_its_level(subject: Subject) -> Iterator[Finding]:
    """What is handled in towns or villages only has a place there; a missing hall is told elsewhere."""
    here = _levels(subject.knowledge)
    for guide in subject.knowledge.guides:
        levels = {
            level for window in guide.channels_of(Window) if not window.place for level in window.levels
        }
        if here and levels and "hall" not in levels and not levels & here:
            message = f"只在 {'、'.join(sorted(levels))} 的窗口办，办事地点里没有这一级；请在 sites 里补上"
            yield finding(guide, "channels", message)


@rule(
    "same-way-twice",
    "warning",
    reason="同一个办法写了两遍，人要多听一遍，还以为有什么不同。",
    basis=OURS,
    covers_imports=False,
)
def ways_differ(subject: Subject) -> Iterator[Finding]:
    """No channel is written twice."""
    for guide in subject.knowledge.guides:
        if len(set(guide.channels)) < len(guide.channels):
            yield finding(guide, "channels", "有两个渠道完全一样，请删掉一个")


@rule(
    "counter-for-online-only",
    "warning",
    reason="只能在家里办的事，窗口却写着收，人会跑来排队。",
    basis=OURS,
)
def counters_name_what_they_handle(subject: Subject) -> Iterator[Finding]:
    """A counter names no guide that has no window; patterns for many guides may cover one."""
    windows = {
        guide.id: any(isinstance(way, Window | CrossCity) for way in guide.channels)
        for guide in subject.knowledge.guides
        if guide.channels
    }
    for site in subject.knowledge.sites:
        for index, counter in enumerate(site.counters):
            for service in counter.services:
                if windows.get(service) is False:
                    message = f"{counter.number} 号窗口收“{service}”，那个指南却没有窗口渠道；请改其中一个"
                    yield finding(site, item("counters", index, "services"), message)


@rule(
    "elderly-without-person",
    "warning",
    reason="给老年人办的事只能用手机或电脑，不会用的老人就办不成了。",
    basis=OLD_PEOPLE,
)
def old_people_meet_a_person(subject: Subject) -> Iterator[Finding]:
    """What is for old people can be done across a counter or at home."""
    for guide in subject.knowledge.guides:
        if "elderly" in guide.audience and guide.channels and not _with_a_person(guide):
            message = "老年人的事只有网上或视频的办法；请加上窗口（window）或上门（home_visit）"
            yield finding(guide, "channels", message)


@rule(
    "video-without-hours",
    "warning",
    reason="说可以视频办，却没说几点有人接，人打过去没有人应。",
    basis=OURS,
)
def video_has_its_hours(subject: Subject) -> Iterator[Finding]:
    """Where video handling is offered, the hall says when clerks take the calls."""
    hall = subject.knowledge.hall
    offered = any(guide.channels_of(Video) for guide in subject.knowledge.guides)
    if hall and offered and not hall.video_hours:
        message = "有指南可以视频办，大厅没写视频的时间；请写 video_hours，和开门时间一样也写上"
        yield finding(hall, "video_hours", message)


RULES = (
    guides_have_a_channel,
    hall_guides_have_a_counter,
    cross_city_guides_have_their_counter,
    cross_city_guides_are_agreed,
    there_is_a_site_of_its_level,
    ways_differ,
    counters_name_what_they_handle,
    old_people_meet_a_person,
    video_has_its_hours,
)


def _levels(knowledge: Knowledge) -> set[Level]:
    """The levels at which the folder has a place to go to; a town centre may list its village stations."""
    levels = {site.level for site in knowledge.sites}
    if any(site.stations for site in knowledge.sites):
        levels.add("village")
    return levels


def _with_a_person(guide: Guide) -> bool:
    return any(isinstance(channel, Window | CrossCity | HomeVisit) for channel in guide.channels)
