"""`daoban import`: an official export into a knowledge folder, with a progress bar."""

from __future__ import annotations

from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kiosk.commands.setup import Setup
from knowledge.importing.run import ImportReport, import_file
from locales.catalogue import Catalogue


def import_(setup: Setup, file: Path, into: Path, *, dry_run: bool) -> int:
    """Import `file` and print the counts; return 1 where no row could be taken.  Raises `KnowledgeError`."""
    with _progress() as bar:
        task = bar.add_task(setup.catalogue.text("command.import.progress", {"file": file.name}), total=None)
        report = import_file(
            file, into, dry_run=dry_run, progress=lambda rows: bar.update(task, completed=rows)
        )
        bar.update(task, total=report.rows, completed=report.rows)
    for line in _outcome(report, into, setup.catalogue, dry_run=dry_run):
        typer.echo(line)
    return 1 if report.rejected and not report.taken else 0


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


def _outcome(report: ImportReport, into: Path, catalogue: Catalogue, *, dry_run: bool) -> list[str]:
    counts: dict[str, int] = {
        name: value for name, value in msgspec.structs.asdict(report).items() if isinstance(value, int)
    }
    lines = [catalogue.text("command.import.rows", counts)]
    lines += [
        catalogue.text(f"command.import.{name}", counts) for name in ("kept", "warnings") if counts[name]
    ]
    if dry_run:
        return [*lines, catalogue.text("command.import.dry_run")]
    for name in ("rejects", "problems"):
        if file := getattr(report, f"{name}_file"):
            lines.append(catalogue.text(f"command.import.{name}", {"file": str(file)}))
    return [*lines, catalogue.text("command.import.next", {"folder": str(into)})]
