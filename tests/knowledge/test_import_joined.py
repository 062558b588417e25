"""Tables of items and tables of their lists: sheets of one workbook, or files of one folder."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwt
from odf import opendocument, table, text

from knowledge.model import Fee, Material, Online, Scope, TimeLimit, Window
from knowledge.problems import KnowledgeError

if TYPE_CHECKING:
    from conftest import Imports

Tables = dict[str, list[list[str]]]

NATIONAL: Tables = {
    "up_task_general_basic": [
        [
            "rowguid",
            "task_name",
            "task_code",
            "task_handle_item",
            "dept_name",
            "promise_day",
            "transact_addr",
        ],
        ["G1", "甲事（新办）", "44X", "44X01", "甲局", "5", "一楼"],
        ["G2", "甲事（变更）", "44X", "44X02", "甲局", "", ""],
        ["G3", "乙事", "44Y", "", "乙局", "", ""],
    ],
    "up_task_general_extend": [
        ["rowguid", "task_handle_item", "task_code", "handle_area", "is_online", "dept_name"],
        ["E1", "44X01", "44X", "全省", "是", "别的局"],
        ["E2", "", "44Y", "全国", "否", ""],
    ],
    "up_task_general_material": [
        ["rowguid", "task_guid", "task_handle_item", "material_name", "page_num", "is_need", "order_num"],
        ["M1", "G1", "", "申请书", "2", "必要", "1"],
        ["M2", "", "44X01", "照片", "", "必要", "2"],
        ["M3", "G2", "", "执照", "", "非必要", "1"],
        ["M4", "G9", "44Z09", "没人要的", "", "", ""],
    ],
    "up_task_general_fee_project": [
        ["task_code", "fee_name", "fee_stand", "by_law"],
        ["44X", "工本费", "每本10元", "某号文"],
        ["44Y", "", "不收费", ""],
    ],
    "up_task_general_questions": [
        ["task_code", "question", "answer"],
        ["44Y", "要多久？", "不久"],
        ["44Y", "在哪里？", "这里"],
    ],
}
CHINESE: Tables = {
    "事项": [["澄海区实施清单"], ["事项名称", "实施编码"], ["甲事", "44X"], ["乙事", "44Y"]],
    "材料": [["事项名称", "实施编码", "材料名称", "材料必要性"], ["甲事", "44X", "申请书", "容缺后补"]],
    "常见问题": [["事项编码", "问题", "答案"], ["44Y", "要多久？", "不久"]],
    "填表说明": [["请填全"]],
}


def xlsx(folder: Path, tables: Tables) -> Path:
    book = openpyxl.Workbook()
    for name, rows in tables.items():
        sheet = book.create_sheet(name[:31])
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(folder / "清单.xlsx")
    return folder / "清单.xlsx"


def xls(folder: Path, tables: Tables) -> Path:
    book = xlwt.Workbook()
    for name, rows in tables.items():
        sheet = book.add_sheet(name[:31])
        for number, row in enumerate(rows):
            for position, value in enumerate(row):
                sheet.write(number, position, int(value) if value.isdecimal() else value)
    book.save(str(folder / "清单.xls"))
    return folder / "清单.xls"


def ods(folder: Path, tables: Tables) -> Path:
    book = opendocument.OpenDocumentSpreadsheet()
    for name, rows in tables.items():
        sheet = table.Table(name=name)
        for row in rows:
            line = table.TableRow()
            for value in row:
                cell = table.TableCell(valuetype="string")
                cell.addElement(text.P(text=value))
                line.addElement(cell)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    book.save(str(folder / "清单.ods"))
    return folder / "清单.ods"


def csv_folder(folder: Path, tables: Tables) -> Path:
    (folder / "清单").mkdir()
    for name, rows in tables.items():
        with (folder / "清单" / f"{name}.csv").open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder / "清单"


Write = Callable[[Path, Tables], Path]
every_format = pytest.mark.parametrize("write", [xlsx, xls, ods, csv_folder])


@every_format
def test_the_national_tables_are_joined(imports: Imports, write: Write) -> None:
    report = imports.run(write(imports.tmp, NATIONAL))
    assert (report.rows, report.taken, report.rejected, report.warnings) == (4, 3, 1, 0)
    new, change, other = sorted(imports.guides(), key=lambda guide: guide.code)
    assert [guide.name for guide in (new, change, other)] == ["甲事（新办）", "甲事（变更）", "乙事"]
    assert new.materials == (Material(name="申请书", originals=2), Material(name="照片"))
    assert change.materials == (Material(name="执照", when="窗口说要时"),)
    assert new.owner == "甲局", "what the item says itself goes before what another table says of it"
    assert new.promised_time == TimeLimit(amount=5)
    assert new.channels == (Window(place="一楼"), Online(platform="网上办理"))
    assert new.scopes == (Scope(reach="province"),)
    assert other.scopes == (Scope(reach="national"),)
    charged = Fee(note="工本费：每本10元", basis="某号文")
    assert (new.fee, change.fee) == (charged, charged), "both share the code"
    assert other.fee == Fee(yuan=Decimal(0))
    assert other.questions == ("要多久？", "在哪里？")


@every_format
def test_what_belongs_to_no_item_is_told_and_kept(imports: Imports, write: Write) -> None:
    report = imports.run(write(imports.tmp, NATIONAL))
    told = imports.problems(report)
    assert "up_task_general_material" in told
    assert "第 5 行" in told
    assert "[no-item]" in told
    assert report.rejects_file is not None
    assert "没人要的" in report.rejects_file.read_text(encoding="utf-8-sig")


@every_format
def test_tables_in_chinese_are_joined(imports: Imports, write: Write) -> None:
    report = imports.run(
        write(
            imports.tmp,
            {name: rows for name, rows in CHINESE.items() if name != "事项"}
            | {"事项": CHINESE["事项"] if write is not csv_folder else CHINESE["事项"][1:]},
        )
    )
    assert (report.rows, report.taken, report.warnings) == (2, 2, 1)
    assert "填表说明" in imports.problems(report)
    found = {guide.name: guide for guide in imports.guides()}
    assert found["甲事"].materials == (Material(name="申请书", later=True),)
    assert found["乙事"].questions == ("要多久？",)


def test_a_table_of_materials_alone_is_one_of_items(imports: Imports) -> None:
    report = imports.run(xlsx(imports.tmp, {"材料": CHINESE["材料"]}))
    assert (report.rows, report.taken) == (1, 1)
    assert imports.guides()[0].materials == (Material(name="申请书"),)


def test_tables_that_name_no_item_are_refused(imports: Imports) -> None:
    with pytest.raises(KnowledgeError, match="找不到“事项名称”一列"):
        imports.run(xlsx(imports.tmp, {"常见问题": CHINESE["常见问题"]}))


def test_an_item_without_a_name_comes_back_with_its_lists(imports: Imports) -> None:
    tables = {
        **NATIONAL,
        "up_task_general_basic": [*NATIONAL["up_task_general_basic"][:1], ["G1"] + [""] * 6],
    }
    tables["up_task_general_material"] = NATIONAL["up_task_general_material"][:2]
    report = imports.run(csv_folder(imports.tmp, {name: tables[name] for name in list(tables)[:3:2]}))
    assert (report.rows, report.rejected) == (1, 1)
    assert report.rejects_file is not None
    text = report.rejects_file.read_text(encoding="utf-8-sig").replace('"task_name":""', '"task_name":"丙"')
    again = imports.run(imports.file(report.rejects_file.name, text))
    assert (again.taken, again.rejected) == (1, 0)
    assert imports.guides()[0].materials == (Material(name="申请书", originals=2),)


def test_rows_of_a_folder_that_cannot_be_read_are_told_by_file(imports: Imports) -> None:
    folder = csv_folder(imports.tmp, {"事项": [["事项名称", "实施编码"], ["甲", "1"]]})
    (folder / "材料.csv").write_text("实施编码,材料名称\n1,照片\n1,表,多了\n", encoding="utf-8")
    (folder / "说明.txt").write_text("x", encoding="utf-8")
    report = imports.run(folder)
    assert (report.taken, report.rejected, report.warnings) == (1, 1, 1)
    told = imports.problems(report)
    assert f"{folder / '材料.csv'} · 第 3 行" in told
    assert "说明.txt" in told


def test_a_folder_without_tables_is_refused(imports: Imports) -> None:
    folder = imports.tmp / "空"
    folder.mkdir()
    with pytest.raises(KnowledgeError, match="没有 CSV"):
        imports.run(folder)


def test_sheets_that_all_name_items_are_not_joined(imports: Imports) -> None:
    heading = ["事项名称", "实施编码", "收费标准"]
    report = imports.run(
        xlsx(imports.tmp, {"收费事项": [heading, ["甲", "1", "10元"]], "其他": [heading, ["", "2", ""]]})
    )
    assert (report.taken, report.rejected) == (1, 1)
    assert report.rejects_file is not None and report.rejects_file.suffix == ".csv"


def test_memory_does_not_grow_with_the_tables(imports: Imports) -> None:
    note = "说明" * 300
    folder = imports.tmp / "大"
    folder.mkdir()
    with (folder / "basic.csv").open("w", encoding="utf-8") as file:
        file.write("task_name,task_handle_item,accept_condition\n")
        file.writelines(f"事项{number},{number},{note}\n" for number in range(1_000))
    with (folder / "material.csv").open("w", encoding="utf-8") as file:
        file.write("task_handle_item,material_name,fill_explain\n")
        file.writelines(f"{number % 1_000},材料{number},{note}\n" for number in range(3_000))
    tracemalloc.start()
    report = imports.run(folder, dry_run=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (report.taken, report.rejected) == (1_000, 0)
    assert peak < 3_000_000, "the tables are some 7 MB"
