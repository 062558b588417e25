"""Whether a folder of recordings can be used: every fault of every file, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kiosk.clips.measuring import Measures, RecordingError, decode, measure
from kiosk.clips.script import SCRIPT, SUFFIXES, WORKBOOK, Row, read_script, recorded
from kiosk.clips.wording import syllables
from knowledge.problems import Problem

_FASTEST, _SLOWEST = 8.0, 1.5
"""Syllables a second: an auctioneer, and somebody who spells."""
_PAUSES_S = 2.0
"""What a reader may pause within a sentence."""
_QUIETEST_DB, _LOUDEST_DB = -34.0, -8.0
_LONGEST_SILENCE_S = 0.7
_OTHER_SOUND = frozenset({".m4a", ".aac", ".amr", ".wma", ".opus", ".aiff", ".aif", ".caf", ".3gp", ".mp4"})


def check_clips(folder: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with the recordings in `folder`, in the order of its script.

    Errors are recordings that must not be heard; warnings leave work for
    another day.  Raises `KnowledgeError` where the folder has no script that
    can be read.
    """
    rows = read_script(folder)
    files = recorded(folder)
    problems = [problem for row in rows for problem in _of_row(row, files.get(row.stem, ()))]
    return (*problems, *_unknown(folder, {row.stem for row in rows}))


def _of_row(row: Row, paths: tuple[Path, ...]) -> Iterator[Problem]:
    if not paths:
        yield _problem("clip-missing", row.file, f"还没有录：“{row.text}”", warning=True)
        return
    if len(paths) > 1:
        names = "、".join(path.name for path in paths)
        yield _problem("clip-twice", paths[0].name, f"同一句有几个文件：{names}。请只留一个")
    path = paths[0]
    try:
        found = measure(decode(path))
    except RecordingError:
        yield _problem("clip-unreadable", path.name, "读不出声音。请用录音软件重新存成 WAV，或者重录")
    except OSError as error:
        message = f"打不开（{error.strerror}）。请检查这个文件的权限"
        yield _problem("clip-unreadable", path.name, message)
    else:
        yield from problems_heard(row, path.name, found)


def problems_heard(row: Row, file: str, found: Measures) -> Iterator[Problem]:
    """Yield what is wrong with a recording of `row` in `file` in which that was `found`."""
    if not found.seconds:
        yield _problem("clip-silent", file, f"里面没有声音。请重录：“{row.text}”")
        return
    count = syllables(row.text)
    shortest, longest = count / _FASTEST, count / _SLOWEST + _PAUSES_S
    said = f"有声音的地方长 {found.seconds:.1f} 秒"
    if found.seconds < shortest:
        message = f"太短：{said}，这句至少要 {shortest:.1f} 秒。是不是没录完？请重录：“{row.text}”"
        yield _problem("clip-short", file, message)
    if found.seconds > longest:
        message = f"太长：{said}，这句最多 {longest:.1f} 秒。是不是录了别的话？请剪掉或重录：“{row.text}”"
        yield _problem("clip-long", file, message)
    yield from _loudness(file, found)
    for code, end, seconds in (("clip-lead", "开头", found.lead_s), ("clip-tail", "末尾", found.tail_s)):
        if seconds > _LONGEST_SILENCE_S:
            message = f"{end}空了 {seconds:.1f} 秒。播放时会自动剪掉；要是那里有小声的话，请重录"
            yield _problem(code, file, message, warning=True)


def _loudness(file: str, found: Measures) -> Iterator[Problem]:
    level = f"音量 {found.level_db:.0f} 分贝"
    if found.clipped:
        message = "录得太大声，声音破了。请离话筒远一点，或者把录音音量调小，重录"
        yield _problem("clip-clipped", file, message)
    elif found.level_db > _LOUDEST_DB:
        message = f"{level}，太大声，超过 {_LOUDEST_DB:.0f} 分贝。请把录音音量调小一点"
        yield _problem("clip-loud", file, message, warning=True)
    if found.level_db < _QUIETEST_DB:
        message = f"{level}，太小声，不到 {_QUIETEST_DB:.0f} 分贝，放大以后有杂音。请离话筒近一点，重录"
        yield _problem("clip-quiet", file, message)


def _unknown(folder: Path, stems: set[str]) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if path.name.startswith((".", "~$")) or path.name in (SCRIPT, WORKBOOK):
            continue
        if suffix in SUFFIXES and path.stem in stems:
            continue
        if suffix in _OTHER_SOUND:
            message = f"{suffix[1:]} 格式放不出来。请用录音软件另存为 WAV 或 MP3"
            yield _problem("clip-format", path.name, message)
        else:
            message = "录音稿里没有这个文件，不会用到。请照录音稿改名，或者移走"
            yield _problem("clip-unknown", path.name, message, warning=True)


def _problem(code: str, file: str, message: str, *, warning: bool = False) -> Problem:
    return Problem(code=code, file=file, message=message, severity="warning" if warning else "error")
