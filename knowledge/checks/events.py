"""Events of life (一件事) and agreements between cities: what they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.checks.basis import AS_AGREED, LIFE_EVENTS
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import CrossCity


@rule(
    "dangling-guide",
    "error",
    reason="一步指向没有的指南，办到那里就断了。",
    basis=LIFE_EVENTS,
)
def guides_that_are_named_exist(subject: Subject) -> Iterator[Finding]:
    """An event of life and an agreement name guides that are there."""
    ids = {guide.id for guide in subject.knowledge.guides}
    for theme in subject.knowledge.themes:
        if ids.isdisjoint(theme.guides):
            continue  # told by the rule below, once for the theme
        for index, guide_id in enumerate(theme.guides):
            if guide_id not in ids:
                yield finding(
                    theme, item("guides", index), f"没有“{guide_id}”这个指南；请改正编号，或先写这个指南"
                )
    for agreement in subject.knowledge.agreements:
        for index, entry in enumerate(agreement.items):
            if entry.guide is not None and entry.guide not in ids:
                message = f"没有“{entry.guide}”这个指南；请改正编号，还没有指南的就不写 guide"
                yield finding(agreement, item("items", index, "guide"), message)


@rule(
    "empty-theme",
    "error",
    reason="这件事下面一个指南也没有，选了它什么也看不到。",
    basis=LIFE_EVENTS,
)
def themes_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """Some guide of an event of life is there."""
    ids = {guide.id for guide in subject.knowledge.guides}
    for theme in subject.knowledge.themes:
        if ids.isdisjoint(theme.guides):
            message = f"{'、'.join(theme.guides)} 一个也没有；请先写这些指南，或删掉这个一件事"
            yield finding(theme, "guides", message)


@rule(
    "repeated-step",
    "warning",
    reason="同一步走两遍，人会以为要跑两趟。",
    basis=LIFE_EVENTS,
)
def steps_of_a_theme_differ(subject: Subject) -> Iterator[Finding]:
    """An event of life names each guide once."""
    for theme in subject.knowledge.themes:
        for index, guide_id in enumerate(theme.guides):
            if guide_id in theme.guides[:index]:
                yield finding(theme, item("guides", index), f"“{guide_id}”前面已经有了；请删掉这一步")


@rule(
    "no-cross-city-channel",
    "error",
    reason="协议说三市可以通办，指南却没有那个窗口，外市来的人会被带到普通窗口。",
    basis=AS_AGREED,
)
def agreed_guides_have_the_channel(subject: Subject) -> Iterator[Finding]:
    """What cities agreed on can be done at the cross-city counter."""
    guides = {guide.id: guide for guide in subject.knowledge.guides}
    for agreement in subject.knowledge.agreements:
        for index, entry in enumerate(agreement.items):
            guide = guides.get(entry.guide or "")
            if guide and not guide.channels_of(CrossCity):
                message = f"“{guide.id}”没有 cross_city 渠道，请在那个指南里加上"
                yield finding(agreement, item("items", index, "guide"), message)


@rule(
    "duplicate-item",
    "warning",
    reason="同一项列了两遍，通办的项数就不对了。",
    basis=AS_AGREED,
)
def items_of_an_agreement_differ(subject: Subject) -> Iterator[Finding]:
    """An agreement lists each matter once."""
    for agreement in subject.knowledge.agreements:
        names: set[str] = set()
        for index, entry in enumerate(agreement.items):
            if entry.name in names:
                message = f"“{entry.name}”前面已经有了；请删掉一项，或把名称写得更清楚"
                yield finding(agreement, item("items", index, "name"), message)
            names.add(entry.name)


RULES = (
    guides_that_are_named_exist,
    themes_lead_somewhere,
    steps_of_a_theme_differ,
    agreed_guides_have_the_channel,
    items_of_an_agreement_differ,
)
