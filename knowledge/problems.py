"""What is wrong with a piece of content, said so that its editor can mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct


class Problem(Struct, frozen=True, kw_only=True):
    """One fault at one place.

    A place that is not known stays empty: a line number is never invented.
    """

    code: str
    """Stable name of the kind of fault, such as ``unknown-key``."""
    message: str
    """What is wrong and what to do, in the editor's language."""
    file: str
    sheet: str = ""
    row: int | None = None
    """Line of a text file or row of a sheet, counted from 1, headings included."""
    counted: Literal["行", "条"] = "行"
    """What `row` counts: lines, or the records of a file that is one JSON document."""
    key: str = ""
    """TOML key, column heading or JSON name."""
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """Where in the file it is, in the editor's language; empty where that is not known."""
        sheet = f"工作表 {self.sheet}" if self.sheet else ""
        row = "" if self.row is None else f"第 {self.row} {self.counted}"
        return " · ".join(part for part in (sheet, row, self.key) if part)

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.file, self.place) if part)
        return f"{place}：{self.message} [{self.code}]"


class KnowledgeError(Exception):
    """Content that cannot be used at all; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def unusable(code: str, path: Path, message: str, row: int | None = None) -> KnowledgeError:
    """Return the error for a file or folder that cannot be used at all, for one reason."""
    return KnowledgeError((Problem(code=code, file=str(path), row=row, message=message),))
