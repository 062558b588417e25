"""An edited workbook back as knowledge, with every problem in it at its sheet, row and column."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from knowledge.model import Knowledge
from knowledge.office.cells import Cell, as_text, is_blank
from knowledge.office.drafts import Cells, Drafts, Key
from knowledge.office.faults import Faults, Place
from knowledge.office.sheets import KINDS, SHEETS, Kind, Sheet
from knowledge.office.tables import EXPORTED, EXPORTED_HEADINGS, INTRODUCTION, Tables
from knowledge.problems import Problem
from knowledge.text import clean_line
from knowledge.workbooks import read_sheets


class Workbook(Struct, frozen=True):
    """What an edited workbook says."""

    knowledge: Knowledge
    """Its sound records, in the order of the rows."""
    exported: dict[Key, str]
    """The fingerprint of each record when the workbook was made."""
    deleted: frozenset[Key]
    """Records that it asks to remove."""
    places: dict[Key, Place]
    """Where each record stands, sound or not."""
    unread: frozenset[Kind]
    """Kinds whose sheet could not be read: nothing is known of their records."""
    problems: tuple[Problem, ...]


def read_workbook(path: Path) -> Workbook:
    """Read the workbook at `path`.  Raises `KnowledgeError` where it cannot be opened at all."""
    return understand(read_sheets(path), str(path))


def understand(tables: Tables, file: str) -> Workbook:
    """Read sheets that are cells already; `file` is named in the problems."""
    faults = Faults(file)
    drafts = Drafts(faults)
    unread: set[Kind] = set()
    for sheet in SHEETS:
        rows = _rows(sheet, tables, faults)
        if rows is None:
            unread |= set() if sheet.items else {sheet.kind}
            continue
        for place, cells in rows:
            if not sheet.items:
                drafts.add_record(sheet, place, cells)
            elif sheet.kind not in unread:
                drafts.add_item(sheet, place, cells)
    for title in tables.keys() - {sheet.title for sheet in SHEETS} - {EXPORTED, INTRODUCTION}:
        faults.add("unknown-sheet", Place(title), "不是导出时就有的工作表，没有看它", severity="warning")
    exported = _exported(tables, faults)
    return Workbook(
        knowledge=drafts.knowledge(),
        exported=exported,
        deleted=frozenset(key for key, draft in drafts.by_key.items() if draft.delete),
        places={key: draft.place for key, draft in drafts.by_key.items()},
        unread=frozenset(unread),
        problems=faults.problems,
    )


def _rows(sheet: Sheet, tables: Tables, faults: Faults) -> Iterator[tuple[Place, Cells]] | None:
    """The rows of a sheet that say something; None, after reporting, where its columns are not all there."""
    if sheet.title not in tables:
        faults.add("missing-sheet", Place(sheet.title), "缺少这个工作表，请重新导出后再改")
        return None
    headings, *rows = tables[sheet.title] or [[]]
    names = [clean_line(as_text(cell)) for cell in headings]
    if _misses_columns(sheet, names, faults):
        return None
    return _filled(sheet, names, rows)


def _filled(sheet: Sheet, names: list[str], rows: list[Sequence[Cell]]) -> Iterator[tuple[Place, Cells]]:
    shown_only = sheet.owner_name if sheet.items else ""
    for number, row in enumerate(rows, start=2):
        cells = {
            name: cell
            for name, cell in zip(names, row, strict=False)
            if name != shown_only and not is_blank(cell)
        }
        if cells:
            yield Place(sheet.title, number), cells


def _misses_columns(sheet: Sheet, names: list[str], faults: Faults) -> bool:
    """Report headings that are missing, doubled or not known; True where the sheet cannot be read."""
    place = Place(sheet.title, 1)
    known = sheet.headings
    missing = [heading for heading in known if heading not in names]
    unknown = [name for name in names if name and name not in known]
    for heading in missing:
        close = difflib.get_close_matches(heading, unknown, n=1, cutoff=0.5)
        renamed = f"；是不是“{close[0]}”这一列？请把标题改回来" if close else "，请重新导出后再改"
        faults.add("missing-column", place, f"缺少“{heading}”这一列{renamed}", heading)
    for name in unknown:
        faults.add("unknown-column", place, "不认识这一列，请删掉这一列或改正标题", name)
    doubled = [name for name, times in Counter(names).items() if name and times > 1]
    for name in doubled:
        faults.add("duplicate-column", place, "有两列是这个标题，请删掉一列", name)
    return bool(missing or unknown or doubled)


def _exported(tables: Tables, faults: Faults) -> dict[Key, str]:
    headings, *rows = tables.get(EXPORTED) or [[]]
    if tuple(map(as_text, headings)) != EXPORTED_HEADINGS:
        message = "这个工作簿不是用 daoban guides export 导出的，请重新导出后再改"
        faults.add("not-exported", Place(EXPORTED), message)
        return {}
    kinds = {str(kind): kind for kind in KINDS}
    return {(kinds[kind], record): seen for kind, record, seen in (map(as_text, row) for row in rows)}
