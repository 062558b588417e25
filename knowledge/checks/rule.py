"""What a rule is, what it looks at and what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from knowledge.model import Agreement, Contents, Guide, Knowledge, Site, Theme
from knowledge.problems import Problem
from knowledge.reading import IMPORTED_GUIDES

Severity = Literal["error", "warning"]
Content = Guide | Site | Theme | Agreement

_FOLDERS = {
    Guide: "guides",
    Site: "sites",
    Theme: "themes",
    Agreement: "agreements",
    Contents: "contents",
}


class Subject(Struct, frozen=True):
    """What the rules look at."""

    knowledge: Knowledge
    today: dt.date


class Finding(Struct, frozen=True):
    """One place where a rule is broken."""

    file: str
    """Within the knowledge folder."""
    key: str
    message: str
    imported: bool = False


Find = Callable[[Subject], Iterator[Finding]]


class Rule(Struct, frozen=True):
    """A property that sound content has, and why it has to have it."""

    id: str
    severity: Severity
    """``error`` where following the content would lead somebody wrong."""
    reason: str
    """What a broken rule does to the person who came, in plain Chinese."""
    basis: str
    """The law, standard or policy it rests on."""
    find: Find
    covers_imports: bool
    """False for rules of our own style, which nobody asks of an official export."""

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Yield what breaks the rule.

        In an imported guide that is a warning at most: it stands as its owner published it.
        """
        for found in self.find(subject):
            severity: Severity = "warning" if found.imported else self.severity
            yield Problem(
                code=self.id, file=found.file, key=found.key, message=found.message, severity=severity
            )


def rule(
    rule_id: str, severity: Severity, *, reason: str, basis: str, covers_imports: bool = True
) -> Callable[[Find], Rule]:
    """Make a function the rule of that id."""
    return lambda find: Rule(rule_id, severity, reason, basis, find, covers_imports)


def finding(record: Content | Contents, key: str, message: str) -> Finding:
    """What is wrong with `record`, placed in the file it comes from."""
    if isinstance(record, Guide) and record.status == "imported":
        return Finding(IMPORTED_GUIDES, key, f"{record.id}：{message}", imported=True)
    return Finding(f"{_FOLDERS[type(record)]}/{record.id}.toml", key, message)


def item(key: str, index: int, name: str = "") -> str:
    """``materials[2].name``: a key of an entry of a list, counted from 1 as `convert_reporting` does."""
    return f"{key}[{index + 1}]{'.' if name else ''}{name}"
