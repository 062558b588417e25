"""`daoban print`, `daoban kiosk --printer` and the line of `daoban doctor`, as a user runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.commands.printer import printer_flags

QUESTION = "老人优待证怎么办"
NOW = ("--now", "2026-12-01T10:00:00")


def run(*words: str):
    return CliRunner().invoke(app, ["print", *words])


def test_as_text(words) -> None:
    done = run(QUESTION, "--text", *NOW)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "1 号窗口"
    assert any(line.startswith("□ ") for line in lines)
    assert lines[-1] == "打印时间：2026 年 12 月 1 日 10:00"


def test_what_is_told_of_the_person_changes_the_slip() -> None:
    for_another = run(QUESTION, "--text", "--tell", "who=other", "--tell", "come=no", *NOW)
    for_oneself = run(QUESTION, "--text", "--tell", "who=self", *NOW)
    assert for_another.exit_code == for_oneself.exit_code == 0
    assert "代老人办时：代办人的身份证" in for_another.stdout
    assert "代老人办时：代办人的身份证" not in for_oneself.stdout


def test_as_a_real_process_to_a_file(tmp_path, pixels) -> None:
    command = [sys.executable, "-m", "kiosk", "print", QUESTION, "--to", "file:out.bin", "--paper", "80"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env=_with_path(), timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "印好了" in done.stdout
    assert pixels((tmp_path / "out.bin").read_bytes()).width == 576


def _with_path() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path.cwd())}


def test_as_png_and_pdf_never_over_a_file_that_is_there(tmp_path) -> None:
    png, pdf = tmp_path / "a.png", tmp_path / "a.pdf"
    assert run(QUESTION, "--png", str(png)).exit_code == 0
    with Image.open(png) as image:
        assert image.width == 384
    assert run(QUESTION, "--pdf", str(pdf)).exit_code == 0
    before = pdf.read_bytes()
    assert before.startswith(b"%PDF-")
    again = run(QUESTION, "--pdf", str(pdf))
    assert again.exit_code == 2
    assert "a.pdf" in again.stderr
    assert pdf.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ((QUESTION,), 2, "--pdf"),
        ((QUESTION, "--text", "--png", "a.png"), 2, "--pdf"),
        ((QUESTION, "--to", "usb:x"), 2, "usb:04b8:0202"),
        (("今天天气怎么样", "--text"), 3, "没有打印"),
        ((QUESTION, "--png", "a.png", "--font", "/no/such/font"), 2, "没有这个文件或文件夹：/no/such/font"),
        ((QUESTION, "--to", "file:x.bin", "--font", __file__), 2, "不是字体"),
        ((QUESTION, "--png", "no/such/folder/a.png"), 1, "/no/such/folder。"),
    ],
)
def test_what_cannot_be_says_what_to_do(tmp_path, monkeypatch, words, status, told) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == status, done.output
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_is_not_there(nobody) -> None:
    done = run(QUESTION, "--to", f"{nobody.host}:{nobody.port}")
    assert done.exit_code == 1
    assert "打印机没有连上，请看看电源和线" in done.stderr
    assert f"{nobody.host}:{nobody.port}" in done.stderr
    assert "手机扫码" not in done.stderr  # said to who stands at the kiosk


def test_out_of_paper(stand_in) -> None:
    printer = stand_in({2: 0x32, 4: 0x72})
    done = run(QUESTION, "--to", f"127.0.0.1:{printer.address.port}")
    assert done.exit_code == 1
    assert "打印机没有纸了" in done.stderr


def test_the_kiosk_refuses_what_is_no_printer() -> None:
    done = CliRunner().invoke(app, ["kiosk", "--printer", "usb:x"])
    assert done.exit_code == 2
    assert "usb:04b8:0202" in done.stderr


def test_the_launcher_passes_the_printer_on() -> None:
    assert [*printer_flags("usb:04b8:0202", "80", "")] == ["--printer", "usb:04b8:0202", "--paper", "80"]
    option, font = printer_flags("", None, "a.ttf")
    assert option == "--font"
    assert Path(font) == Path("a.ttf").absolute()


def test_doctor_names_the_font(font) -> None:
    done = CliRunner().invoke(app, ["doctor"])
    assert f"打印字体：{font.path}" in done.stdout
