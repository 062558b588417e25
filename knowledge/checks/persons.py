"""For whom a service is, who may come for it, and who carries papers."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.checks.basis import GUIDE_STANDARD, OURS
from knowledge.checks.rule import Finding, Subject, finding, item, rule


@rule(
    "case-without-when",
    "error",
    reason="程序知道谁才要带，屏幕上却没写。没说自己是谁的人，会以为人人都要带。",
    basis=OURS,
)
def cases_are_told(subject: Subject) -> Iterator[Finding]:
    """A thing that not everybody brings says in words who does."""
    for guide in subject.knowledge.guides:
        for number, material in enumerate(guide.materials):
            if material.case and not material.when:
                message = f"“{material.name}”写了 case，没写什么情况要带；请写上 when，例如“代别人办时”"
                yield finding(guide, item("materials", number, "when"), message)


@rule(
    "agent-for-in-person",
    "error",
    reason="说了要本人来，又列出代办人的材料，人会替家里人白跑一趟。",
    basis=GUIDE_STANDARD,
)
def nobody_stands_in_for_who_must_come(subject: Subject) -> Iterator[Finding]:
    """What the person must do themselves asks for nothing of an agent."""
    for guide in subject.knowledge.guides:
        for number, material in enumerate(guide.materials):
            if guide.in_person and material.case == "agent":
                message = f"这件事要本人办，却列了代办人的“{material.name}”；请去掉一样"
                yield finding(guide, item("materials", number, "case"), message)


@rule(
    "hall-that-carries",
    "error",
    reason="代办是把材料送到大厅来。大厅自己写上，来不了的人会以为大厅派人去取。",
    basis=OURS,
)
def papers_are_carried_to_the_hall(subject: Subject) -> Iterator[Finding]:
    """Towns and villages carry papers, the hall takes them in."""
    for site in subject.knowledge.sites:
        if site.carries and site.level == "hall":
            yield finding(site, "carries", "大厅不用写 carries；请写在镇、街道的文件里")


RULES = (cases_are_told, nobody_stands_in_for_who_must_come, papers_are_carried_to_the_hall)
