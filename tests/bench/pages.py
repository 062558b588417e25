"""Sections of docs/benchmarks.md that programs write, and what to say of the machine."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
_HEAD = """\
# Benchmarks

Every section is written by the program named in it, run anew. They need `pip install "daoban[bench]"`.
"""


def write_section(name: str, body: str, page: Path = PAGE) -> None:
    """Put `body` between the marks of section `name`, at the end of the page where it has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n{body.strip()}\n{end}\n"
    text = page.read_text(encoding="utf-8") if page.exists() else _HEAD
    former = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}\n", re.DOTALL)
    replaced, found = former.subn(lambda _: section, text)
    page.write_text(replaced if found else f"{text.rstrip()}\n\n{section}", encoding="utf-8")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is words, the others numbers."""
    rule = ("---", *("---:" for _ in heads[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def machine() -> str:
    """Return date, processor, memory and Python, in one line."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = (
        dt.datetime.now(tz=dt.UTC).date().isoformat(),
        f"{os.cpu_count()} cores{f' of {model[1]}' if model else ''}",
        f"{memory:.0f} GiB",
        f"{platform.system()}, Python {platform.python_version()}",
    )
    return " · ".join(parts)


def load() -> float:
    """Return how many processes wanted to run in the last minute, ours too."""
    return os.getloadavg()[0]
