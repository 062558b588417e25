"""Collecting what is wrong with a workbook, each fault at its cell and once."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from knowledge.problems import Problem


class Place(Struct, frozen=True):
    """A row of a sheet, or the whole sheet."""

    sheet: str
    row: int | None = None
    """Counted from 1, headings included."""


class Faults:
    """The problems of one workbook so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._told: set[tuple[Place, str]] = set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order in which they were found."""
        return tuple(self._problems)

    def add(
        self,
        code: str,
        place: Place,
        message: str,
        heading: str = "",
        severity: Literal["error", "warning"] = "error",
    ) -> None:
        """Report a fault; of one cell only the first is told, since others follow from it."""
        if heading and (place, heading) in self._told:
            return
        self._told.add((place, heading))
        self._problems.append(
            Problem(
                code=code,
                message=message,
                file=self._file,
                sheet=place.sheet,
                row=place.row,
                key=heading,
                severity=severity,
            )
        )
