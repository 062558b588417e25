"""The script of a voice, its folder, and what is wrong with the recordings in it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from kiosk.clips.checks import check_clips
from kiosk.clips.prompts import Prompt, prompts
from kiosk.clips.script import read_script, recorded, write_script
from kiosk.clips.wording import key_of
from knowledge.problems import KnowledgeError
from knowledge.reading import SHIPPED, read
from locales.catalogue import languages, load
from tests.kiosk.speech import recordings as made

HEADINGS = ("说", "提示", "文件")
TEXT = "请到十二号窗口。"


@pytest.fixture(scope="module")
def shipped() -> tuple[Prompt, ...]:
    return prompts(load("zh-CN"), read(SHIPPED).knowledge)


def codes(folder: Path) -> dict[str, str]:
    return {problem.file: problem.code for problem in check_clips(folder)}


def test_the_script_has_what_is_said_most_and_nothing_twice(shipped: tuple[Prompt, ...]) -> None:
    texts = [prompt.text for prompt in shipped]
    for text in ("请稍等", "请到一号窗口。", "请到六十号窗口。", "第九个", "按零", "星期一", "养老社保"):
        assert text in texts, text
    assert any("关门" in text and "十二点" in text for text in texts)
    assert len({key_of(text) for text in texts}) == len(texts)
    assert len({prompt.id for prompt in shipped}) == len(texts)
    assert not any(char.isdecimal() or char in "{}" for text in texts for char in text)
    assert texts.index("请稍等") < texts.index("请到一号窗口。") < texts.index("居民身份证补领")


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_script_whose_files_any_system_can_name(language: str) -> None:
    found = prompts(load(language), read(SHIPPED).knowledge)
    assert len(found) > 1000
    assert all(prompt.id.isascii() and not set(prompt.id) & set('/\\:*?"<>| ') for prompt in found)


def test_what_is_written_is_read_and_can_be_read_aloud_from_a_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "声音"
    rows = write_script(
        [Prompt("a.b", TEXT, "number")], folder, "zh-CN", lambda prompt: prompt.kind, HEADINGS
    )
    assert read_script(folder) == rows
    assert [(row.text, row.hint, row.file) for row in rows] == [(TEXT, "number", "a.b.wav")]
    sheet = openpyxl.load_workbook(folder / "script.xlsx").active
    assert sheet is not None
    assert list(sheet.values) == [HEADINGS, (TEXT, "number", "a.b.wav")]
    with (folder / "script.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["要说的话"] for row in csv.DictReader(file)] == [TEXT]


def test_a_recording_never_gets_other_words_when_the_script_is_written_anew(tmp_path: Path) -> None:
    def write(*found: tuple[str, str]) -> dict[str, str]:
        wanted = [Prompt(name, text, "message") for name, text in found]
        return {row.text: row.file for row in write_script(wanted, tmp_path, "zh-CN", lambda _: "", HEADINGS)}

    write(("a", "旧的话。"), ("b", "一样的话。"))
    made.write_wav(tmp_path / "a.wav", made.tone(1, 300))
    files = write(("a", "新的话。"), ("c", "一样的话。"))
    assert files == {"新的话。": "a_2.wav", "一样的话。": "b.wav"}
    assert codes(tmp_path) == {
        "a_2.wav": "clip-missing",
        "b.wav": "clip-missing",
        "a.wav": "clip-unknown",
    }


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    good = made.tone(2, 300)
    faults = {
        "good": good,
        "missing": None,
        "twice": good,
        "short": made.tone(0.3, 300),
        "long": made.tone(9, 300),
        "quiet": made.tone(2, 300, level=0.01),
        "loud": made.tone(2, 300, level=0.9),
        "clipped": np.clip(made.tone(2, 300, level=3), -1, 1),
        "silent": 0.0005 * rng.standard_normal(88200),
        "lead": made.tone(2, 300, lead=1.5),
        "tail": made.tone(2, 300, lead=1.5)[::-1],
    }
    made.write_rows(tmp_path, *((TEXT, f"{name}.wav") for name in (*faults, "unreadable")))
    for name, samples in faults.items():
        if samples is not None:
            made.write_wav(tmp_path / f"{name}.wav", samples)
    (tmp_path / "twice.mp3").write_bytes(b"another take")
    (tmp_path / "unreadable.wav").write_bytes(b"no sound at all")
    (tmp_path / "phone.m4a").write_bytes(b"")
    (tmp_path / "holiday.wav").write_bytes(b"")
    (tmp_path / ".DS_Store").write_bytes(b"")
    found = codes(tmp_path)
    assert found.pop("phone.m4a") == "clip-format"
    assert found.pop("holiday.wav") == "clip-unknown"
    assert found == {f"{name}.wav": f"clip-{name}" for name in (*faults, "unreadable") if name != "good"}
    severe = {problem.code for problem in check_clips(tmp_path) if problem.severity == "error"}
    wanted = "twice short long quiet clipped silent unreadable format".split()
    assert severe == {f"clip-{name}" for name in wanted}
    assert all(problem.message for problem in check_clips(tmp_path))


def test_a_folder_of_one_language_is_not_given_to_another(tmp_path: Path) -> None:
    prompt = Prompt("a", TEXT, "number")
    write_script([prompt], tmp_path, "nan-x-teochew", lambda _: "", HEADINGS)
    kept = (tmp_path / "script.csv").read_bytes()
    with pytest.raises(KnowledgeError, match="nan-x-teochew"):
        write_script([prompt], tmp_path, "zh-CN", lambda _: "", HEADINGS)
    assert (tmp_path / "script.csv").read_bytes() == kept


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "no-script"),
        (b"\xff\xfe\x00", "script-encoding"),
        ("编号,要说的话\n".encode(), "script-columns"),
        ("编号,要说的话,提示,文件名,语言\na,,,a.wav,en\n".encode(), "script-row"),
        ("编号,要说的话,提示,文件名,语言\na,好,,../a.wav,\n".encode(), "script-row"),
        ("编号,要说的话,提示,文件名,语言\na,好,,..\\a.wav,\n".encode(), "script-row"),
    ],
)
def test_a_script_that_cannot_be_used_is_told_with_what_to_do(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / "script.csv").write_bytes(content)
    with pytest.raises(KnowledgeError) as caught:
        check_clips(tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.message


def test_of_two_takes_the_better_kind_of_file_is_first(tmp_path: Path) -> None:
    for name in ("a.mp3", "a.WAV", "a.ogg", "b.flac"):
        (tmp_path / name).touch()
    assert {stem: [path.name for path in paths] for stem, paths in recorded(tmp_path).items()} == {
        "a": ["a.WAV", "a.mp3", "a.ogg"],
        "b": ["b.flac"],
    }


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    made.write_rows(tmp_path, (TEXT, "a.wav"))
    (tmp_path / "a.wav").mkdir()
    assert codes(tmp_path) == {"a.wav": "clip-unreadable"}
