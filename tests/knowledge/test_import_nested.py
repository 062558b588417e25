"""JSON as interfaces give it: in envelopes, sections, groups, arrays — and what its lists become."""

from __future__ import annotations

import json
import tracemalloc
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from knowledge.model import Fee, LegalBasis, Material, Phone, Scope, TimeLimit, Window
from knowledge.problems import KnowledgeError

if TYPE_CHECKING:
    from conftest import Imports

ITEM: dict[str, Any] = {
    "AUDIT_ITEM": {
        "ITEM_ID": "0A1B",
        "TASK_NAME": "食品经营许可（新办）",
        "DEPT_NAME": "汕头市澄海区市场监督管理局",
        "AREACODE": "440515",
        "LINK_TEL": "0754-85881234、85881235",
        "TSTEL": "0754-22222222",
        "PROJECT_TYPE_TEXT": "即办件",
        "LAW": [
            {"LAWNAME": "食品安全法", "ACCORDINGNUMBER": "主席令第二十一号", "TERMSNUMBER": "第三十五条"}
        ],
        "SCOPES": [
            {
                "SCOPERANGE_TEXT": "全省",
                "SCOPESHAPE_TEXT": "全程网办,代收代办",
                "DIVISIONS": [{"DIVISION_NAME": "汕头市"}, {"DIVISION_NAME": "潮州市"}],
            }
        ],
    },
    "AUDIT_ITEM_EXTEND": {"COMMONEXPRESSION": "开饭店", "LIMIT_SCENE_NUM": 1, "DEPT_NAME": ""},
    "AUDIT_MATERIAL": [
        {
            "MATERIAL_NAME": "1.申请书；",
            "PAGE_NUM": "2",
            "PAGE_COPYNUM": "1",
            "IS_NEED_TEXT": "必要",
            "ZZHDZB_TEXT": "纸质/电子化",
            "FILL_EXPLIAN": "用&amp;amp;黑笔",
        },
        {"MATERIAL_NAME": "营业执照", "SUBMISSIONREQUIRED": "是", "PAGE_COPYNUM": 1},
        {"MATERIAL_NAME": "委托书", "IS_NEED_TEXT": "非必要"},
        {"MATERIAL_NAME": "图纸", "IS_NEED_TEXT": "容缺后补", "PAGE_NUM": "若干"},
        {"MATERIAL_NAME": "无"},
    ],
    "AUDIT_CATALOG_LOBBY": [
        {
            "NAME": "食品窗口",
            "ADDRESS": "一路 1 号，电话：020-12345678",
            "TIME": "9:00-12:00",
            "TEL": "12345",
        },
        {"NAME": "", "ADDRESS": ""},
    ],
    "AUDIT_CHARGE": [
        {"FEE_NAME": "证照费", "FEE_STAND": "每本10元", "BY_LAW": "某号文"},
        {"FEE_NAME": "复印费", "FEE_STAND": "每页1元", "BY_LAW": "某号文"},
    ],
    "AUDIT_QA": [{"QUESTION": "问：要现场核查吗？", "ANSWER": "要。"}, {"QUESTION": "", "ANSWER": "x"}],
    "AUDIT_ITEM_FLOWSHEET": [{"STEP_TEXT": "受理", "TRANSACTOR": "张三"}],
    "AUDIT_ITEM_RESULT": [{"NAME": "许可证"}],
}


def test_a_nested_item_of_the_provincial_interface(imports: Imports) -> None:
    guide = imports.take(**ITEM)
    assert (guide.id, guide.name, guide.visits) == ("0a1b", "食品经营许可（新办）", 1)
    assert guide.owner == "汕头市澄海区市场监督管理局"
    assert guide.aliases == ("开饭店",)
    assert guide.questions == ("要现场核查吗？",)
    assert guide.promised_time == TimeLimit(amount=0)
    assert guide.materials == (
        Material(name="申请书", originals=2, copies=1, note="也可以交电子版；用&黑笔"),
        Material(
            name="营业执照", originals=0, copies=1, e_licence=True, note="一般不用交，工作人员在系统里查"
        ),
        Material(name="委托书", when="窗口说要时"),
        Material(name="图纸", later=True),
    )
    assert guide.fee == Fee(note="证照费：每本10元\n复印费：每页1元", basis="某号文")
    assert guide.legal_basis == (
        LegalBasis(title="食品安全法", number="主席令第二十一号", article="第三十五条"),
    )
    assert guide.scopes == (Scope(reach="province", forms=("online", "collect"), areas=("汕头市", "潮州市")),)
    assert guide.channels == (Window(place="食品窗口，一路 1 号", note="办公时间：9:00-12:00"),)
    assert guide.phones == (
        Phone(number="0754-85881234"),
        Phone(number="0754-85881235"),
        Phone(number="12345", note="食品窗口"),
    )
    assert "22222222" not in str(guide)
    assert "张三" not in str(guide)


def test_what_cannot_be_read_in_a_list_is_told(imports: Imports) -> None:
    report = imports.run(imports.json_lines([ITEM]))
    assert report.warnings == 1
    assert "PAGE_NUM：看不懂“若干”" in imports.problems(report)


def test_a_package_in_lower_case(imports: Imports) -> None:
    guide = imports.take(
        special_item_type="TC",
        catalog_name="开饭店套餐",
        impl_org_name="某局",
        window_list=[{"address": "一楼"}],
        promise_time=5,
        promise_time_unit_text="工作日",
        submit_material_list=[{"document_name": "申请书"}, {"document_name": "申请书"}],
    )
    assert (guide.name, guide.owner, guide.promised_time) == ("开饭店套餐", "某局", TimeLimit(amount=5))
    assert guide.channels == (Window(place="一楼"),)
    assert guide.materials == (Material(name="申请书"),)


def test_an_item_of_a_guide_management_system(imports: Imports) -> None:
    guide = imports.take(
        task_name="低保申请",
        task_code="11X",
        service_agent_name="民政局",
        service_object_type="1",
        legal_basis=[{"name": "社会救助暂行办法"}],
        conditions="家庭困难",
        submit_documents=[
            {
                "materials_name": "户口簿",
                "origin": 1,
                "copy": 2,
                "material_necessity": "1",
                "material_form": "1",
                "submissionrequired": "0",
            }
        ],
        legal_period="30",
        legal_period_type="2",
        windows=[{"name": "民政窗口", "address": "二楼", "phone": "0754-85881234", "office_hour": "上午"}],
    )
    assert (guide.code, guide.owner, guide.audience) == ("11X", "民政局", ("person",))
    assert guide.materials == (Material(name="户口簿", copies=2),)
    assert guide.statutory_time == TimeLimit(amount=30, unit="day")
    assert guide.legal_basis == (LegalBasis(title="社会救助暂行办法"),)
    assert guide.channels == (Window(place="民政窗口，二楼", note="办公时间：上午"),)
    assert guide.phones == (Phone(number="0754-85881234", note="民政窗口"),)


ROWS = [{"name": "甲", "ITEM_ID": "1"}, {"name": "乙", "ITEM_ID": "2"}]
SHAPES = {
    "array": ROWS,
    "array of answers": [{"errCode": 0, "msg": "成功", "data": row} for row in ROWS],
    "envelope": {"errCode": 0, "msg": "成功", "data": {"list": ROWS, "total": 2}},
    "envelope that ends late": {"data": {"total": 2, "rows": ROWS}, "code": 200, "message": "ok"},
    "array in an envelope": {"code": 0, "data": ROWS},
    "sections": [{"AUDIT_ITEM": row, "AUDIT_MATERIAL": []} for row in ROWS],
    "groups": [{"department": "局", "items": [{"main_item": "x", "sub_items": ROWS}]}],
    "one group": {"department": "局", "items": ROWS},
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n "])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_of_any_shape(imports: Imports, shape: str, start: bytes, indent: int | None) -> None:
    content = start + json.dumps(SHAPES[shape], ensure_ascii=False, indent=indent).encode()
    report = imports.run(imports.file("a.json", content))
    assert (report.rows, report.taken, report.warnings) == (2, 2, 0)
    assert {guide.name: guide.id for guide in imports.guides()} == {"甲": "1", "乙": "2"}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_of_any_shape(imports: Imports, shape: str) -> None:
    lines = [json.dumps(SHAPES[shape]), json.dumps({"name": "丙"})]
    report = imports.run(imports.file("a.jsonl", "\n".join(lines)))
    assert (report.rows, report.taken) == (3, 3)
    assert imports.names() == ["丙", "乙", "甲"]


def test_what_a_group_says_is_said_of_its_items(imports: Imports) -> None:
    group = {
        "department": "某局",
        "name": None,
        "items": [{"main_item": "大类", "sub_items": [{"name": "甲"}]}],
    }
    imports.run(imports.file("a.json", json.dumps([group, {"department": "别局", "items": ROWS[1:]}])))
    assert {guide.name: (guide.owner, guide.summary) for guide in imports.guides()} == {
        "甲": ("某局", "大类"),
        "乙": ("别局", ""),
    }


def test_one_item_over_many_lines(imports: Imports) -> None:
    imports.run(imports.file("a.json", json.dumps({"errCode": 0, "data": ITEM}, indent=2)))
    (guide,) = imports.guides()
    assert len(guide.materials) == 4


def test_an_item_that_has_a_list_called_items_is_one_item(imports: Imports) -> None:
    report = imports.run(imports.json_lines([{"name": "甲", "items": [{"name": "丁"}]}]))
    assert report.rows == 1
    assert imports.names() == ["甲"]


def test_json_lines_in_a_file_called_json(imports: Imports) -> None:
    lines = ['{"name": "甲", "cut', '{"name": "乙"}', "<html>", '{"name": "丙"}']
    report = imports.run(imports.file("a.json", "\n".join(lines)))
    assert (report.taken, report.rejected) == (2, 2)
    assert "第 1 行" in imports.problems(report)


def test_records_of_a_document_are_counted(imports: Imports) -> None:
    content = [{"name": "甲"}, {"errCode": 0, "msg": "未找到匹配的信息", "data": None}, 7, {"name": ""}]
    report = imports.run(imports.file("a.json", json.dumps(content, indent=1)))
    assert (report.taken, report.rejected) == (1, 3)
    told = imports.problems(report).splitlines()
    for line, (number, code) in zip(
        told, [(2, "empty-answer"), (3, "not-an-object"), (4, "no-name")], strict=True
    ):
        assert f"第 {number} 条" in line and f"[{code}]" in line
    assert "未找到匹配的信息" in told[0]


def test_rejects_of_a_document_are_lines_that_can_be_mended(imports: Imports) -> None:
    nameless = {**ITEM, "AUDIT_ITEM": {**ITEM["AUDIT_ITEM"], "TASK_NAME": ""}}
    report = imports.run(imports.file("a.json", json.dumps([nameless, {"name": "甲"}])))
    assert report.rejects_file == imports.target / "rejects-a.jsonl"
    text = report.rejects_file.read_text(encoding="utf-8-sig")
    mended = text.replace('"TASK_NAME":""', '"TASK_NAME":"补上"')
    again = imports.run(imports.file("rejects-a.jsonl", mended))
    assert (again.taken, again.rejected) == (1, 0)
    (guide,) = (guide for guide in imports.guides() if guide.name == "补上")
    assert len(guide.materials) == 4


def test_numbers_of_any_length_are_no_hurdle(imports: Imports) -> None:
    content = f'[{{"name": "甲", "x": {"9" * 40}, "y": 1e999}}, {{"x": {"9" * 40}, "y": 0.1}}]'
    report = imports.run(imports.file("a.json", content))
    assert (report.taken, report.rejected) == (1, 1)


def test_a_document_cut_short_changes_nothing(imports: Imports) -> None:
    imports.run(imports.json_lines(ROWS, "before.jsonl"))
    before = (imports.target / "guides.jsonl").read_bytes()
    with pytest.raises(KnowledgeError, match="读完第 1 条"):
        imports.run(imports.file("a.json", json.dumps([{"name": "丙"}, {"name": "丁"}])[:-5]))
    assert (imports.target / "guides.jsonl").read_bytes() == before


def test_a_fee_list_that_is_free(imports: Imports) -> None:
    guide = imports.take(name="甲", AUDIT_CHARGE=[{"FEE_NAME": "证照费", "FEE_STAND": "免费"}])
    assert guide.fee == Fee(yuan=Decimal(0))


def test_memory_does_not_grow_with_the_document(imports: Imports) -> None:
    path = imports.tmp / "big.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"errCode": 0, "data": {"list": [\n{"name": "0"}')
        file.writelines(
            f',{{"ITEM_ID": {n}, "name": "事项{n}", "x": "{"长" * 2_000}"}}' for n in range(3_000)
        )
        file.write("]}}")
    tracemalloc.start()
    report = imports.run(path, dry_run=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.taken == 3_001
    assert peak < 4_000_000, "the whole document is some 18 MB"
