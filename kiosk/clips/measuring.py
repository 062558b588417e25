"""Recordings as sound: decoding, and measuring what can be heard in them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kiosk.speech.sound import FRAME_RATE, Sound, bytes_of, to_array

VOICE_DB = -18.0
"""How loud the synthesiser's voice is while it speaks, in dB below full scale."""
SILENT_DB = -45.0
"""Quieter than this is no speech."""

_FRAME = round(0.02 * FRAME_RATE)
_CLIPPED = 32_700 / 32_768
_CLIPPED_RUN = 4
"""Samples at full scale, one after the other, that no wave makes by itself."""


class RecordingError(Exception):
    """A file that holds no sound that can be decoded."""


class Measures(Struct, frozen=True):
    """What can be heard in a recording."""

    seconds: float
    """From its first sound to its last; 0 where there is none."""
    lead_s: float
    """Silence before."""
    tail_s: float
    """Silence after."""
    level_db: float
    """Of the speech, in dB below full scale (root mean square)."""
    peak: float
    """The loudest sample, 1 being full scale."""
    clipped: bool
    """Whether it was too loud for the microphone or the file."""


def decode(path: Path) -> Sound:
    """Return the sound of a WAV, FLAC, MP3 or Ogg Vorbis file.  Raises `RecordingError`, `OSError`."""
    import miniaudio  # noqa: PLC0415  loads sound libraries

    content = path.read_bytes()  # miniaudio opens no file whose name is Chinese everywhere
    try:
        found: Any = miniaudio.decode(content, nchannels=1, sample_rate=FRAME_RATE)
    except miniaudio.MiniaudioError as error:
        raise RecordingError(str(error)) from error
    return Sound(bytes(found.samples))


def measure(sound: Sound) -> Measures:
    """Return what can be heard in `sound`."""
    samples = to_array(sound)
    speaking = _speaking(samples)
    if not len(speaking):
        return Measures(0.0, sound.seconds, 0.0, -math.inf, _peak(samples), clipped=False)
    first, last = int(speaking[0]) * _FRAME, min((int(speaking[-1]) + 1) * _FRAME, len(samples))
    return Measures(
        seconds=(last - first) / FRAME_RATE,
        lead_s=first / FRAME_RATE,
        tail_s=(len(samples) - last) / FRAME_RATE,
        level_db=_level(samples, speaking),
        peak=_peak(samples),
        clipped=_longest_run(np.abs(samples) >= _CLIPPED) >= _CLIPPED_RUN,
    )


def without_silence(sound: Sound, left_s: float) -> Sound:
    """Return `sound` with at most `left_s` of silence at either end; empty where there is no speech."""
    found = measure(sound)
    if not found.seconds:
        return Sound(b"")
    start = bytes_of(max(found.lead_s - left_s, 0.0))
    end = len(sound.samples) - bytes_of(max(found.tail_s - left_s, 0.0))
    return Sound(sound.samples[start:end])


def _frames(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The power of each fiftieth of a second."""
    padded = np.concatenate((samples, np.zeros(-len(samples) % _FRAME, np.float32)))
    power: NDArray[np.float32] = np.mean(np.square(padded.reshape(-1, _FRAME)), axis=1)
    return power


def _speaking(samples: NDArray[np.float32]) -> NDArray[np.intp]:
    """The fiftieths of a second that are not silent."""
    return np.flatnonzero(_frames(samples) > 10 ** (SILENT_DB / 10))


def _level(samples: NDArray[np.float32], speaking: NDArray[np.intp]) -> float:
    return 10 * math.log10(float(np.mean(_frames(samples)[speaking])))


def _peak(samples: NDArray[np.float32]) -> float:
    return float(np.max(np.abs(samples), initial=0.0))


def _longest_run(true: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], true, [False])).astype(np.int8)))
    return int(np.max(edges[1::2] - edges[::2], initial=0))
