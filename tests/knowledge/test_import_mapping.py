"""Headings of one's own: a mapping file says which column is what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.importing.columns import Columns
from knowledge.importing.mapped_rows import YES_NO_FIELDS
from knowledge.importing.mapping import read_mapping
from knowledge.problems import KnowledgeError

if TYPE_CHECKING:
    from conftest import Imports

    from knowledge.importing.mapping import ColumnMapping
    from knowledge.problems import Problem

CSV = "编号,办什么事,管的部门,能网上办,要交钱\n1,甲事,甲局,√,×\n2,乙事,乙局,×,√\n"
MAPPING = """\
[columns]
item_id = "编号"
name = "办什么事"
owner = ["负责单位", "管的部门"]
online = "能网上办"
is_fee = "要交钱"

[values]
yes = ["√"]
no = "×"
"""


def mapping(imports: Imports, text: str) -> ColumnMapping:
    return read_mapping(imports.file("columns.toml", text))


def faults(imports: Imports, text: str | bytes) -> tuple[Problem, ...]:
    path = imports.file("columns.toml", text)
    with pytest.raises(KnowledgeError) as refused:
        read_mapping(path)
    assert {problem.file for problem in refused.value.problems} == {str(path)}
    return refused.value.problems


def test_an_export_with_headings_of_its_own_is_taken(imports: Imports) -> None:
    path = imports.file("a.csv", CSV)
    with pytest.raises(KnowledgeError, match="--mapping"):
        imports.run(path)
    imports.run(path, mapping=mapping(imports, MAPPING))
    first, second = imports.guides()
    assert (first.id, first.name, first.owner) == ("1", "甲事", "甲局")
    assert [channel.__class__.__name__ for channel in first.channels] == ["Online"]
    assert first.fee is not None and first.fee.yuan == 0
    assert second.channels == ()
    assert second.fee is not None and second.fee.yuan is None


def test_what_a_mapping_does_not_name_is_still_known(imports: Imports) -> None:
    path = imports.file("a.csv", "事项名称,管的部门\n甲事,甲局\n")
    imports.run(path, mapping=mapping(imports, '[columns]\nowner = "管的部门"\n'))
    assert imports.guides()[0].owner == "甲局"


def test_one_s_own_heading_is_looked_at_before_those_known(imports: Imports) -> None:
    path = imports.file("a.csv", "事项名称,实施主体,管的部门\n甲事,上级,甲局\n乙事,上级,\n")
    imports.run(path, mapping=mapping(imports, '[columns]\nowner = "管的部门"\n'))
    assert {guide.name: guide.owner for guide in imports.guides()} == {"甲事": "甲局", "乙事": "上级"}


def test_words_for_yes_and_no_mean_nothing_in_other_columns(imports: Imports) -> None:
    path = imports.json_lines([{"name": "√", "是否网办": " √ ", "受理条件": "√"}])
    imports.run(path, mapping=mapping(imports, '[values]\nyes = ["√"]\n'))
    (guide,) = imports.guides()
    assert (guide.name, guide.conditions, len(guide.channels)) == ("√", ("√",), 1)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_heading_that_the_file_lacks_is_told(imports: Imports, name: str) -> None:
    content = {"a.csv": "办什么事\n甲事\n", "a.jsonl": '{"办什么事": "甲事"}\n'}[name]
    path = imports.file(name, content)
    report = imports.run(
        path, mapping=mapping(imports, '[columns]\nname = "办什么事"\nowner = "部门的名字"\n')
    )
    assert (report.taken, report.warnings) == (1, 1)
    told = imports.problems(report)
    assert "columns.toml · columns.owner：要导入的文件里没有“部门的名字”这一列" in told


def test_rejected_rows_come_back_as_they_stood(imports: Imports) -> None:
    path = imports.file("a.csv", CSV + "3,,丙局,√,√\n")
    report = imports.run(path, mapping=mapping(imports, MAPPING))
    assert report.rejects_file is not None
    assert report.rejects_file.read_text(encoding="utf-8-sig").splitlines()[1:] == ["3,,丙局,√,√"]


def test_columns_of_lists_may_be_quoted_or_not(imports: Imports) -> None:
    quoted = mapping(imports, '[columns]\n"materials.name" = "要带什么"\n')
    plain = mapping(imports, '[columns]\nmaterials.name = "要带什么"\n')
    assert quoted.headings == plain.headings == {"materials.name": ("要带什么",)}


def test_an_unknown_field_is_told_with_the_closest_and_all(imports: Imports) -> None:
    (problem,) = faults(imports, '[columns]\nownr = "部门"\n')
    assert (problem.code, problem.key) == ("unknown-field", "columns.ownr")
    assert "是不是想写“owner”" in problem.message
    assert all(field in problem.message for field in Columns.official().names)


def test_every_fault_is_told_at_once(imports: Imports) -> None:
    columns = '[columns]\nname = 3\nowner = ["", "x"]\nwhat = "y"\n'
    text = columns + '[values]\nperhaps = ["?"]\nyes = 1\n[colums]\n'
    assert sorted(problem.key for problem in faults(imports, text)) == [
        "columns.name",
        "columns.owner",
        "columns.what",
        "colums",
        "values.perhaps",
        "values.yes",
    ]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b'[columns]\nname = "x\n', "toml-syntax", 2),
        ("[columns]\nname = 名称\n".encode(), "toml-syntax", 2),
        ('[columns]\nname = "名称"\n'.encode("gb18030"), "not-utf8", None),
        (b"columns = 1\n", "unknown-field", None),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(
    imports: Imports, content: bytes, code: str, row: int | None
) -> None:
    (problem,) = faults(imports, content)
    assert (problem.code, problem.row) == (code, row)


def test_a_mapping_that_is_not_there_is_refused(imports: Imports) -> None:
    with pytest.raises(KnowledgeError, match="读不出来"):
        read_mapping(imports.tmp / "nowhere.toml")


def test_the_mapping_in_the_manual_can_be_used(imports: Imports) -> None:
    manual = (Path(__file__).parents[2] / "docs/content.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(\[columns\]\n.*?)```", manual, re.DOTALL)
    assert mapping(imports, example).headings["owner"] == ("负责单位", "管的部门")


def test_fields_of_yes_and_no_are_fields_of_exports() -> None:
    assert set(YES_NO_FIELDS) <= Columns.official().names.keys()
