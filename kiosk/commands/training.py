"""`daoban train`: a model of meaning from the guides of a knowledge folder."""

from __future__ import annotations

from pathlib import Path

import typer

from assistant.items import items
from assistant.lexicon import Lexicon
from kiosk.commands.setup import Setup
from knowledge.reading import read


def train(setup: Setup, out: Path) -> int:
    """Train into the folder `out`; return the exit status.  Raises `KnowledgeError`."""
    from assistant.training import train as train_model  # noqa: PLC0415  needs the extra

    words = setup.catalogue
    reading = read(setup.knowledge_folder)
    for problem in reading.problems:
        typer.echo(str(problem), err=True)
    if not _may_replace(out):
        typer.echo(words.text("command.train.not_a_model", {"folder": str(out)}), err=True)
        return 2
    found = items(reading.knowledge)
    typer.echo(words.text("command.train.start", {"items": len(found)}), err=True)
    try:
        card = train_model(found, out, topics=Lexicon.read().topics())
    except ModuleNotFoundError as error:
        typer.echo(words.text("command.train.missing_extra", {"module": error.name or ""}), err=True)
        return 1
    made: dict[str, str | int] = {
        "folder": str(out),
        "wordings": card.wordings,
        "vocabulary": card.vocabulary,
    }
    typer.echo(words.text("command.train.done", made))
    return 0


def _may_replace(out: Path) -> bool:
    """Training replaces the folder whole: only a model, or nothing, may be lost by it."""
    if not out.exists():
        return True
    return out.is_dir() and ((out / "modules.json").exists() or not any(out.iterdir()))
