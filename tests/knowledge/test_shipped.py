"""The sample content that comes with the program."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from fnmatch import fnmatchcase

import msgspec
import pytest

from knowledge.checks import check
from knowledge.model import CrossCity, Guide, HomeVisit, Knowledge, Online, Site, Theme, Video, Window
from knowledge.reading import SHIPPED, read

TOWNS = set("凤翔街道 澄华街道 广益街道 上华镇 隆都镇 莲下镇 莲上镇 东里镇 溪南镇 盐鸿镇 莲华镇".split())
APPS = re.compile(r"交管12123|掌上12333|铁路12306|(?:gd\.12348|si\.12333)\.gov\.cn")
"""Programs and sites that are named after a hotline; a person opens them, nobody dials them."""


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return read(SHIPPED).knowledge


@pytest.fixture(scope="module")
def hall(shipped: Knowledge) -> Site:
    assert shipped.hall is not None
    return shipped.hall


@pytest.fixture(scope="module")
def guides(shipped: Knowledge) -> dict[str, Guide]:
    return {guide.id: guide for guide in shipped.guides}


def test_it_passes_every_check_on_the_day_it_was_last_looked_at(shipped: Knowledge) -> None:
    day = max(guide.verified_on for guide in shipped.guides if guide.verified_on)
    assert [str(problem) for problem in check(SHIPPED, day)] == []


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


def test_that_it_is_free_is_said_once(shipped: Knowledge) -> None:
    notes = {guide.id: guide.fee.note for guide in shipped.guides if guide.fee and guide.fee.yuan == 0}
    again = re.compile(r"(不收费|免费)([，；]|$)|.{1,4}(不收费|免费)$")
    assert [guide_id for guide_id, note in notes.items() if again.match(note)] == []


def test_one_thing_to_bring_has_one_name(shipped: Knowledge) -> None:
    """居民身份证 is one's own, X的身份证 somebody else's; a letter of authority is a paper of its own."""
    twins = re.compile(
        r"身份证|户口簿|.*相片|本人银行卡|[^、和或]*[^、和或的民]身份证|[^、和或旧]+的居民(身份证|户口簿)|委托书和.*身份证"
    )
    names = {material.name for guide in shipped.guides for material in guide.materials}
    assert [name for name in sorted(names) if twins.fullmatch(name)] == []


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


def test_every_guide_is_in_a_topic_with_a_short_name(shipped: Knowledge) -> None:
    topics = [topic for contents in shipped.contents for topic in contents.topics]
    assert [topic.name for topic in topics if len(topic.name) > 10] == []
    entries = [entry for topic in topics for entry in topic.guides]
    assert len(entries) == len(set(entries))
    left = [guide.id for guide in shipped.guides if not any(fnmatchcase(guide.id, one) for one in entries)]
    assert left == []


def test_somebody_in_the_hall_answers_for_every_guide(shipped: Knowledge, hall: Site) -> None:
    """What is handled on a phone or in a village, too: who stands in the hall must be told by somebody."""
    assert [guide.id for guide in shipped.guides if not hall.counters_for(guide.id)] == []


def test_no_guide_is_online_only(shipped: Knowledge) -> None:
    """Decided so: for who has no smartphone there is always a window, if only to be taught at."""
    assert [guide.id for guide in shipped.guides if not guide.channels_of(Window)] == []


def test_the_cross_city_counter_accepts_what_is_handled_across_cities(shipped: Knowledge, hall: Site) -> None:
    (counter,) = (counter for counter in hall.counters if counter.cross_city)
    across = {guide.id for guide in shipped.guides if guide.channels_of(CrossCity)}
    assert {guide.id for guide in shipped.guides if counter.accepts(guide.id)} == across
    (agreement,) = shipped.agreements
    assert len(agreement.items) == 34
    assert {item.guide for item in agreement.items if item.guide} == across


def test_the_hall_takes_video_calls_while_it_is_open(hall: Site) -> None:
    assert hall.video_hours
    for call in hall.video_hours:
        assert any(
            set(call.days) <= set(span.days) and span.open <= call.open < call.close <= span.close
            for span in hall.hours
        ), call


def test_every_video_call_tells_what_to_have_ready_in_few_words(shipped: Knowledge) -> None:
    calls = {guide.id: guide.channels_of(Video) for guide in shipped.guides if guide.channels_of(Video)}
    assert len(calls) >= 90
    for guide_id, videos in calls.items():
        for video in videos:
            assert 2 <= len(video.needs) <= 4, guide_id
            assert len(set(video.needs)) == len(video.needs), guide_id
            assert all(len(need) <= 20 for need in video.needs), guide_id


NEAR_HOME = """
    social-security/social-card-apply social-security/resident-pension-registration
    social-security/resident-pension-contribution social-security/pension-eligibility-certification
    medical-insurance/resident-enrolment medical-insurance/resident-payment medical-insurance/medical-aid
    civil-affairs/subsistence-allowance-apply civil-affairs/extreme-poverty-support
    civil-affairs/temporary-relief civil-affairs/elderly-allowance-apply civil-affairs/elderly-privilege-card
    disability/disability-card-apply disability/disability-living-subsidy health/birth-registration
    labour/employment-registration labour/unemployment-registration police/residence-permit-apply
    veterans/veteran-card-apply justice/legal-aid agriculture/grain-land-subsidy property/rural-dilapidated
""".split()


@pytest.mark.parametrize("guide_id", NEAR_HOME)
def test_basic_services_are_accepted_near_home(guides: dict[str, Guide], guide_id: str) -> None:
    levels = {level for window in guides[guide_id].channels_of(Window) for level in window.levels}
    assert {"town", "village"} <= levels


def test_who_need_not_come_has_another_way(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        if guide.visits == 0:
            assert any(isinstance(way, Online | Video | HomeVisit) for way in guide.channels), guide.id


def test_nobody_is_met_where_nobody_has_to_come(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        if guide.no_meeting:
            assert guide.visits == 0 and guide.channels_of(Online), guide.id


def test_what_a_system_decides_takes_no_time_and_no_meeting(shipped: Knowledge) -> None:
    instant = [guide for guide in shipped.guides if guide.instant]
    assert len(instant) >= 70
    for guide in instant:
        assert guide.no_meeting, guide.id
        assert guide.promised_time is not None and guide.promised_time.amount == 0, guide.id


def test_themes_lead_through_several_services(shipped: Knowledge) -> None:
    assert len(shipped.themes) >= 45
    for theme in shipped.themes:
        assert len(theme.questions) >= 8 and len(theme.aliases) >= 5, theme.id
        assert len(set(theme.guides)) == len(theme.guides), theme.id
        assert len(theme.summary) <= 60, theme.id


def test_themes_share_no_wording_with_a_guide_or_another_theme(shipped: Knowledge) -> None:
    records: tuple[Guide | Theme, ...] = (*shipped.guides, *shipped.themes)
    names = Counter(
        wording for record in records for wording in {record.name, *record.aliases, *record.questions}
    )
    shared = {
        (theme.id, wording)
        for theme in shipped.themes
        for wording in (theme.name, *theme.aliases, *theme.questions)
        if names[wording] > 1
    }
    assert shared == set()


ORDERS = {
    "birth": ("health/birth-certificate", "police/hukou-birth", "medical-insurance/newborn-enrolment"),
    "death": ("health/death-certificate", "police/hukou-death", "social-security/survivor-benefits"),
    "second-hand-house": (
        "property/change-of-owner-escrow",
        "tax/house-transaction-tax",
        "property/transfer-sale",
        "utilities/water-account-transfer",
    ),
    "new-home": (
        "property/contract-filing",
        "tax/house-transaction-new-home",
        "property/new-home-certificate",
    ),
    "enterprise-start": (
        "business/company-register",
        "business/seal-registration",
        "social-security/employer-registration",
    ),
    "enterprise-close": (
        "tax/tax-deregistration",
        "business/company-cancel",
        "social-security/employer-deregistration",
    ),
    "work-injury": (
        "social-security/work-injury-recognition",
        "social-security/labour-ability-appraisal",
        "social-security/work-injury-benefits",
    ),
    "marriage": ("civil-affairs/marriage-registration", "police/hukou-spouse", "health/birth-registration"),
    "lost-documents": (
        "police/id-card-loss-report",
        "police/id-card-reissue",
        "social-security/social-card-reissue",
    ),
    "restaurant-opening": (
        "business/sole-trader-register",
        "health/health-certificate",
        "business/food-permit-new",
    ),
    "wage-arrears": ("labour/wage-arrears-complaint", "labour/labour-arbitration", "justice/legal-aid"),
    "adoption": (
        "civil-affairs/adoption-registration",
        "police/hukou-adoption",
        "medical-insurance/resident-enrolment",
    ),
}
"""Steps of which each needs the result of the one before."""


@pytest.mark.parametrize("theme_id", ORDERS)
def test_a_step_comes_after_what_it_needs(shipped: Knowledge, theme_id: str) -> None:
    (theme,) = (theme for theme in shipped.themes if theme.id == theme_id)
    steps = ORDERS[theme_id]
    assert tuple(guide_id for guide_id in theme.guides if guide_id in steps) == steps


FACTS = {
    "police/id-card-first": ("'yuan': '0'", "三个月内"),
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
