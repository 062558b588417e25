"""Agreements between cities: their items lead to guides that have the counter as a way."""

from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.model import CrossCity
from knowledge.reading import SHIPPED, read

AGREEMENT = """
name = "汕潮揭社保通"
cities = ["汕头", "潮州", "揭阳"]
status = "sample"
[source]
title = "示例"
[[items]]
group = "转移接续"
name = "养老保险关系转入"
guide = "{guide}"
[[items]]
group = "转移接续"
name = "养老保险关系转出"
guide = "social-security/transfer"
[[items]]
group = "其他"
name = "还没有指南的一项"
"""


@pytest.mark.parametrize(
    ("guide", "codes"),
    [
        ("social-security/transfer", []),
        ("social-security/nothing", ["dangling-guide"]),
        ("police/id-card", ["no-cross-city-channel"]),
    ],
)
def test_items_lead_to_guides_with_the_counter(folder: Path, guide: str, codes: list[str]) -> None:
    place = folder / "agreements" / "three-cities.toml"
    place.parent.mkdir()
    place.write_text(AGREEMENT.format(guide=guide), encoding="utf-8")
    problems = check(folder)
    assert [problem.code for problem in problems] == codes
    assert all(problem.file == "agreements/three-cities.toml" for problem in problems)


def test_the_shipped_agreement_lists_34_items_as_sample() -> None:
    (agreement,) = read(SHIPPED).knowledge.agreements
    assert agreement.cities == ("汕头", "潮州", "揭阳")
    assert agreement.status == "sample"
    assert len({item.name for item in agreement.items}) == 34
    assert {"转移接续", "工伤", "失业"} < {item.group for item in agreement.items}


def test_every_guide_of_the_counter_is_on_the_list() -> None:
    knowledge = read(SHIPPED).knowledge
    listed = {item.guide for agreement in knowledge.agreements for item in agreement.items}
    assert {guide.id for guide in knowledge.guides if guide.channels_of(CrossCity)} <= listed
