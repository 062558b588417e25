"""The rows that were not taken, to be mended and imported again, and all that is wrong."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from knowledge.importing.rows import BadRow, Row

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.problems import Problem


class Names(Struct, frozen=True):
    """The files that tell of an import; those of one export never replace those of another."""

    rejects: str
    problems: str
    changes: str

    @classmethod
    def of(cls, path: Path, headings: tuple[str, ...]) -> Names:
        """Name them after the export at `path`; its mended rejects are the same export."""
        stem = path.stem.removeprefix("rejects-")
        ending = "csv" if headings else "jsonl"
        return cls(f"rejects-{stem}.{ending}", f"problems-{stem}.txt", f"changes-{stem}.txt")


class Output:
    """Writes rejects and problems in a staging folder."""

    def __init__(self, staging: Path, names: Names, headings: tuple[str, ...]) -> None:
        self.rejected = 0
        """Rows in the file of rejects; where it would say nothing, none is left in the folder."""
        self.told = 0
        """Problems in the other; the same holds."""
        self._headings = headings
        self._files = ExitStack()
        open_file = self._files.enter_context
        self._problems = open_file((staging / names.problems).open("w", encoding="utf-8"))
        # The byte-order mark tells spreadsheets that it is UTF-8.
        self._rejects = open_file((staging / names.rejects).open("w", encoding="utf-8-sig", newline=""))
        if headings:
            csv.writer(self._rejects).writerow(headings)

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_error: object) -> None:
        self._files.close()

    def problem(self, problem: Problem) -> None:
        """Write a problem for the editor to read."""
        self._problems.write(f"{problem}\n")
        self.told += 1

    def reject(self, row: Row | BadRow) -> None:
        """Write a row as it stood."""
        if isinstance(row, BadRow):
            self._rejects.write(row.original + "\n")
        elif self._headings:
            csv.writer(self._rejects).writerow([row.cells.get(heading, "") for heading in self._headings])
        else:
            self._rejects.write(msgspec.json.encode(row.record).decode() + "\n")
        self.rejected += 1
