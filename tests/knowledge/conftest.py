"""A small sound knowledge folder to break one thing of, and ways to make exports."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from knowledge.importing.run import ImportReport, import_file
from knowledge.model import Guide
from knowledge.problems import Problem
from knowledge.reading import read

GUIDE = """\
name = "居民身份证补领"
aliases = ["补办身份证"]
questions = ["身份证丢了怎么办"]
owner = "公安部门"
status = "sample"

[source]
title = "居民身份证法"

[[materials]]
name = "户口簿"

[[materials]]
name = "照片"

[[channels]]
kind = "window"
"""

PENSION = """\
name = "养老保险转移"
owner = "社保部门"
status = "sample"

[source]
title = "社会保险法"

[[channels]]
kind = "cross_city"
"""

HALL = """\
name = "政务服务中心"
level = "hall"
status = "sample"

[source]
title = "示例"

[[hours]]
days = "12345"
open = 08:30:00
close = 12:00:00

[[zones]]
id = "police"
name = "户政区"
floor = 1

[[counters]]
number = 1
name = "户政窗口"
zone = "police"
services = ["police/*"]

[[counters]]
number = 2
name = "社保通窗口"
zone = "police"
services = ["social-security/*"]
cross_city = true
"""

THEME = """\
name = "搬家一件事"
guides = ["police/id-card", "social-security/transfer"]
status = "sample"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder in which everything is sound."""
    base = tmp_path / "content"
    for name, text in {
        "guides/police/id-card.toml": GUIDE,
        "guides/social-security/transfer.toml": PENSION,
        "sites/hall.toml": HALL,
        "themes/moving.toml": THEME,
    }.items():
        path = base / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return base


Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace one piece of text in a file of the sound folder."""

    def replace(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}: the test breaks nothing"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return replace


class Imports:
    """Exports written to a temporary folder, and what importing them left there."""

    def __init__(self, tmp_path: Path) -> None:
        self.tmp = tmp_path
        self.target = tmp_path / "imported"

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.tmp / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def json_lines(self, rows: Iterable[dict[str, Any]], name: str = "items.jsonl") -> Path:
        return self.file(name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def run(self, path: Path, **options: Any) -> ImportReport:
        report = import_file(path, self.target, **options)
        assert report.rows == report.taken + report.repeated + report.rejected
        return report

    def take(self, **cells: Any) -> Guide:
        """The guide that a row of these cells becomes."""
        assert self.run(self.json_lines([cells])).taken == 1
        (guide,) = self.guides()
        return guide

    def guides(self) -> tuple[Guide, ...]:
        reading = read(self.target)
        assert reading.problems == ()
        return reading.knowledge.guides

    def names(self) -> list[str]:
        return sorted(guide.name for guide in self.guides())

    def problems(self, report: ImportReport) -> str:
        return report.problems_file.read_text(encoding="utf-8") if report.problems_file else ""


@pytest.fixture
def imports(tmp_path: Path) -> Imports:
    return Imports(tmp_path)


@pytest.fixture
def told() -> Callable[[Iterable[Problem]], list[tuple[str, str]]]:
    """Problems as (code, key), which is what an editor has to be led to."""
    return lambda problems: [(problem.code, problem.key) for problem in problems]


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real exports, which is no part of the project."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "real"
    place = Path(os.environ.get("DAOBAN_REAL_DATA", beside))
    if not place.is_dir():
        pytest.skip(f"no real exports at {place}; set DAOBAN_REAL_DATA to their folder")
    return place
