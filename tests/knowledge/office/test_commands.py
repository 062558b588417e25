"""`daoban guides export` and `daoban guides apply`, as staff of the hall type them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from kiosk.cli import app
from knowledge.office.reading import read_workbook
from knowledge.reading import read


def daoban(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_export_writes_a_workbook_of_the_folder(office: Any, tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    done = daoban("--knowledge", office.folder, "guides", "export", file)
    assert done.exit_code == 0
    assert f"{file}，2 个事项" in done.output
    assert read_workbook(file).knowledge == read(office.folder).knowledge


def test_export_says_what_it_had_to_leave_out(office: Any, edit: Any, tmp_path: Path) -> None:
    edit("themes/moving.toml", "status", "statut")
    done = daoban("--knowledge", office.folder, "guides", "export", tmp_path / "new.xlsx")
    assert done.exit_code == 0
    assert "moving.toml" in done.stderr
    assert "问题的内容没有写进去" in done.stdout


def test_a_dry_run_shows_what_would_change_and_writes_nothing(office: Any) -> None:
    before = office.files()
    office.put("事项", 2, 事项名称="补身份证", 别名="补证")
    done = daoban("--knowledge", office.folder, "guides", "apply", office.file, "--dry-run")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "修改 事项 police/id-card 补身份证",
        "  事项名称：居民身份证补领 → 补身份证",
        "  别名：去掉 补办身份证",
        "  别名：加上 补证",
        "要改 1 条。这是试一遍，什么都没有写。",
    ]
    assert office.files() == before


def test_apply_writes_what_it_showed(office: Any) -> None:
    office.put("事项", 2, 事项名称="补身份证")
    office.put("一件事", 2, 删除="是")
    done = daoban("--knowledge", office.folder, "guides", "apply", office.file)
    assert done.exit_code == 0
    assert "去掉 一件事 moving 搬家一件事" in done.output
    assert "改好了 2 条" in done.output
    again = daoban("--knowledge", office.folder, "guides", "apply", office.file)
    assert again.output == "和知识库里一样，没有要改的。\n"


def test_one_fault_and_nothing_is_written(office: Any) -> None:
    before = office.files()
    office.put("事项", 2, 事项名称="补身份证")
    office.put("材料", 2, 原件份数="两份")
    done = daoban("--knowledge", office.folder, "guides", "apply", office.file)
    assert done.exit_code == 1
    assert "工作表 材料 · 第 2 行 · 原件份数：这里要写整数" in done.stderr
    assert "有 1 处错误，什么都没有写" in done.stdout
    assert office.files() == before


def test_the_shipped_content_is_not_changed(office: Any) -> None:
    done = daoban("guides", "apply", office.file)
    assert done.exit_code == 1
    assert "--knowledge" in done.stderr
