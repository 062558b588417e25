"""Makes ``strokes.txt`` anew: ``python -m kiosk.strokes.build stroke.dict.yaml``.

From rime-stroke's dictionary of 110,000 characters it takes those that the shipped
content is written in, and those in common use (the first level of GB 2312).
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from assistant.normalise import HANZI
from kiosk.strokes.table import BEGINNING, STORED, STROKES, Character, written
from knowledge.model import Guide, Knowledge, Theme
from knowledge.reading import SHIPPED, read

MOST_FOLLOWERS = 24
"""More than this tell nothing: only nine are shown at a time."""

HEAD = """\
# Strokes of characters.  Made by kiosk/strokes/build.py on {date}; do not edit by hand.
#
# Origin: stroke.dict.yaml of https://github.com/rime/rime-stroke, LGPL-3.0.  Its own head says:
#   main table from the CNS 11643 site of the National Development Council (www.cns11643.gov.tw),
#   arranged by Kunki Chou; further table from 北大中文论坛, arranged by 孙海峰, 徐孟罗, 唐捺之, 谢振斌;
#   Rime schema by 四季的風, 雪齋, Kunki Chou; extended data from 宋天.
# Changed on {date}: fewer characters; codes of a character on one line; weights and followers added,
#   counted in Daoban's sample content.
# Licence of this file: LGPL-3.0, as its origin; see kiosk/strokes/licences/.  The program that reads it is
#   Apache-2.0, and takes any other table of this form in its place.
#
# Columns, separated by tabs: character; uses in the content; strokes (h 横, s 竖, p 撇, n 捺 or 点, z 折) in
# every order known; what often follows.  The line of “。” holds what questions begin with.
"""

_RUN = re.compile(f"[{HANZI}]+")
_BODY = "..."
_FIRST_LEVEL = range(0xB0, 0xD8)
"""Lead bytes of the 3,755 characters in common use."""


def wordings(knowledge: Knowledge) -> Iterator[str]:
    """Yield every name, other name and everyday question of the services and events of life."""
    records: tuple[Guide | Theme, ...] = (*knowledge.guides, *knowledge.themes)
    for record in records:
        yield from (record.name, *record.aliases, *record.questions)


def common() -> frozenset[str]:
    """Return the characters in common use: the first level of GB 2312."""
    pairs = (bytes((lead, trail)) for lead in _FIRST_LEVEL for trail in range(0xA1, 0xFF))
    return frozenset("".join(pair.decode("gb2312", errors="ignore") for pair in pairs))


def source_codes(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return character → its codes, of the lines of a Rime dictionary; what is no stroke code is left out."""
    codes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    lines = iter(lines)
    for line in lines:
        if line.rstrip() == _BODY:
            break
    for line in lines:
        character, _, code = line.rstrip().partition("\t")
        if len(character) == 1 and code and set(code) <= set(STROKES):
            codes[character][code] = None
    return {character: tuple(found) for character, found in codes.items()}


def characters(codes: dict[str, tuple[str, ...]], texts: Iterable[str]) -> list[Character]:
    """Return the characters of `texts` and those in common use, weighted by their use in `texts`."""
    uses: Counter[str] = Counter()
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        uses.update(_hanzi(text))
        for run in _RUN.findall(text):
            for one, other in pairwise(run):
                after[one][other] += 1
        for beginning in _hanzi(text)[:1]:
            after[BEGINNING][beginning] += 1
    wanted = (uses.keys() | common()) & codes.keys()
    following = {one: _likeliest(found, wanted) for one, found in after.items()}
    found = [Character(one, uses[one], codes[one], following.get(one, "")) for one in wanted]
    return [Character(BEGINNING, 0, (), following.get(BEGINNING, "")), *found]


def _hanzi(text: str) -> str:
    return "".join(_RUN.findall(text))


def _likeliest(found: Counter[str], wanted: set[str]) -> str:
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return "".join(one for one, _ in ranked if one in wanted)[:MOST_FOLLOWERS]


def build(source: Path) -> str:
    """Return the text of the table.  Raises `OSError` where `source` cannot be read."""
    with source.open(encoding="utf-8") as lines:
        codes = source_codes(lines)
    found = characters(codes, wordings(read(SHIPPED).knowledge))
    return HEAD.format(date=dt.date.today()) + "".join(f"{line}\n" for line in written(found))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("用法：python -m kiosk.strokes.build stroke.dict.yaml")
    STORED.write_text(build(Path(sys.argv[1])), encoding="utf-8")
