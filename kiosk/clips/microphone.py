"""Where recordings come from: the microphone."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, Protocol

from kiosk.speech.players import NoSoundDeviceError, real_backends
from kiosk.speech.sound import FRAME_RATE, Sound

_PERIOD_MS = 20
"""Handed over at a time; what is not handed over when it stops is lost."""


class Microphone(Protocol):
    """Hears one recording at a time.  Raises `NoSoundDeviceError` where there is none, or it went away."""

    def open(self) -> None:
        """Get ready; may be tried again."""

    def start(self) -> None:
        """Begin to listen."""

    def stop(self) -> Sound:
        """Listen no more, and return what was heard since `start`."""

    def close(self) -> None:
        """Release the device."""


class DeviceMicrophone:
    """The microphone that the system uses."""

    def __init__(self, backends: Sequence[str] = ()) -> None:
        """Use the first of miniaudio's `backends` that works; by default all that reach a device."""
        self._backends = backends
        self._device: Any = None  # miniaudio has no types
        self._heard = bytearray()

    def open(self) -> None:
        """Open it."""
        if self._device is not None:
            return
        import miniaudio  # noqa: PLC0415  loads sound libraries

        self._device = _tried(
            lambda: miniaudio.CaptureDevice(
                nchannels=1,
                sample_rate=FRAME_RATE,
                buffersize_msec=_PERIOD_MS,
                backends=real_backends(self._backends),
                app_name="daoban",
            )
        )

    def start(self) -> None:
        """Keep what it hears from now on."""
        self.open()
        self._heard = bytearray()
        listener = _listener(self._heard)
        next(listener)
        _tried(lambda: self._device.start(listener))

    def stop(self) -> Sound:
        """Return what it heard."""
        _tried(self._device.stop)
        return Sound(bytes(self._heard))

    def close(self) -> None:
        """Close it; `start` opens it again."""
        if self._device is not None:
            self._device.close()
            self._device = None


def _tried(action: Callable[[], Any]) -> Any:
    import miniaudio  # noqa: PLC0415

    try:
        return action()
    except miniaudio.MiniaudioError as error:
        raise NoSoundDeviceError(str(error)) from error


def _listener(heard: bytearray) -> Generator[None, bytes, None]:
    """Take what the device hands over, in its own thread."""
    while True:
        heard += yield
