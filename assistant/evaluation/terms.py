"""The everyday terms (日常用语) that an official export gives its items, as questions.

They were written by the offices that answer for the items, so they measure search with
words nobody here chose.  The terms themselves are kept out of what is searched.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.evaluation.questions import Question
from knowledge.importing.columns import Columns
from knowledge.importing.fields import Fields
from knowledge.importing.guides import NoName, guide_from_row
from knowledge.importing.rows import BadRow, Row
from knowledge.importing.sources import open_source
from knowledge.model import Guide, Knowledge
from knowledge.problems import unusable

IN_NAME = "in-name"
"""The kind of terms that are a piece of an official name, or the whole."""
OTHER_WORDS = "other-words"


class Terms(Struct, frozen=True):
    """What an export has to ask about, and what to ask."""

    knowledge: Knowledge
    """The items of the export without their other names."""
    questions: tuple[Question, ...]
    """One for each term; all items that have it are right."""


def read_terms(path: Path) -> Terms:
    """Read the export at `path`; rows that `daoban import` would reject are left out.

    Raises `KnowledgeError` where it cannot be read or gives no term.
    """
    columns = Columns.official()
    guides: dict[str, Guide] = {}
    holders: defaultdict[str, list[Guide]] = defaultdict(list)
    for row in open_source(path, columns).rows():
        if isinstance(row, BadRow):
            continue
        guide = _guide(row, columns, path.name)
        if guide is None or guide.id in guides:
            continue
        guides[guide.id] = guide
        for term in Fields(row.cells, columns, _unheard).entries("aliases"):
            holders[term].append(guide)
    if not holders:
        raise unusable("no-terms", path, "文件里没有日常用语，请换一份有“日常用语”这一列的导出")
    questions = (_question(term, sharing) for term, sharing in holders.items())
    return Terms(Knowledge(guides=tuple(guides.values())), tuple(questions))


def _guide(row: Row, columns: Columns, origin: str) -> Guide | None:
    try:
        guide = guide_from_row(row, columns, origin, _unheard)
    except NoName:
        return None
    return msgspec.structs.replace(guide, aliases=())


def _unheard(_column: str, _message: str) -> None:
    """Cells that cannot be read are the import's to tell of."""


def _question(term: str, holders: list[Guide]) -> Question:
    kind = IN_NAME if any(term in guide.name for guide in holders) else OTHER_WORDS
    return Question(term, kind, tuple(guide.id for guide in holders))
