"""The sample content that comes with the program."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from knowledge.checks import check
from knowledge.model import Knowledge, Online, Window
from knowledge.reading import SHIPPED, read

TOWNS = set("凤翔街道 澄华街道 广益街道 上华镇 隆都镇 莲下镇 莲上镇 东里镇 溪南镇 盐鸿镇 莲华镇".split())
APPS = re.compile(r"交管12123|掌上12333|铁路12306|(?:gd\.12348|si\.12333)\.gov\.cn")
"""Programs and sites that are named after a hotline; a person opens them, nobody dials them."""


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return read(SHIPPED).knowledge


def test_it_passes_every_check() -> None:
    assert [str(problem) for problem in check(SHIPPED)] == []


def test_there_are_enough_guides_in_every_field(shipped: Knowledge) -> None:
    assert len(shipped.guides) >= 450
    assert len({guide.field for guide in shipped.guides}) >= 15


def test_every_guide_can_be_found_in_many_words(shipped: Knowledge) -> None:
    assert [guide.id for guide in shipped.guides if len(guide.aliases) < 5] == []
    assert [guide.id for guide in shipped.guides if len(guide.questions) < 8] == []


def test_every_guide_tells_what_a_person_needs(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        assert guide.object and guide.action and guide.summary, guide.id
        assert guide.materials and guide.fee and guide.legal_basis, guide.id
        assert guide.visits is not None, guide.id


def test_every_guide_says_that_it_is_a_sample_and_when_it_was_looked_at(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        assert guide.status == "sample"
        assert guide.verified_on is not None and guide.verified_on <= dt.date.today(), guide.id
    assert {site.status for site in shipped.sites} | {theme.status for theme in shipped.themes} == {"sample"}


def test_summaries_are_short(shipped: Knowledge) -> None:
    assert [guide.id for guide in shipped.guides if len(guide.summary) > 60] == []


def test_online_steps_are_few(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        assert all(len(online.steps) <= 6 for online in guide.channels_of(Online)), guide.id


def test_the_hall_has_its_48_counters(shipped: Knowledge) -> None:
    hall = shipped.hall
    assert hall is not None
    assert [counter.number for counter in hall.counters] == list(range(1, 49))
    assert any(counter.cross_city for counter in hall.counters)


def test_the_eleven_town_centres_are_there(shipped: Knowledge) -> None:
    centres = [site for site in shipped.sites if site.level == "town"]
    assert {site.town for site in centres} == TOWNS
    assert len(centres) == 11
    assert all(site.town in site.name for site in centres)


def test_the_only_telephone_number_is_12345() -> None:
    number = re.compile(
        r"(?<![0-9A-Za-z.])(?:12[0-9]{3}|9[56][0-9]{3,4}|0754|1[3-9][0-9]{9}|[48]00[0-9]{7})(?![0-9])"
    )
    found = {
        (path.name, found)
        for path in SHIPPED.rglob("*.toml")
        for found in number.findall(APPS.sub("", path.read_text(encoding="utf-8")))
        if found != "12345"
    }
    assert found == set()


def test_every_hall_guide_has_a_counter_in_a_zone(shipped: Knowledge) -> None:
    hall = shipped.hall
    assert hall is not None
    for guide in shipped.guides:
        if any("hall" in window.levels for window in guide.channels_of(Window)):
            counters = hall.counters_for(guide.id)
            assert counters, guide.id
            assert all(hall.zone(counter.zone) for counter in counters), guide.id


def test_every_counter_has_work_or_a_reason(shipped: Knowledge) -> None:
    hall = shipped.hall
    assert hall is not None
    idle = [c.number for c in hall.counters if not any(c.accepts(guide.id) for guide in shipped.guides)]
    assert all(not hall.counters[number - 1].services for number in idle)


def test_themes_lead_through_several_fields(shipped: Knowledge) -> None:
    assert len(shipped.themes) >= 25
    assert all(len(theme.questions) >= 8 and len(theme.aliases) >= 5 for theme in shipped.themes)


FACTS = {
    "police/id-card-first": ("免收工本费", "三个月内"),
    "police/id-card-renew-expired": ("'yuan': '20'", "满 46 周岁"),
    "police/id-card-reissue": ("'yuan': '40'",),
    "police/id-card-replace-damaged": ("损坏换领 40 元", "变更换领 20 元"),
    "police/driving-licence-first": ("满 18 周岁，年龄没有上限", "70 周岁以上"),
    "police/driving-licence-downgrade": ("满 63 周岁", "公安部令第172号"),
    "civil-affairs/marriage-registration": ("不要户口簿", "男满 22 周岁，女满 20 周岁", "国务院令第804号"),
    "civil-affairs/divorce-registration": ("30 天冷静期",),
    "civil-affairs/elderly-allowance-apply": ("满 80 周岁",),
    "social-security/resident-pension-claim": ("年满 60 周岁", "满 15 年"),
    "social-security/employee-retirement": ("63 周岁", "55、58 周岁", "2030 年起每年提高 6 个月"),
    "social-security/unemployment-benefit": ("满 1 年", "24 个月"),
    "medical-insurance/newborn-enrolment": ("90 天内",),
    "housing-fund/withdraw-separation": ("封存满半年",),
    "health/childcare-subsidy": ("3600 元",),
}


@pytest.mark.parametrize("guide_id", FACTS)
def test_facts_of_law_stand_as_they_were_verified(shipped: Knowledge, guide_id: str) -> None:
    (guide,) = (guide for guide in shipped.guides if guide.id == guide_id)
    text = str(msgspec.to_builtins(guide, builtin_types=()))
    assert [fact for fact in FACTS[guide_id] if fact not in text] == []


def test_a_marriage_needs_no_household_booklet(shipped: Knowledge) -> None:
    (guide,) = (guide for guide in shipped.guides if guide.id == "civil-affairs/marriage-registration")
    assert not [material.name for material in guide.materials if "户口" in material.name]
