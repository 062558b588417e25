"""The three files of an import: guides, rejected rows, problems."""

from __future__ import annotations

import csv
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from knowledge.importing.rows import BadRow, Row
from knowledge.problems import Problem
from knowledge.reading import IMPORTED_GUIDES

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from knowledge.model import Guide


class _Identified(Struct):
    """The one key `Output.carry_over` needs of a guide."""

    id: str


class Output:
    """Writes the files in a staging folder; `move_to` puts them in their places.

    Rejects and problems are named after the export, so that those of one export
    never replace those of another.
    """

    def __init__(self, staging: Path, path: Path, headings: tuple[str, ...]) -> None:
        stem = path.stem.removeprefix("rejects-")
        self._staging = staging
        self._headings = headings
        self._names = {
            "rejects": f"rejects-{stem}{'.csv' if headings else '.jsonl'}",
            "problems": f"problems-{stem}.txt",
        }
        self._written = {"rejects": 0, "problems": 0}
        self._files = ExitStack()
        open_file = self._files.enter_context
        self._guides = open_file((staging / IMPORTED_GUIDES).open("wb"))
        self._problems = open_file((staging / self._names["problems"]).open("w", encoding="utf-8"))
        # The byte-order mark tells spreadsheets that it is UTF-8.
        rejects = (staging / self._names["rejects"]).open("w", encoding="utf-8-sig", newline="")
        self._rejects = open_file(rejects)
        if headings:
            csv.writer(self._rejects).writerow(headings)

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_error: object) -> None:
        self._guides.flush()
        os.fsync(self._guides.fileno())  # a power cut after the move must not find an empty file
        self._files.close()

    def guide(self, guide: Guide) -> None:
        """Write a guide that was taken."""
        self._guides.write(msgspec.json.encode(guide) + b"\n")

    def problem(self, problem: Problem) -> None:
        """Write a problem for the editor to read."""
        self._problems.write(f"{problem}\n")
        self._written["problems"] += 1

    def reject(self, row: Row | BadRow) -> None:
        """Write a row as it stood, to be mended and imported again."""
        if isinstance(row, BadRow):
            self._rejects.write(row.original + "\n")
        elif self._headings:
            csv.writer(self._rejects).writerow([row.cells.get(heading, "") for heading in self._headings])
        else:
            self._rejects.write(msgspec.json.encode(row.record).decode() + "\n")
        self._written["rejects"] += 1

    def carry_over(self, target: Path, replaced: Container[str]) -> int:
        """Copy the guides of earlier imports that this one did not bring; return their number."""
        former = target / IMPORTED_GUIDES
        if not former.exists():
            return 0
        carried = 0
        with former.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    guide_id = msgspec.json.decode(line, type=_Identified).id
                except (msgspec.DecodeError, UnicodeDecodeError):
                    message = "这一行已经损坏，没有保留，请重新导入它原来的文件"
                    problem = Problem(code="bad-imported-line", file=str(former), row=number, message=message)
                    self.problem(problem)
                    continue
                if guide_id not in replaced:
                    self._guides.write(line.rstrip(b"\n") + b"\n")
                    carried += 1
        return carried

    def move_to(self, target: Path) -> tuple[Path | None, Path | None]:
        """Put the files in their places, the guides last; return where rejects and problems are.

        A file that would say nothing is not left, nor is one of an earlier run.
        """
        places: list[Path | None] = []
        for kind, name in self._names.items():
            place = target / name
            if self._written[kind]:
                (self._staging / name).replace(place)
            else:
                place.unlink(missing_ok=True)
            places.append(place if self._written[kind] else None)
        (self._staging / IMPORTED_GUIDES).replace(target / IMPORTED_GUIDES)
        rejects, problems = places
        return rejects, problems
