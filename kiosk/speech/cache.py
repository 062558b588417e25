"""Sentences that are the same for everybody, kept as WAV files so that they are synthesised once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import wave
from collections.abc import Iterable
from pathlib import Path

from kiosk.speech.sound import FRAME_BYTES, FRAME_RATE, Sound, write_wav

LIMIT_BYTES = 64 * 1024 * 1024
"""All fixed sentences at normal rate take some 40 MB."""
_PRUNE_EVERY = 32
"""Files that are written before the folder is measured again."""


def default_folder() -> Path:
    """Return the folder in the user's cache."""
    import platformdirs  # noqa: PLC0415  a kiosk without a cache needs it not

    return Path(platformdirs.user_cache_dir("daoban", appauthor=False)) / "speech"


class SoundCache:
    """Never fails: where the folder cannot be read or written, there is just nothing in it."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        """Keep at most `limit_bytes` in `folder`, give or take the last few files."""
        self._folder = folder
        self._limit = limit_bytes
        self._written = 0

    def get(self, key: Iterable[str]) -> Sound | None:
        """Return what was kept under `key`; None where there is nothing sound."""
        try:
            with wave.open(str(self._path(key)), "rb") as file:
                shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
                samples = file.readframes(file.getnframes())
                whole = len(samples) == file.getnframes() * FRAME_BYTES
        except (OSError, EOFError, wave.Error):
            return None
        return Sound(samples) if whole and shape == (1, FRAME_BYTES, FRAME_RATE) else None

    def put(self, key: Iterable[str], sound: Sound) -> None:
        """Keep `sound` under `key`, whole or not at all."""
        path = self._path(key)
        aside = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_wav(sound, str(aside))
            aside.replace(path)
            if self._written % _PRUNE_EVERY == 0:
                self._prune()
            self._written += 1
        except OSError:  # a full disk, most likely
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def _path(self, key: Iterable[str]) -> Path:
        return self._folder / f"{hashlib.sha256(chr(0).join(key).encode()).hexdigest()}.wav"

    def _prune(self) -> None:
        """Remove the files made first, down to the limit; when they were last used is nobody's business."""
        files = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in self._folder.iterdir())
        excess = sum(size for _, size, _ in files) - self._limit
        for _, size, path in files:
            if excess <= 0:
                return
            path.unlink()
            excess -= size
