"""Recordings to test with: tones that can be told apart, under names from a script."""

from __future__ import annotations

import csv
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.clips.script import HEADINGS

RATE = 44100


def tone(seconds: float, hertz: float, level: float = 0.2, lead: float = 0.0) -> NDArray[np.float64]:
    """A sine after `lead` seconds of silence; `level` is its amplitude."""
    times = np.arange(round(seconds * RATE)) / RATE
    return np.concatenate((np.zeros(round(lead * RATE)), level * np.sin(2 * np.pi * hertz * times)))


def write_wav(path: Path, samples: NDArray[np.float64]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 32767 / 32768) * 32768).astype("<i2").tobytes())


def write_rows(folder: Path, *rows: tuple[str, str], language: str = "zh-CN") -> None:
    """A script of (text, file name)."""
    with (folder / "script.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows((name, text, "", name, language) for text, name in rows)


def heard_samples(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def pitch(samples: NDArray[np.float64], rate: int = 22050) -> float:
    """The strongest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 17))
    return float(np.argmax(spectrum)) * rate / (1 << 17)
