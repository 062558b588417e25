"""A knowledge folder, its workbook, and ways to edit and apply it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from knowledge.office.applying import plan, write
from knowledge.office.export import export
from knowledge.office.merging import Merge
from knowledge.reading import read

AGREEMENT = """\
name = "示例通办"
cities = ["甲市", "乙市"]
status = "sample"

[source]
title = "示例"

[[items]]
name = "养老保险转移"
group = "转移接续"
guide = "social-security/transfer"
"""


class Office:
    """The folder of the fixture `folder`, exported to a workbook that tests edit as staff would."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.folder = folder
        self.file = file
        export(read(folder).knowledge, file)

    def edit(self, change: Callable[[Any], object]) -> None:
        """Save the workbook after `change` had its hands on it."""
        workbook = openpyxl.load_workbook(self.file)
        change(workbook)
        workbook.save(self.file)

    def put(self, sheet: str, row: int, **cells: object) -> None:
        """Type into cells of one row, named by their headings."""

        def change(workbook: Any) -> None:
            headings = [cell.value for cell in workbook[sheet][1]]
            for heading, value in cells.items():
                cell = workbook[sheet].cell(row, headings.index(heading) + 1)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # cells are formatted as text: a spreadsheet makes no formula there

        self.edit(change)

    def plan(self) -> Merge:
        return plan(self.file, self.folder)

    def apply(self) -> Merge:
        planned = self.plan()
        assert planned.problems == ()
        write(planned.changes, self.folder)
        return planned

    def problems(self) -> list[tuple[str, str, int | None, str]]:
        """(code, sheet, row, column) of all that is wrong."""
        found = self.plan().problems
        assert all(problem.file == str(self.file) for problem in found)
        return [(problem.code, problem.sheet, problem.row, problem.key) for problem in found]

    def files(self) -> dict[str, bytes]:
        """Every file of the folder, hidden ones included."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def office(folder: Path, tmp_path: Path) -> Office:
    (folder / "agreements").mkdir()
    (folder / "agreements/example.toml").write_text(AGREEMENT, encoding="utf-8")
    return Office(folder, tmp_path / "hall.xlsx")


@pytest.fixture
def office_of(tmp_path: Path) -> Callable[[Path], Office]:
    """The same for a copy of any folder."""

    def copy(source: Path) -> Office:
        target = tmp_path / "copy"
        shutil.copytree(source, target)
        return Office(target, tmp_path / "copy.xlsx")

    return copy
