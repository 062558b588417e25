"""Replies in words: all facts are there, none is made, and every line can be said."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import msgspec
import pytest

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN
from assistant.message import Message
from assistant.opening import ChineseCalendar, Moment
from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply, quote
from assistant.routes import (
    CounterPlace,
    CounterRoute,
    NearbyRoute,
    OnlineRoute,
    VideoRoute,
)
from assistant.routing import route
from assistant.session import Chose
from kiosk import wording
from kiosk.wording_guide import fee_lines, material_lines, time_lines
from kiosk.wording_routes import hours_line, route_lines, window_number
from knowledge.model import Fee, Guide, Hours, Knowledge, LegalBasis, Material, Source, TimeLimit
from knowledge.reading import SHIPPED, read
from locales.catalogue import Catalogue, languages, load

SAMPLE = Message("notice.sample")
GUIDE = Guide(id="other/x", name="办一件事", source=Source(title="来源"), owner="某部门", status="sample")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return read(SHIPPED).knowledge


@pytest.fixture(scope="module")
def chinese() -> Catalogue:
    return load("zh-CN")


def guide(**changes: object) -> Guide:
    return msgspec.structs.replace(GUIDE, **changes)


def option(text: str, detail: str = "") -> Option:
    return Option(Chose("guide", "other/x"), quote(text), detail)


def texts(lines: tuple[wording.Line, ...]) -> list[str]:
    return [line.text for line in lines]


def flat(lines: tuple[wording.Line, ...]) -> tuple[wording.Line, ...]:
    return tuple(below for line in lines for below in line.flat())


def answer_to(guide_id: str, knowledge: Knowledge) -> Answer:
    found = next(guide for guide in knowledge.guides if guide.id == guide_id)
    needed = checklist(found, NOTHING_KNOWN)
    return Answer(found, route(found, knowledge).routes, (SAMPLE,), checklist=needed)


@pytest.mark.parametrize("language", languages())
def test_every_shipped_guide_is_told_whole(language: str, knowledge: Knowledge) -> None:
    catalogue = load(language)
    for found in knowledge.guides:
        answer = answer_to(found.id, knowledge)
        lines = list(wording.reading(answer, catalogue))
        shown = "\n".join(line.text for line in lines)
        said = wording.spoken(answer, catalogue)
        facts = [found.name, found.owner, found.source.title, *found.conditions]
        facts += [
            text for material in found.materials for text in (material.name, material.when, material.note)
        ]
        facts += [found.fee.note, found.fee.basis] if found.fee else []
        facts += [step for way in answer.routes if isinstance(way, OnlineRoute) for step in way.steps]
        facts += [need for way in answer.routes if isinstance(way, VideoRoute) for need in way.needs]
        for fact in facts:
            assert fact in shown, (found.id, fact)
            assert fact in said, (found.id, fact)
        assert catalogue.text("notice.sample") in shown, found.id
        assert catalogue.speech("notice.sample") in said, found.id
        assert all(line.text.strip() and line.speech.strip() for line in lines), found.id


def test_no_number_is_made(knowledge: Knowledge, chinese: Catalogue) -> None:
    for found in knowledge.guides:
        known = set(re.findall(r"\d+", msgspec.json.encode(found).decode()))
        lines = (
            *material_lines(found, checklist(found, NOTHING_KNOWN), chinese),
            *fee_lines(found, chinese),
            *time_lines(found, chinese),
        )
        told = {number for line in lines for flat in line.flat() for number in re.findall(r"\d+", flat.text)}
        assert told <= known | {"1"}, found.id


def test_headline_is_the_counter_that_accepts_the_guide(knowledge: Knowledge, chinese: Catalogue) -> None:
    hall = knowledge.hall
    assert hall is not None
    answer = answer_to("police/id-card-reissue", knowledge)
    number = window_number(answer.routes[0])
    assert number in {counter.number for counter in hall.counters_for("police/id-card-reissue")}
    assert wording.headline(answer, chinese).text == f"{number} 号窗口"
    assert wording.headline(answer, chinese).speech == f"请到{number}号窗口。"


def test_answer_begins_with_where_and_its_notices(knowledge: Knowledge, chinese: Catalogue) -> None:
    parts = wording.answer_sections(answer_to("police/id-card-reissue", knowledge), chinese)
    assert [part.id for part in parts][:5] == ["where", "notices", "materials", "fee", "time"]
    assert parts[1].lines[0].text == chinese.text("notice.sample")


def test_answer_without_a_way_sends_to_the_staff(chinese: Catalogue) -> None:
    answer = Answer(guide(status="imported"), (), (Message("notice.imported", {"source": "清单.csv"}),))
    assert wording.headline(answer, chinese).text == "请问工作人员"
    parts = {part.id: texts(part.lines) for part in wording.answer_sections(answer, chinese)}
    assert "where" not in parts
    assert parts["notices"] == ["内容取自 清单.csv，以窗口答复为准。"]
    assert parts["fee"] == ["没有写明，请问工作人员"]
    assert parts["updated"] == ["没有写明"]


@pytest.mark.parametrize(
    ("material", "text", "details"),
    [
        (Material(name="户口簿"), "户口簿（原件）", []),
        (Material(name="照片", originals=2), "照片（原件 2 份）", []),
        (Material(name="合同", originals=0, copies=1), "合同（复印件 1 份）", []),
        (Material(name="合同", copies=3), "合同（原件，复印件 3 份）", []),
        (Material(name="表", originals=0), "表", []),
        (Material(name="委托书", when="代办时"), "代办时：委托书（原件）", []),
        (Material(name="表", originals=0, when="代办时", note="村里有"), "代办时：表", ["村里有"]),
        (Material(name="身份证", e_licence=True), "身份证（原件）", ["可以不带，用电子证照也行"]),
        (Material(name="相片", later=True), "相片（原件）", ["可以后补，先来办"]),
    ],
)
def test_material(material: Material, text: str, details: list[str], chinese: Catalogue) -> None:
    asking = guide(materials=(material,))
    (line,) = material_lines(asking, checklist(asking, NOTHING_KNOWN), chinese)
    assert line.text == text
    assert texts(line.details) == details


def test_imported_materials_tell_no_count_their_source_does_not_give(chinese: Catalogue) -> None:
    imported = guide(status="imported", materials=(Material(name="申请表"),))
    needed = checklist(imported, NOTHING_KNOWN)
    assert texts(material_lines(imported, needed, chinese)) == ["申请表"]


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        (None, ["没有写明，请问工作人员"]),
        (Fee(), ["没有写明，请问工作人员"]),
        (Fee(yuan=Decimal(0)), ["不收费"]),
        (Fee(yuan=Decimal(300)), ["300 元"]),
        (Fee(yuan=Decimal("12.50"), note="每本", basis="某文"), ["12.50 元", "每本", "收费依据：某文"]),
        (Fee(note="按标准"), ["按标准"]),
    ],
)
def test_fee(fee: Fee | None, expected: list[str], chinese: Catalogue) -> None:
    assert texts(flat(fee_lines(guide(fee=fee), chinese))) == expected


@pytest.mark.parametrize(
    ("promised", "statutory", "expected"),
    [
        (None, None, ["没有写明，请问工作人员"]),
        (TimeLimit(amount=0), TimeLimit(amount=20), ["当场办好", "按规定最长 20 个工作日"]),
        (TimeLimit(amount=1, unit="month"), None, ["1 个月内办好"]),
        (TimeLimit(amount=5, unit="day"), TimeLimit(amount=5, unit="day"), ["5 天内办好"]),
        (None, TimeLimit(amount=0), ["按规定要当场办好"]),
        (TimeLimit(amount=0, note="等满 30 天再来领"), None, ["等满 30 天再来领"]),
    ],
)
def test_time(
    promised: TimeLimit | None, statutory: TimeLimit | None, expected: list[str], chinese: Catalogue
) -> None:
    timed = guide(promised_time=promised, statutory_time=statutory)
    assert texts(flat(time_lines(timed, chinese))) == expected


def test_what_the_law_says_stands_below_what_a_person_asks_for(chinese: Catalogue) -> None:
    limits = {"promised_time": TimeLimit(amount=0), "statutory_time": TimeLimit(amount=20)}
    asked = guide(fee=Fee(yuan=Decimal(40), note="每本", basis="某文"), **limits)
    assert texts(time_lines(asked, chinese)) == ["当场办好"]
    assert texts(fee_lines(asked, chinese)) == ["40 元", "每本"]


def test_one_and_many_differ_in_english() -> None:
    english = load("en")
    one, many = (guide(promised_time=TimeLimit(amount=amount)) for amount in (1, 2))
    assert texts(time_lines(one, english)) == ["Done within 1 working day"]
    assert texts(time_lines(many, english)) == ["Done within 2 working days"]


def test_hours_are_told_as_people_tell_them(chinese: Catalogue) -> None:
    morning = Hours(days="12345", open=dt.time(8, 30), close=dt.time(12))
    afternoon = Hours(days="12345", open=dt.time(14, 30), close=dt.time(17))
    saturday = Hours(days="6", open=dt.time(9), close=dt.time(12, 15))
    line = hours_line((morning, afternoon, saturday), chinese)
    assert line.text == (
        "星期一到星期五 上午 8:30 到 中午 12:00，下午 2:30 到 下午 5:00；星期六 上午 9:00 到 中午 12:15"
    )
    assert "上午8点30分到中午12点" in line.speech
    assert "下午2点30分到下午5点" in line.speech


def test_days_with_a_gap_are_listed(chinese: Catalogue) -> None:
    hours = Hours(days="135", open=dt.time(8), close=dt.time(9))
    assert hours_line((hours,), chinese).text.startswith("星期一、星期三、星期五 ")


def test_other_counters_and_the_way_there_are_told(chinese: Catalogue) -> None:
    counters = (
        CounterPlace(7, "户政", "公安区", 2, "出电梯右转"),
        CounterPlace(8, "户政", "公安区", 2),
        CounterPlace(9, "户政", "公安区", 2),
    )
    found = texts(route_lines(CounterRoute(site="大厅", counters=counters), chinese))
    assert found == [
        "7 号窗口 户政",
        "大厅",
        "2 楼 公安区",
        "怎么走：出电梯右转",
        "这些窗口也能办：8、9",
    ]


@pytest.mark.parametrize(
    ("sites", "told"),
    [
        (("甲镇服务中心", "乙街道服务中心", "丙镇服务中心"), "甲镇、乙街道、丙镇服务中心"),
        (("甲镇中心", "乙镇中心"), "甲、乙镇中心"),
        (("甲村站", "乙村站"), "甲村站、乙村站"),
        (("服务中心", "甲镇服务中心"), "服务中心、甲镇服务中心"),
        (("甲镇服务中心",), "甲镇服务中心"),
        ((), ""),
    ],
)
def test_places_nearby_are_named_in_few_words(sites: tuple[str, ...], told: str, chinese: Catalogue) -> None:
    (line,) = route_lines(NearbyRoute(level="town", sites=sites), chinese)
    assert line.text == f"去离您家最近的一个。{told}"
    assert line.speech == line.text


def test_reasons_that_repeat_the_name_of_the_way_are_left_out(chinese: Catalogue) -> None:
    reasons = (Message("route.reason.online"), Message("route.reason.visits.0"))
    route = OnlineRoute(platform="某网", reasons=reasons)
    assert texts(route_lines(route, chinese)) == ["不用到现场。"]


def test_a_video_call_is_told_with_its_hours_and_what_to_have_ready(chinese: Catalogue) -> None:
    hours = (Hours(days="12345", open=dt.time(9), close=dt.time(11, 30)),)
    route = VideoRoute(
        hours=hours,
        needs=("身份证", "离职证明，有就拍好照"),
        reasons=(Message("route.reason.video"),),
        note="先预约",
    )
    lines = route_lines(route, chinese)
    assert texts(lines) == [
        "视频时间：星期一到星期五 上午 9:00 到 上午 11:30",
        "先准备好：身份证；离职证明，有就拍好照",
        "不用出门，用手机打视频电话，工作人员隔着屏幕帮您办。",
        "先预约",
    ]
    assert lines[0].speech == "打视频电话的时间是星期一到星期五 上午9点到上午11点30分"
    assert lines[1].speech == "打之前，先准备好身份证；离职证明，有就拍好照"


def test_a_video_call_of_which_nothing_is_known_leaves_nothing_empty(chinese: Catalogue) -> None:
    assert route_lines(VideoRoute(), chinese) == ()


def test_web_address_is_shown_but_not_spelt_out_aloud(chinese: Catalogue) -> None:
    (line,) = route_lines(OnlineRoute(platform="某网", url="https://example.test"), chinese)
    assert "https://example.test" in line.text
    assert "https" not in line.speech


def test_legal_basis_takes_what_there_is(chinese: Catalogue) -> None:
    basis = (
        LegalBasis(title="甲法"),
        LegalBasis(title="乙法", article="第一条"),
        LegalBasis(title="丙文", number="某发1号"),
        LegalBasis(title="丁文", number="某发2号", article="第三条"),
    )
    answer = Answer(guide(legal_basis=basis), (), (SAMPLE,))
    part = next(part for part in wording.answer_sections(answer, chinese) if part.id == "basis")
    assert texts(part.lines) == ["甲法", "乙法 第一条", "丙文（某发1号）", "丁文（某发2号）第三条"]


def test_braces_and_markup_of_the_knowledge_base_stay_as_they_are(chinese: Catalogue) -> None:
    name = "{text}[b]事[/b]{0}"
    marked = guide(name=name, materials=(Material(name=name),))
    answer = Answer(marked, (), (SAMPLE,), checklist=checklist(marked, NOTHING_KNOWN))
    assert wording.title(answer, chinese).text == name
    assert texts(material_lines(answer.guide, answer.checklist, chinese)) == [f"{name}（原件）"]


REPLIES: tuple[Reply, ...] = (
    Choices(Message("results.ambiguous"), (option("甲事", "甲的说明"), option("乙事"))),
    Plan("甲事一件事", "说明", (option("甲事", "甲的说明"), option("乙事")), (SAMPLE,)),
    Refusal(
        Message("refusal.not_found"),
        (Message("advice.hotline"),),
        (option("甲事", "甲的说明"), option("乙事")),
    ),
    Answer(GUIDE, (), (SAMPLE,), (option("甲事", "甲的说明"), option("乙事"))),
)


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_options_are_numbered_aloud_in_every_reply(reply: Reply, chinese: Catalogue) -> None:
    said = wording.spoken(reply, chinese).splitlines()
    assert said[0].rstrip("。") == wording.title(reply, chinese).speech.rstrip("。")
    first = said.index("第1个，甲事。")
    assert said[first : first + 3] == ["第1个，甲事。", "甲的说明。", "第2个，乙事。"]


def test_refusal_gives_its_advice(chinese: Catalogue) -> None:
    refusal = Refusal(
        Message("refusal.outside", {"topic": "天气"}),
        (
            Message("advice.guidance_desk", {"zone": "导办区", "landmark": "大门对面"}),
            Message("advice.hotline"),
        ),
    )
    assert wording.title(refusal, chinese).text.startswith("“天气”")
    (part,) = wording.sections(refusal, chinese)
    assert part.id == "advice"
    assert texts(part.lines) == ["到导办区问一问。大门对面。", "打 12345 问一问。"]


def test_refusal_that_knows_the_hours_tells_them_first(knowledge: Knowledge, chinese: Catalogue) -> None:
    assert knowledge.hall is not None
    refusal = Refusal(Message("refusal.hours"), (Message("advice.hotline"),), hours=knowledge.hall.hours)
    (part,) = wording.sections(refusal, chinese)
    assert texts(part.lines) == [
        "上班时间：星期一到星期五 上午 8:30 到 中午 12:00，下午 2:30 到 下午 5:30",
        "打 12345 问一问。",
    ]


def test_an_area_tells_what_lies_in_it(chinese: Catalogue) -> None:
    area = Option(Chose("area", "medical"), Message("area.medical"))
    line = wording.option_line(area, chinese, 2)
    assert line.text == "2. 看病医保"
    assert texts(line.details) == ["医保、看病报销、生育、健康"]


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ("2026-11-24 09:00", "现在开着，中午 12:00 关门。"),
        ("2026-11-24 12:10", "现在没开门，今天下午 2:30 开门。"),
        ("2026-11-24 23:59", "现在没开门，明天上午 8:30 开门。"),
        ("2026-11-27 18:00", "现在没开门，11 月 30 日（星期一）上午 8:30 开门。"),
        ("2026-12-31 18:00", "2027 年的放假安排还没有公布，去之前打 12345 问一问。"),
    ],
)
def test_whether_one_can_go_now_is_told(
    now: str, text: str, knowledge: Knowledge, chinese: Catalogue
) -> None:
    found = next(one for one in knowledge.guides if one.id == "police/id-card-reissue")
    moment = Moment(dt.datetime.fromisoformat(now), ChineseCalendar())
    first, *_ = route(found, knowledge, moment=moment).routes
    lines = route_lines(first, chinese)
    assert text in texts(lines)
    assert all(line.speech for line in lines)
