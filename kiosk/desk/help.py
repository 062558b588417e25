"""The keys in words: a line below the desk, all of them on request, and a card to lie beside the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from kiosk.desk.keys import KEYS, Key
from kiosk.desk.rows import Row, in_rows
from locales.catalogue import Catalogue


def help_rows(catalogue: Catalogue, columns: int, *, every: bool) -> tuple[Row, ...]:
    """One row of the keys most needed; `every`: all of them, in as many rows as that takes."""
    runs = ((f"{key.cap} {_word(key, catalogue)}", "") for key in KEYS if every or key.common)
    rows = in_rows(runs, columns)
    return rows if every else rows[:1]


def card(catalogue: Catalogue) -> Iterator[str]:
    """Yield every key and what it does, a line each."""
    width = max(cell_len(key.cap) for key in KEYS)
    for key in KEYS:
        yield f"{set_cell_size(key.cap, width)}  {_word(key, catalogue)}"


def _word(key: Key, catalogue: Catalogue) -> str:
    return catalogue.text(f"desk.key.{key.word}")
