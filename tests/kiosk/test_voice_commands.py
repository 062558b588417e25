"""`daoban voice` and `--clips`: a folder from nothing to a voice that can be used."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from tests.kiosk.speech.recordings import tone, write_wav


def daoban(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "script.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_voice_is_written_recorded_checked_and_ready(tmp_path: Path) -> None:
    folder = tmp_path / "voice"
    written = daoban("voice", "script", "--out", folder, "--language", "nan-x-teochew")
    assert written.exit_code == 0, written.output
    assert {path.name for path in folder.iterdir()} == {"script.csv", "script.xlsx"}
    script = rows(folder)
    assert str(len(script)) in written.stdout
    assert {row["语言"] for row in script} == {"nan-x-teochew"}
    assert all("潮州话" in row["提示"] for row in script)

    empty = daoban("voice", "check", folder)
    assert empty.exit_code == 0
    assert empty.stdout.count("clip-missing") == 6  # five, and that there are more
    assert daoban("voice", "check", folder, "--all").stdout.count("clip-missing") == len(script)

    write_wav(folder / script[0]["文件名"], tone(1, 300))
    ready = daoban("voice", "check", folder)
    assert ready.exit_code == 0
    assert f"daoban kiosk --clips {folder}" in ready.stdout

    write_wav(folder / script[1]["文件名"], tone(30, 300))
    wrong = daoban("voice", "check", folder)
    assert wrong.exit_code == 1
    assert "clip-long" in wrong.stdout.splitlines()[0]  # errors come first
    assert "daoban kiosk --clips" not in wrong.stdout

    again = daoban("voice", "script", "--out", folder, "--language", "nan-x-teochew")
    assert again.exit_code == 0
    assert rows(folder) == script


def test_an_unknown_language_and_a_folder_without_a_script_say_what_to_do(tmp_path: Path) -> None:
    unknown = daoban("voice", "script", "--out", tmp_path / "voice", "--language", "xx")
    assert unknown.exit_code == 1
    assert "nan-x-teochew" in unknown.stderr
    assert not (tmp_path / "voice").exists()
    nothing = daoban("voice", "check", tmp_path)
    assert nothing.exit_code == 1
    assert "daoban voice script" in nothing.stderr


@pytest.mark.parametrize("command", [("kiosk",), ("launch",), ("plain", "--speak")], ids=" ".join)
def test_a_kiosk_whose_recordings_are_not_there_says_so_before_it_takes_the_screen(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = daoban(*command, "--clips", tmp_path / "gone")
    assert done.exit_code == 1
    assert "no-script" in done.stderr
