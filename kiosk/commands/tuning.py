"""`daoban tune`: the weights of ranking from questions whose answers are known."""

from __future__ import annotations

import math
from pathlib import Path

import typer

from assistant.evaluation.questions import read_questions
from assistant.library import Library
from kiosk.commands.setup import Setup
from knowledge.reading import read


def tune(setup: Setup, questions: Path, out: Path) -> int:
    """Learn from `questions` and write `out`; return the exit status.  Raises `KnowledgeError`."""
    from assistant import tuning  # noqa: PLC0415  needs the extra

    words = setup.catalogue
    asked = read_questions(questions)
    typer.echo(words.text("command.tune.start", {"questions": len(asked)}), err=True)
    try:
        knowledge = read(setup.knowledge_folder).knowledge
        both = (knowledge, tuning.without_questions(knowledge))
        libraries = [Library.build(content, model_folder=setup.model) for content in both]
        tuned = tuning.tune(libraries, asked)
    except ModuleNotFoundError as error:
        typer.echo(words.text("command.train.missing_extra", {"module": error.name or ""}), err=True)
        return 1
    except ValueError:
        typer.echo(words.text("command.tune.nothing", {"file": str(questions)}), err=True)
        return 1
    tuning.write(tuned.weights, out)
    made: dict[str, str | int] = {
        "file": str(out),
        "answerable": tuned.answerable,
        "outside": tuned.outside,
        "likelihood": f"{math.exp(tuned.likelihood):.3f}",
    }
    typer.echo(words.text("command.tune.done", made))
    return 0
