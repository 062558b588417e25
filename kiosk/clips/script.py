"""The script of a folder of recordings: which file says what.

``script.csv`` in the folder is what programs go by; ``script.xlsx`` says the
same for the people who read from it.  A recording is known by the words it was
made from, so that no other words are ever spoken with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from kiosk.aside import write_aside
from kiosk.clips.wording import key_of
from knowledge.problems import unusable

if TYPE_CHECKING:
    from kiosk.clips.prompts import Prompt

SCRIPT = "script.csv"
WORKBOOK = "script.xlsx"
SUFFIXES = (".wav", ".flac", ".mp3", ".ogg")
"""Kinds of files that can be played, the best first."""

HEADINGS = ("编号", "要说的话", "提示", "文件名", "语言")


class Row(Struct, frozen=True):
    """One recording to make."""

    id: str
    text: str
    hint: str
    file: str
    """Its name in the folder, with the first of `SUFFIXES`; any other of them will do as well."""
    language: str
    """BCP 47 tag of the words: visits in another language are not spoken to with it."""

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return Path(self.file).stem if Path(self.file).suffix.lower() in SUFFIXES else self.file


def read_script(folder: Path) -> tuple[Row, ...]:
    """Return the rows of the folder's script.

    Raises `KnowledgeError` where there is none, or one that cannot be read.
    """
    path = folder / SCRIPT
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        message = "这里没有录音稿。先用 daoban voice script --out 生成，再照着录"
        raise unusable("no-script", path, message) from None
    except UnicodeDecodeError:
        message = "不是 UTF-8 的表格。请在 Excel、WPS 里另存为“CSV UTF-8”"
        raise unusable("script-encoding", path, message) from None
    lines = csv.reader(io.StringIO(text, newline=""))
    headings = next(lines, [])
    if missing := [heading for heading in HEADINGS if heading not in headings]:
        raise unusable("script-columns", path, f"缺少这些列：{'、'.join(missing)}。请重新生成", row=1)
    return tuple(_rows(lines, [headings.index(heading) for heading in HEADINGS], path))


def write_script(
    prompts: Iterable[Prompt],
    folder: Path,
    language: str,
    hint: Callable[[Prompt], str],
    headings: tuple[str, ...],
) -> tuple[Row, ...]:
    """Write both files of the script into `folder`, made if need be, and return its rows.

    Words that the folder's script has already keep their file; a file that was
    recorded is never given other words.  `headings` are those of the workbook.
    Raises `KnowledgeError` where the folder speaks another language.
    """
    before = read_script(folder) if (folder / SCRIPT).exists() else ()
    if others := {row.language for row in before} - {language}:
        message = f"这个文件夹是 {'、'.join(sorted(others))} 的录音，没有动它。请换一个文件夹"
        raise unusable("script-language", folder / SCRIPT, message)
    rows = tuple(_named(prompts, before, folder, language, hint))
    folder.mkdir(parents=True, exist_ok=True)
    write_aside(folder / SCRIPT, _csv(rows))
    write_aside(folder / WORKBOOK, _workbook(rows, headings))
    return rows


def recorded(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Return the files of `folder` that can be played, by their names without endings, the best first."""
    found: dict[str, tuple[Path, ...]] = {}
    for suffix in SUFFIXES:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() == suffix and not path.name.startswith("."):
                found[path.stem] = (*found.get(path.stem, ()), path)
    return found


def _rows(lines: Iterable[list[str]], columns: list[int], path: Path) -> Iterator[Row]:
    for number, cells in enumerate(lines, start=2):
        if not any(cells):
            continue
        values = [cells[column].strip() if column < len(cells) else "" for column in columns]
        row = Row(*values)
        if not row.text or not row.file:
            raise unusable("script-row", path, "这一行缺少要说的话或文件名，请补上或删掉这一行", row=number)
        if Path(row.file).name != row.file or "\\" in row.file:
            raise unusable("script-row", path, "文件名里不能有文件夹，请只写文件名", row=number)
        yield row


def _named(
    prompts: Iterable[Prompt],
    before: tuple[Row, ...],
    folder: Path,
    language: str,
    hint: Callable[[Prompt], str],
) -> Iterator[Row]:
    known = {key_of(row.text): row for row in before}
    taken = {row.stem for row in before} | (recorded(folder).keys() if folder.is_dir() else set())
    for prompt in prompts:
        row = known.get(key_of(prompt.text))
        if row is not None:
            yield structs.replace(row, hint=hint(prompt))
            continue
        stem, number = prompt.id, 1
        while stem in taken:
            number += 1
            stem = f"{prompt.id}_{number}"
        taken.add(stem)
        yield Row(prompt.id, prompt.text, hint(prompt), stem + SUFFIXES[0], language)


def _csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(structs.astuple(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")  # the mark tells Excel what it is


def _workbook(rows: Iterable[Row], headings: tuple[str, ...]) -> bytes:
    """Large letters, to be read at arm's length; the headings stay in sight."""
    from openpyxl import Workbook  # noqa: PLC0415  slow to load, and no kiosk writes a workbook
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(headings)
    for row in rows:
        sheet.append((row.text, row.hint, row.file))
    for column, (width, points) in zip("ABC", ((60, 18), (24, 11), (36, 11)), strict=True):
        sheet.column_dimensions[column].width = width
        for cell in sheet[column]:
            cell.font = Font(size=points)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
