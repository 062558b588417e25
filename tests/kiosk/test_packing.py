"""`daoban build` and `daoban install`, as a hall and a village station use them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kiosk.cli import app
from knowledge.pack import PREVIOUS
from knowledge.reading import SHIPPED


def daoban(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hall")
    for part in ("guides/police", "sites"):
        shutil.copytree(SHIPPED / part, folder / part)
    hall = folder / "sites" / "hall.toml"
    services = re.compile(r"services = \[[^\]]*\]")  # the counters of a small hall accept what its folder has
    hall.write_text(
        services.sub('services = ["police/*"]', hall.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def pack(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "hall.daoban"
    built = daoban("--knowledge", folder, "build", path)
    assert built.exit_code == 0, built.output
    return path


def test_a_pack_answers_like_the_folder_it_was_built_from(folder: Path, pack: Path) -> None:
    asked = [daoban("--knowledge", source, "ask", "身份证丢了") for source in (folder, pack)]
    assert asked[0].exit_code == asked[1].exit_code == 0
    assert asked[0].output == asked[1].output
    assert "居民身份证补领" in asked[1].output


def test_a_folder_with_errors_is_not_built_and_the_last_pack_stays(folder: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty"
    shutil.copytree(folder, faulty)
    (faulty / "guides" / "police" / "bad.toml").write_text("name = 1\n", encoding="utf-8")
    pack = tmp_path / "hall.daoban"
    pack.write_bytes(b"the last one")
    built = daoban("--knowledge", faulty, "build", pack)
    assert built.exit_code == 1
    assert "bad.toml" in built.stderr
    assert pack.read_bytes() == b"the last one"


def test_a_damaged_pack_is_told_and_the_one_before_answers(pack: Path, tmp_path: Path) -> None:
    in_use = tmp_path / "hall.daoban"
    assert daoban("install", pack, in_use).exit_code == 0
    assert daoban("install", pack, in_use).exit_code == 0
    in_use.write_bytes(in_use.read_bytes()[:100_000])
    asked = daoban("--knowledge", in_use, "ask", "身份证丢了")
    assert asked.exit_code == 0
    assert "居民身份证补领" in asked.stdout
    assert "damaged-pack" in asked.stderr
    assert in_use.name + PREVIOUS in asked.stderr
    checked = daoban("--knowledge", in_use, "doctor")
    assert checked.exit_code == 1
    assert "damaged-pack" in checked.output


def test_a_foreign_file_is_not_installed(pack: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "照片.jpg"
    foreign.write_bytes(b"\xff\xd8\xff\xe0 a picture of the hall")
    in_use = tmp_path / "hall.daoban"
    shutil.copy(pack, in_use)
    installed = daoban("install", foreign, in_use)
    assert installed.exit_code != 0
    assert "不是导办的知识包" in installed.output
    assert in_use.read_bytes() == pack.read_bytes()


@pytest.mark.parametrize("command", [("check",), ("guides", "stats"), ("build", "again.daoban")])
def test_commands_that_need_the_folder_say_so(pack: Path, command: tuple[str, ...]) -> None:
    told = daoban("--knowledge", pack, *command)
    assert told.exit_code != 0
    assert "not-a-folder" in told.output


def test_doctor_counts_what_a_pack_holds(pack: Path) -> None:
    assert "个指南" in daoban("--knowledge", pack, "doctor").output
