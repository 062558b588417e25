"""The voice as one person wants it: how fast, how loud, and whether it rests.

Any key silences the voice and keeps its place, so that the same key can have
it go on, slower or louder, from the sentence where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.speech.protocol import NORMAL_RATE, NORMAL_VOLUME
from kiosk.speech.voice import RATES, VOLUMES


class Speaker(Protocol):
    """What the kiosk asks of a voice; `kiosk.commands.running` fits the real one to it."""

    @property
    def silent(self) -> str:
        """Why nothing can be heard, as a message key; empty where all is well."""

    @property
    def audible(self) -> bool:
        """Whether it can be heard, as far as is known; False also where it was switched off."""

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or about to be."""

    def say(self, text: str) -> None:
        """Say `text` instead of whatever is being said."""

    def remark(self, text: str) -> None:
        """Say `text` once, when the present sentence ends, or at once after `stop`."""

    def stop(self) -> None:
        """Be quiet at once, and keep the place."""

    def resume(self) -> None:
        """Go on after `stop` from the start of the sentence that was broken off."""

    def repeat(self) -> None:
        """Say the last text again."""

    def set_language(self, language: str) -> None:
        """Say the texts to come in `language`, a BCP 47 tag, until `forget`."""

    def set_rate(self, percent: int) -> None:
        """Speak at `percent` of the normal rate, one of `RATES`."""

    def set_volume(self, percent: int) -> None:
        """Speak at `percent` of full volume, one of `VOLUMES`."""

    def forget(self) -> None:
        """Be quiet, and forget text and settings: the person has gone."""

    def close(self) -> None:
        """Release the sound device."""


class Dial:
    """Something that can be set step by step."""

    def __init__(self, values: Sequence[int], normal: int, tell: Callable[[int], None]) -> None:
        """`values` in rising order, `normal` one of them; `tell` is told each that is chosen."""
        self._values = values
        self._normal = values.index(normal)
        self._at = self._normal
        self._tell = tell

    @property
    def step(self) -> int:
        """The present step, counted from 1."""
        return self._at + 1

    @property
    def steps(self) -> int:
        """How many there are."""
        return len(self._values)

    @property
    def usual(self) -> bool:
        """Whether it stands at normal."""
        return self._at == self._normal

    def turn(self, by: int) -> bool:
        """Go `by` steps up, down if negative; False, and nothing changes, where there are no more."""
        if not 0 <= self._at + by < len(self._values):
            return False
        self._at += by
        self._tell(self._values[self._at])
        return True

    def reset(self) -> None:
        """Stand at normal, as what it sets already does."""
        self._at = self._normal


class Hearing:
    """A speaker with two dials."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._interrupted = False
        """Whether the last key or touch broke off what was being said."""
        self.resting = False
        """Whether the person has asked it to rest."""
        self.repeated = False
        """Whether the present text has been asked for again."""
        self.rate = Dial(RATES, NORMAL_RATE, speaker.set_rate)
        self.volume = Dial(VOLUMES, NORMAL_VOLUME, speaker.set_volume)

    @property
    def silent(self) -> str:
        """Why nothing can be heard, as a message key; empty where all is well."""
        return self._speaker.silent

    @property
    def audible(self) -> bool:
        """Whether it can be heard, as far as is known."""
        return self._speaker.audible

    @property
    def usual(self) -> bool:
        """Whether nobody has turned a dial."""
        return self.rate.usual and self.volume.usual

    def say(self, text: str) -> None:
        """Say `text` instead of whatever is being said."""
        self._interrupted = self.resting = self.repeated = False
        self._speaker.say(text)

    def repeat(self) -> None:
        """Say the last text again."""
        self._interrupted = self.resting = False
        self.repeated = True
        self._speaker.repeat()

    def stop(self) -> None:
        """Be quiet at once: the person does something."""
        self._interrupted = self._speaker.speaking
        self._speaker.stop()

    def tell(self, change: str) -> None:
        """Say what was changed, then go on with what that broke off."""
        self._speaker.remark(change)
        if self._interrupted and not self.resting:
            self._speaker.resume()

    def rest_or_go_on(self) -> None:
        """Rest where something was broken off; else go on, or once more from the start."""
        if self.resting:
            self.resting = False
            self._speaker.resume()
        elif self._interrupted:
            self.resting = True
        else:
            self._speaker.repeat()

    def set_language(self, language: str) -> None:
        """Say the texts to come in `language`."""
        self._speaker.set_language(language)

    def forget(self) -> None:
        """Be quiet, and forget text and settings."""
        self._interrupted = self.resting = self.repeated = False
        self._speaker.forget()
        self.rate.reset()
        self.volume.reset()

    def close(self) -> None:
        """Release the sound device."""
        self._speaker.close()
