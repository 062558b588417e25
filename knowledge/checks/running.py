"""Running all rules over a folder, or over what was read from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from knowledge.checks import (
    contacts,
    contents,
    counters,
    dates,
    events,
    facts,
    persons,
    sites,
    times,
    ways,
    wording,
)
from knowledge.checks.rule import Rule, Subject
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading import Reading, read

RULES: tuple[Rule, ...] = (
    *facts.RULES,
    *persons.RULES,
    *times.RULES,
    *dates.RULES,
    *wording.RULES,
    *contacts.RULES,
    *ways.RULES,
    *sites.RULES,
    *counters.RULES,
    *events.RULES,
    *contents.RULES,
)


def check(folder: Path, today: dt.date | None = None) -> tuple[Problem, ...]:
    """Return every problem of the content in `folder`, errors and warnings, as of `today`.

    Without `today` it is the day of this machine.  Raises `KnowledgeError` where
    there is no content to check.
    """
    return problems_of(read(folder), today)


def problems_of(reading: Reading, today: dt.date | None = None) -> tuple[Problem, ...]:
    """Return every problem of what was read: those of single files, then those of the whole."""
    return (*reading.problems, *broken_rules(reading.knowledge, today))


def broken_rules(knowledge: Knowledge, today: dt.date | None = None) -> Iterator[Problem]:
    """Yield what `RULES` find wrong with sound records taken together."""
    everything = Subject(knowledge, today or dt.date.today())
    ours = msgspec.structs.replace(everything, knowledge=_without_imports(knowledge))
    for rule in RULES:
        yield from rule.problems(everything if rule.covers_imports else ours)


def _without_imports(knowledge: Knowledge) -> Knowledge:
    own = tuple(guide for guide in knowledge.guides if guide.status != "imported")
    return msgspec.structs.replace(knowledge, guides=own)
