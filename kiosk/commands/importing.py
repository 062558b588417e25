"""`daoban import`: an official export into a knowledge folder, its changes shown before they are written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kiosk.commands.differences import difference_lines
from kiosk.commands.setup import Setup
from knowledge.importing.columns import Columns
from knowledge.importing.mapping import NO_MAPPING, read_mapping
from knowledge.importing.report import ImportReport
from knowledge.importing.run import Prepared, prepare
from locales.catalogue import Catalogue


def show_columns(setup: Setup) -> int:
    """Print the fields an export may hold and the headings known for each; return 0."""
    typer.echo(setup.catalogue.text("command.import.columns"))
    for field, names in Columns.official().names.items():
        typer.echo(f"{field}: {'、'.join(names)}")
    return 0


def import_(setup: Setup, file: Path, into: Path, *, mapping: Path | None, dry_run: bool, yes: bool) -> int:
    """Import `file`, after showing what changes and, on a terminal, asking.

    Without a terminal nobody can be asked: it is written, as with `yes`.
    Returns 1 where no row could be taken.  Raises `KnowledgeError`.
    """
    words = setup.catalogue
    with ExitStack() as stack:
        with _progress() as bar:
            task = bar.add_task(words.text("command.import.progress", {"file": file.name}), total=None)
            prepared = stack.enter_context(
                prepare(
                    file,
                    into,
                    mapping=read_mapping(mapping) if mapping else NO_MAPPING,
                    dry_run=dry_run,
                    progress=lambda rows: bar.update(task, completed=rows),
                )
            )
        report = prepared.report
        _tell(report, words)
        if dry_run:
            typer.echo(words.text("command.import.dry_run"))
        elif yes or _agreed(prepared, words):
            prepared.write()
            _tell_places(report, into, words)
        else:
            typer.echo(words.text("command.import.refused"))
    return 1 if report.rejected and not report.taken else 0


def _agreed(prepared: Prepared, words: Catalogue) -> bool:
    """Ask, where somebody is there to answer and there is something to decide."""
    asking = prepared.changes_guides and sys.stdin.isatty() and sys.stdout.isatty()
    return not asking or typer.confirm(words.text("command.import.ask"))


def _progress() -> Progress:
    """A bar on stderr: it grows by rows, whose number is known only at the end."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _tell(report: ImportReport, words: Catalogue) -> None:
    """What would change, and on stderr what people should look at."""
    for line in (*_examples(report, words), *_counts(report, words)):
        typer.echo(line)
    for note in report.notes:
        typer.echo(str(note), err=True)


def _examples(report: ImportReport, words: Catalogue) -> Iterator[str]:
    for example in report.examples:
        yield words.text("command.import.example", {"id": example.id, "name": example.name})
        yield from difference_lines(example.differences, words)
    if more := report.changed - len(report.examples):
        yield words.text("command.import.more", {"more": more})


def _counts(report: ImportReport, words: Catalogue) -> Iterator[str]:
    counts: dict[str, str | int] = {
        name: value for name, value in msgspec.structs.asdict(report).items() if isinstance(value, int)
    }
    for name in ("rows", "compared"):
        yield words.text(f"command.import.{name}", counts)
    for name in ("edited", "kept", "warnings"):
        if counts[name]:
            yield words.text(f"command.import.{name}", counts)


def _tell_places(report: ImportReport, into: Path, words: Catalogue) -> None:
    files = {"rejects": report.rejects_file, "problems": report.problems_file, "changes": report.changes_file}
    for name, file in files.items():
        if file:
            typer.echo(words.text(f"command.import.{name}", {"file": str(file)}))
    typer.echo(words.text("command.import.next", {"folder": str(into)}))
