"""An edited workbook set beside the folder: what changes, and what would lose somebody's work.

Every record is seen three times: as it was exported, as the workbook has it and
as the folder has it now.  Only what the workbook changed is applied; what both
changed since is a conflict, told and left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from knowledge.checks import broken_rules
from knowledge.model import Knowledge, Record
from knowledge.office.drafts import Key
from knowledge.office.faults import Place
from knowledge.office.reading import Workbook
from knowledge.office.sheets import KINDS, sheet_of
from knowledge.office.tables import digest, id_of, records_of
from knowledge.problems import Problem

_SAFE_ID = re.compile(r"[^\s/\\<>:\"|?*.][^/\\<>:\"|?*]*(?:/[^\s/\\<>:\"|?*.][^/\\<>:\"|?*]*)*")
"""An id is also a path in the folder: it must not lead out of it, and every system must allow it."""


class Change(Struct, frozen=True):
    """One record that comes, goes or says something else."""

    key: Key
    old: Record | None
    new: Record | None


class Merge(Struct, frozen=True):
    """What applying a workbook would do."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def merge(current: Knowledge, workbook: Workbook, file: str) -> Merge:
    """Compare `workbook`, read from `file`, with the folder's `current` content."""
    merger = _Merger(current, workbook, file)
    changes = tuple(merger.changes())
    problems = [*workbook.problems, *merger.problems]
    if not any(problem.severity == "error" for problem in problems):
        problems += merger.broken_rules(changes)
    return Merge(changes, tuple(problems))


def result_of(current: Knowledge, changes: tuple[Change, ...]) -> Knowledge:
    """The content once the changes are made; what is new stands last."""
    lists: dict[str, Any] = {}
    for kind in KINDS:
        records = {id_of(record): record for record in records_of(current, kind)}
        for change in changes:
            if change.key[0] != kind:
                continue
            if change.new is None:
                del records[change.key[1]]
            else:
                records[change.key[1]] = change.new
        lists[kind] = tuple(records.values())
    return Knowledge(**lists)


class _Merger:
    def __init__(self, current: Knowledge, workbook: Workbook, file: str) -> None:
        self._current = current
        self._workbook = workbook
        self._file = file
        self._here = _by_key(current)
        self._edited = _by_key(workbook.knowledge)
        self.problems: list[Problem] = []

    def changes(self) -> Iterator[Change]:
        book = self._workbook
        for key in book.exported.keys() - book.places.keys():
            if key[0] not in book.unread:
                message = f"编号“{key[1]}”不见了。编号不能改，请改回来；不要这一条就在“删除”一栏选“是”"
                self._report("protected-id", key, message)
        for key in book.places:
            old, new = self._here.get(key), self._edited.get(key)
            if new is None and key not in book.deleted:
                continue  # its row is faulty, and that has been told
            if old == new or self._is_untouched(key, new):
                continue
            if key not in book.exported:
                if self._may_be_added(key, old):
                    yield Change(key, old, new)
            elif old is not None and digest(key[0], old) == book.exported[key]:
                yield Change(key, old, new)
            else:
                message = f"“{key[1]}”在导出以后，文件夹里也改过。请重新导出，再改一遍这一条"
                self._report("changed-since-export", key, message)

    def broken_rules(self, changes: tuple[Change, ...]) -> Iterator[Problem]:
        """What would be wrong in the folder afterwards and is not now, placed in the workbook."""
        before = {_fault(problem) for problem in broken_rules(self._current)}
        for problem in broken_rules(result_of(self._current, changes)):
            if _fault(problem) not in before:
                yield self._in_workbook(problem)

    def _is_untouched(self, key: Key, new: Record | None) -> bool:
        """True where the workbook says what it said when it was made, whatever the folder says now."""
        return new is not None and self._workbook.exported.get(key) == digest(key[0], new)

    def _may_be_added(self, key: Key, old: Record | None) -> bool:
        if old is not None:
            self._report("duplicate-id", key, f"编号“{key[1]}”文件夹里已经有了，请换一个")
        elif not _SAFE_ID.fullmatch(key[1]):
            message = f"编号“{key[1]}”不能做文件名，请用小写字母、数字和 - ，例如 police/id-card"
            self._report("bad-id", key, message)
        else:
            return True
        return False

    def _report(self, code: str, key: Key, message: str) -> None:
        sheet = sheet_of(key[0])
        place = self._workbook.places.get(key, Place(sheet.title))
        self.problems.append(
            Problem(
                code=code,
                message=message,
                file=self._file,
                sheet=place.sheet,
                row=place.row,
                key=sheet.columns[0].heading,
            )
        )

    def _in_workbook(self, problem: Problem) -> Problem:
        """Lead to the row of the record; the rules name only its file."""
        kind, _, rest = problem.file.partition("/")
        for key, place in self._workbook.places.items():
            if key[0] == kind and f"{key[1]}.toml" == rest:
                return msgspec.structs.replace(
                    problem, file=self._file, sheet=place.sheet, row=place.row, key=""
                )
        return problem


def _fault(problem: Problem) -> tuple[str, str, str]:
    """What makes a problem the same one as before: its key moves when an entry above it goes."""
    return problem.code, problem.file, problem.message


def _by_key(knowledge: Knowledge) -> dict[Key, Record]:
    return {(kind, id_of(record)): record for kind in KINDS for record in records_of(knowledge, kind)}
