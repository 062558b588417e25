"""Recorded speech in memory."""

from __future__ import annotations

import wave
from typing import IO, TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_RATE = 22050
"""Frames a second, as the engine's driver writes them."""
FRAME_BYTES = 2
"""One channel of 16-bit samples."""
_FULL_SCALE = 32768


class Sound(Struct, frozen=True):
    """Samples at `FRAME_RATE`, one channel, 16 bits, little endian."""

    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / FRAME_BYTES / FRAME_RATE

    def at_volume(self, percent: int) -> Sound:
        """Return the sound at `percent` (0 to 100) of its volume."""
        return self if percent == 100 else from_array(to_array(self) * (percent / 100))


def bytes_of(seconds: float) -> int:
    """Return the number of bytes that `seconds` of sound take."""
    return round(seconds * FRAME_RATE) * FRAME_BYTES


def write_wav(sound: Sound, file: str | IO[bytes]) -> None:
    """Write `sound` as a WAV file.  Raises `OSError`."""
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(FRAME_BYTES)
        out.setframerate(FRAME_RATE)
        out.writeframes(sound.samples)


def silence(seconds: float) -> Sound:
    """Return a pause."""
    return Sound(bytes(bytes_of(seconds)))


def to_array(sound: Sound) -> NDArray[np.float32]:
    """Return the samples as numbers from -1 to 1."""
    import numpy as np  # noqa: PLC0415  takes a tenth of a second, and not every voice needs it

    samples: NDArray[np.float32] = np.frombuffer(sound.samples, "<i2").astype(np.float32)
    samples /= _FULL_SCALE
    return samples


def from_array(samples: NDArray[np.float32]) -> Sound:
    """Return numbers from -1 to 1 as a sound; what is louder is clipped."""
    import numpy as np  # noqa: PLC0415

    scaled = np.clip(np.rint(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
    return Sound(scaled.astype("<i2").tobytes())
