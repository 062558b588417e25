"""What an import changes, told before anything is written: guide by guide, field by field."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import msgspec

from knowledge.importing.merging import Merged, merge
from knowledge.importing.report import EXAMPLES, Example, ImportReport
from knowledge.model import Guide
from knowledge.office.diff import Difference, differences
from knowledge.office.writing import toml_of
from knowledge.problems import Problem
from knowledge.reading import imported_guide, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.importing.pairing import Pair

_NOTHING = "（空）"


class Review:
    """Goes through the pairs, counts in a report and writes each change to a file."""

    def __init__(self, edited: Mapping[str, Path], report: ImportReport, changes: IO[str]) -> None:
        self._edited = edited
        """id → file of each guide that people wrote or edited."""
        self._report = report
        self._changes = changes
        self.rewritten: dict[str, bytes] = {}
        """id → new content of the files that follow the export in some field."""

    def settle(self, pair: Pair) -> bytes:
        """Take note of a pair; return its line for the file of imported guides."""
        if pair.new is None:
            self._report.kept += 1
            return pair.old or b""
        self._report.edited += pair.id in self._edited
        if pair.old == pair.new:
            self._report.same += 1
        else:
            self._renew(pair.id, _former(pair.old), msgspec.json.decode(pair.new, type=Guide))
        return pair.new

    def _renew(self, guide_id: str, old: Guide | None, new: Guide) -> None:
        if old is None:
            self._report.added += 1
            self._changes.write(f"新增 {new.id} {_line(new.name)}\n")
        elif msgspec.structs.replace(old, source=_renamed(old, new)) == new:
            self._report.same += 1
        else:
            self._change(old, new)
        if guide_id in self._edited:
            for note in self._notes(self._edited[guide_id], old, new):
                self._report.notes.append(note)
                self._changes.write(f"  {note}\n")

    def _change(self, old: Guide, new: Guide) -> None:
        self._report.changed += 1
        found = differences("guides", msgspec.structs.replace(old, source=_renamed(old, new)), new)
        if len(self._report.examples) < EXAMPLES:
            self._report.examples.append(Example(new.id, _line(new.name), found))
        self._changes.write(f"修改 {new.id} {_line(new.name)}\n")
        self._changes.writelines(
            f"  {one.what}：{one.old or _NOTHING} → {one.new or _NOTHING}\n" for one in found
        )

    def _notes(self, path: Path, base: Guide | None, new: Guide) -> list[Problem]:
        """Merge an edited guide with its new official state; return what people should know."""
        if base is None:
            message = "这个文件是手工写的，没有动它。导出里的这一条记下来了，下次导入就知道哪里改过"
            return [_note("hand-written", path, message)]
        edited = read_record(path, new.id, Guide, lambda _problem: None)
        if edited is None:
            message = "这个文件有错，读不出来，没有动它。请用 daoban check 找出错处，改好以后看看导出改了什么"
            return [_note("unreadable-edit", path, message)]
        merged = merge(base, edited, new)
        if merged.guide != edited:
            self.rewritten[new.id] = toml_of(merged.guide).encode()
        return list(_told(path, edited, new, merged))


def _told(path: Path, edited: Guide, new: Guide, merged: Merged) -> list[Problem]:
    notes = []
    for name in merged.disputed:
        wanted = msgspec.structs.replace(edited, **{name: getattr(new, name)})
        values = "；".join(map(_both, differences("guides", edited, wanted)))
        message = f"手工改过，导出也改了，保留手工的。{values}"
        notes.append(_note("kept-hand-edit", path, message, key=name))
    if merged.verify_again:
        message = "核对过以后，官方的内容改了。请重新核对，再写上“已核对”和核对日期"
        notes.append(_note("verify-again", path, message, key="status"))
    return notes


def _note(code: str, path: Path, message: str, key: str = "") -> Problem:
    return Problem(code=code, file=str(path), key=key, message=message, severity="warning")


def _both(difference: Difference) -> str:
    return (
        f"{difference.what}：手工写的是“{difference.old or _NOTHING}”，导出里是“{difference.new or _NOTHING}”"
    )


def _former(line: bytes | None) -> Guide | None:
    """The guide of a line of the folder; None for a line of an older form, which the new one replaces."""
    try:
        return None if line is None else imported_guide(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _renamed(old: Guide, new: Guide) -> object:
    """The old source under the new export's name: a newer file alone is no change of facts."""
    return msgspec.structs.replace(old.source, title=new.source.title)


def _line(text: str) -> str:
    return text.replace("\n", " ")
