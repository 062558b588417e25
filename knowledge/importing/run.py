"""Running an import: export in, guides out, nothing lost and nothing half-written.

Guides go to ``guides.jsonl`` of the knowledge folder: an item imported again
replaces its former self, all others stay.  Rejected rows go to a file in the
form of the export — mend them there and import that file — and every problem
to a text file beside it.  All is written in a staging folder and moved at the end.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from knowledge.importing.columns import Columns
from knowledge.importing.guides import NoName, guide_from_row
from knowledge.importing.output import Output
from knowledge.importing.rows import BadRow, Row
from knowledge.importing.sources import open_source
from knowledge.problems import Problem, unusable
from knowledge.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from knowledge.model import Guide


class ImportReport(Struct):
    """What became of every row: ``rows == taken + repeated + rejected``."""

    rows: int = 0
    taken: int = 0
    repeated: int = 0
    """Rows equal to one taken before."""
    rejected: int = 0
    kept: int = 0
    """Guides of earlier imports that this one did not touch."""
    warnings: int = 0
    """What was left out without losing a row: unreadable cells, sheets that are no list of items."""
    rejects_file: Path | None = None
    problems_file: Path | None = None


def import_file(
    path: Path, target: Path, *, dry_run: bool = False, progress: Callable[[int], None] = lambda _rows: None
) -> ImportReport:
    """Import the export at `path` into the knowledge folder `target`.

    `progress` is called with the number of rows done so far.  With `dry_run`
    nothing is left behind.  Raises `KnowledgeError` where the file as a whole
    cannot be read or holds no row; then `target` is as it was before.
    """
    columns = Columns.official()
    source = open_source(path, columns)
    if not dry_run:
        target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=None if dry_run else target) as staging:
        with Output(Path(staging), path, source.headings) as output:
            importer = _Importer(path, columns, output)
            importer.warn(source.skipped)
            for row in source.rows():
                importer.take(row)
                progress(importer.report.rows)
            report = importer.report
            if not report.rows:
                message = "文件里没有一行数据，请检查是不是导出时出了错"
                raise unusable("no-rows", path, message)
            report.kept = output.carry_over(target, importer.ids)
        if not dry_run:
            report.rejects_file, report.problems_file = output.move_to(target)
    return report


class _Importer:
    """Counts rows, finds repeats, sends each row where it belongs."""

    def __init__(self, path: Path, columns: Columns, output: Output) -> None:
        self._path = path
        self._columns = columns
        self._output = output
        self._digests: dict[str, bytes] = {}
        self.report = ImportReport()

    @property
    def ids(self) -> Container[str]:
        return self._digests.keys()

    def warn(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self._output.problem(problem)
        self.report.warnings += len(problems)

    def take(self, row: Row | BadRow) -> None:
        self.report.rows += 1
        if isinstance(row, BadRow):
            self._reject(row, row.problem)
            return
        warnings: list[Problem] = []

        def complain(column: str, cell: str) -> None:
            problem = self._problem(row, "unreadable-value", f"看不懂“{cell}”，这一格没有采用", column)
            warnings.append(msgspec.structs.replace(problem, severity="warning"))

        try:
            guide = guide_from_row(row, self._columns, self._path.name.removeprefix("rejects-"), complain)
        except NoName:
            self._reject(row, self._problem(row, "no-name", "没有事项名称，这一行没有导入"))
        else:
            if self._is_new(row, guide):
                self._output.guide(guide)
                self.report.taken += 1
                self.warn(tuple(dict.fromkeys(warnings)))

    def _is_new(self, row: Row, guide: Guide) -> bool:
        digest = hashlib.blake2b(msgspec.json.encode(guide), digest_size=16).digest()
        known = self._digests.setdefault(guide.id, digest)
        if known is digest:
            return True
        if known == digest:
            self.report.repeated += 1
        else:
            message = f"编号“{guide.code or guide.name}”前面已有一条，内容不同，这一行没有导入"
            self._reject(row, self._problem(row, "duplicate-id", message))
        return False

    def _reject(self, row: Row | BadRow, problem: Problem) -> None:
        self._output.problem(problem)
        self._output.reject(row)
        self.report.rejected += 1

    def _problem(self, row: Row, code: str, message: str, column: str = "") -> Problem:
        return Problem(
            code=code,
            message=message,
            file=row.file or str(self._path),
            sheet=clean_line(row.sheet),
            row=row.number,
            key=clean_line(column),
        )
