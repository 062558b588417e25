"""Guides that people edited, and newer exports of them: no edit and no official change is lost silently."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from knowledge.importing.run import prepare
from knowledge.model import Guide
from knowledge.office.writing import toml_of
from knowledge.problems import KnowledgeError
from knowledge.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Imports

    from knowledge.importing.report import ImportReport

FIRST = {"ITEM_ID": "a1", "name": "甲事", "DEPT_NAME": "甲局", "受理条件": "满十八岁", "visit_number": "1"}
OTHER = {"ITEM_ID": "b2", "name": "乙事", "DEPT_NAME": "乙局"}


def export(imports: Imports, *rows: dict[str, Any], name: str = "items.jsonl") -> ImportReport:
    return imports.run(imports.json_lines(rows, name))


def guide(imports: Imports, guide_id: str = "a1") -> Guide:
    return next(one for one in imports.guides() if one.id == guide_id)


def edit(imports: Imports, **fields: Any) -> Path:
    """Edit the imported guide a1 as staff do: in a file of its own."""
    path = imports.target / "guides/a1.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(toml_of(msgspec.structs.replace(guide(imports), **fields)), encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(report: ImportReport) -> list[tuple[str, str]]:
    return [(note.code, note.key) for note in report.notes]


def test_what_people_left_alone_follows_the_export_and_what_they_edited_stays(imports: Imports) -> None:
    export(imports, FIRST, OTHER)
    edit(imports, owner="甲局二楼", aliases=("办甲",))
    report = export(imports, {**FIRST, "受理条件": "满十六岁", "visit_number": "0"}, OTHER)
    merged = guide(imports)
    assert (merged.owner, merged.aliases) == ("甲局二楼", ("办甲",))
    assert (merged.conditions, merged.visits) == (("满十六岁",), 0)
    assert (report.added, report.changed, report.same, report.edited) == (0, 1, 1, 1)
    assert report.notes == []


def test_what_both_changed_stays_as_people_wrote_it_and_is_told_with_both_values(imports: Imports) -> None:
    export(imports, FIRST)
    path = edit(imports, owner="甲局二楼")
    before = path.read_bytes()
    report = export(imports, {**FIRST, "DEPT_NAME": "甲乙局"})
    assert guide(imports).owner == "甲局二楼"
    assert path.read_bytes() == before
    (note,) = report.notes
    assert (note.code, note.key, note.file, note.severity) == (
        "kept-hand-edit",
        "owner",
        str(path),
        "warning",
    )
    assert "甲局二楼" in note.message and "甲乙局" in note.message
    assert report.changes_file is not None
    assert str(note) in report.changes_file.read_text(encoding="utf-8")


def test_a_dispute_is_told_once_and_later_changes_are_still_seen(imports: Imports) -> None:
    export(imports, FIRST)
    edit(imports, owner="甲局二楼")
    assert codes(export(imports, {**FIRST, "DEPT_NAME": "甲乙局"})) == [("kept-hand-edit", "owner")]
    assert codes(export(imports, {**FIRST, "DEPT_NAME": "甲乙局"})) == []
    assert codes(export(imports, {**FIRST, "DEPT_NAME": "丙局"})) == [("kept-hand-edit", "owner")]


def test_an_export_that_comes_to_say_what_people_wrote_disputes_nothing(imports: Imports) -> None:
    export(imports, FIRST)
    edit(imports, owner="甲乙局")
    assert codes(export(imports, {**FIRST, "DEPT_NAME": "甲乙局"})) == []
    assert export(imports, {**FIRST, "DEPT_NAME": "丙局"}).notes == []
    assert guide(imports).owner == "丙局", "what people wrote is what the export said: it follows"


def test_a_verified_guide_that_takes_over_a_fact_is_to_be_verified_again(imports: Imports) -> None:
    export(imports, FIRST)
    edit(imports, status="verified", verified_on=dt.date(2026, 1, 31))
    report = export(imports, {**FIRST, "visit_number": "0"})
    assert codes(report) == [("verify-again", "status")]
    assert (guide(imports).status, guide(imports).verified_on) == ("imported", None)


def test_a_verified_guide_stays_verified_where_all_it_says_was_verified(imports: Imports) -> None:
    export(imports, FIRST)
    edit(imports, status="verified", verified_on=dt.date(2026, 1, 31), owner="甲局二楼")
    report = export(imports, {**FIRST, "DEPT_NAME": "丙局"})
    assert codes(report) == [("kept-hand-edit", "owner"), ("verify-again", "status")]
    assert guide(imports).verified_on == dt.date(2026, 1, 31)


def test_a_newer_file_with_the_same_facts_changes_the_source_alone(imports: Imports) -> None:
    export(imports, FIRST, OTHER)
    edit(imports, status="verified", verified_on=dt.date(2026, 1, 31))
    report = export(imports, FIRST, OTHER, name="items-2.jsonl")
    assert (report.changed, report.same, report.notes) == (0, 2, [])
    assert {one.source.title for one in imports.guides()} == {"items-2.jsonl"}
    assert guide(imports).status == "verified"


def test_a_guide_written_by_hand_from_the_start_is_not_touched(imports: Imports) -> None:
    path = imports.target / "guides/a1.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'name = "我们的"\nowner = "甲局"\nstatus = "sample"\n[source]\ntitle = "大厅"\n', encoding="utf-8"
    )
    before = path.read_bytes()
    report = export(imports, FIRST)
    assert codes(report) == [("hand-written", "")]
    assert path.read_bytes() == before
    assert [one.name for one in imports.guides()] == ["我们的"]
    assert b"a1" in (imports.target / "guides.jsonl").read_bytes(), "the next import knows what changed"


def test_an_edited_file_with_a_fault_is_left_alone_and_told(imports: Imports) -> None:
    export(imports, FIRST, OTHER)
    path = edit(imports, owner="甲局二楼")
    path.write_text("name = ", encoding="utf-8")
    report = export(imports, {**FIRST, "DEPT_NAME": "丙局"}, OTHER)
    assert codes(report) == [("unreadable-edit", "")]
    assert path.read_text(encoding="utf-8") == "name = "


def test_an_item_people_removed_comes_back_and_is_told_as_new(imports: Imports) -> None:
    export(imports, FIRST, OTHER)
    imported = imports.target / "guides.jsonl"
    imported.write_bytes(b"".join(imported.read_bytes().splitlines(keepends=True)[1:]))
    report = export(imports, FIRST, OTHER)
    assert (report.added, report.same) == (1, 1)
    assert imports.names() == ["乙事", "甲事"]


def test_importing_a_merge_again_changes_no_byte(imports: Imports) -> None:
    export(imports, FIRST, OTHER)
    edit(imports, owner="甲局二楼", status="verified", verified_on=dt.date(2026, 1, 31))
    new = [{**FIRST, "DEPT_NAME": "丙局", "visit_number": "0"}, OTHER, {"name": ""}]
    export(imports, *new)
    before = files(imports.target)
    assert export(imports, *new).same == 2
    assert files(imports.target) == before


def test_two_exports_in_turns_keep_every_guide_in_its_place(imports: Imports) -> None:
    export(imports, FIRST, name="a.jsonl")
    export(imports, OTHER, name="b.jsonl")
    before = files(imports.target)
    export(imports, FIRST, name="a.jsonl")
    assert files(imports.target) == before


def test_changes_are_told_field_by_field(imports: Imports) -> None:
    export(imports, FIRST)
    report = export(imports, {**FIRST, "visit_number": "0", "DEPT_NAME": "丙局"}, OTHER)
    (example,) = report.examples
    assert (example.id, example.name) == ("a1", "甲事")
    assert [(one.what, one.old, one.new) for one in example.differences] == [
        ("主管部门", "甲局", "丙局"),
        ("要来几次", "1", "0"),
    ]
    assert report.changes_file is not None
    assert report.changes_file.read_text(encoding="utf-8").splitlines() == [
        "修改 a1 甲事",
        "  主管部门：甲局 → 丙局",
        "  要来几次：1 → 0",
        "新增 b2 乙事",
    ]


def test_an_import_nobody_wrote_leaves_nothing(imports: Imports) -> None:
    export(imports, FIRST)
    before = files(imports.target)
    with prepare(imports.json_lines([OTHER]), imports.target) as prepared:
        assert prepared.report.added == 1
    assert files(imports.target) == before
    with prepare(imports.json_lines([OTHER]), imports.tmp / "new") as prepared:
        assert prepared.report.added == 1
    assert not (imports.tmp / "new").exists()


def test_an_edit_made_while_the_import_waited_is_not_written_over(imports: Imports) -> None:
    export(imports, FIRST)
    path = edit(imports, owner="甲局二楼")
    with prepare(imports.json_lines([{**FIRST, "visit_number": "0"}]), imports.target) as prepared:
        path.write_text(path.read_text(encoding="utf-8").replace("二楼", "三楼大厅"), encoding="utf-8")
        before = files(imports.target)
        with pytest.raises(KnowledgeError, match="再导入一次"):
            prepared.write()
    after = files(imports.target)
    assert after == {name: content for name, content in before.items() if ".importing-" not in name}
    assert read(imports.target).knowledge.guides[0].owner == "甲局三楼大厅"
