"""Rules that sound content keeps, beyond what a single file can show.

A rule is a function from the whole knowledge to problems; `RULES` lists them
all, and `check` runs them over what a folder holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from knowledge.model import Guide, Knowledge, Site, TimeLimit, Window
from knowledge.problems import Problem
from knowledge.reading import read

Rule = Callable[[Knowledge], Iterator[Problem]]

_DAYS = {"working_day": 1.4, "day": 1.0, "month": 30.0}
"""Calendar days in a unit, near enough to tell a promise longer than the law allows."""
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-－ ]?\d{7,8}|1[3-9]\d{9}|[48]00[-－ ]?\d{3}[-－ ]?\d{4})(?!\d)")


def check(folder: Path) -> tuple[Problem, ...]:
    """Return every problem of the content in `folder`, errors and warnings.

    Raises `KnowledgeError` where there is no content to check.
    """
    reading = read(folder)
    found = (problem for rule in RULES for problem in rule(reading.knowledge))
    return (*reading.problems, *found)


def theme_guides_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """A 一件事 package names guides that are there."""
    ids = {guide.id for guide in knowledge.guides}
    for theme in knowledge.themes:
        for missing in (guide_id for guide_id in theme.guides if guide_id not in ids):
            yield _problem("themes", theme.id, "dangling-guide", "guides", f"没有“{missing}”这个指南")


def counter_zones_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """A counter stands in a zone of its site."""
    for site in knowledge.sites:
        for counter in site.counters:
            if site.zone(counter.zone) is None:
                message = f"{counter.number} 号窗口写的分区“{counter.zone}”不存在"
                yield _problem("sites", site.id, "dangling-zone", "counters", message)


def counter_numbers_differ(knowledge: Knowledge) -> Iterator[Problem]:
    """No two counters of a site carry one number."""
    for site in knowledge.sites:
        numbers = [counter.number for counter in site.counters]
        for number in sorted({number for number in numbers if numbers.count(number) > 1}):
            yield _problem("sites", site.id, "duplicate-counter", "counters", f"{number} 号窗口写了不止一次")


def counter_services_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """What a counter accepts matches some guide."""
    for site in knowledge.sites:
        for counter in site.counters:
            for pattern in counter.services:
                alone = msgspec.structs.replace(counter, services=(pattern,))
                if not any(alone.accepts(guide.id) for guide in knowledge.guides):
                    message = f"{counter.number} 号窗口的“{pattern}”对不上任何指南"
                    yield _problem("sites", site.id, "dangling-service", "counters", message)


def hall_guides_have_a_counter(knowledge: Knowledge) -> Iterator[Problem]:
    """What the hall handles at a window is accepted by one of its counters."""
    for site in knowledge.sites:
        if site.level == "hall" and site.counters:
            for guide in knowledge.guides:
                if _at_window(guide, site) and not site.counters_for(guide.id):
                    yield _problem("guides", guide.id, "no-counter", "channels", "大厅没有窗口受理它")


def guides_have_a_channel(knowledge: Knowledge) -> Iterator[Problem]:
    """Whoever asks must be led somewhere."""
    for guide in knowledge.guides:
        if not guide.channels and guide.status != "imported":
            yield _problem("guides", guide.id, "no-channel", "channels", "没有任何办理渠道")


def promise_keeps_the_law(knowledge: Knowledge) -> Iterator[Problem]:
    """The promised time is no longer than the statutory time."""
    for guide in knowledge.guides:
        promised, statutory = guide.promised_time, guide.statutory_time
        if guide.status != "imported" and promised and statutory and _days(promised) > _days(statutory):
            yield _problem("guides", guide.id, "promise-too-long", "promised_time", "承诺时限比法定时限还长")


def wording_is_unambiguous(knowledge: Knowledge) -> Iterator[Problem]:
    """One alias or everyday question does not name two services."""
    owners: dict[str, list[str]] = defaultdict(list)
    for guide in knowledge.guides:
        for wording in {guide.name, *guide.aliases, *guide.questions}:
            owners[wording].append(guide.id)
    for wording, ids in owners.items():
        if len(ids) > 1:
            message = f"“{wording}”同时写在 {'、'.join(ids)}，听的人分不清"
            yield _problem("guides", ids[0], "shared-wording", "aliases", message, severity="warning")


def sample_gives_no_telephone(knowledge: Knowledge) -> Iterator[Problem]:
    """Sample content gives no telephone number but 12345."""
    for guide in knowledge.guides:
        if guide.status == "sample" and (found := _PHONE.search(str(msgspec.to_builtins(guide)))):
            yield _problem("guides", guide.id, "telephone-in-sample", "", f"示例内容里有电话号码 {found[0]}")


RULES: tuple[Rule, ...] = (
    theme_guides_exist,
    counter_zones_exist,
    counter_numbers_differ,
    counter_services_exist,
    hall_guides_have_a_counter,
    guides_have_a_channel,
    promise_keeps_the_law,
    wording_is_unambiguous,
    sample_gives_no_telephone,
)


def _at_window(guide: Guide, site: Site) -> bool:
    window = guide.channel(Window)
    return window is not None and site.level in window.levels


def _days(limit: TimeLimit) -> float:
    return limit.amount * _DAYS[limit.unit]


def _problem(
    folder: str, record_id: str, code: str, key: str, message: str, severity: Literal["error", "warning"] = "error"
) -> Problem:
    return Problem(
        code=code, file=f"{folder}/{record_id}.toml", key=key, message=message, severity=severity
    )
