"""`daoban evaluate`: how well search does on a file of questions."""

from __future__ import annotations

from pathlib import Path

import typer

from kiosk.commands.setup import Setup


def evaluate(setup: Setup, questions: Path) -> int:
    """Print hits and refusals by kind of question; return 0.  Raises `KnowledgeError`."""
    from assistant.evaluation import evaluate, read_questions  # noqa: PLC0415
    from assistant.pipeline import Assistant  # noqa: PLC0415

    asked = read_questions(questions)
    typer.echo(str(evaluate(Assistant.load(setup.knowledge_folder, setup.model), asked)))
    return 0
