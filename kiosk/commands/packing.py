"""`daoban build` and `daoban install`: content and search data in one file."""

from __future__ import annotations

import time
from pathlib import Path

import typer

from kiosk.commands.setup import Setup
from knowledge.checks import problems_of
from knowledge.pack import Summary, install_pack
from knowledge.reading import read


def build(setup: Setup, pack: Path) -> int:
    """Check the folder and write the pack; return 1 where there are errors.  Raises `KnowledgeError`."""
    from assistant.library import Library  # noqa: PLC0415  a faulty folder needs no search

    words = setup.catalogue
    reading = read(setup.knowledge_folder)
    errors = [problem for problem in problems_of(reading) if problem.severity == "error"]
    for problem in errors:
        typer.echo(str(problem), err=True)
    if errors:
        typer.echo(words.text("command.build.errors", {"errors": len(errors), "file": str(pack)}), err=True)
        return 1
    started = time.perf_counter()
    summary = Library.build(reading.knowledge, model_folder=setup.model).save(pack)
    took = f"{time.perf_counter() - started:.1f}"
    size = f"{pack.stat().st_size / 1e6:.1f}"
    typer.echo(words.text("command.build.done", {"file": str(pack), "megabytes": size, "seconds": took}))
    typer.echo(_described(summary, setup))
    return 0


def install(setup: Setup, pack: Path, to: Path) -> int:
    """Put a checked copy of `pack` at `to`; return the exit status.  Raises `KnowledgeError`."""
    summary = install_pack(pack, to)
    typer.echo(setup.catalogue.text("command.install.done", {"file": str(to)}))
    typer.echo(_described(summary, setup))
    return 0


def _described(summary: Summary, setup: Setup) -> str:
    counts = {name: summary.counts.get(name, 0) for name in ("guides", "sites", "themes")}
    return setup.catalogue.text(
        "command.pack.summary", {**counts, "program": summary.program, "content": summary.content}
    )
