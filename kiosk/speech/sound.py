"""Recorded speech in memory."""

from __future__ import annotations

from msgspec import Struct

FRAME_RATE = 22050
"""Frames a second, as the engine's driver writes them."""
FRAME_BYTES = 2
"""One channel of 16-bit samples."""


class Sound(Struct, frozen=True):
    """Samples at `FRAME_RATE`, one channel, 16 bits, little endian."""

    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / FRAME_BYTES / FRAME_RATE


def bytes_of(seconds: float) -> int:
    """Return the number of bytes that `seconds` of sound take."""
    return round(seconds * FRAME_RATE) * FRAME_BYTES
