"""Stored readings are pypinyin's, and spare most of the work of a start."""

from __future__ import annotations

from assistant.readings import looked_up, reading, shipped_runs, stored_readings

MENDED_BY = "`make readings` writes them anew"


def test_what_is_stored_is_what_pypinyin_reads() -> None:
    wrong = {run: stored for run, stored in stored_readings().items() if stored != looked_up(run)}
    assert not wrong, MENDED_BY


def test_nearly_all_shipped_words_are_stored() -> None:
    """A few new words cost little; an old file would make every start slow again."""
    runs = shipped_runs()
    missing = [run for run in runs if run not in stored_readings()]
    assert len(missing) <= len(runs) / 10, MENDED_BY


def test_what_is_not_stored_is_looked_up() -> None:
    assert "魑魅魍魉" not in stored_readings()
    assert reading("魑魅魍魉") == ("chi", "mei", "wang", "liang")
    assert reading("身份证") == ("shen", "fen", "zheng")
