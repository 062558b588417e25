"""The counters and zones of a site."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from knowledge.checks.basis import OURS, SITE_STANDARD
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import Knowledge


@rule("dangling-zone", "error", reason="窗口写的分区不存在，人不知道往哪边走。", basis=SITE_STANDARD)
def counter_zones_exist(subject: Subject) -> Iterator[Finding]:
    """A counter stands in a zone of its site."""
    for site in subject.knowledge.sites:
        for index, counter in enumerate(site.counters):
            if site.zone(counter.zone) is None:
                message = f"{counter.number} 号窗口写的分区“{counter.zone}”不存在；请改成 zones 里有的 id"
                yield finding(site, item("counters", index, "zone"), message)


@rule("duplicate-counter", "error", reason="两个窗口同一个号，人会走到错的那一个。", basis=SITE_STANDARD)
def counter_numbers_differ(subject: Subject) -> Iterator[Finding]:
    """No two counters of a site carry one number."""
    for site in subject.knowledge.sites:
        numbers: set[int] = set()
        for index, counter in enumerate(site.counters):
            if counter.number in numbers:
                message = f"{counter.number} 号窗口写了不止一次；请改号码或删掉一个"
                yield finding(site, item("counters", index, "number"), message)
            numbers.add(counter.number)


@rule("duplicate-zone", "error", reason="两个分区同一个 id，只用到前一个，人会被带到错的地方。", basis=OURS)
def zone_ids_differ(subject: Subject) -> Iterator[Finding]:
    """No two zones of a site have one id."""
    for site in subject.knowledge.sites:
        ids: set[str] = set()
        for index, zone in enumerate(site.zones):
            if zone.id in ids:
                yield finding(
                    site, item("zones", index, "id"), f"分区“{zone.id}”写了不止一次；请改 id 或删掉一个"
                )
            ids.add(zone.id)


@rule(
    "dangling-service",
    "warning",
    reason="窗口写着收的事，一件也对不上，多半是编号写错了，那件事就少了一个窗口。",
    basis=OURS,
)
def counter_services_exist(subject: Subject) -> Iterator[Finding]:
    """Everything that a counter accepts is some guide."""
    for site in subject.knowledge.sites:
        for index, counter in enumerate(site.counters):
            lost = [pattern for pattern in counter.services if not _fits_any(pattern, subject.knowledge)]
            if len(lost) == len(counter.services):
                continue  # told by the rule below, once for the counter
            for pattern in lost:
                message = f"{counter.number} 号窗口的“{pattern}”对不上任何指南；请改正或删掉"
                yield finding(site, item("counters", index, "services"), message)


@rule(
    "idle-counter",
    "warning",
    reason="这个窗口写着收的事全都对不上，人不会被带到这里，别的窗口却在排队。",
    basis=SITE_STANDARD,
)
def counters_have_work(subject: Subject) -> Iterator[Finding]:
    """A counter accepts some guide; one that lists nothing, as for handing out results, is meant so."""
    for site in subject.knowledge.sites:
        for index, counter in enumerate(site.counters):
            if counter.services and not any(
                _fits_any(pattern, subject.knowledge) for pattern in counter.services
            ):
                message = f"{counter.number} 号窗口写着收的事全对不上指南；请改正，不收件就删掉 services"
                yield finding(site, item("counters", index, "services"), message)


@rule(
    "empty-zone",
    "warning",
    reason="分区里没有窗口，也没说在哪里，谁也找不到它。",
    basis=SITE_STANDARD,
)
def zones_can_be_found(subject: Subject) -> Iterator[Finding]:
    """A zone has counters, or a landmark that leads to what is there instead."""
    for site in subject.knowledge.sites:
        used = {counter.zone for counter in site.counters}
        for index, zone in enumerate(site.zones):
            if zone.id not in used and not zone.landmark:
                message = f"分区“{zone.name}”没有窗口，也没有 landmark；请写明怎么找到，或删掉"
                yield finding(site, item("zones", index), message)


RULES = (
    counter_zones_exist,
    counter_numbers_differ,
    zone_ids_differ,
    counter_services_exist,
    counters_have_work,
    zones_can_be_found,
)


def _fits_any(pattern: str, knowledge: Knowledge) -> bool:
    return any(fnmatchcase(guide.id, pattern) for guide in knowledge.guides)
