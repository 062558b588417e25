from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.normalise import HANZI
from kiosk.speech.english import normalise_english
from kiosk.speech.normalise import normalise

WRITTEN_AND_SAID = [
    ("请到12号窗口", "请到十二号窗口"),
    ("08号窗口，108号窗口", "零八号窗口，一百零八号窗口"),
    ("费用1200.50元", "费用一千二百元五角"),
    ("¥20，￥1,200.50", "二十元，一千二百元五角"),
    ("5元/月", "五元每月"),
    ("1.5万元，10000元", "一点五万元，一万元"),
    ("99.7%", "百分之九十九点七"),
    ("５％-10%", "百分之五到百分之十"),
    ("2026-11-24", "二零二六年十一月二十四日"),
    ("2026/1/2", "二零二六年一月二日"),
    ("2026年", "二零二六年"),
    ("2024—2026年", "二零二四到二零二六年"),
    ("08:30–12:00", "八点三十分到十二点"),
    ("14：00～17：05", "十四点到十七点零五分"),
    ("02:00", "两点"),
    ("周一-周五", "周一到周五"),
    ("3-5个工作日", "三到五个工作日"),
    ("16～60周岁", "十六到六十周岁"),
    ("拨打12345", "拨打一二三四五"),
    ("12315.", "幺二三幺五。"),
    ("报警电话110", "报警电话幺幺零"),
    ("110人", "一百一十人"),
    ("0754-85881234", "零七五四，八五八八，幺二三四"),
    ("13812345678", "幺三八，幺二三四，五六七八"),
    ("440515198001011234", "四四零五幺五，幺九八零零幺零幺，幺二三四"),
    ("44051519800101123x", "四四零五幺五，幺九八零零幺零幺，幺二三X"),
    ("4405****1234", "四四零五，幺二三四"),
    ("邮编515800", "邮编五幺五八零零"),
    ("175000件", "十七万五千件"),
    ("1,747项", "一千七百四十七项"),
    ("2个、2月、第2页、12个", "两个，二月，第二页，十二个"),
    ("1/2，3:1", "二分之一，三比一"),
    ("-5℃，60㎡，≥60岁", "负五摄氏度，六十平方米，大于等于六十岁"),
    ("下载APP，取A012号", "下载A P P，取A零幺二号"),
    ("打开https://www.example.com/a?b=1。", "打开网址。"),
    ("（示例数据，以窗口答复为准）", "示例数据，以窗口答复为准"),
    ("带齐：\n身份证；\n户口簿？", "带齐。身份证。户口簿？"),
    ("“一件事”", "一件事"),
]


@pytest.mark.parametrize(("written", "said"), WRITTEN_AND_SAID)
def test_what_is_written_is_said_as_people_say_it(written: str, said: str) -> None:
    assert normalise(written) == said


@pytest.mark.parametrize("written", [written for written, _ in WRITTEN_AND_SAID])
def test_what_is_said_is_left_as_it_is(written: str) -> None:
    assert normalise(normalise(written)) == normalise(written)


_TEXTS = st.text() | st.text(alphabet="0123456789.,-:：/%元年月日号个周一二 ，。\n*¥（）~—身份证AXx")


@given(_TEXTS)
@example("〇")
@example("1/0")
@example("2-2-2-2年")
def test_every_hanzi_is_kept_in_order(text: str) -> None:
    remaining = iter(normalise(text))
    assert all(char in remaining for char in re.findall(rf"[{HANZI}]", text))


@given(_TEXTS)
def test_only_hanzi_letters_and_pauses_are_left(text: str) -> None:
    said = normalise(text)
    assert re.fullmatch(rf"(?:[{HANZI}A-Z，。！？]| (?! ))*", said)
    assert not re.search(r"[A-Z]{2}|[，。！？]{2}", said)


@given(_TEXTS)
def test_speaking_form_is_a_fixed_point(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Call 12345.", "Call 1 2 3 4 5."),
        ("ID 44051519800101123x", "ID 4 4 0 5 1 5 1 9 8 0 0 1 0 1 1 2 3 X"),
        ("Valid until 2026-11-24", "Valid until 24 November 2026"),
        ("Fee: ¥1,200.50", "Fee: 1,200.50 yuan"),
        ("Open 08:30–12:00, 3-5 days", "Open 08:30 to 12:00, 3 to 5 days"),
        ("Tel. 0754-85881234", "Tel. 0 7 5 4, 8 5 8 8 1 2 3 4"),
        ("See https://example.com now", "See web address now"),
    ],
)
def test_english_codes_dates_and_sums(written: str, said: str) -> None:
    assert normalise_english(written) == said


@given(st.text())
def test_english_has_no_controls(text: str) -> None:
    assert all(char == "\n" or unicodedata.category(char)[0] != "C" for char in normalise_english(text))
