"""Exports as they come: broken, garbled, half empty — each told so that a clerk can mend it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from knowledge.problems import KnowledgeError

if TYPE_CHECKING:
    from conftest import Imports

CSV = "实施编码,事项名称,实施主体\n1,甲事,甲局\n2,乙事,乙局\n"


def workbook(path: Path, **sheets: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.jsonl", b"", "empty-file"),
        ("a.xlsx", b"", "empty-file"),
        ("a.jsonl", b"\n \n", "no-rows"),
        ("a.csv", "事项名称\n".encode(), "no-rows"),
        ("a.csv", "编码,说明\n1,2\n".encode(), "no-name-column"),
        ("a.csv", '"事项名称\n'.encode(), "bad-csv"),
        ("a.csv", b"x" * 200_000, "bad-csv"),
        ("a.xlsx", b"PK\x03\x04 cut short", "bad-workbook"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "bad-workbook"),
        ("a.json", b'[{"name": "x"}, {"name":', "bad-json"),
        ("a.json", b'[{"name": "x"}] {"name": "y"}', "bad-json"),
        ("a.json", b'{"data": ' * 5000, "bad-json"),
        ("a.json", b"[" * 200_000, "bad-json"),
        ("a.json", b"[]", "no-rows"),
        ("a.pdf", b"%PDF", "unknown-format"),
    ],
)
def test_a_file_that_is_no_export_is_refused_and_changes_nothing(
    imports: Imports, name: str, content: bytes, code: str
) -> None:
    imports.run(imports.file("before.csv", CSV))
    before = {path.name: path.read_bytes() for path in imports.target.iterdir()}
    with pytest.raises(KnowledgeError) as refused:
        imports.run(imports.file(name, content))
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.file.endswith(name)
    assert {path.name: path.read_bytes() for path in imports.target.iterdir()} == before


def test_no_heading_moves_the_cursor_of_whoever_reads_the_problem(imports: Imports) -> None:
    """Problems are printed on a terminal."""
    with pytest.raises(KnowledgeError) as refused:
        imports.run(imports.file("a.csv", "\x1b[2J编码,说明\n1,2\n"))
    assert "\x1b" not in str(refused.value)
    rows = [{"name": "甲", "visit_number": "\x1b[2J许多"}]
    report = imports.run(imports.json_lines(rows, "b.jsonl"))
    assert report.warnings == 1
    assert "\x1b" not in imports.problems(report)


def test_a_file_that_is_not_there_is_refused(imports: Imports) -> None:
    with pytest.raises(KnowledgeError, match="没有这个文件"):
        imports.run(imports.tmp / "nowhere.csv")


def test_json_lines_with_rubbish_among_them(imports: Imports) -> None:
    lines = [
        '{"name": "甲"}',
        "<html><head><title>502 Bad Gateway</title>",
        "",
        '{"name": "乙", "cut',
        '["丙"]',
        '"丁"',
        '{"name": ["戊"]}',
        '{"name": {"己": 1}}',
        "[" * 200_000,
        '{"errCode": 0, "msg": "未找到匹配的信息"}',
        '{"name": "  "}',
        '{"name": 7}',
    ]
    path = imports.file("a.jsonl", "\n".join(lines).encode() + b'\n{"name": "\xff"}')
    report = imports.run(path)
    assert imports.names() == ["7", "戊", "甲"]
    assert (report.rows, report.taken, report.rejected) == (12, 3, 9)
    told = imports.problems(report)
    for row, code in [(2, "html-page"), (4, "bad-json"), (5, "not-an-object"), (6, "not-an-object")]:
        assert any(f"第 {row} 行" in line and code in line for line in told.splitlines())
    assert told.count("[no-name]") == 2
    assert told.count("[empty-answer]") == 1
    assert told.count("[bad-json]") == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_csv_in_every_encoding_spreadsheets_save(imports: Imports, encoding: str) -> None:
    imports.run(imports.file("a.csv", CSV.encode(encoding)))
    assert imports.names() == ["乙事", "甲事"]


def test_one_broken_byte_does_not_garble_the_other_rows(imports: Imports) -> None:
    report = imports.run(
        imports.file("a.csv", CSV.encode() + b"3,\xb1\xfb,\xff\n" + "4,丁事,丁局\n".encode())
    )
    assert imports.names() == ["丁事", "乙事", "甲事"]
    assert report.rejected == 1
    assert "第 4 行" in imports.problems(report)
    assert "bad-encoding" in imports.problems(report)


def test_broken_rows_do_not_outvote_good_headings(imports: Imports) -> None:
    report = imports.run(imports.file("a.csv", "事项名称\n甲\n".encode() + b"\x80\n\x80\n\x80\n"))
    assert imports.names() == ["甲"]
    assert report.rejected == 3


def test_csv_rows_that_do_not_fit_are_rejected_as_they_stood(imports: Imports) -> None:
    bad = ['5,"多了,一格",x,y', '6,"没关好"的引号,x']
    report = imports.run(imports.file("a.csv", CSV + "\n,,\n" + "\n".join(bad) + "\n7,只有两格\n"))
    assert imports.names() == ["乙事", "只有两格", "甲事"]
    assert report.rejected == 2
    assert report.rejects_file is not None
    assert report.rejects_file.read_text(encoding="utf-8-sig").splitlines() == [
        "实施编码,事项名称,实施主体",
        *bad,
    ]


def test_an_open_quote_swallows_rows_but_loses_none(imports: Imports) -> None:
    rest = '3,"没关好,x\n4,丁事,y\n5,戊事,z\n'
    report = imports.run(imports.file("a.csv", CSV + rest))
    assert (report.taken, report.rejected) == (2, 1)
    assert report.rejects_file is not None
    mended = report.rejects_file.read_text(encoding="utf-8-sig").replace('"', "")
    imports.run(imports.file("rejects-a.csv", mended))
    assert imports.names() == ["丁事", "乙事", "戊事", "没关好", "甲事"]


def test_columns_of_one_name_are_both_kept(imports: Imports) -> None:
    report = imports.run(imports.file("a.csv", "事项名称,备注,备注\n甲,一,二\n,三,四\n"))
    assert report.rejects_file is not None
    assert ",三,四" in report.rejects_file.read_text(encoding="utf-8-sig")


NATIONAL = [
    "实施编码",
    "业务办理项编码",
    "事项名称",
    "日常用语",
    "法定办结时限",
    "法定办结时限单位",
    "到办事现场次数",
]


def test_a_workbook_in_the_national_column_names(imports: Imports) -> None:
    path = workbook(
        imports.tmp / "清单.xlsx",
        清单=[
            ["澄海区政务服务事项实施清单"],
            NATIONAL,
            ["44X", "44X01", "甲事（新办）", "办甲、开甲", 20, "自然日", 1],
            [],
            ["44X", "44X02", "甲事（变更）", "无", "15个工作日", "", 0],
        ],
    )
    report = imports.run(path)
    assert (report.rows, report.taken) == (2, 2)
    new, change = sorted(imports.guides(), key=lambda guide: guide.id)
    assert (new.id, new.aliases, new.visits) == ("44x01", ("办甲", "开甲"), 1)
    assert new.statutory_time is not None and new.statutory_time.unit == "day"
    assert change.statutory_time is not None and change.statutory_time.amount == 15


def test_every_sheet_of_items_is_taken_and_every_other_told(imports: Imports) -> None:
    path = workbook(
        imports.tmp / "两表.xlsx",
        公安=[["事项名称", "实施主体"], ["甲", "公安局"], ["", "公安局"]],
        说明=[["填表说明"], ["请填全"]],
        空=[],
        民政=[["备注", "TASK_NAME"], ["记", "乙"], ["要留下", ""]],
    )
    report = imports.run(path)
    assert imports.names() == ["乙", "甲"]
    assert (report.rows, report.taken, report.rejected, report.warnings) == (4, 2, 2, 1)
    assert "工作表 说明" in imports.problems(report)
    assert "工作表 公安 · 第 3 行" in imports.problems(report)
    assert report.rejects_file is not None
    rejects = report.rejects_file.read_text(encoding="utf-8-sig")
    assert "公安局" in rejects, "cells of every sheet come back"
    assert "要留下" in rejects


def test_a_workbook_without_names_is_refused(imports: Imports) -> None:
    with pytest.raises(KnowledgeError, match="第一行是：编码、说明"):
        imports.run(workbook(imports.tmp / "a.xlsx", 表=[["编码", "说明"], [1, 2]]))


def test_what_exports_hide_in_their_cells_is_cleaned(imports: Imports) -> None:
    row = {
        "name": "甲&amp;amp;乙\u202e\x7f",
        "DEPT_NAME": "<b>局</b>\x1b[31m",
        "日常用语": "<br>丙\t丁,&lt;i&gt;戊",
    }
    guide = imports.take(**row)
    assert (guide.name, guide.owner, guide.aliases) == ("甲&乙", "局", ("丙丁", "戊"))
