"""Taking the rows of an export: each becomes a guide, a repeat or a reject with its problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from knowledge.importing.guides import NoName, guide_from_row
from knowledge.importing.rows import BadRow, Row
from knowledge.problems import Problem
from knowledge.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.importing.columns import Columns
    from knowledge.importing.mapped_rows import MappedRows
    from knowledge.importing.output import Output
    from knowledge.importing.report import ImportReport
    from knowledge.importing.taken import Taken
    from knowledge.model import Guide


class Intake:
    """Counts rows in a report, finds repeats, sends each row where it belongs."""

    def __init__(
        self,
        path: Path,
        *,
        columns: Columns,
        mapped: MappedRows,
        taken: Taken,
        output: Output,
        report: ImportReport,
    ) -> None:
        self._path = path
        self._origin = path.name.removeprefix("rejects-")
        self._columns = columns
        self._mapped = mapped
        self._taken = taken
        self._output = output
        self._report = report

    def warn(self, problems: tuple[Problem, ...]) -> None:
        """Tell of what was left out without losing a row."""
        for problem in problems:
            self._output.problem(problem)
        self._report.warnings += len(problems)

    def take(self, row: Row | BadRow) -> None:
        """Take a row, or reject it."""
        self._report.rows += 1
        if isinstance(row, BadRow):
            self._reject(row, row.problem)
            return
        warnings: list[Problem] = []

        def complain(column: str, message: str) -> None:
            problem = self._problem(row, "unreadable-value", message, column)
            warnings.append(msgspec.structs.replace(problem, severity="warning"))

        try:
            guide = guide_from_row(self._mapped.read(row), self._columns, self._origin, complain)
        except NoName:
            self._reject(row, self._problem(row, "no-name", "没有事项名称，这一行没有导入"))
        else:
            self._keep(row, guide, tuple(dict.fromkeys(warnings)))

    def _keep(self, row: Row, guide: Guide, warnings: tuple[Problem, ...]) -> None:
        kind = self._taken.add(guide)
        if kind == "new":
            self._report.taken += 1
            self.warn(warnings)
        elif kind == "repeated":
            self._report.repeated += 1
        else:
            message = f"编号“{guide.code or guide.name}”前面已有一条，内容不同，这一行没有导入"
            self._reject(row, self._problem(row, "duplicate-id", message))

    def _reject(self, row: Row | BadRow, problem: Problem) -> None:
        self._output.problem(problem)
        self._output.reject(row)
        self._report.rejected += 1

    def _problem(self, row: Row, code: str, message: str, column: str = "") -> Problem:
        return Problem(
            code=code,
            message=message,
            file=row.file or str(self._path),
            sheet=clean_line(row.sheet),
            row=row.number,
            counted=row.counted,
            key=clean_line(column),
        )
