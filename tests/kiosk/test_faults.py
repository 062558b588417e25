"""What the system refuses is told in words that say what to do, in the language that was asked for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.aside import write_aside
from kiosk.cli import app
from kiosk.commands.faults import words_for
from locales.catalogue import languages, load


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EISDIR, errno.ENOTDIR]
)
def test_no_sentence_quotes_the_system(language: str, number: int) -> None:
    error = OSError(number, os.strerror(number), "slip.pdf")
    told = words_for(error, load(language))
    assert os.strerror(number) not in told
    assert "Errno" not in told
    assert "slip.pdf" in told or number == errno.ENOSPC


def test_what_has_no_sentence_is_quoted() -> None:
    assert "too many links" in words_for(OSError(errno.EMLINK, "too many links"), load("en"))


def test_a_settings_file_that_is_not_there_is_named() -> None:
    for language, told in (("zh-CN", "没有这个文件或文件夹：/no/such"), ("en", "no file or folder /no/such")):
        done = CliRunner().invoke(app, ["--language", language, "--settings", "/no/such", "settings"])
        assert done.exit_code == 1
        assert told in done.stderr


def test_the_folder_that_was_asked_for_is_named_not_what_lies_in_it_for_a_moment(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_aside(tmp_path / "there" / "slip.png", b"")
    assert f"：{tmp_path / 'there'}。" in words_for(caught.value, load("zh-CN"))
    hidden = FileNotFoundError(errno.ENOENT, "", ".kiosk.toml")
    assert "：.kiosk.toml。" in words_for(hidden, load("zh-CN"))


def test_a_workbook_on_a_full_disk_leaves_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    done = CliRunner().invoke(app, ["guides", "export", str(tmp_path / "book.xlsx")])
    assert done.exit_code == 1
    assert done.stderr == "磁盘满了，没有写成。请删掉一些不用的文件，再来一次。\n"
    assert not [*tmp_path.iterdir()]


def test_a_workbook_into_a_folder_that_is_not_there_names_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["guides", "export", str(tmp_path / "there" / "book.xlsx")])
    assert done.exit_code == 1
    assert f"{tmp_path / 'there'}：没有这个文件夹" in done.stderr
