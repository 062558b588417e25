"""The speech engine: pyttsx3's driver over the espeak-ng that espeakng-loader brings along."""

from __future__ import annotations

import ctypes
import os
import tempfile
import wave
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from kiosk.speech.script import ENGLISH, MANDARIN, Phrase
from kiosk.speech.sound import FRAME_BYTES, FRAME_RATE, Sound

_NORMAL_RATE = {MANDARIN: 190, ENGLISH: 155}
"""What 100 percent is, in the engine's words a minute.  For Mandarin that is 3.7 syllables a second, a
little slower than a newsreader: most listeners are old."""


_LIBRARIES = ("pyttsx3", "espeakng-loader")


class EngineError(Exception):
    """The engine is absent or refused what it was given."""


class Synthesiser:
    """Turns phrases into sound.  Use it from one thread: the engine is one per process."""

    def __init__(self) -> None:
        """Load the engine.  Raises `EngineError`."""
        try:
            _preload_library()
            import pyttsx3  # noqa: PLC0415  prints when it loads; the caller has silenced the process first

            self._engine: Any = pyttsx3.init("espeak")
            from pyttsx3.drivers._espeak import Synchronize  # noqa: PLC0415

            self._settle: Callable[[], object] = Synchronize
        except Exception as error:  # ImportError, OSError, RuntimeError: whatever loading a driver raises
            raise EngineError(f"{type(error).__name__}: {error}") from error
        self._errors: list[BaseException] = []
        self._engine.connect("error", self._note_error)
        self._engine.runAndWait()  # the first run returns early; later ones wait, but never run an empty one

    @property
    def name(self) -> str:
        """What makes the sound, with its versions: ``pyttsx3 2.99, espeakng-loader 0.2.4``."""
        return ", ".join(f"{library} {_version(library)}" for library in _LIBRARIES)

    def say(self, phrases: tuple[Phrase, ...], rate: int) -> Sound:
        """Return the sound of `phrases` at `rate` percent and full volume.  Raises `EngineError`."""
        return Sound(b"".join(self._samples(phrase, rate) for phrase in phrases))

    def _samples(self, phrase: Phrase, rate: int) -> bytes:
        self._engine.setProperty("voice", phrase.voice)
        self._engine.setProperty("rate", round(_NORMAL_RATE.get(phrase.voice, 175) * rate / 100))
        self._engine.setProperty("volume", 1.0)
        self._raise_noted()  # running after an error would wait for ever

        def save(path: str) -> None:
            self._settle()  # runAndWait cancels what the engine has not yet taken in, such as a new rate
            self._engine.save_to_file(phrase.text, path)
            self._engine.runAndWait()
            self._raise_noted()

        return _recorded(save)

    def _note_error(self, exception: BaseException, **_: object) -> None:
        self._errors.append(exception)

    def _raise_noted(self) -> None:
        if self._errors:
            error = self._errors.pop()
            self._errors.clear()
            raise EngineError(str(error)) from error


def _version(library: str) -> str:
    from importlib import metadata  # noqa: PLC0415  only a kept sound has to tell what made it

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # an engine of the system's own
        return "-"


def _preload_library() -> None:
    """Make espeak-ng findable by name, so that no system package is needed.

    Where there is no such wheel, the driver looks for an installed engine.
    """
    try:
        import espeakng_loader  # noqa: PLC0415

        library, data = espeakng_loader.get_library_path(), Path(espeakng_loader.get_data_path())
    except (ImportError, RuntimeError):
        return
    ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(data.parent)


def _recorded(save: Callable[[str], None]) -> bytes:
    """Return the samples that `save` writes to the path it is given; nothing spoken is left on a disk."""
    if hasattr(os, "memfd_create"):
        with open(os.memfd_create("speech"), "rb") as memory:  # noqa: PTH123  a descriptor has no path
            save(f"/proc/self/fd/{memory.fileno()}")
            return _samples_of(memory)
    with tempfile.TemporaryDirectory(prefix="daoban-") as folder:
        path = Path(folder) / "speech.wav"
        save(str(path))
        with path.open("rb") as file:
            return _samples_of(file)


def _samples_of(file: IO[bytes]) -> bytes:
    try:
        with wave.open(file, "rb") as recording:
            shape = (recording.getnchannels(), recording.getsampwidth(), recording.getframerate())
            if shape != (1, FRAME_BYTES, FRAME_RATE):
                raise EngineError(f"the engine wrote sound of an unexpected shape: {shape}")
            return recording.readframes(recording.getnframes())
    except (wave.Error, EOFError) as error:
        raise EngineError(f"the engine wrote no sound: {error}") from error
