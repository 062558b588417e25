"""`daoban guides`: what a knowledge folder covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from kiosk.commands.setup import Setup
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
