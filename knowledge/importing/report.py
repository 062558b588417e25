"""What an import does to a knowledge folder, in numbers and examples."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from knowledge.office.diff import Difference
from knowledge.problems import Problem

EXAMPLES = 20
"""Changed guides that a report shows field by field; all are in the file of changes."""


class Example(Struct, frozen=True):
    """A guide that says something else than at its last import."""

    id: str
    name: str
    differences: tuple[Difference, ...]


class ImportReport(Struct):
    """What becomes of every row.

    ``rows == taken + repeated + rejected``, and ``taken == added + changed + same``.
    """

    rows: int = 0
    taken: int = 0
    repeated: int = 0
    """Rows equal to one taken before."""
    rejected: int = 0
    warnings: int = 0
    """What was left out without losing a row: unreadable cells, sheets that are no list of items."""
    added: int = 0
    changed: int = 0
    same: int = 0
    """Guides that say what they said before; a newer export may be named as their source."""
    edited: int = 0
    """Guides among those taken that people have edited; what they edited stays."""
    kept: int = 0
    """Guides of earlier imports that this export does not hold; they stay."""
    examples: list[Example] = []
    """The first of the changed guides."""
    notes: list[Problem] = []
    """Edits and export at odds: what people should look at."""
    rejects_file: Path | None = None
    problems_file: Path | None = None
    changes_file: Path | None = None
