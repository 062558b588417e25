"""Real speech without a sound card: a worker that records what would be heard."""

from __future__ import annotations

import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.speech.process import WorkerVoice
from kiosk.speech.voice import VoiceStatus


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return tmp_path / "heard.wav"


@pytest.fixture
def new_voice() -> Iterator[Callable[..., WorkerVoice]]:
    """Start voices that are closed at the end of the test."""
    voices: list[WorkerVoice] = []

    def new(**options: Any) -> WorkerVoice:
        voices.append(WorkerVoice("zh-CN", **options))
        return voices[-1]

    yield new
    for voice in voices:
        voice.close()


@pytest.fixture
def voice(new_voice: Callable[..., WorkerVoice], recording: Path) -> WorkerVoice:
    return new_voice(record=recording)


@pytest.fixture
def becomes() -> Callable[..., None]:
    """Wait until a voice has a status."""

    def becomes(voice: WorkerVoice, status: VoiceStatus, within: float = 8.0) -> None:
        deadline = time.monotonic() + within
        while voice.status is not status:
            assert time.monotonic() < deadline, f"still {voice.status} ({voice.detail}), not {status}"
            time.sleep(0.005)

    return becomes


@pytest.fixture
def heard() -> Callable[[Path], tuple[float, int]]:
    """Measure a recording: its seconds and its loudest sample."""

    def heard(path: Path) -> tuple[float, int]:
        with wave.open(str(path), "rb") as file:
            samples = memoryview(file.readframes(file.getnframes())).cast("h")
        return len(samples) / 22050, max(map(abs, samples), default=0)

    return heard
