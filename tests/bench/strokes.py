"""How many strokes until a character is among the first nine: ``python tests/bench/strokes.py``.

Prints a table as Markdown, for docs/spelling.md.  Each character counts as often
as it is used.  The wordings of the shipped content are what the table was
weighted by; the questions of tests/questions/dev.jsonl are not.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import mean, quantiles

import msgspec

from assistant.normalise import HANZI
from kiosk.strokes.build import wordings
from kiosk.strokes.table import stored
from knowledge.reading import SHIPPED, read

QUESTIONS = Path(__file__).parents[1] / "questions" / "dev.jsonl"
_RUN = re.compile(f"[{HANZI}]+")


def main() -> None:
    """Print the figures."""
    own = list(wordings(read(SHIPPED).knowledge))
    asked = [msgspec.json.decode(line)["text"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    print("| characters of | alone | after what is written | among nine within 2 strokes | in the table |")
    print("|---|---|---|---|---|")
    for name, texts in (("our names, other names and questions", own), ("questions of others (dev)", asked)):
        print(f"| {name} | {' | '.join(figures(texts))} |")
    print(f"\nA lookup takes {milliseconds():.2f} ms on average (every beginning of up to four strokes).")


def figures(texts: Iterable[str]) -> Iterator[str]:
    """Yield mean strokes without and with what precedes, the share within two, and that in the table."""
    pairs = [pair for text in texts for pair in _pairs(text)]
    alone = [needed(character, "𠮷") for _, character in pairs]
    after = [needed(character, before) for before, character in pairs]
    for counts in (alone, after):
        known = [count for count in counts if count is not None]
        yield f"{mean(known):.2f} (90 % within {quantiles(known, n=10)[-1]:.0f})"
    known = [count for count in after if count is not None]
    yield f"{sum(count <= 2 for count in known) / len(known):.1%}"
    yield f"{len(known) / len(after):.2%}"


@cache
def needed(character: str, before: str) -> int | None:
    """Strokes until `character` is shown, in the quickest of its orders; None where it is in no table."""
    found = [
        count
        for code in _codes().get(character, ())
        if (count := _shown_at(character, code, before)) is not None
    ]
    return min(found, default=None)


def _shown_at(character: str, code: str, before: str) -> int | None:
    shown = (count for count in range(len(code) + 1) if character in _candidates(code[:count], before))
    return next(shown, None)


@cache
def _candidates(strokes: str, before: str) -> tuple[str, ...]:
    return stored().candidates(strokes, before)


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    return {found.character: found.codes for found in stored().characters}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield (the character before, or nothing at the beginning; the character)."""
    written = "".join(_RUN.findall(text))
    for at, character in enumerate(written):
        yield written[at - 1 : at] if at else "", character


def milliseconds() -> float:
    """Return how long a lookup takes on average."""
    prefixes = {code[:length] for codes in _codes().values() for code in codes for length in range(5)}
    start = time.perf_counter()
    for prefix in prefixes:
        stored().candidates(prefix, "身")
    return (time.perf_counter() - start) / len(prefixes) * 1000


if __name__ == "__main__":
    main()
