"""When facts were last confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.checks.basis import OPEN_GOVERNMENT, OURS
from knowledge.checks.rule import Finding, Subject, finding, rule
from knowledge.stats import STALE_AFTER


@rule(
    "verified-without-date",
    "error",
    reason="说是核对过的，却没有日期。答案上不再提醒“示例数据”，人会当真，其实没人知道核对过没有。",
    basis=OURS,
)
def confirmed_facts_have_a_date(subject: Subject) -> Iterator[Finding]:
    """A guide that its owner confirmed says when."""
    for guide in subject.knowledge.guides:
        if guide.status == "verified" and guide.verified_on is None:
            yield finding(guide, "verified_on", "状态是 verified，没有写核对日期；请写上，例如 2026-01-31")


@rule(
    "verified-in-future",
    "error",
    reason="核对日期还没有到，说明日期写错了；等政策变了，也不会有人想到要重新核对。",
    basis=OPEN_GOVERNMENT,
)
def nothing_is_confirmed_in_the_future(subject: Subject) -> Iterator[Finding]:
    """No date of confirmation lies ahead."""
    for guide in subject.knowledge.guides:
        if guide.verified_on and guide.verified_on > subject.today:
            message = (
                f"核对日期 {guide.verified_on} 还没有到，今天是 {subject.today}；请改日期，或校准机器时间"
            )
            yield finding(guide, "verified_on", message)


@rule(
    "stale",
    "warning",
    reason="一年多没有核对，材料、时限、收费可能都变了，人会照着旧的说法白跑。",
    basis=OPEN_GOVERNMENT,
)
def facts_are_fresh(subject: Subject) -> Iterator[Finding]:
    """Facts were confirmed within a year."""
    for guide in subject.knowledge.guides:
        if guide.verified_on and subject.today - guide.verified_on > STALE_AFTER:
            message = f"上次核对是 {guide.verified_on}，过了一年；请核对一遍，改好日期"
            yield finding(guide, "verified_on", message)


RULES = (confirmed_facts_have_a_date, nothing_is_confirmed_in_the_future, facts_are_fresh)
