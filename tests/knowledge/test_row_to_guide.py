"""What a row of an official export becomes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from knowledge.model import Fee, Online, Phone, TimeLimit, Window

if TYPE_CHECKING:
    from conftest import Imports

PROVINCIAL = {
    "ITEM_ID": "0A1B2C",
    "TASK_CODE": "11440515006939756B2440101007000",
    "TASK_NAME": "食品经营许可（新办）",
    "CATANAME": "食品经营许可",
    "DEPT_NAME": "区市场监督管理局",
    "COMMONEXPRESSION": "食品证,开店许可、经营许可",
    "SERVE_TYPE_TEXT": "自然人,企业法人",
    "HANDLE_TYPE_TEXT": "窗口办理,网上办理",
    "PROMISE_DAY": 5,
    "PROMISE_TYPE_TEXT": "工作日",
    "ANTICIPATE_DAY": "20",
    "ANTICIPATE_TYPE_TEXT": "自然日",
    "IS_FEE_TEXT": "否",
    "LIMIT_SCENE_NUM": 1,
    "LINK_TEL": "0754-11111111",
    "LINK_WINDOW": "3 号窗口",
    "TSTEL": "0754-22222222",
    "ACCEPT_CONDITION": "<p>有&amp;amp;固定场所</p><p>无</p>",
    "TRANSACT_WEB_URL": "https://www.gdzwfw.gov.cn/x",
    "LAWNAME": "食品安全法",
}


def test_a_provincial_row(imports: Imports) -> None:
    guide = imports.take(**PROVINCIAL)
    assert (guide.id, guide.code, guide.name) == ("0a1b2c", "0A1B2C", "食品经营许可（新办）")
    assert guide.aliases == ("食品证", "开店许可"), "经营许可 is a piece of the name"
    assert guide.summary == "食品经营许可"
    assert guide.owner == "区市场监督管理局"
    assert guide.audience == ("person", "business")
    assert guide.statutory_time == TimeLimit(amount=20, unit="day")
    assert guide.promised_time == TimeLimit(amount=5)
    assert guide.fee == Fee(yuan=Decimal(0))
    assert guide.visits == 1
    assert guide.conditions == ("有&固定场所",)
    assert guide.channels == (Window(), Online(platform="网上办理", url="https://www.gdzwfw.gov.cn/x"))
    assert guide.legal_basis[0].title == "食品安全法"
    assert guide.status == "imported"
    assert guide.source.title == "items.jsonl"


def test_what_is_for_staff_is_never_carried(imports: Imports) -> None:
    guide = imports.take(**PROVINCIAL, consult_phone="020-33333333", complain_phone="0754-44444444")
    assert guide.phones == (Phone(number="0754-11111111"),)
    assert not [number for number in ("2222", "3333", "4444", "3 号窗口") if number in str(guide)]


@pytest.mark.parametrize(
    ("cells", "channels"),
    [
        ({"handle_location": "无线下办理窗口", "ONLINECHECK": "0"}, ()),
        ({"handle_location": "办理地点：二楼 8 号", "ONLINECHECK": "否"}, (Window(place="二楼 8 号"),)),
        ({"办理地点": "无", "是否网办": "是", "业务系统": "粤省事"}, (Online(platform="粤省事"),)),
        ({"办理形式": "窗口办理"}, (Window(),)),
        ({"online_book": "是"}, ()),
    ],
)
def test_channels(imports: Imports, cells: dict[str, str], channels: tuple[Any, ...]) -> None:
    assert imports.take(name="某事", **cells).channels == channels


@pytest.mark.parametrize(
    ("cells", "fee"),
    [
        ({}, None),
        ({"是否收费": "无"}, None),
        ({"是否收费": "否"}, Fee(yuan=Decimal(0))),
        ({"是否收费": "是"}, Fee(note="收费，标准请问窗口")),
        (
            {"是否收费": "是", "收费标准": "每证20元", "收费依据": "某号文"},
            Fee(note="每证20元", basis="某号文"),
        ),
        ({"收费标准": "不收费"}, Fee(yuan=Decimal(0))),
    ],
)
def test_fee(imports: Imports, cells: dict[str, str], fee: Fee | None) -> None:
    assert imports.take(name="某事", **cells).fee == fee


def test_a_cell_in_no_known_form_is_left_out_and_told(imports: Imports) -> None:
    row = {
        "事项名称": "某事",
        "法定办结时限": "尽快",
        "是否收费": "看情况",
        "网办地址": "javascript:x",
        "受理条件": {},
    }
    report = imports.run(imports.json_lines([{**row, "受理条件": {"a": 1}}]))
    (guide,) = imports.guides()
    assert (guide.statutory_time, guide.fee, guide.source.url, guide.conditions) == (None, None, "", ())
    assert (report.taken, report.warnings) == (1, 4)
    told = imports.problems(report)
    assert all(column in told for column in ("法定办结时限", "是否收费", "网办地址", "受理条件"))


def test_items_that_share_a_code_are_different_items(imports: Imports) -> None:
    rows = [
        {"TASK_CODE": "44X", "TASK_NAME": "执照（新办）"},
        {"TASK_CODE": "44X", "TASK_NAME": "执照（变更）"},
        {"itemCode": "x", "TASK_NAME": "执照（注销）"},
    ]
    report = imports.run(imports.json_lines(rows))
    assert report.taken == 3
    first = {guide.name: guide.id for guide in imports.guides()}
    assert len(set(first.values())) == 3
    imports.run(imports.json_lines(reversed(rows)))
    assert {guide.name: guide.id for guide in imports.guides()} == first, "an id depends on its row alone"


def test_ids_that_differ_only_in_their_letters_stay_apart(imports: Imports) -> None:
    imports.run(imports.json_lines([{"ITEM_ID": "甲-1", "name": "一"}, {"ITEM_ID": "乙-1", "name": "二"}]))
    assert imports.names() == ["一", "二"]


@pytest.mark.parametrize("code", ["44 05/15?号", "ＡＢＣ", "---", "a" * 60, "../../etc"])
def test_any_code_makes_an_id_that_can_be_read_again(imports: Imports, code: str) -> None:
    assert imports.take(name="某事", ITEM_ID=code).code


def test_the_code_in_a_link_is_the_items(imports: Imports) -> None:
    guide = imports.take(name="某事", link="http://x.gov.cn/d?areaCode=1&itemCode=511A-00&taskType=1")
    assert guide.code == "511A-00"


@pytest.mark.parametrize(
    ("cells", "promised"),
    [
        ({"办件类型": "即办件"}, TimeLimit(amount=0)),
        ({"办件类型": "即办件", "承诺办结时限": "2个工作日"}, TimeLimit(amount=2)),
        ({"办件类型": "即办件", "承诺办结时限": "尽快"}, None),
        ({"办件类型": "承诺件"}, None),
    ],
)
def test_an_instant_case_is_done_on_the_spot_unless_it_says_otherwise(
    imports: Imports, cells: dict[str, str], promised: TimeLimit | None
) -> None:
    assert imports.take(name="某事", **cells).promised_time == promised


def test_instant_and_without_meeting_are_told_by_their_own_columns(imports: Imports) -> None:
    guide = imports.take(name="某事", 是否秒批="是", 不见面审批="否")
    assert (guide.instant, guide.no_meeting) == (True, False)
