"""`daoban guides`: what a knowledge folder covers, and its way through a workbook and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from kiosk.commands.differences import difference_lines
from kiosk.commands.setup import Setup
from knowledge.office.applying import plan, write
from knowledge.office.diff import differences
from knowledge.office.export import export
from knowledge.office.merging import Change
from knowledge.office.sheets import sheet_of
from knowledge.office.tables import name_of
from knowledge.reading import read
from knowledge.stats import Counts, Published, Stats, read_published, stats
from locales.catalogue import Catalogue

_WIDTH = 80
"""Columns of the tables, whatever the terminal: they are also kept as files."""


def show_stats(setup: Setup) -> int:
    """Print what the folder covers beside the published figures; return 0.  Raises `KnowledgeError`."""
    folder = setup.knowledge_folder
    published = read_published(folder)
    found = stats(read(folder).knowledge, published, dt.date.today())
    console = Console(width=_WIDTH, highlight=False, markup=False)
    for table in _tables(found, setup.catalogue):
        console.print(table)
    for line in _remarks(found, published, setup.catalogue):
        console.print(line)
    return 0


def export_workbook(setup: Setup, file: Path) -> int:
    """Write the folder's sound content as a workbook; return 0.  Raises `KnowledgeError`."""
    reading = read(setup.knowledge_folder)
    for problem in reading.problems:
        typer.echo(str(problem), err=True)
    export(reading.knowledge, file)
    counts: dict[str, str | int] = {"guides": len(reading.knowledge.guides), "file": str(file)}
    if reading.problems:
        typer.echo(setup.catalogue.text("command.export.left_out", {"problems": len(reading.problems)}))
    typer.echo(setup.catalogue.text("command.export.done", counts))
    return 0


def apply_workbook(setup: Setup, file: Path, *, dry_run: bool) -> int:
    """Print what an edited workbook changes, and change the folder unless something is wrong.

    Returns 1 where there are errors.  Raises `KnowledgeError`.
    """
    words, folder = setup.catalogue, setup.knowledge_folder
    planned = plan(file, folder)
    for change in planned.changes:
        for line in _told(change, words):
            typer.echo(line)
    for problem in planned.problems:
        typer.echo(str(problem), err=True)
    errors = sum(problem.severity == "error" for problem in planned.problems)
    counts: dict[str, str | int] = {"changes": len(planned.changes), "errors": errors, "folder": str(folder)}
    if not errors and not dry_run:
        write(planned.changes, folder)
    if errors:
        outcome = "refused"
    elif not planned.changes:
        outcome = "nothing"
    else:
        outcome = "dry_run" if dry_run else "done"
    typer.echo(words.text(f"command.apply.{outcome}", counts))
    return 1 if errors else 0


def _told(change: Change, words: Catalogue) -> Iterable[str]:
    """A heading for the record, and a line for each field that is not as it was."""
    kind, record_id = change.key
    record = change.new or change.old
    head = {
        "sheet": sheet_of(kind).title,
        "id": record_id,
        "name": name_of(record).replace("\n", " ") if record else "",
    }
    if change.old is None or change.new is None:
        yield words.text(f"command.apply.{'added' if change.new else 'removed'}", head)
        return
    yield words.text("command.apply.changed", head)
    yield from difference_lines(differences(kind, change.old, change.new), words)


def _tables(found: Stats, words: Catalogue) -> Iterable[Table]:
    figures = _table("", words.text("command.stats.here"), words.text("command.stats.published"))
    for figure in found.figures:
        name = words.text(f"command.stats.{figure.name}")
        figures.add_row(name, str(figure.here), "" if figure.published is None else str(figure.published))
    yield figures
    for title, kind, counts in (
        ("fields", "field", found.fields),
        ("channels", "channel", found.channels),
        ("levels", "level", found.levels),
        ("statuses", "status", found.statuses),
    ):
        yield _counted(words, title, kind, counts)
    freshness = _table(words.text("command.stats.freshness"), words.text("command.stats.here"))
    oldest = found.oldest.isoformat() if found.oldest else words.text("command.stats.none")
    freshness.add_row(words.text("command.stats.oldest"), oldest)
    freshness.add_row(words.text("command.stats.stale"), str(found.stale))
    yield freshness


def _counted(words: Catalogue, title: str, kind: str, counts: Counts) -> Table:
    table = _table(words.text(f"command.stats.{title}"), words.text("command.stats.here"))
    for name, count in counts:
        key = f"command.stats.{kind}.{name}"
        table.add_row(words.text(key) if key in words else name, str(count))
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(first, min_width=28)
    for other in others:
        table.add_column(other, justify="right", min_width=10)
    return table


def _remarks(found: Stats, published: Published | None, words: Catalogue) -> Iterable[str]:
    if published is not None:
        yield words.text("command.stats.source", {"source": published.source.title})
    if sample := dict(found.statuses).get("sample"):
        yield words.text("command.stats.sample", {"sample": sample})
