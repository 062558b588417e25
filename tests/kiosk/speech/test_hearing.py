"""The dials on the real voice, as keys of the kiosk turn them, by what was heard."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.commands.running import KioskSpeaker
from kiosk.hearing import Hearing
from kiosk.speech.process import WorkerVoice
from kiosk.speech.protocol import NORMAL_RATE, NORMAL_VOLUME
from kiosk.speech.voice import RATES, VOLUMES, VoiceStatus
from tests.kiosk.speech.recordings import heard_samples

SENTENCE = "一二三四五六七八九十。"

Becomes = Callable[..., None]


@pytest.fixture
def hearing(voice: WorkerVoice) -> Hearing:
    return Hearing(KioskSpeaker(voice))


def seconds(recording: Path) -> float:
    return max(recording.stat().st_size - 44, 0) / 44100


def fall_silent(voice: WorkerVoice, within: float = 12.0) -> None:
    deadline = time.monotonic() + within
    while voice.speaking or voice.status is not VoiceStatus.READY:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def read_until(recording: Path, length: float) -> None:
    deadline = time.monotonic() + 8
    while not recording.exists() or seconds(recording) < length:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_seven_rates_and_six_volumes_are_heard_apart(
    hearing: Hearing, voice: WorkerVoice, recording: Path
) -> None:
    while hearing.rate.turn(-1):
        pass
    assert (hearing.rate.step, hearing.rate.steps) == (1, 7)
    lengths, ends = [], [0.0]
    for _ in RATES:
        hearing.say("好。")
        fall_silent(voice)
        ends.append(seconds(recording))
        lengths.append(ends[-1] - ends[-2])
        hearing.rate.turn(1)
    assert all(slower > faster * 1.05 for slower, faster in pairwise(lengths)), lengths
    while hearing.volume.turn(-1):
        pass
    for _ in VOLUMES:
        hearing.say("好。")
        fall_silent(voice)
        ends.append(seconds(recording))
        hearing.volume.turn(1)
    voice.close()
    samples = heard_samples(recording)
    parts = [samples[round(a * 22050) : round(b * 22050)] for a, b in pairwise(ends[-7:])]
    loudness = [float((part**2).mean()) for part in parts]
    assert all(1.5 < louder / softer < 3.2 for softer, louder in pairwise(loudness)), loudness  # 2 to 5 dB


def test_a_key_that_turns_a_dial_lets_the_text_go_on(
    hearing: Hearing, voice: WorkerVoice, recording: Path
) -> None:
    hearing.rate.turn(3)
    hearing.say(SENTENCE * 2)
    read_until(recording, 0.4)  # within the first sentence
    hearing.stop()
    hearing.rate.turn(-1)
    hearing.tell("好。")
    assert voice.speaking
    before = seconds(recording)
    fall_silent(voice)
    assert 2 * 1.1 < seconds(recording) - before < 2 * 1.3 + 1.0


def test_rest_keeps_quiet_through_other_keys_until_it_is_to_go_on(
    hearing: Hearing, voice: WorkerVoice, recording: Path, becomes: Becomes
) -> None:
    hearing.rate.turn(3)
    hearing.say(SENTENCE * 2)
    read_until(recording, 0.5)
    hearing.stop()
    hearing.rest_or_go_on()
    assert hearing.resting
    becomes(voice, VoiceStatus.PAUSED)
    hearing.stop()
    hearing.tell("好。")
    time.sleep(0.8)
    rested = seconds(recording)
    time.sleep(0.3)
    assert seconds(recording) == rested
    hearing.stop()
    hearing.rest_or_go_on()
    fall_silent(voice)
    assert seconds(recording) - rested == pytest.approx(2 * 0.97, rel=0.15)
    hearing.stop()
    hearing.rest_or_go_on()  # at the end: once more from the start
    assert voice.speaking


def test_forgetting_returns_both_dials_to_normal(
    hearing: Hearing, voice: WorkerVoice, recording: Path
) -> None:
    hearing.rate.turn(3)
    hearing.volume.turn(-4)
    hearing.say(SENTENCE)
    hearing.forget()
    assert hearing.usual
    assert RATES[hearing.rate.step - 1] == NORMAL_RATE
    assert VOLUMES[hearing.volume.step - 1] == NORMAL_VOLUME
    hearing.repeat()
    assert not voice.speaking
    before = seconds(recording) if recording.exists() else 0.0
    hearing.say(SENTENCE)
    fall_silent(voice)
    assert seconds(recording) - before > 1.6  # twice as slow as it was
