"""From an edited workbook to a changed folder: plan first, then write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from knowledge.office.merging import Change, Merge, merge
from knowledge.office.reading import read_workbook
from knowledge.office.writing import files_of, path_of
from knowledge.problems import Problem, unusable
from knowledge.reading import SHIPPED, read
from knowledge.swapping import recover, replace_files


def plan(file: Path, folder: Path) -> Merge:
    """Return what applying the workbook `file` to `folder` would change, and all that is wrong with it.

    An apply that was cut off before is undone first.  Raises `KnowledgeError`
    where the workbook cannot be opened or the folder is not one to be edited.
    """
    if folder.resolve().is_relative_to(SHIPPED.resolve()):
        message = (
            "这是程序自带的示例，升级时会被换掉，不能改。请把它复制到别处，再用 --knowledge 指定那个文件夹"
        )
        raise unusable("shipped-folder", folder, message)
    recover(folder)
    merged = merge(read(folder).knowledge, read_workbook(file), str(file))
    return msgspec.structs.replace(merged, problems=(*merged.problems, *_in_the_way(merged, folder)))


def write(changes: tuple[Change, ...], folder: Path) -> None:
    """Make the changes in the folder, all of them or none.  Raises `OSError`."""
    if changes:
        replace_files(folder, files_of(changes, folder))


def _in_the_way(merged: Merge, folder: Path) -> Iterator[Problem]:
    """Files that are too faulty to be read, where a new record would go: they hold somebody's work."""
    for change in merged.changes:
        path = folder / path_of(change.key)
        if change.old is None and path.exists():
            message = "文件夹里已经有这个文件，但它有错，读不出来。请先把它改好，或者换一个编号"
            yield Problem(code="file-exists", file=str(path), message=message)
