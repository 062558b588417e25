"""How Hanzi are read: pypinyin's readings, those of the shipped words looked up once and stored.

To read all words of the lexicons and the sample content takes pypinyin half of
the start.  ``readings.txt`` keeps what it said, a line for each run of Hanzi.
It is a short cut and nothing more: what it lacks, pypinyin is asked for.

``python -m assistant.readings`` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.normalise import HANZI, normalise

STORED = Path(__file__).parent / "readings.txt"
_RUN = re.compile(f"[{HANZI}]+")


def reading(run: str) -> tuple[str, ...]:
    """Return the syllables of a run of Hanzi; characters that have no reading are left out."""
    found = stored_readings().get(run)
    return looked_up(run) if found is None else found


def looked_up(run: str) -> tuple[str, ...]:
    """Return what pypinyin reads; polyphones are settled by the words they stand in."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  its tables take 0.2 s to load

    return tuple(filter(None, lazy_pinyin(run, errors="ignore")))


@lru_cache(maxsize=1)
def stored_readings() -> Mapping[str, tuple[str, ...]]:
    """Return the stored readings: run of Hanzi → syllables."""
    lines = STORED.read_text(encoding="utf-8").splitlines()
    return {run: tuple(syllables) for run, *syllables in map(str.split, lines)}


def shipped_runs() -> list[str]:
    """Return the runs of Hanzi that an assistant of the sample content reads at its start."""
    from assistant.items import items  # noqa: PLC0415  only writing needs these three
    from assistant.lexicon import Lexicon  # noqa: PLC0415
    from knowledge.reading import SHIPPED, read  # noqa: PLC0415

    lexicon = Lexicon()
    names = (name for item in items(read(SHIPPED).knowledge) for name in item.names)
    tables = (lexicon.objects, lexicon.actions, lexicon.fillers)
    texts = (*(expression for table in tables for expression, _ in table.items()), *map(normalise, names))
    return sorted({run for text in texts for run in _RUN.findall(text)})


def _lines(runs: Iterable[str]) -> str:
    return "".join(f"{' '.join((run, *looked_up(run)))}\n" for run in runs)


if __name__ == "__main__":
    STORED.write_text(_lines(shipped_runs()), encoding="utf-8")
