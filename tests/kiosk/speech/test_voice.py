"""The real worker, recording what would be heard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.speech.process import WorkerVoice
from kiosk.speech.voice import SilentVoice, VoiceStatus, start_voice

LONG = "请带身份证原件和户口簿到十二号窗口办理，工作人员会帮您填表。" * 3
SHORT = "请到十二号窗口。"

Becomes = Callable[..., None]
Heard = Callable[[Path], tuple[float, int]]
NewVoice = Callable[..., WorkerVoice]


def test_starting_does_not_wait_for_the_engine(recording: Path) -> None:
    before = time.monotonic()
    voice = start_voice(record=recording)
    took = time.monotonic() - before
    assert voice.status is VoiceStatus.STARTING
    voice.close()
    assert took < 0.2


def test_what_is_said_is_heard_in_full(
    voice: WorkerVoice, recording: Path, becomes: Becomes, heard: Heard
) -> None:
    voice.say(SHORT)  # before the engine is ready: it is kept
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)
    voice.close()
    seconds, loudest = heard(recording)
    assert seconds == pytest.approx(2.4, rel=0.3)
    assert loudest > 3000


def test_stop_is_heard_within_200_ms(voice: WorkerVoice, recording: Path, becomes: Becomes) -> None:
    voice.say(LONG)
    becomes(voice, VoiceStatus.SPEAKING)
    time.sleep(0.6)
    stopped = time.time()
    voice.stop()
    time.sleep(0.6)
    last_sound = recording.stat().st_mtime
    assert stopped - 0.3 < last_sound < stopped + 0.2
    assert voice.status is VoiceStatus.READY


def test_a_new_text_replaces_the_old_one(
    voice: WorkerVoice, recording: Path, becomes: Becomes, heard: Heard
) -> None:
    voice.say(LONG)
    becomes(voice, VoiceStatus.SPEAKING)
    for _ in range(20):
        voice.say(LONG)
    voice.say(SHORT)
    time.sleep(0.2)
    becomes(voice, VoiceStatus.READY)
    voice.close()
    assert heard(recording)[0] < 4.5  # the short one and a moment of the long one


def test_repeat_speaks_the_last_text_again(voice: WorkerVoice, becomes: Becomes) -> None:
    voice.say("好。")
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)
    voice.repeat()
    becomes(voice, VoiceStatus.SPEAKING)


def test_repeat_after_forget_has_nothing_to_say(
    voice: WorkerVoice, recording: Path, becomes: Becomes
) -> None:
    voice.say(LONG)
    becomes(voice, VoiceStatus.SPEAKING)
    voice.forget()
    time.sleep(0.2)
    size = recording.stat().st_size
    voice.repeat()
    voice.resume()
    time.sleep(0.3)
    assert recording.stat().st_size == size
    assert voice.status is VoiceStatus.READY


def test_resuming_begins_with_the_interrupted_sentence(
    voice: WorkerVoice, recording: Path, becomes: Becomes, heard: Heard
) -> None:
    voice.set_rate(200)
    voice.say("一二三四五六七八九十。" * 2)  # a good second each
    becomes(voice, VoiceStatus.SPEAKING)
    deadline = time.monotonic() + 8
    while recording.stat().st_size < 1.5 * 44100 and time.monotonic() < deadline:
        time.sleep(0.01)
    voice.pause()
    becomes(voice, VoiceStatus.PAUSED)
    before = heard(recording)[0]
    time.sleep(0.3)
    assert heard(recording)[0] == before
    voice.resume()
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)
    assert 0.8 < heard(recording)[0] - before < 1.6


def test_changes_of_status_are_reported_in_order(
    new_voice: NewVoice, recording: Path, becomes: Becomes
) -> None:
    reported: list[VoiceStatus] = []
    voice = new_voice(record=recording, on_status=reported.append)
    voice.say("好。")
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)
    time.sleep(0.1)
    assert reported == [VoiceStatus.READY, VoiceStatus.SPEAKING, VoiceStatus.READY]


def test_a_listener_may_use_the_voice(new_voice: NewVoice, recording: Path, becomes: Becomes) -> None:
    voices: list[WorkerVoice] = []
    voice = new_voice(record=recording, on_status=lambda _: voices[0].set_rate(100))
    voices.append(voice)
    voice.say("好。")
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)


def test_rates_and_volumes_out_of_range_are_refused(voice: WorkerVoice) -> None:
    for bad in (49, 201):
        with pytest.raises(ValueError, match="percent"):
            voice.set_rate(bad)
    for bad in (-1, 101):
        with pytest.raises(ValueError, match="percent"):
            voice.set_volume(bad)


def test_text_no_encoding_holds_harms_nothing(voice: WorkerVoice, becomes: Becomes) -> None:
    voice.say("好\ud800。\x1b[2J")
    becomes(voice, VoiceStatus.SPEAKING)
    becomes(voice, VoiceStatus.READY)


def test_a_killed_worker_is_started_once_more_then_silence_is_owned_up(
    voice: WorkerVoice, becomes: Becomes
) -> None:
    becomes(voice, VoiceStatus.READY)
    first = voice.process_id
    os.kill(first, signal.SIGKILL)
    becomes(voice, VoiceStatus.STARTING)
    becomes(voice, VoiceStatus.READY)
    assert voice.process_id != first
    os.kill(voice.process_id, signal.SIGKILL)
    becomes(voice, VoiceStatus.SILENT_ENGINE_LOST)
    assert voice.status.silent
    assert voice.detail == "exit status -9"
    voice.say("还好吗？")
    voice.stop()
    assert voice.status is VoiceStatus.SILENT_ENGINE_LOST


def test_without_an_engine_the_status_says_so(
    new_voice: NewVoice, recording: Path, becomes: Becomes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('not here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    voice = new_voice(record=recording)
    becomes(voice, VoiceStatus.SILENT_NO_ENGINE)
    assert "not here" in voice.detail
    time.sleep(0.3)
    assert voice.status is VoiceStatus.SILENT_NO_ENGINE  # and no second try


def test_without_a_sound_device_the_status_says_so_and_each_text_tries_again(
    new_voice: NewVoice, becomes: Becomes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", str(tmp_path / "nobody"))
    monkeypatch.setenv("PIPEWIRE_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    (tmp_path / "asound.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    reported: list[VoiceStatus] = []
    voice = new_voice(on_status=reported.append)
    becomes(voice, VoiceStatus.SILENT_NO_SOUND_DEVICE)
    assert "device" in voice.detail
    voice.say("好。")
    time.sleep(0.3)
    assert reported == [VoiceStatus.SILENT_NO_SOUND_DEVICE]


def test_nothing_that_is_heard_is_printed_or_left_in_a_file(tmp_path: Path) -> None:
    """A whole kiosk's life in a terminal of its own: its output stays empty, and so do the folders."""
    program = (
        "import sys, time; from pathlib import Path; from kiosk.speech.voice import start_voice\n"
        f"heard = Path({str(tmp_path / 'heard.wav')!r}); voice = start_voice(record=heard)\n"
        "voice.say('我的号码是13812345678。'); end = time.monotonic() + 8\n"
        "while not (heard.exists() and heard.stat().st_size > 9999) and time.monotonic() < end:\n"
        "    time.sleep(0.05)\n"
        "voice.close()"
    )
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    places = {"HOME": str(home), "TMPDIR": str(temporary), "XDG_CACHE_HOME": str(home)}
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=os.environ | places, check=True
    )
    assert ended.stdout + ended.stderr == b""
    assert (tmp_path / "heard.wav").stat().st_size > 9999
    assert [*home.rglob("*"), *temporary.rglob("*")] == []


def test_the_worker_ends_when_the_kiosk_is_killed(recording: Path) -> None:
    program = (
        "import time; from pathlib import Path; from kiosk.speech.process import WorkerVoice\n"
        f"voice = WorkerVoice('zh-CN', record=Path({str(recording)!r})); voice.say('{LONG}')\n"
        "print(voice.process_id, flush=True); time.sleep(30)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout is not None
        worker = Path("/proc") / kiosk.stdout.readline().strip()
        if not worker.exists():
            kiosk.kill()
            pytest.skip("no /proc to watch the worker in")
        time.sleep(0.8)
        kiosk.kill()
    deadline = time.monotonic() + 2
    while worker.exists() and "State:\tZ" not in (worker / "status").read_text():
        assert time.monotonic() < deadline, "the worker outlived the kiosk"
        time.sleep(0.02)


def test_the_kiosk_loads_neither_engine_nor_player() -> None:
    program = (
        "import sys; from kiosk.speech.voice import start_voice; voice = start_voice(); voice.say('好'); "
        "print(*sys.modules); voice.close()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.split())
    assert "kiosk.speech.process" in loaded
    assert loaded.isdisjoint({"pyttsx3", "miniaudio", "numpy", "pypinyin", "espeakng_loader", "ctypes"})


def test_the_silent_voice_keeps_what_it_would_have_said() -> None:
    voice = SilentVoice()
    voice.repeat()
    voice.say("第一句")
    voice.say("第二句")
    voice.repeat()
    assert voice.said == ["第一句", "第二句", "第二句"]
    assert voice.status.silent
    voice.forget()
    assert voice.said == []
