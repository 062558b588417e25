"""The section of docs/benchmarks.md about search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version

from measuring import CALLS, WARM_UP
from pages import machine, table
from peers import LIMIT, PEERS
from results import Measured, Quality

from assistant.evaluation.estimates import Estimate
from assistant.evaluation.report import ALL

_PACKAGES = ("bm25s", "jieba", "tantivy", "rapidfuzz", "numpy")
_MEASURES: tuple[tuple[str, Callable[[Quality], Estimate]], ...] = (
    ("Right answer first (hit@1)", lambda quality: quality.hit1),
    ("Right answer among the first three (hit@3)", lambda quality: quality.hit3),
    ("Mean of 1 / place of the right answer (MRR)", lambda quality: quality.mrr),
)


def section(measured: Sequence[Measured], shown: int, command: str, about: str) -> str:
    """Return the section; `shown` is the size whose kinds of questions are told, `about` the content."""
    compared = [one for one in measured if one.quality]
    parts = [
        "## Search, beside other engines",
        f"`{command}`",
        machine() + f" · SQLite {_sqlite()} · " + " · ".join(f"{name} {version(name)}" for name in _PACKAGES),
        about,
        _HOW,
        "![Quality by kind of question and latency](pictures/benchmarks.png)",
    ]
    for size in sorted({one.size for one in compared}):
        parts += [f"### {size:,} guides", _sized([one for one in compared if one.size == size])]
    parts += [
        f"### By kind of question, {shown:,} guides",
        *_by_kind([m for m in compared if m.size == shown]),
    ]
    parts += ["### Daoban, from nothing to the first answer", _READY, _readiness(measured)]
    return "\n\n".join(parts)


_HOW = f"""\
All engines get the same items with the same four fields (name, other names, everyday questions, summary)
and the same simplified, half-width, lower-case text. How the peers are set up was tried on the
questions: a document for each item, fields of equal weight, and single characters beside jieba's words
were the best for all that can have them. Daoban has its lexicons, pinyin and model besides, and their
weights were set on these questions too; docs/search.md has the figures on questions nothing was tuned on.
An engine that knows characters only can find nothing in pinyin, initials and English: compare kinds,
not only `all`.

Building and serving are processes of their own. The first {LIMIT} items count; in brackets are 95 %
intervals. Latency is of single calls after {WARM_UP} to warm up, at least {CALLS} of them; a slow engine
gets fewer, those it had time for, in random order, and its quality is over those. Ready is from the first
import to the first answer, files in the page cache. Memory is the resident set: its peak while building, its
peak while serving, and (private) without mapped files, which the system shares and drops as it likes."""
_READY = """\
A pack is built once and carried to the kiosks; there it is opened. The time to get ready is the median of
five processes: imports, opening (which reads the whole file once to check it) and the first answer."""


def _sized(measured: Sequence[Measured]) -> str:
    heads = (
        *("engine", "hit@1", "hit@3", "MRR", "p50 ms", "p99 ms", "calls", "ready s"),
        *("build s", "MiB building", "MiB serving", "private", "index MiB"),
    )
    return table(heads, map(_row, measured))


def _row(one: Measured) -> tuple[str, ...]:
    quality = one.quality[ALL]
    return (
        PEERS[one.peer].title,
        *(_shown(measure(quality)) for _, measure in _MEASURES),
        *(f"{one.milliseconds(percentile):.2f}" for percentile in (50, 99)),
        str(len(one.served.milliseconds)),
        f"{one.ready:.2f}",
        f"{one.built.seconds:.1f}",
        f"{one.built.memory.peak:.0f}",
        f"{one.served.memory.peak:.0f}",
        f"{one.served.memory.private:.0f}",
        f"{one.built.index:.1f}",
    )


def _by_kind(measured: Sequence[Measured]) -> Iterator[str]:
    kinds = max((one.quality for one in measured), key=len)
    for title, measure in _MEASURES:
        yield f"{title}:"
        yield table(
            ("kind", "n", *(PEERS[one.peer].title for one in measured)),
            (
                (kind, str(kinds[kind].n), *(_cell(one.quality.get(kind), measure) for one in measured))
                for kind in kinds
            ),
        )


def _cell(quality: Quality | None, measure: Callable[[Quality], Estimate]) -> str:
    return "–" if quality is None else _shown(measure(quality))


def _shown(found: Estimate) -> str:
    return f"{found.mean:.3f} ({found.low:.2f}–{found.high:.2f})"


def _readiness(measured: Sequence[Measured]) -> str:
    ours = sorted((one for one in measured if one.peer == "daoban"), key=lambda one: one.size)
    return table(
        ("guides", "ready s", "MiB serving", "private", "build s", "MiB building", "pack MiB"),
        (
            (
                f"{one.size:,}",
                f"{one.ready:.2f}",
                f"{one.served.memory.peak:.0f}",
                f"{one.served.memory.private:.0f}",
                f"{one.built.seconds:.1f}",
                f"{one.built.memory.peak:.0f}",
                f"{one.built.index:.1f}",
            )
            for one in ours
        ),
    )


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version
