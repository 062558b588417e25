"""What `daoban check` prints, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from typer.testing import CliRunner, Result

from kiosk.cli import app
from knowledge.model import Guide, Material, Source

Edit = Callable[[str, str, str], Path]

ID_CARD = "guides/police/id-card.toml"
HALL = "sites/hall.toml"


def daoban_check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["check", str(folder), *options])


def test_problems_stand_below_their_file_errors_first(folder: Path, edit: Edit) -> None:
    edit(HALL, "number = 2", "number = 1")
    edit(HALL, '"police/*"', '"police/*", "tax/*"')
    edit(ID_CARD, "owner", "ownr")
    lines = daoban_check(folder).output.splitlines()
    assert lines[0] == ID_CARD
    assert {line[:4] for line in lines[1 : lines.index(HALL)] if line.startswith(" ")} == {"  错误"}
    below = lines[lines.index(HALL) + 1 :]
    assert below[0].startswith("  错误 counters[2].number：")
    assert below[0].endswith("[duplicate-counter]")


def test_a_reason_is_told_once_for_a_kind_of_problem(folder: Path, edit: Edit) -> None:
    edit(HALL, "number = 2", "number = 1")
    edit(HALL, "close = 12:00:00", "close = 08:00:00")
    edit(HALL, "[[counters]]", '[[counters]]\nnumber = 1\nname = "又一个"\nzone = "police"\n\n[[counters]]')
    output = daoban_check(folder).output
    assert output.count("[duplicate-counter]") == 2
    assert output.count("两个窗口同一个号") == 1
    assert output.count("（依据：") == 2


def test_errors_and_warnings_are_counted_and_only_errors_fail(folder: Path, edit: Edit) -> None:
    edit(HALL, '"police/*"', '"police/*", "tax/*"')
    warned = daoban_check(folder)
    assert warned.exit_code == 0
    assert warned.output.splitlines()[-1].startswith("0 处错误，1 处提醒")
    edit(HALL, "number = 2", "number = 1")
    failed = daoban_check(folder)
    assert failed.exit_code == 1
    assert failed.output.splitlines()[-1].startswith("1 处错误，1 处提醒")


def test_an_import_with_a_habit_does_not_bury_the_rest(folder: Path) -> None:
    guides = (
        Guide(
            id=f"44{number}",
            name=f"事项{number}",
            owner="某局",
            status="imported",
            source=Source(title="清单"),
            materials=(Material(name="其他材料"),),
        )
        for number in range(8)
    )
    (folder / "guides.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, guides)))
    output = daoban_check(folder).output
    assert output.count("”没说是哪一样") == 5
    assert "还有 3 处" in output
    assert "0 处错误，8 处提醒" in output
    assert daoban_check(folder, "--all").output.count("”没说是哪一样") == 8
