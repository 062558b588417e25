"""Rules that sound content keeps, beyond what a single file can show.

A rule is a function from the whole knowledge to problems; `RULES` lists them
all, and `check` runs them over what a folder holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, get_args

import msgspec

from knowledge.model import Agreement, CrossCity, Field, Guide, Knowledge, Site, Theme, TimeLimit, Window
from knowledge.problems import Problem
from knowledge.reading import IMPORTED_GUIDES, Reading, read

if TYPE_CHECKING:
    from pathlib import Path

Rule = Callable[[Knowledge], Iterator[Problem]]
Content = Guide | Site | Theme | Agreement

_DAYS = {"working_day": 1.4, "day": 1.0, "month": 30.0}
"""Calendar days in a unit, near enough to tell a promise longer than the law allows."""
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:0\d{2,3}[-－ ]?\d{7,8}|1[3-9]\d{9}|[48]00[-－ ]?\d{3}[-－ ]?\d{4}"  # subscribers
    r"|(?:拨打?|电话|热线)\D{0,6}(?!12345(?!\d))\d{3,8})(?![0-9A-Za-z])"  # hotlines
)


def check(folder: Path) -> tuple[Problem, ...]:
    """Return every problem of the content in `folder`, errors and warnings.

    Raises `KnowledgeError` where there is no content to check.
    """
    return problems_of(read(folder))


def problems_of(reading: Reading) -> tuple[Problem, ...]:
    """Return every problem of what was read: those of single files, then those of the whole."""
    return (*reading.problems, *broken_rules(reading.knowledge))


def broken_rules(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what `RULES` find wrong with sound records taken together."""
    return (problem for rule in RULES for problem in rule(knowledge))


def fields_are_known(knowledge: Knowledge) -> Iterator[Problem]:
    """The folder of a guide is one of the parts of life."""
    for guide in knowledge.guides:
        if guide.field not in get_args(Field):
            message = f"没有“{guide.field}”这个领域，请把文件移到 {'、'.join(get_args(Field))} 之一"
            yield _problem(guide, "unknown-field", "id", message)


def theme_guides_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """A 一件事 package names guides that are there."""
    ids = {guide.id for guide in knowledge.guides}
    for theme in knowledge.themes:
        for missing in (guide_id for guide_id in theme.guides if guide_id not in ids):
            yield _problem(theme, "dangling-guide", "guides", f"没有“{missing}”这个指南")


def agreement_guides_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """An agreement between cities leads to guides that have its counter as a way."""
    guides = {guide.id: guide for guide in knowledge.guides}
    for agreement in knowledge.agreements:
        for item in agreement.items:
            if item.guide is None:
                continue
            guide = guides.get(item.guide)
            if guide is None:
                yield _problem(agreement, "dangling-guide", "items", f"没有“{item.guide}”这个指南")
            elif not guide.channels_of(CrossCity):
                message = f"“{item.guide}”没有 cross_city 渠道，请在那个指南里加上"
                yield _problem(agreement, "no-cross-city-channel", "items", message)


def there_is_one_hall(knowledge: Knowledge) -> Iterator[Problem]:
    """All windows are those of one hall; without it nobody can be led to a window."""
    halls = [site for site in knowledge.sites if site.level == "hall"]
    for site in halls[1:]:
        message = f"大厅只能有一个，已经用了 {halls[0].id}，这一个不会用到；请删掉，或把 level 改成 town"
        yield _problem(site, "second-hall", "level", message)
    if not halls:
        message = "没有大厅的窗口资料，问的人带不到窗口；请照自带的 sites/hall.toml 写一份"
        yield _warning(Problem(code="no-hall", file="sites/hall.toml", message=message))


def hours_run_forward(knowledge: Knowledge) -> Iterator[Problem]:
    """A site and its counters open before they close."""
    for site in knowledge.sites:
        for hours in (*site.hours, *(span for counter in site.counters for span in counter.hours)):
            if hours.open >= hours.close:
                message = f"开门时间 {hours.open:%H:%M} 不早于关门时间 {hours.close:%H:%M}"
                yield _problem(site, "hours-reversed", "hours", message)


def counter_zones_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """A counter stands in a zone of its site."""
    for site in knowledge.sites:
        for counter in site.counters:
            if site.zone(counter.zone) is None:
                message = f"{counter.number} 号窗口写的分区“{counter.zone}”不存在"
                yield _problem(site, "dangling-zone", "counters", message)


def counter_numbers_differ(knowledge: Knowledge) -> Iterator[Problem]:
    """No two counters of a site carry one number."""
    for site in knowledge.sites:
        times = Counter(counter.number for counter in site.counters)
        for number in sorted(number for number, count in times.items() if count > 1):
            yield _problem(site, "duplicate-counter", "counters", f"{number} 号窗口写了不止一次")


def counter_services_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """What a counter accepts matches some guide."""
    for site in knowledge.sites:
        for counter in site.counters:
            for pattern in counter.services:
                alone = msgspec.structs.replace(counter, services=(pattern,))
                if not any(alone.accepts(guide.id) for guide in knowledge.guides):
                    message = f"{counter.number} 号窗口的“{pattern}”对不上任何指南"
                    yield _problem(site, "dangling-service", "counters", message)


def hall_guides_have_a_counter(knowledge: Knowledge) -> Iterator[Problem]:
    """What the hall handles, at a window or at the cross-city counter, one of its counters accepts.

    An imported guide may name a place of its own instead; where it does not, its
    import is sound and only the hall's own counters lag behind: a warning.
    """
    hall = knowledge.hall
    if hall is None or not hall.counters:
        return
    for guide in knowledge.guides:
        accepting = {counter.cross_city for counter in hall.counters_for(guide.id)}
        in_hall = [window for window in guide.channels_of(Window) if "hall" in window.levels]
        if any(not window.place for window in in_hall) and False not in accepting:
            problem = _problem(
                guide, "no-counter", "channels", "大厅没有窗口受理它，请在窗口的 services 里加上它"
            )
            yield _warning(problem) if guide.status == "imported" else problem
        if guide.channels_of(CrossCity) and True not in accepting:
            yield _problem(guide, "no-cross-city-counter", "channels", "没有汕潮揭社保通窗口受理它")


def guides_have_a_channel(knowledge: Knowledge) -> Iterator[Problem]:
    """Whoever asks must be led somewhere."""
    for guide in knowledge.guides:
        if not guide.channels and guide.status != "imported":
            yield _problem(guide, "no-channel", "channels", "没有任何办理渠道")


def promise_keeps_the_law(knowledge: Knowledge) -> Iterator[Problem]:
    """The promised time is no longer than the statutory time."""
    for guide in knowledge.guides:
        promised, statutory = guide.promised_time, guide.statutory_time
        if guide.status != "imported" and promised and statutory and _days(promised) > _days(statutory):
            yield _problem(guide, "promise-too-long", "promised_time", "承诺时限比法定时限还长")


def wording_is_unambiguous(knowledge: Knowledge) -> Iterator[Problem]:
    """One alias or everyday question does not name two services."""
    owners: dict[str, list[Guide]] = defaultdict(list)
    for guide in knowledge.guides:
        for wording in dict.fromkeys((guide.name, *guide.aliases, *guide.questions)):
            owners[wording].append(guide)
    for wording, guides in owners.items():
        if len(guides) > 1:
            message = f"“{wording}”同时写在 {'、'.join(guide.id for guide in guides)}，听的人分不清"
            yield _warning(_problem(guides[0], "shared-wording", "aliases", message))


def sample_gives_no_telephone(knowledge: Knowledge) -> Iterator[Problem]:
    """Sample content gives no telephone number but 12345."""
    records: tuple[Content, ...] = (*knowledge.guides, *knowledge.sites, *knowledge.themes)
    for record in records:
        if record.status == "sample" and (found := _PHONE.search(str(msgspec.to_builtins(record)))):
            yield _problem(record, "telephone-in-sample", "", f"示例内容里有电话号码：{found[0]}")


RULES: tuple[Rule, ...] = (
    fields_are_known,
    theme_guides_exist,
    agreement_guides_exist,
    there_is_one_hall,
    hours_run_forward,
    counter_zones_exist,
    counter_numbers_differ,
    counter_services_exist,
    hall_guides_have_a_counter,
    guides_have_a_channel,
    promise_keeps_the_law,
    wording_is_unambiguous,
    sample_gives_no_telephone,
)


def _days(limit: TimeLimit) -> float:
    return limit.amount * _DAYS[limit.unit]


def _problem(record: Content, code: str, key: str, message: str) -> Problem:
    """A problem of a record, placed in the file it comes from."""
    if isinstance(record, Guide) and record.status == "imported":
        return Problem(code=code, file=IMPORTED_GUIDES, key=key, message=f"{record.id}：{message}")
    folder = {Guide: "guides", Site: "sites", Theme: "themes", Agreement: "agreements"}[type(record)]
    return Problem(code=code, file=f"{folder}/{record.id}.toml", key=key, message=message)


def _warning(problem: Problem) -> Problem:
    return msgspec.structs.replace(problem, severity="warning")
