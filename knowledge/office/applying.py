"""From an edited workbook to a changed folder: plan first, then write."""

from __future__ import annotations

from pathlib import Path

from knowledge.office.merging import Change, Merge, merge
from knowledge.office.reading import read_workbook
from knowledge.office.swapping import recover, replace_files
from knowledge.office.writing import files_of
from knowledge.problems import KnowledgeError, Problem
from knowledge.reading import SHIPPED, read


def plan(file: Path, folder: Path) -> Merge:
    """Return what applying the workbook `file` to `folder` would change, and all that is wrong with it.

    An apply that was cut off before is undone first.  Raises `KnowledgeError`
    where the workbook cannot be opened or the folder is not one to be edited.
    """
    if folder.resolve().is_relative_to(SHIPPED.resolve()):
        message = (
            "这是程序自带的示例，升级时会被换掉，不能改。请把它复制到别处，再用 --knowledge 指定那个文件夹"
        )
        raise KnowledgeError((Problem(code="shipped-folder", file=str(folder), message=message),))
    recover(folder)
    return merge(read(folder).knowledge, read_workbook(file), str(file))


def write(changes: tuple[Change, ...], folder: Path) -> None:
    """Make the changes in the folder, all of them or none.  Raises `OSError`."""
    if changes:
        replace_files(folder, files_of(changes, folder))
