"""Running an import: export in, guides out, nothing lost and nothing half-written.

The official state of every item goes to ``guides.jsonl`` of the knowledge folder:
an item imported again replaces its former self, all others stay.  Files of guides
that people edited are merged with it.  Rejected rows go to a file in the form of
the export — mend them there and import that file — every problem and every change
to text files beside it.  All is written in a staging folder first: `prepare` tells
what would change, `Prepared.write` puts it in place, all files or none.
"""

from __future__ import annotations

import filecmp
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.importing.intake import Intake
from knowledge.importing.mapped_rows import MappedRows
from knowledge.importing.mapping import NO_MAPPING, ColumnMapping
from knowledge.importing.output import Names, Output
from knowledge.importing.pairing import pairs
from knowledge.importing.report import ImportReport
from knowledge.importing.review import Review
from knowledge.importing.sources import open_source
from knowledge.importing.taken import Taken
from knowledge.problems import Problem, unusable
from knowledge.reading import IMPORTED_GUIDES, record_files
from knowledge.swapping import recover, replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.swapping import Content


def import_file(
    path: Path,
    target: Path,
    *,
    mapping: ColumnMapping = NO_MAPPING,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda _rows: None,
) -> ImportReport:
    """Import the export at `path` into the knowledge folder `target`.

    With `dry_run` nothing is left behind.  Raises as `prepare` and `Prepared.write` do.
    """
    with prepare(path, target, mapping=mapping, dry_run=dry_run, progress=progress) as prepared:
        return prepared.report if dry_run else prepared.write()


@contextmanager
def prepare(
    path: Path,
    target: Path,
    *,
    mapping: ColumnMapping = NO_MAPPING,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Iterator[Prepared]:
    """Read the export at `path` and set it beside the knowledge folder `target`.

    `progress` is called with the number of rows done so far.  A dry run is never
    written.  Raises `KnowledgeError` where the file as a whole cannot be read or
    holds no row; then, and until it is written, `target` stays as it is.
    """
    columns = mapping.columns()
    source = open_source(path, columns)
    mapped = MappedRows(mapping, source.headings)
    recover(target)
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=None if dry_run else _near(target)) as folder:
        staging, names = Path(folder), Names.of(path, source.headings)
        prepared = Prepared(staging, names, target)
        with Output(staging, names, source.headings) as output, Taken(staging) as taken:
            intake = Intake(
                path, columns=columns, mapped=mapped, taken=taken, output=output, report=prepared.report
            )
            intake.warn(source.skipped)
            for row in source.rows():
                intake.take(row)
                progress(prepared.report.rows)
            if not prepared.report.rows:
                message = "文件里没有一行数据，请检查是不是导出时出了错"
                raise unusable("no-rows", path, message)
            intake.warn(mapped.unmet())
            prepared.compare(taken, output)
        yield prepared


class Prepared:
    """An import that has been read and compared, and is not yet written."""

    def __init__(self, staging: Path, names: Names, target: Path) -> None:
        self.report = ImportReport()
        self._staging = staging
        self._names = names
        self._target = target
        self._files: dict[str, Content] = {}
        self._seen: dict[Path, tuple[int, int]] = {}

    def compare(self, taken: Taken, output: Output) -> None:
        """Set the taken guides beside those of the folder, and lay ready what is to be written."""
        former = self._target / IMPORTED_GUIDES
        edited = dict(record_files(self._target / "guides"))
        self._seen = {path: _stamp(path) for path in (former, *edited.values())}
        guides, changes = self._staging / IMPORTED_GUIDES, self._staging / self._names.changes

        def drop(row: int) -> None:
            message = "这一行已经损坏，没有保留，请重新导入它原来的文件"
            output.problem(Problem(code="bad-imported-line", file=str(former), row=row, message=message))

        with guides.open("wb") as lines, changes.open("w", encoding="utf-8") as told:
            review = Review(edited, self.report, told)
            lines.writelines(review.settle(pair) for pair in pairs(former, taken, drop))
        self._lay_ready(self._names.rejects, wanted=output.rejected > 0)
        self._lay_ready(self._names.problems, wanted=output.told > 0)
        if not former.exists() or not filecmp.cmp(guides, former, shallow=False):
            self._lay_ready(self._names.changes, wanted=True)
            self._lay_ready(IMPORTED_GUIDES, wanted=True)
        self._files |= {f"guides/{key}.toml": content for key, content in review.rewritten.items()}

    @property
    def changes_guides(self) -> bool:
        """True where writing changes what the folder knows, beyond telling of rows that were not taken."""
        return IMPORTED_GUIDES in self._files

    def write(self) -> ImportReport:
        """Put all files in place, or none; return the report with their places.

        Raises `KnowledgeError` where somebody changed the folder meanwhile, and `OSError`.
        """
        for path, stamp in self._seen.items():
            if _stamp(path) != stamp:
                message = "刚才有人改了这个文件，什么都没有写。请再导入一次"
                raise unusable("changed-meanwhile", path, message)
        self._target.mkdir(parents=True, exist_ok=True)
        replace_files(self._target, self._files)
        self.report.rejects_file = self._place(self._names.rejects)
        self.report.problems_file = self._place(self._names.problems)
        self.report.changes_file = self._place(self._names.changes)
        return self.report

    def _lay_ready(self, name: str, *, wanted: bool) -> None:
        """Have the staged file replace its namesake in the folder; one that would say nothing removes it."""
        if wanted:
            self._files[name] = self._staging / name
        elif (self._target / name).exists():
            self._files[name] = None

    def _place(self, name: str) -> Path | None:
        """Where a file was put, or None where none was."""
        return self._target / name if self._files.get(name) else None


def _near(target: Path) -> Path:
    """The folder itself, or the nearest above it that is there: files are moved in, so on the same disk."""
    return next(place for place in (target, *target.absolute().parents) if place.exists())


def _stamp(path: Path) -> tuple[int, int]:
    """Time and size, by which a change is noticed; of no file, zeros."""
    if not path.exists():
        return 0, 0
    found = path.stat()
    return found.st_mtime_ns, found.st_size
