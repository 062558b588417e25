"""Real exports, where they are at hand: no row lost, every fact as the export has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from knowledge.checks import check
from knowledge.model import Online, Source, TimeLimit, Window
from knowledge.text import clean

if TYPE_CHECKING:
    from conftest import Imports

NO_WINDOW = {"无", "办理地点：无", "无线下办理窗口"}


@pytest.fixture(scope="module")
def policy(real_data: Path) -> Path:
    return real_data / "guangdong-guides" / "policy.json"


def test_every_provincial_guide_is_taken(imports: Imports, policy: Path) -> None:
    report = imports.run(policy)
    assert (report.rows, report.taken, report.rejected) == (2262, 2262, 0)
    assert all("consult_phone" in line for line in imports.problems(report).splitlines()), (
        "only of telephones"
    )
    originals = {
        row["TASK_CODE"]: row for row in map(json.loads, policy.read_text(encoding="utf-8").splitlines())
    }
    guides = imports.guides()
    assert {guide.code for guide in guides} == set(originals)
    for guide in guides:
        row = originals[guide.code]
        assert guide.name == clean(row["TASK_NAME"])
        assert guide.owner == clean(row["DEPT_NAME"])
        assert guide.visits == int(row["visit_number"])
        assert bool(guide.channels_of(Online)) == (row["ONLINECHECK"] == "1")
        assert (not guide.channels_of(Window)) == (row["handle_location"] in NO_WINDOW)
        assert len(guide.materials) == (
            0 if row["material_intro"] == "无" else len(set(row["material_intro"]))
        )
        for limit, cell in (
            (guide.statutory_time, row["handle_time"]),
            (guide.promised_time, row["handle_time_limit"]),
        ):
            assert _written(limit) == cell


def _written(limit: TimeLimit | None) -> str:
    """A time as the export writes it."""
    if limit is None:
        return "无"
    return f"{limit.amount}({'工作日' if limit.unit == 'working_day' else '自然日'})"


def test_blanks_and_staff_telephones_are_gone(imports: Imports, policy: Path) -> None:
    imports.run(policy)
    for guide in imports.guides():
        told = {
            *guide.aliases,
            *guide.conditions,
            guide.summary,
            *(material.name for material in guide.materials),
        }
        assert told.isdisjoint({"无", "暂无", "无。", "无条件受理", "/"}), guide.id
    text = (imports.target / "guides.jsonl").read_text(encoding="utf-8")
    assert "020-34121084" not in text
    assert "020-83134173" not in text
    numbers = {phone.number for guide in imports.guides() for phone in guide.phones}
    assert "12348" in numbers
    assert all(len(number) <= 6 or number.startswith(("400", "800")) for number in numbers)


def test_what_was_imported_passes_the_checks_and_imports_again(imports: Imports, policy: Path) -> None:
    imports.run(policy)
    first = (imports.target / "guides.jsonl").read_bytes()
    problems = check(imports.target)
    assert {problem.severity for problem in problems} == {"warning"}
    assert {problem.code for problem in problems} == {
        "catch-all-condition",
        "no-hall",
        "time-beyond-a-year",
        "visit-without-place",
        "zero-trip-without-way",
    }
    imports.run(policy)
    assert (imports.target / "guides.jsonl").read_bytes() == first


def test_every_item_of_a_district_list_is_taken(imports: Imports, real_data: Path) -> None:
    report = imports.run(real_data / "district-items" / "items.csv")
    assert (report.rows, report.taken, report.rejected) == (1135, 1135, 0)
    assert all(guide.code and guide.owner != "未注明" for guide in imports.guides())


def test_the_same_items_nested_in_an_array_become_the_same_guides(imports: Imports, real_data: Path) -> None:
    imports.run(real_data / "district-items" / "items.csv")
    flat = imports.guides()
    report = imports.run(real_data / "district-items" / "bszl.json")
    assert (report.rows, report.taken, report.rejected) == (1135, 1135, 0)
    source = Source(title="any")
    assert [msgspec.structs.replace(guide, source=source) for guide in imports.guides()] == [
        msgspec.structs.replace(guide, source=source) for guide in flat
    ]
