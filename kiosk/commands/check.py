"""`daoban check`: every problem of a knowledge folder, file by file, and the rules it is held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from kiosk.commands.setup import Setup
from knowledge.checks import RULES, problems_of
from knowledge.problems import Problem
from knowledge.reading import read
from locales.catalogue import Catalogue

ENOUGH = 5
"""Problems of one kind that are listed for one file: an export with a habit would bury the rest."""


def check(setup: Setup, folder: Path | None, *, list_all: bool = False) -> int:
    """Print the problems of `folder`; return 1 where there are errors.  Raises `KnowledgeError`."""
    folder = folder or setup.knowledge_folder
    reading = read(folder)
    problems = problems_of(reading)
    for file, found in sorted(_by_file(problems, folder).items()):
        typer.echo(file)
        for line in _lines(found, setup.catalogue, len(found) if list_all else ENOUGH):
            typer.echo(line)
    for line in _reasons(problems, setup.catalogue):
        typer.echo(line)
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


def rules(setup: Setup) -> str:
    """Return all rules as a Markdown table, the same as in ``docs/checks.md``."""
    words = setup.catalogue.text
    headings = [words(f"command.check.column.{name}") for name in ("id", "severity", "reason", "basis")]
    rows = [
        (f"`{rule.id}`", words(f"command.check.{rule.severity}"), rule.reason, rule.basis) for rule in RULES
    ]
    table = (headings, ["---"] * len(headings), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in table)


def _by_file(problems: Iterable[Problem], folder: Path) -> dict[str, list[Problem]]:
    """File within the folder → its problems; reading names whole paths, rules do not."""
    files: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        path = Path(problem.file)
        inside = path.relative_to(folder) if path.is_relative_to(folder) else path
        files[inside.as_posix()].append(problem)
    return files


def _lines(problems: list[Problem], catalogue: Catalogue, limit: int) -> Iterator[str]:
    """The problems of one file, errors first, `limit` of a kind at most."""
    kinds: dict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=lambda problem: problem.severity == "warning"):
        kinds[problem.code].append(problem)
    for code, found in kinds.items():
        for problem in found[:limit]:
            severity = catalogue.text(f"command.check.{problem.severity}")
            data = {"severity": severity, "place": problem.place, "message": problem.message, "code": code}
            key = "command.check.line" if problem.place else "command.check.line_without_place"
            yield catalogue.text(key, data)
        if len(found) > limit:
            yield catalogue.text("command.check.more", {"count": len(found) - limit, "code": code})


def _reasons(problems: Iterable[Problem], catalogue: Catalogue) -> Iterator[str]:
    """Why what was found matters, once for each kind; faults of single files speak for themselves."""
    codes = {problem.code for problem in problems}
    broken = [rule for rule in RULES if rule.id in codes]
    if broken:
        yield catalogue.text("command.check.reasons")
    for rule in broken:
        data = {"code": rule.id, "reason": rule.reason, "basis": rule.basis}
        yield catalogue.text("command.check.reason", data)
