"""The voice of the kiosk, as its screens see it.  Nothing heavy is imported here.

start_voice()  ->  Voice      WorkerVoice (kiosk.speech.process): speaks in a process of its own
                              SilentVoice: keeps what it would have said
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Protocol

from kiosk.speech.protocol import Language, Priority

RATES = (50, 65, 80, 100, 125, 160, 200)
"""Percent of the normal rate, slowest first."""
VOLUMES = (12, 18, 28, 43, 65, 100)
"""Percent of full volume; neighbours are 5 dB apart at most."""


class VoiceStatus(Enum):
    """What can be heard now, or why nothing can."""

    STARTING = "starting"
    READY = "ready"
    SPEAKING = "speaking"
    PAUSED = "paused"
    SILENT_NO_ENGINE = "silent-no-engine"
    SILENT_NO_SOUND_DEVICE = "silent-no-sound-device"
    SILENT_ENGINE_LOST = "silent-engine-lost"
    """The worker died, was started again, and died again."""
    SILENT_SWITCHED_OFF = "silent-switched-off"

    @property
    def silent(self) -> bool:
        """Whether nothing can be heard, which the screen must say."""
        return self.name.startswith("SILENT")


StatusListener = Callable[[VoiceStatus], None]


class Voice(Protocol):
    """Speaks one text at a time.  No method waits, and none raises for want of sound.

    At first, and after `forget`, it speaks at `NORMAL_RATE` and `NORMAL_VOLUME`.
    """

    @property
    def status(self) -> VoiceStatus:
        """What can be heard now."""

    @property
    def detail(self) -> str:
        """Why it is silent, in the words of the system, for a technician; empty while it is not."""

    @property
    def speaking(self) -> bool:
        """Whether a text is being spoken, or about to be; False while it is paused."""

    def say(self, text: str, priority: Priority = "now") -> None:
        """Speak `text`: by default in place of whatever is being spoken, else when it is its turn."""

    def stop(self) -> None:
        """Fall silent within 200 ms; `repeat` still knows the text."""

    def pause(self) -> None:
        """Fall silent and keep the place."""

    def resume(self) -> None:
        """After `pause`: go on from the start of the interrupted sentence."""

    def repeat(self) -> None:
        """Speak the last text again, from its start; one that came ``next`` was no more than a remark."""

    def forget(self) -> None:
        """End a session: fall silent, forget the text, return rate, volume and language to normal."""

    def set_rate(self, percent: int) -> None:
        """Speak at `percent` (50 to 200) of the normal rate, from the next sentence.  Raises `ValueError`."""

    def set_volume(self, percent: int) -> None:
        """Speak at `percent` (0 to 100) of full volume, from the next sentence.  Raises `ValueError`."""

    def set_language(self, language: Language) -> None:
        """Speak the texts to come in `language`."""

    def close(self) -> None:
        """Fall silent for good."""


class SilentVoice:
    """Says nothing and keeps what it would have said: where sound is unwanted or impossible, and in tests."""

    def __init__(self, status: VoiceStatus = VoiceStatus.SILENT_SWITCHED_OFF, detail: str = "") -> None:
        self.status = status
        self.detail = detail
        self.said: list[str] = []
        """Texts since the last `forget`, the latest last."""
        self.speaking = False

    def say(self, text: str, priority: Priority = "now") -> None:
        """Keep `text`."""
        del priority
        self.said.append(text)

    def stop(self) -> None:
        """Nothing is being spoken."""

    def pause(self) -> None:
        """Nothing is being spoken."""

    def resume(self) -> None:
        """Nothing is being spoken."""

    def repeat(self) -> None:
        """Keep the last text once more."""
        self.said += self.said[-1:]

    def forget(self) -> None:
        """Keep nothing of the session."""
        self.said.clear()

    def set_rate(self, percent: int) -> None:
        """Check `percent`."""
        check_rate(percent)

    def set_volume(self, percent: int) -> None:
        """Check `percent`."""
        check_volume(percent)

    def set_language(self, language: Language) -> None:
        """Any language is as silent."""

    def close(self) -> None:
        """Nothing to release."""


def start_voice(
    language: Language = "zh-CN",
    *,
    record: Path | None = None,
    clips: Path | None = None,
    cache: Path | None = None,
    on_status: StatusListener | None = None,
) -> Voice:
    """Return a voice at once; the engine loads meanwhile, in a process of its own.

    `language` is spoken at first and after `forget`.  `record` names a WAV file
    that takes what would be heard, in place of the sound device.  `clips` is a
    folder of recordings that are preferred to the engine, `cache` one that keeps
    the sound of sentences that are the same for everybody.  `on_status` is called
    at each change of status, in order, from a thread of its own.
    """
    from kiosk.speech.process import WorkerVoice  # noqa: PLC0415  a silent kiosk needs no processes

    try:
        return WorkerVoice(language, record=record, clips=clips, cache=cache, on_status=on_status)
    except OSError as error:
        return SilentVoice(VoiceStatus.SILENT_NO_ENGINE, str(error))


def check_rate(percent: int) -> None:
    """Raise `ValueError` unless `percent` is a rate that `Voice.set_rate` takes."""
    if not RATES[0] <= percent <= RATES[-1]:
        raise ValueError(f"a rate is {RATES[0]} to {RATES[-1]} percent, not {percent}")


def check_volume(percent: int) -> None:
    """Raise `ValueError` unless `percent` is a volume that `Voice.set_volume` takes."""
    if not 0 <= percent <= 100:
        raise ValueError(f"a volume is 0 to 100 percent, not {percent}")
