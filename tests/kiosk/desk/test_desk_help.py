"""The line of help: one row, and the keys that nobody would guess before those that only save time."""

from __future__ import annotations

import pytest

from kiosk.desk.help import help_rows
from locales.catalogue import languages, load


def line(language: str, columns: int) -> str:
    (row,) = help_rows(load(language), columns, every=False)
    return "".join(text for text, _ in row.runs)


@pytest.mark.parametrize("language", languages())
def test_copying_and_printing_are_named_in_a_usual_terminal(language: str) -> None:
    assert "Ctrl+Y" in line(language, 80)
    assert "Ctrl+P" in line(language, 80)
    assert line(language, 80).startswith("F1")


@pytest.mark.parametrize("language", languages())
def test_room_for_more_shows_more_in_the_same_order(language: str) -> None:
    narrow, wide = line(language, 80).split("  "), line(language, 160).split("  ")
    assert set(narrow) < set(wide)
    assert [key for key in wide if key in narrow] == narrow
