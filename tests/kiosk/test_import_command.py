"""`daoban import` as people type it: what changes is shown, then asked, then written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from knowledge.importing.columns import Columns

ROOT = Path(__file__).parents[2]


def daoban(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("业务办理项编码,事项名称,实施主体", *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A folder into which two items were imported."""
    folder = tmp_path / "hall"
    assert (
        daoban(
            "import", table(tmp_path / "list.csv", "1,甲事,甲局", "2,乙事,乙局"), "--into", folder
        ).exit_code
        == 0
    )
    return folder


def on_a_terminal(*arguments: object, answer: str) -> str:
    """Run the command with a terminal as its input and output; return what it showed there."""
    import pty

    outside, inside = pty.openpty()
    command = [sys.executable, "-m", "kiosk", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=inside, stdout=inside, stderr=subprocess.DEVNULL)
    os.close(inside)
    os.write(outside, answer.encode())
    shown = b""
    try:
        while piece := os.read(outside, 4096):
            shown += piece
    except OSError:  # Linux: the other side is closed
        pass
    os.close(outside)
    assert process.wait(timeout=30) == 0
    return shown.decode()


def test_what_changes_is_shown_field_by_field(into: Path, tmp_path: Path) -> None:
    shown = daoban(
        "import", table(tmp_path / "new.csv", "1,甲事,丙局", "3,丁事,丁局"), "--into", into, "--dry-run"
    )
    assert shown.output.splitlines() == [
        "修改 1 甲事",
        "  主管部门：甲局 → 丙局",
        "读了 2 行：采用 2，重复 0，没有采用 0。",
        "和以前比：新增 1 个，改动 1 个，没有变化 0 个。",
        "以前导入、这次没有的 1 个指南不动。",
        "这是试导入，什么都没有写。",
    ]


def test_at_most_twenty_changes_are_shown_and_all_are_in_the_file(into: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    daoban("import", table(path, *(f"{n},事项{n},甲局" for n in range(10, 40))), "--into", into)
    shown = daoban("import", table(path, *(f"{n},事项{n},乙局" for n in range(10, 40))), "--into", into)
    assert shown.stdout.count("甲局 → 乙局") == 20
    assert "还有 10 个改动没有列出来" in shown.stdout
    assert (into / "changes-many.txt").read_text(encoding="utf-8").count("甲局 → 乙局") == 30


def test_a_kept_edit_is_told_on_stderr_with_both_values(into: Path, tmp_path: Path) -> None:
    edited = into / "guides/1.toml"
    edited.parent.mkdir()
    edited.write_text(
        'name = "甲事"\nowner = "甲局二楼"\nstatus = "imported"\n[source]\ntitle = "list.csv"\n',
        encoding="utf-8",
    )
    done = daoban("import", table(tmp_path / "list.csv", "1,甲事,丙局"), "--into", into)
    assert done.exit_code == 0
    assert "其中 1 个手工改过" in done.stdout
    assert f"{edited} · owner：手工改过，导出也改了，保留手工的" in done.stderr
    assert "甲局二楼" in done.stderr and "丙局" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_it_asks_before_it_writes(
    into: Path, tmp_path: Path, answer: str, written: bool
) -> None:
    before = (into / "guides.jsonl").read_bytes()
    new = table(tmp_path / "new.csv", "1,甲事,丙局")
    shown = on_a_terminal("import", new, "--into", into, answer=answer)
    assert "要写进去吗？ [y/N]" in shown
    assert ("没有写，什么都没有变" in shown) is not written
    assert ((into / "guides.jsonl").read_bytes() != before) is written
    assert (into / "changes-new.txt").exists() is written


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_on_a_terminal_it_does_not_ask_when_told_or_when_nothing_changes(into: Path, tmp_path: Path) -> None:
    new = table(tmp_path / "new.csv", "1,甲事,丙局")
    assert "要写进去吗" not in on_a_terminal("import", new, "--into", into, "--yes", answer="")
    assert (into / "changes-new.txt").exists()
    assert "要写进去吗" not in on_a_terminal("import", new, "--into", into, answer="")


def test_a_mapping_file_names_the_columns(tmp_path: Path) -> None:
    export = tmp_path / "own.csv"
    export.write_text("办什么事,管的部门\n甲事,甲局\n", encoding="utf-8")
    refused = daoban("import", export, "--into", tmp_path / "hall")
    assert refused.exit_code == 1
    assert "--mapping" in refused.stderr
    mapping = tmp_path / "columns.toml"
    mapping.write_text('[columns]\nname = "办什么事"\nowner = "管的部门"\n', encoding="utf-8")
    done = daoban("import", export, "--into", tmp_path / "hall", "--mapping", mapping)
    assert done.exit_code == 0
    assert "采用 1" in done.stdout


def test_a_faulty_mapping_file_is_told_by_file_and_key(tmp_path: Path) -> None:
    export = table(tmp_path / "list.csv", "1,甲事,甲局")
    mapping = tmp_path / "columns.toml"
    mapping.write_text('[columns]\nnmae = "x"\n', encoding="utf-8")
    done = daoban("import", export, "--into", tmp_path / "hall", "--mapping", mapping)
    assert done.exit_code == 1
    assert f"{mapping} · columns.nmae：没有“nmae”这个字段，是不是想写“name”" in done.stderr


def test_the_fields_and_their_headings_are_listed() -> None:
    shown = daoban("import", "--columns")
    assert shown.exit_code == 0
    for field, names in Columns.official().names.items():
        assert f"{field}: {'、'.join(names)}\n" in shown.output


def test_a_command_without_file_or_folder_says_how_it_is_written(tmp_path: Path) -> None:
    done = daoban("import", tmp_path / "list.csv")
    assert done.exit_code == 2
    assert "--into" in done.stderr
