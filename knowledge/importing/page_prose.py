"""Lists that pages write as prose: questions with their answers, laws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.importing.page_labels import without_numbering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.importing.page_tables import Entries

_ASKED = re.compile(r"^(?:问题?\s*\d{0,2}|Q\s*\d{0,2})\s*[:：.、]\s*(.+)$", re.IGNORECASE)
_ANSWERED = re.compile(r"^(?:答复?案?|A\s*\d{0,2})\s*[:：.、]\s*", re.IGNORECASE)
_LAW = re.compile(
    r"^[^《》]{0,20}《(?P<title>[^》]{2,60}(?:〈[^〉]*〉[^》]*)?)》\s*(?:[(（](?P<number>[^（）()]{2,40})[)）])?"
    r"[^第《。；]{0,6}(?P<article>第[一二三四五六七八九十百零〇\d]+条(?:第?[一二三四五六七八九十\d（）()]{1,6}[款项])*)?"
)


def questions_in(text: Sequence[str]) -> Entries:
    """Questions with the lines after each as its answer."""
    found: list[tuple[str, list[str]]] = []
    for line in text:
        plain = without_numbering(line)
        marked = _ASKED.match(plain)
        if marked or (plain.endswith(("？", "?")) and not _ANSWERED.match(plain)):
            found.append((marked[1] if marked else plain, []))
        elif found:
            found[-1][1].append(_ANSWERED.sub("", plain) if not found[-1][1] else line)
    return [{"问题": question, "答案": "\n".join(answer)} for question, answer in found]


def laws_in(text: Sequence[str]) -> Entries:
    """The laws that lines begin with: 《名称》（文号）第几条; lines that begin with none quote one."""
    found = [law.groupdict() for law in map(_LAW.match, text) if law]
    named = {"title": "法律法规名称", "number": "依据文号", "article": "条款号"}
    return [{named[key]: value for key, value in law.items() if value} for law in found]
