"""Seeded faults: each file under ``faults/<rule>/`` breaks one thing of the folder ``faults/sound``.

A fault names the `key` where it is to be found, and by file names the keys it
sets anew; a file that was not there comes into being.  `remove` lists files to
delete.  `file` is where the fault is to be found, if not in the first file it
changes, and `severity`, if not that of the rule.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
import tomli_w

from knowledge.checks import RULES, check
from knowledge.reading import IMPORTED_GUIDES

FAULTS = Path(__file__).parent / "faults"
SOUND = FAULTS / "sound"
TODAY = dt.date(2026, 6, 1)
FILES = sorted(path for path in FAULTS.glob("*/*.toml") if path.parent != SOUND)
EXPECTED = {"key", "file", "severity", "remove"}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return shutil.copytree(SOUND, tmp_path / "content")


def test_the_sound_folder_is_sound(sound: Path) -> None:
    assert check(sound, TODAY) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_seeded_fault_is_found_and_nothing_else(sound: Path, path: Path) -> None:
    fault = tomli.loads(path.read_text(encoding="utf-8"))
    changes = {name: change for name, change in fault.items() if name not in EXPECTED}
    seed(sound, changes, fault.get("remove", []))
    (rule,) = (rule for rule in RULES if rule.id == path.parent.name)
    (problem,) = check(sound, TODAY)
    assert (problem.code, problem.file, problem.key, problem.severity) == (
        rule.id,
        fault.get("file") or next(iter(changes)),
        fault["key"],
        fault.get("severity", rule.severity),
    )


def test_every_rule_is_broken_in_two_ways_at_least() -> None:
    ways = Counter(path.parent.name for path in FILES)
    assert ways.keys() == {rule.id for rule in RULES}
    assert {rule_id for rule_id, count in ways.items() if count < 2} == set()


def seed(folder: Path, changes: dict[str, Any], removed: list[str]) -> None:
    for name in removed:
        (folder / name).unlink()
    for name, change in changes.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == IMPORTED_GUIDES:
            path.write_bytes(b"\n".join(map(msgspec.json.encode, change)))
        else:
            before = tomli.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            path.write_text(tomli_w.dumps({**before, **change}), encoding="utf-8")
