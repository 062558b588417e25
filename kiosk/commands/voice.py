"""`daoban voice`: what to record, and whether what was recorded is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from kiosk.clips.checks import check_clips
from kiosk.clips.prompts import Prompt, prompts
from kiosk.clips.script import SCRIPT, WORKBOOK, read_script, recorded, write_script
from kiosk.commands.setup import Setup
from knowledge.problems import Problem
from knowledge.reading import read
from locales.catalogue import Catalogue, load

ENOUGH = 5
"""Problems of one kind that are listed: what is not recorded yet would bury the rest."""
_TEOCHEW = "nan-x-teochew"


def write(setup: Setup, out: Path, language: str = "") -> int:
    """Write the script for recordings in `language` into `out`; return 0.

    Raises `KnowledgeError`, `OSError`, and `CatalogueError` for an unknown language.
    """
    words = setup.catalogue
    spoken = load(language) if language else words
    found = prompts(spoken, read(setup.knowledge_folder).knowledge)
    headings = tuple(words.text(f"command.voice.heading.{name}") for name in ("say", "hint", "file"))
    rows = write_script(found, out, spoken.language, lambda prompt: _hint(prompt, spoken, words), headings)
    files = recorded(out)
    typer.echo(words.text("command.voice.script", {"file": str(out / SCRIPT), "rows": len(rows)}))
    if done := sum(row.stem in files for row in rows):
        typer.echo(words.text("command.voice.script_recorded", {"recorded": done}))
    told = {"workbook": str(out / WORKBOOK), "folder": str(out)}
    typer.echo(words.text("command.voice.script_next", told))
    return 0


def check(setup: Setup, folder: Path, *, list_all: bool = False) -> int:
    """Print what is wrong with the recordings in `folder`; return 1 where there are errors.

    Raises `KnowledgeError` where its script cannot be read.
    """
    words = setup.catalogue
    problems = check_clips(folder)
    for line in _lines(problems, words, len(problems) if list_all else ENOUGH):
        typer.echo(line)
    count = Counter(problem.severity for problem in problems)
    rows = len(read_script(folder))
    missing = sum(problem.code == "clip-missing" for problem in problems)
    told = {"rows": rows, "recorded": rows - missing, "missing": missing}
    told |= {"errors": count["error"], "warnings": count["warning"]}
    typer.echo(words.text("command.voice.checked", told))
    if not count["error"] and rows > missing:
        typer.echo(words.text("command.voice.ready", {"folder": str(folder)}))
    return 1 if count["error"] else 0


def _hint(prompt: Prompt, spoken: Catalogue, words: Catalogue) -> str:
    hint = words.text(f"command.voice.hint.{prompt.kind}")
    return words.text("command.voice.hint.teochew", {"hint": hint}) if spoken.language == _TEOCHEW else hint


def _lines(problems: Iterable[Problem], words: Catalogue, limit: int) -> Iterator[str]:
    """Errors first; `limit` of a kind at most."""
    ordered = sorted(problems, key=lambda problem: problem.severity == "warning")
    kinds = dict.fromkeys(problem.code for problem in ordered)
    for code in kinds:
        found = [problem for problem in ordered if problem.code == code]
        for problem in found[:limit]:
            told = {"file": problem.file, "message": problem.message, "code": code}
            yield words.text("command.voice.found", told)
        if len(found) > limit:
            yield words.text("command.voice.more", {"count": len(found) - limit, "code": code})
