"""Recordings in place of the synthesiser: tones stand for sentences and are found in what was heard."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.clips.engine import Clips
from kiosk.clips.measuring import VOICE_DB, decode, measure
from kiosk.speech.process import WorkerVoice
from kiosk.speech.sound import Sound, to_array
from kiosk.speech.stretch import stretched
from kiosk.speech.voice import RATES, VOLUMES, VoiceStatus
from tests.kiosk.speech import recordings as made

SOUNDS = Path(__file__).parent / "sounds"

Becomes = Callable[..., None]
NewVoice = Callable[..., WorkerVoice]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sentences, and two clauses to put together."""
    folder = tmp_path / "clips"
    folder.mkdir()
    rows = ("请到十二号窗口。", 300.0), ("第一个", 400.0), ("养老金，领取", 500.0), ("您好。", 600.0)
    made.write_rows(folder, *((text, f"{hertz:.0f}.wav") for text, hertz in rows))
    for _, hertz in rows:
        made.write_wav(folder / f"{hertz:.0f}.wav", made.tone(0.8, hertz))
    return folder


def pitch_of(sound: Sound | None) -> float:
    assert sound is not None
    return made.pitch(to_array(sound))


def test_a_sentence_is_found_by_its_words_however_it_is_written(folder: Path) -> None:
    clips = Clips(folder)
    for written in ("请到十二号窗口。", "请到12号窗口", "请到12号窗口！"):
        assert pitch_of(clips.say(written, "zh-CN", 100)) == pytest.approx(300, abs=2)
    assert clips.say("请到十三号窗口。", "zh-CN", 100) is None
    assert clips.say("请到十二号窗口。", "nan-x-teochew", 100) is None  # who chose another language


def test_clauses_make_a_sentence_the_longest_first_or_another_voice_says_all_of_it(folder: Path) -> None:
    clips = Clips(folder)
    sound = clips.say("第一个，养老金，领取。", "zh-CN", 100)
    assert sound is not None
    samples = to_array(sound)
    assert made.pitch(samples[: len(samples) // 2]) == pytest.approx(400, abs=2)
    assert made.pitch(samples[len(samples) // 2 :]) == pytest.approx(500, abs=2)
    assert sound.seconds == pytest.approx(0.8 * 2 + 0.12 + 0.24, abs=0.02)
    assert clips.say("第一个，没有录的。", "zh-CN", 100) is None


@pytest.mark.parametrize("name", ["tone.flac", "tone.mp3", "tone.ogg"])
def test_other_kinds_of_files_stereo_and_other_rates_are_the_same_tone(tmp_path: Path, name: str) -> None:
    made.write_rows(tmp_path, ("好", "tone.wav"))
    (tmp_path / name).write_bytes((SOUNDS / name).read_bytes())
    assert pitch_of(Clips(tmp_path).say("好。", "zh-CN", 100)) == pytest.approx(440, abs=2)
    assert decode(tmp_path / name).seconds == pytest.approx(0.6, abs=0.06)


def test_loud_and_quiet_recordings_are_as_loud_as_the_voice_without_their_silence(tmp_path: Path) -> None:
    made.write_rows(tmp_path, ("轻", "soft.wav"), ("重", "loud.wav"))
    made.write_wav(tmp_path / "soft.wav", made.tone(0.5, 440, level=0.05, lead=2.0))
    made.write_wav(tmp_path / "loud.wav", made.tone(0.5, 440, level=0.9))
    for word in "轻重":
        sound = Clips(tmp_path).say(word, "zh-CN", 100)
        assert sound is not None
        found = measure(sound)
        assert found.level_db == pytest.approx(VOICE_DB, abs=0.5)
        assert found.lead_s < 0.1


def test_a_recording_that_went_bad_leaves_the_sentence_to_the_synthesiser(folder: Path) -> None:
    clips = Clips(folder)
    (folder / "300.wav").write_bytes(b"RIFF, but no more")
    (folder / "600.wav").unlink()
    assert clips.say("请到12号窗口", "zh-CN", 100) is None
    assert clips.say("您好", "zh-CN", 100) is None


def test_seven_rates_of_a_recording_differ_at_the_same_pitch(folder: Path) -> None:
    sound = decode(folder / "300.wav")
    for rate in RATES:
        changed = stretched(sound, rate)
        assert changed.seconds == pytest.approx(0.8 * 100 / rate, rel=0.02)
        assert pitch_of(changed) == pytest.approx(300, abs=3)
        assert measure(changed).level_db == pytest.approx(measure(sound).level_db, abs=1.0)


def test_steps_of_volume_are_at_most_5_db_for_recordings_too(folder: Path) -> None:
    sound = decode(folder / "300.wav")
    levels = [measure(sound.at_volume(volume)).level_db for volume in VOLUMES]
    steps = [louder - softer for softer, louder in pairwise(levels)]
    assert all(2 < step < 5 for step in steps)


def test_the_worker_plays_recordings_and_says_the_rest(
    new_voice: NewVoice, recording: Path, folder: Path, becomes: Becomes
) -> None:
    voice = new_voice(record=recording, clips=folder)
    voice.say("您好。\n谢谢。")
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)
    voice.close()
    samples = made.heard_samples(recording)
    clip, rest = samples[: round(0.8 * 22050)], samples[round(1.05 * 22050) :]
    assert made.pitch(clip) == pytest.approx(600, abs=2)
    assert len(rest) > 0.3 * 22050  # 谢谢, by the synthesiser
    assert max(abs(rest)) > 0.05


def test_recordings_alone_are_a_voice_and_what_was_not_recorded_is_owned_up(
    new_voice: NewVoice, recording: Path, folder: Path, becomes: Becomes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pyttsx3.py").write_text("raise ImportError('not here')")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    voice = new_voice(record=recording, clips=folder)
    voice.say("您好。")
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)
    voice.say("没有录。您好。")
    becomes(voice, VoiceStatus.SILENT_NO_ENGINE)
    voice.say("您好。")
    becomes(voice, VoiceStatus.READY)
    voice.close()
    assert len(made.heard_samples(recording)) / 22050 == pytest.approx(3 * 1.04, abs=0.1)


def test_a_recording_stops_within_200_ms(
    new_voice: NewVoice, recording: Path, tmp_path: Path, becomes: Becomes
) -> None:
    made.write_rows(tmp_path, ("长", "long.wav"))
    made.write_wav(tmp_path / "long.wav", made.tone(6, 440))
    voice = new_voice(record=recording, clips=tmp_path)
    voice.say("长。")
    becomes(voice, VoiceStatus.SPEAKING)
    time.sleep(0.5)
    stopped = time.time()
    voice.pause()
    time.sleep(0.5)
    assert stopped - 0.3 < recording.stat().st_mtime < stopped + 0.2


def test_silence_measures_as_nothing() -> None:
    found = measure(Sound(bytes(44100)))
    assert (found.seconds, found.level_db) == (0, -math.inf)
