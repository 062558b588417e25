"""Running an import: export in, guides out, nothing lost and nothing half-written.

Guides go to ``guides.jsonl`` of the knowledge folder: an item imported again
replaces its former self, all others stay.  Rejected rows go to a file in the
form of the export — mend them there and import that file — and every problem
to ``problems.txt``.  All is written in a staging folder and moved at the end.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Container
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from knowledge.importing.guides import NoName, guide_from_row
from knowledge.importing.sources import BadRow, Row, Source, open_source
from knowledge.model import Guide
from knowledge.problems import Problem
from knowledge.reading import IMPORTED_GUIDES

PROBLEMS = "problems.txt"


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
    """Cells that could not be read in rows that were taken."""
    rejects_file: Path | None = None


def import_file(
    path: Path, target: Path, *, dry_run: bool = False, progress: Callable[[int], None] = lambda _rows: None
) -> ImportReport:
    """Import the export at `path` into the knowledge folder `target`.

    `progress` is called with the number of rows done so far.  With `dry_run`
    nothing is left behind.  Raises `KnowledgeError` where the file as a whole
    cannot be read; then `target` is as it was before.
    """
    source = open_source(path)
    if not dry_run:
        target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=None if dry_run else target) as staging:
        with _Output(Path(staging), path, source) as output:
            importer = _Importer(path, output)
            for row in source.rows():
                importer.take(row)
                progress(importer.report.rows)
            importer.report.kept = output.carry_over(target / IMPORTED_GUIDES, importer.ids)
        if not dry_run:
            importer.report.rejects_file = output.move_to(target, rejected=importer.report.rejected > 0)
    return importer.report


class _Importer:
    """Counts rows, finds repeats, sends each row where it belongs."""

    def __init__(self, path: Path, output: _Output) -> None:
        self._path = path
        self._output = output
        self._digests: dict[str, bytes] = {}
        self.report = ImportReport()

    @property
    def ids(self) -> Container[str]:
        return self._digests.keys()

    def take(self, row: Row | BadRow) -> None:
        self.report.rows += 1
        if isinstance(row, BadRow):
            self._output.problem(row.problem)
            self._reject(row)
            return
        warnings: list[Problem] = []

        def complain(column: str, code: str, message: str) -> None:
            warnings.append(self._problem(row, code, message, column, "warning"))

        try:
            guide = guide_from_row(row.cells, f"导入自 {self._path.name}", complain)
        except NoName:
            self._output.problem(self._problem(row, "no-name", "没有事项名称，这一行没有导入"))
            self._reject(row)
        else:
            if self._is_new(row, guide):
                self._output.guide(guide)
                self.report.taken += 1
                self.report.warnings += len(warnings)
                for warning in warnings:
                    self._output.problem(warning)

    def _is_new(self, row: Row, guide: Guide) -> bool:
        digest = hashlib.blake2b(msgspec.json.encode(guide), digest_size=16).digest()
        known = self._digests.setdefault(guide.id, digest)
        if known is digest:
            return True
        if known == digest:
            self.report.repeated += 1
        else:
            message = f"编号“{guide.code or guide.name}”前面已有一条，内容不同，这一行没有导入"
            self._output.problem(self._problem(row, "duplicate-id", message))
            self._reject(row)
        return False

    def _reject(self, row: Row | BadRow) -> None:
        self._output.reject(row)
        self.report.rejected += 1

    def _problem(
        self, row: Row, code: str, message: str, column: str = "", severity: Literal["error", "warning"] = "error"
    ) -> Problem:
        return Problem(
            code=code,
            message=message,
            file=str(self._path),
            sheet=row.sheet,
            row=row.number,
            key=column,
            severity=severity,
        )


class _Output:
    """The three files of an import, written in a staging folder."""

    def __init__(self, staging: Path, path: Path, source: Source) -> None:
        self._staging = staging
        self._headings = source.headings
        self._rejects_name = f"rejects-{path.stem.removeprefix('rejects-')}{'.csv' if source.headings else '.jsonl'}"
        self._files = ExitStack()
        self._guides = self._files.enter_context((staging / IMPORTED_GUIDES).open("wb"))
        self._problems = self._files.enter_context((staging / PROBLEMS).open("w", encoding="utf-8"))
        rejects = (staging / self._rejects_name).open("w", encoding="utf-8-sig", newline="")
        self._rejects = self._files.enter_context(rejects)
        if self._headings:
            csv.writer(self._rejects).writerow(self._headings)

    def __enter__(self) -> _Output:
        return self

    def __exit__(self, *_error: object) -> None:
        self._files.close()

    def guide(self, guide: Guide) -> None:
        self._guides.write(msgspec.json.encode(guide) + b"\n")

    def problem(self, problem: Problem) -> None:
        self._problems.write(f"{problem}\n")

    def reject(self, row: Row | BadRow) -> None:
        if isinstance(row, BadRow):
            self._rejects.write(row.original + "\n")
        elif self._headings:
            csv.writer(self._rejects).writerow([row.cells.get(heading, "") for heading in self._headings])
        else:
            self._rejects.write(msgspec.json.encode(row.cells).decode() + "\n")

    def carry_over(self, former: Path, replaced: Container[str]) -> int:
        """Copy the guides of an earlier import that this one did not bring; return their number."""
        if not former.exists():
            return 0
        carried = 0
        with former.open("rb") as lines:
            for line in lines:
                if msgspec.json.decode(line, type=_Identified).id not in replaced:
                    self._guides.write(line)
                    carried += 1
        return carried

    def move_to(self, target: Path, *, rejected: bool) -> Path | None:
        """Put the files in their places; the guides last, so that they never run ahead of the report."""
        rejects = target / self._rejects_name
        if rejected:
            shutil.move(self._staging / self._rejects_name, rejects)
        else:
            rejects.unlink(missing_ok=True)
        for name in (PROBLEMS, IMPORTED_GUIDES):
            (self._staging / name).replace(target / name)
        return rejects if rejected else None


class _Identified(Struct):
    """The one key `carry_over` needs of a guide."""

    id: str
