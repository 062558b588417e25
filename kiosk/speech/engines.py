"""Where the sound of a sentence comes from: the first engine in a row that can say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.speech.cache import SoundCache
from kiosk.speech.protocol import Language
from kiosk.speech.script import ScriptWriter
from kiosk.speech.sound import Sound
from kiosk.speech.synthesiser import EngineError, Synthesiser


class Engine(Protocol):
    """Says sentences as `kiosk.speech.script.spoken_sentences` writes them."""

    def say(self, sentence: str, language: Language, rate: int) -> Sound | None:
        """Return `sentence` at `rate` percent and full volume; None where it is not for this engine.

        Raises `EngineError`.
        """


class Synthesised:
    """Says everything.  Sentences that `is_fixed` calls the same for everybody are kept in `cache`."""

    def __init__(
        self,
        synthesiser: Synthesiser,
        cache: SoundCache | None = None,
        is_fixed: Callable[[str, Language], bool] = lambda _sentence, _language: False,
    ) -> None:
        self._synthesiser = synthesiser
        self._script = ScriptWriter()
        self._cache = cache
        self._is_fixed = is_fixed

    def say(self, sentence: str, language: Language, rate: int) -> Sound | None:
        """Return the sound of `sentence`; empty where nothing in it can be heard."""
        phrases = self._script.phrases(sentence, language)
        if self._cache is None or not self._is_fixed(sentence, language):
            return self._synthesiser.say(phrases, rate)
        # the phrases hold language and pronunciation, so a better reading is a new recording
        spelled = (part for phrase in phrases for part in (phrase.voice, phrase.text))
        key = (self._synthesiser.name, str(rate), *spelled)
        sound = self._cache.get(key)
        if sound is None:
            sound = self._synthesiser.say(phrases, rate)
            self._cache.put(key, sound)
        return sound


class NoEngine:
    """Stands last where there is nothing but recordings."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def say(self, sentence: str, language: Language, rate: int) -> Sound | None:
        """Raise `EngineError`: the screen has to say that this was not heard."""
        del sentence, language, rate
        raise EngineError(self._reason)
