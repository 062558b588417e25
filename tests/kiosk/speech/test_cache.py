"""Fixed sentences are kept, what a person said never; the folder stays small and may fail."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.clips.messages import fixed_sentences
from kiosk.speech.cache import SoundCache
from kiosk.speech.process import WorkerVoice
from kiosk.speech.sound import Sound
from kiosk.speech.voice import VoiceStatus
from locales.catalogue import load
from tests.kiosk.speech.recordings import heard_samples

SOUND = Sound(b"\x01\x00" * 5000)


def test_what_is_put_is_got_under_its_own_key_alone(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path / "new")
    assert cache.get(("engine", "100", "a")) is None
    cache.put(("engine", "100", "a"), SOUND)
    assert cache.get(("engine", "100", "a")) == SOUND
    assert cache.get(("engine", "125", "a")) is None
    assert cache.get(("other engine", "100", "a")) is None
    assert cache.get(("engine", "10", "0a")) is None


def test_the_oldest_go_first_when_the_folder_is_full(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, limit_bytes=100_000)
    for number in range(65):
        cache.put((str(number),), SOUND)
        for path in tmp_path.iterdir():
            if path.stat().st_mtime > time.time() - 1000:
                os.utime(path, (0, number + 1.0))
    assert cache.get(("0",)) is None
    assert cache.get(("64",)) == SOUND
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 100_000


@pytest.mark.parametrize("content", [b"", b"RIFF", b"x" * 9000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    cache = SoundCache(tmp_path)
    cache.put(("a",), SOUND)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content or kept.read_bytes()[:-100])
    assert cache.get(("a",)) is None
    cache.put(("a",), SOUND)
    assert cache.get(("a",)) == SOUND


def test_a_folder_that_cannot_be_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = SoundCache(tmp_path / "file" / "folder")
    cache.put(("a",), SOUND)
    assert cache.get(("a",)) is None


def test_fixed_sentences_hold_no_gap_and_no_number_of_a_window() -> None:
    fixed = fixed_sentences(load("zh-CN"))
    assert "请稍等" in fixed
    assert not any("{" in sentence or sentence.endswith("号窗口") for sentence in fixed)


def test_the_worker_keeps_what_is_fixed_and_nothing_of_a_person(
    new_voice: Callable[..., WorkerVoice], recording: Path, tmp_path: Path, becomes: Callable[..., None]
) -> None:
    kept = tmp_path / "kept"
    fixed, personal = "请稍等……", "我的号码是138。"
    heard = []
    for text in (
        f"{fixed}\n",
        f"{fixed}\n{personal}",
    ):  # by the engine; from the cache, and what must not get there
        voice = new_voice(record=recording, cache=kept)
        voice.set_rate(200)
        voice.say(text)
        becomes(voice, VoiceStatus.SPEAKING)
        becomes(voice, VoiceStatus.READY)
        voice.close()
        heard.append(heard_samples(recording))
        assert len(list(kept.iterdir())) == 1
    same = heard[1][: len(heard[0])]
    assert len(heard[1]) > 2 * len(heard[0])
    assert (same == heard[0]).all()
