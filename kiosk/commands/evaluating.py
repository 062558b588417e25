"""`daoban evaluate`: how well search does on questions whose answers are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import typer

from kiosk.commands.setup import Setup
from locales.catalogue import Catalogue

if TYPE_CHECKING:
    from assistant.evaluation.estimates import Estimate
    from assistant.evaluation.report import Report


def evaluate(
    setup: Setup, questions: Path | None, terms: Path | None, *, against: Path | None, as_json: bool
) -> int:
    """Print hits and refusals by kind of question; return 0.

    Asks `questions`, or the everyday `terms` of an export, one of which is given.  With
    `as_json` a comparison goes to stderr, as stdout is the report.  Raises `KnowledgeError`.
    """
    from assistant.evaluation.report import read_report  # noqa: PLC0415

    before = read_report(against) if against else None
    report = _of_terms(setup, terms, quiet=as_json) if terms else _of_questions(setup, questions)
    if as_json:
        typer.echo(msgspec.json.encode(report))
    else:
        typer.echo("\n".join(_told(report, setup.catalogue)))
    if before:
        typer.echo("\n".join(_compared(before, report, setup.catalogue)), err=as_json)
    return 0


def _of_questions(setup: Setup, questions: Path | None) -> Report:
    from assistant.evaluation.questions import read_questions  # noqa: PLC0415
    from assistant.evaluation.report import evaluate  # noqa: PLC0415
    from assistant.pipeline import Assistant  # noqa: PLC0415

    assert questions is not None
    asked = read_questions(questions)
    return evaluate(Assistant.load(setup.knowledge_folder, setup.model), asked)


def _of_terms(setup: Setup, terms: Path, *, quiet: bool) -> Report:
    from assistant.evaluation.report import evaluate  # noqa: PLC0415
    from assistant.evaluation.terms import read_terms  # noqa: PLC0415
    from assistant.library import Library  # noqa: PLC0415
    from assistant.pipeline import Assistant  # noqa: PLC0415

    found = read_terms(terms)
    if not quiet:
        counts: dict[str, str | int] = {
            "guides": len(found.knowledge.guides),
            "terms": len(found.questions),
        }
        typer.echo(setup.catalogue.text("command.evaluate.terms", counts))
    assistant = Assistant(Library.build(found.knowledge, model_folder=setup.model))
    return evaluate(assistant, found.questions)


def _told(report: Report, words: Catalogue) -> Iterator[str]:
    from assistant.evaluation import tables  # noqa: PLC0415

    yield tables.kinds(report)
    yield ""
    for name in ("hits", "replies", "interval"):
        yield words.text(f"command.evaluate.{name}")
    if report.straight:
        yield ""
        yield words.text("command.evaluate.straight", {"right": _share(report.straight)})
    if found := report.consistency:
        shares = {"same": _share(found.same), "pairs": _share(found.pairs)}
        yield ""
        yield words.text("command.evaluate.consistency", {"groups": found.groups, **shares})
    if report.calibration:
        yield ""
        yield words.text("command.evaluate.calibration", {"error": f"{report.calibration.error:.3f}"})
        yield tables.reliability(report.calibration)


def _share(found: Estimate) -> str:
    return f"{found.mean:.0%} ({found.low:.0%}–{found.high:.0%})"


def _compared(before: Report, after: Report, words: Catalogue) -> Iterator[str]:
    from assistant.evaluation import tables  # noqa: PLC0415
    from assistant.evaluation.comparison import compare  # noqa: PLC0415

    found = compare(before, after)
    yield ""
    counts: dict[str, str | int] = {"matched": found.matched, "unmatched": found.unmatched}
    yield words.text("command.evaluate.compared", counts)
    yield tables.changes(found)
