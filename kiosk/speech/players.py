"""Where sound goes: the sound device, or a file for checking what would have been heard."""

from __future__ import annotations

import time
import wave
from collections.abc import Generator, Sequence
from pathlib import Path
from threading import Event
from typing import IO, Any, Protocol

from kiosk.speech.sound import FRAME_BYTES, FRAME_RATE, Sound, bytes_of

_PERIOD_S = 0.02
"""What is handed over at a time: the shorter, the sooner it can be interrupted."""
_TAIL_S = 0.1
"""Silence after a sound, so that stopping the device cuts nothing off."""
_STALLED_S = 2.0
"""A device this late has been unplugged."""
_NOT_DEVICES = frozenset({"NULL", "CUSTOM"})
"""Backends that are always there and play nothing."""


class NoSoundDeviceError(Exception):
    """No sound device, or it went away."""


class Player(Protocol):
    """Plays one sound at a time."""

    def open(self) -> None:
        """Get ready.  Raises `NoSoundDeviceError`; may be tried again."""

    def play(self, sound: Sound, cancelled: Event) -> None:
        """Return when `sound` was heard, or at once when `cancelled` is set.  Raises `NoSoundDeviceError`."""

    def close(self) -> None:
        """Release the device or file."""


def real_backends(names: Sequence[str] = ()) -> list[Any]:
    """Return miniaudio's backends called `names`, or all that reach a device, the best first."""
    import miniaudio  # noqa: PLC0415

    enabled = sorted(miniaudio.get_enabled_backends(), key=lambda backend: int(backend.value))
    return [one for one in enabled if (one.name in names if names else one.name not in _NOT_DEVICES)]


class DevicePlayer:
    """Plays through the sound card."""

    def __init__(self, backends: Sequence[str] = ()) -> None:
        """Use the first of miniaudio's `backends` that works; by default all that can be heard."""
        self._backends = backends
        self._device: Any = None  # miniaudio has no types

    def open(self) -> None:
        """Open the default device."""
        if self._device is not None:
            return
        import miniaudio  # noqa: PLC0415  loads sound libraries, which write to the terminal

        try:
            self._device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=FRAME_RATE,
                buffersize_msec=round(_PERIOD_S * 1000),
                backends=real_backends(self._backends),
                app_name="daoban",
            )
        except miniaudio.MiniaudioError as error:
            raise NoSoundDeviceError(str(error)) from error

    def play(self, sound: Sound, cancelled: Event) -> None:
        """Play `sound`."""
        self.open()
        finished = Event()
        stream = _stream(sound.samples + bytes(bytes_of(_TAIL_S)), cancelled, finished)
        next(stream)
        deadline = time.monotonic() + sound.seconds + _STALLED_S
        try:
            self._device.start(stream)
            while not cancelled.is_set() and not finished.wait(_PERIOD_S / 2) and time.monotonic() < deadline:
                pass
            self._device.stop()
        except Exception as error:  # whatever the sound system raises, the device is not to be trusted
            self.close()
            raise NoSoundDeviceError(str(error)) from error
        if not (cancelled.is_set() or finished.is_set()):
            self.close()
            raise NoSoundDeviceError("the device takes no more sound")

    def close(self) -> None:
        """Close the device; `play` opens it again."""
        if self._device is not None:
            self._device.close()
            self._device = None


class FilePlayer:
    """Writes what would be heard to a WAV file, at the pace at which it would be heard."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[bytes] | None = None
        self._file: wave.Wave_write | None = None

    def open(self) -> None:
        """Create the file."""
        if self._file is not None:
            return
        try:
            # unbuffered, so that at every moment it holds what was heard
            self._stream = self._path.open("wb", buffering=0)
        except OSError as error:
            raise NoSoundDeviceError(str(error)) from error
        self._file = wave.open(self._stream, "wb")  # noqa: SIM115  open until `close`
        self._file.setnchannels(1)
        self._file.setsampwidth(FRAME_BYTES)
        self._file.setframerate(FRAME_RATE)

    def play(self, sound: Sound, cancelled: Event) -> None:
        """Write `sound`, a period at a time."""
        self.open()
        assert self._file is not None
        step = bytes_of(_PERIOD_S)
        due = time.monotonic()
        for start in range(0, len(sound.samples), step):
            if cancelled.wait(max(0.0, due - time.monotonic())):
                return
            self._file.writeframes(sound.samples[start : start + step])
            due += _PERIOD_S

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None and self._stream is not None:
            self._file.close()
            self._stream.close()
            self._file = self._stream = None


def _stream(samples: bytes, cancelled: Event, finished: Event) -> Generator[bytes, int, None]:
    """Hand out as many frames as the device asks for; silence once `cancelled` is set."""
    wanted = yield b""
    position = 0
    while position < len(samples) and not cancelled.is_set():
        size = wanted * FRAME_BYTES
        wanted = yield samples[position : position + size]
        position += size
    finished.set()
