"""Every fault of an edited workbook is told at its cell, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge.office.applying import plan
from knowledge.office.reading import read_workbook
from knowledge.problems import KnowledgeError
from knowledge.reading import SHIPPED

COUNTER = """
[[counters]]
number = {}
name = "又一个"
zone = "police"
"""


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (("事项", 2, "状态"), "确认", "unreadable-value"),
        (("事项", 2, "核对日期"), "2026-02-31", "unreadable-value"),
        (("事项", 2, "要来几次"), "两次", "unreadable-value"),
        (("事项", 2, "要来几次"), 99, "out-of-range"),
        (("事项", 2, "收费（元）"), "四十", "unreadable-value"),
        (("事项", 2, "谁来办"), "个人\n路人", "unreadable-value"),
        (("事项", 2, "秒批秒报"), "也许", "unreadable-value"),
        (("事项", 2, "事项名称"), None, "missing-key"),
        (("事项", 4, "事项编号"), "police/id-card", "duplicate-id"),
        (("材料", 2, "原件份数"), 1.5, "unreadable-value"),
        (("材料", 3, "复印件份数"), 21, "out-of-range"),
        (("材料", 3, "事项编号"), "police/no-such", "unknown-owner"),
        (("材料", 3, "事项编号"), None, "unknown-owner"),
        (("材料", 3, "材料名称"), None, "missing-key"),
        (("办理渠道", 2, "渠道"), "传真", "unreadable-value"),
        (("办理渠道", 2, "网址"), "https://example.invalid", "unknown-key"),
        (("办理渠道", 2, "视频前准备"), "身份证", "unknown-key"),
        (("开放时间", 2, "开门"), "八点半", "unreadable-value"),
        (("开放时间", 2, "窗口号"), 77, "unknown-part"),
        (("开放时间", 2, "星期"), "128", "bad-pattern"),
        (("分区", 2, "楼层"), 0, "out-of-range"),
        (("一件事", 2, "包含的事项"), "police/id-card", "out-of-range"),
        (("通办事项", 2, "对应的事项"), "不是编号", "bad-pattern"),
    ],
)
def test_a_fault_is_told_at_its_cell(
    office: Any, cell: tuple[str, int, str], value: object, code: str
) -> None:
    sheet, row, heading = cell
    office.put(sheet, row, **{heading: value})
    # Nothing else is told: what merely follows from a fault is not news.
    assert office.problems() == [(code, *cell)]


def test_a_unit_without_an_amount_asks_for_the_amount(office: Any) -> None:
    office.put("事项", 2, 承诺时限单位="工作日")
    assert office.problems() == [("missing-key", "事项", 2, "承诺时限")]


def test_all_faults_are_told_at_once(office: Any) -> None:
    office.put("事项", 2, 状态="确认", 核对日期="昨天", 主管部门=None)
    office.put("材料", 2, 原件份数="一")
    office.put("窗口", 3, 窗口号="二")
    assert {(sheet, row, key) for _, sheet, row, key in office.problems()} == {
        ("事项", 2, "状态"),
        ("事项", 2, "核对日期"),
        ("事项", 2, "主管部门"),
        ("材料", 2, "原件份数"),
        ("窗口", 3, "窗口号"),
    }


def test_a_changed_id_is_a_problem_and_no_removal(office: Any) -> None:
    office.put("事项", 2, 事项编号="police/id-card-2")
    problems = office.plan().problems
    (changed,) = [problem for problem in problems if problem.code == "protected-id"]
    assert "police/id-card" in changed.message
    assert "删除" in changed.message


def test_a_row_that_vanished_is_a_problem_and_no_removal(office: Any) -> None:
    office.edit(lambda workbook: workbook["一件事"].delete_rows(2))
    assert office.problems() == [("protected-id", "一件事", None, "一件事编号")]


def test_a_missing_sheet(office: Any) -> None:
    office.edit(lambda workbook: workbook.remove(workbook["材料"]))
    assert ("missing-sheet", "材料", None, "") in office.problems()


def test_a_missing_sheet_of_records_raises_no_alarm_about_each_of_them(office: Any) -> None:
    office.edit(lambda workbook: workbook.remove(workbook["事项"]))
    assert office.problems() == [("missing-sheet", "事项", None, "")]


def test_a_missing_column(office: Any) -> None:
    office.edit(lambda workbook: workbook["材料"].delete_cols(4))
    assert office.problems() == [("missing-column", "材料", 1, "原件份数")]


def test_a_renamed_heading_is_recognised(office: Any) -> None:
    office.put("事项", 1, 事项名称="事项名")
    problems = office.plan().problems
    assert [(problem.code, problem.key) for problem in problems] == [
        ("missing-column", "事项名称"),
        ("unknown-column", "事项名"),
    ]
    assert "“事项名”" in problems[0].message


def test_a_column_twice(office: Any) -> None:
    office.edit(lambda workbook: workbook["分区"].cell(1, 7, "楼层"))
    assert office.problems() == [("duplicate-column", "分区", 1, "楼层")]


def test_a_sheet_of_ones_own_is_left_alone_with_a_warning(office: Any) -> None:
    office.edit(lambda workbook: workbook.create_sheet("我的笔记"))
    (problem,) = office.plan().problems
    assert (problem.code, problem.severity) == ("unknown-sheet", "warning")


def test_a_workbook_that_was_not_exported(office: Any) -> None:
    office.edit(lambda workbook: workbook.remove(workbook["导出记录"]))
    assert "not-exported" in {code for code, *_ in office.problems()}


@pytest.mark.parametrize("record_id", ["../outside", "/etc/x", "a/../../b", "a\\b", "c:x", ".hidden", "a/"])
def test_an_id_never_leads_out_of_the_folder(office: Any, record_id: str) -> None:
    office.put("办事地点", 3, 地点编号=record_id, 地点名称="甲", 级别="镇街", 状态="示例", 来源="乙")
    assert office.problems() == [("bad-id", "办事地点", 3, "地点编号")]


def test_rules_of_sound_content_hold_for_the_result(office: Any) -> None:
    office.put("一件事", 2, 包含的事项="police/id-card\npolice/no-such")
    assert office.problems() == [("dangling-guide", "一件事", 2, "")]


def test_what_was_wrong_before_stops_nobody(office: Any, edit: Any) -> None:
    edit("sites/hall.toml", 'services = ["police/*"]', 'services = ["tax/*"]')
    office.put("材料", 2, 材料名称="居民户口簿")
    office.apply()


def test_a_fault_that_only_moved_was_there_before(folder: Path, edit: Any, office_of: Any) -> None:
    edit("sites/hall.toml", "cross_city = true\n", f"cross_city = true\n{COUNTER.format(2)}")
    office = office_of(folder)
    office.edit(lambda workbook: workbook["窗口"].insert_rows(2))
    office.put("窗口", 2, 地点编号="hall", 窗口号=9, 窗口名称="出件", 所在分区="police")
    assert len(office.apply().changes) == 1


def test_the_shipped_folder_is_refused(office: Any) -> None:
    with pytest.raises(KnowledgeError, match="shipped-folder"):
        plan(office.file, SHIPPED)
    with pytest.raises(KnowledgeError, match="shipped-folder"):
        plan(office.file, SHIPPED / "guides")


def test_a_file_that_is_no_workbook(office: Any) -> None:
    office.file.write_bytes(b"not a workbook")
    with pytest.raises(KnowledgeError, match="bad-workbook"):
        read_workbook(office.file)
    office.file.unlink()
    with pytest.raises(KnowledgeError, match="bad-workbook"):
        read_workbook(office.file)


def test_what_the_folder_changed_since_is_not_undone(office: Any, edit: Any) -> None:
    edit("guides/police/id-card.toml", "公安部门", "公安分局")
    before = office.files()
    assert office.apply().changes == ()
    assert office.files() == before
    office.put("事项", 2, 事项名称="补身份证")
    assert office.problems() == [("changed-since-export", "事项", 2, "事项编号")]


def test_a_record_that_came_to_the_folder_since_stays(office: Any) -> None:
    shutil.copy(office.folder / "themes/moving.toml", office.folder / "themes/moving-2.toml")
    assert office.apply().changes == ()
    assert (office.folder / "themes/moving-2.toml").exists()


def test_a_faulty_file_is_not_overwritten_by_a_new_record(office: Any) -> None:
    (office.folder / "sites/town.toml").write_text("name = ", encoding="utf-8")
    office.put("办事地点", 3, 地点编号="town", 地点名称="甲", 级别="镇街", 状态="示例", 来源="乙")
    (problem,) = (problem for problem in office.plan().problems if problem.severity == "error")
    assert (problem.code, problem.file) == ("file-exists", str(office.folder / "sites/town.toml"))
