"""The keys in words: a line below the desk, all of them on request, and a card to lie beside the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size

from kiosk.desk.keys import KEYS, Key
from kiosk.desk.rows import Row, in_rows
from locales.catalogue import Catalogue


def help_rows(catalogue: Catalogue, columns: int, *, every: bool) -> tuple[Row, ...]:
    """One row of the keys most needed; `every`: all of them, in as many rows as that takes."""
    if every:
        return _rows(KEYS, catalogue, columns)
    keys = [key for key in KEYS if key.common]
    for key in reversed([key for key in keys if not key.needed]):
        if len(_rows(keys, catalogue, columns)) == 1:
            break
        keys.remove(key)
    return _rows(keys, catalogue, columns)[:1]


def _rows(keys: Iterable[Key], catalogue: Catalogue, columns: int) -> tuple[Row, ...]:
    return in_rows(((f"{key.cap} {_word(key, catalogue)}", "") for key in keys), columns)


def card(catalogue: Catalogue) -> Iterator[str]:
    """Yield every key and what it does, a line each."""
    width = max(cell_len(key.cap) for key in KEYS)
    for key in KEYS:
        yield f"{set_cell_size(key.cap, width)}  {_word(key, catalogue)}"


def _word(key: Key, catalogue: Catalogue) -> str:
    return catalogue.text(f"desk.key.{key.word}")
