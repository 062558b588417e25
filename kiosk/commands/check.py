"""`daoban check`: every problem of a knowledge folder at once."""

from __future__ import annotations

from pathlib import Path

import typer

from kiosk.commands.setup import Setup
from knowledge.checks import problems_of
from knowledge.reading import read


def check(setup: Setup, folder: Path | None) -> int:
    """Print the problems of `folder`; return 1 where there are errors.  Raises `KnowledgeError`."""
    folder = folder or setup.knowledge_folder
    reading = read(folder)
    problems = problems_of(reading)
    for problem in problems:
        typer.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    knowledge = reading.knowledge
    key = "command.check.found" if problems else "command.check.sound"
    counts = {
        "errors": errors,
        "warnings": len(problems) - errors,
        "guides": len(knowledge.guides),
        "sites": len(knowledge.sites),
        "themes": len(knowledge.themes),
    }
    typer.echo(setup.catalogue.text(key, counts))
    return 1 if errors else 0
