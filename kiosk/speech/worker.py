"""The process that speaks: commands come on stdin, events go to stdout.

It is a process of its own because the engine blocks, prints, and can crash; and
so that killing it is always a way to silence.  It ends when stdin ends, so it
does not outlive the kiosk, however the kiosk ended.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import IO

import msgspec

from kiosk.clips.messages import fixed_sentences
from kiosk.clips.wording import key_of
from kiosk.speech.cache import SoundCache
from kiosk.speech.engines import Engine, NoEngine, Synthesised
from kiosk.speech.players import DevicePlayer, FilePlayer, NoSoundDeviceError, Player
from kiosk.speech.protocol import (
    NO_ENGINE_STATUS,
    NORMAL_RATE,
    NORMAL_VOLUME,
    Command,
    Event,
    Failed,
    Finished,
    Language,
    Pause,
    Paused,
    Ready,
    Resume,
    Say,
    SetRate,
    SetVolume,
    Started,
    Stop,
)
from kiosk.speech.script import spoken_sentences
from kiosk.speech.sound import Sound, silence
from kiosk.speech.synthesiser import EngineError, Synthesiser
from kiosk.speech.turns import Outcome, Turns, Utterance
from knowledge.problems import KnowledgeError
from locales.catalogue import REFERENCE, languages, load

_GOODBYE_S = 1.0
"""How long the speaking thread may take to end; then the process ends without it."""

Emit = Callable[[Event], None]


class Speaker:
    """Speaks one text at a time, by the first of its engines that can say a sentence."""

    def __init__(self, engines: Sequence[Engine], player: Player, emit: Emit) -> None:
        self._engines = engines
        self._player = player
        self._emit = emit
        self._turns = Turns()
        self._rate = NORMAL_RATE
        self._volume = NORMAL_VOLUME

    def obey(self, command: Command) -> None:
        """Carry out `command` without waiting; called from the thread that reads."""
        match command:
            case Say():
                self._turns.put(command)
            case Stop():
                self._turns.interrupt()
            case Pause():
                for number in self._turns.pause():
                    self._emit(Finished(number, completed=False))
            case Resume():
                self._turns.resume()
            case SetRate(percent):
                self._rate = percent
            case SetVolume(percent):
                self._volume = percent

    def run(self) -> None:
        """Speak what is waiting, until `end`; the thread of the engines and the player."""
        while (utterance := self._turns.take()) is not None:
            self._speak(utterance)
        self._player.close()

    def end(self) -> None:
        """Fall silent and let `run` return."""
        self._turns.end()

    def _speak(self, utterance: Utterance) -> None:
        number = utterance.say.utterance
        failed: Failed | None
        try:
            failed = self._play(utterance)
        except NoSoundDeviceError as error:
            failed = Failed("no-sound-device", str(error), number)
        except Exception as error:  # one text that cannot be spoken must not end all speech
            failed = Failed("no-engine", type(error).__name__, number)  # its message might hold the text
        if failed is not None:
            utterance.sentences = ()  # it is not tried again
        outcome = self._turns.end_turn(utterance)
        if failed is not None:
            self._emit(failed)
        elif outcome is Outcome.PAUSED:
            self._emit(Paused(number))
        elif outcome is not Outcome.GAVE_WAY:
            self._emit(Finished(number, completed=outcome is Outcome.COMPLETED))

    def _play(self, utterance: Utterance) -> Failed | None:
        """Speak `utterance` for as long as it may; return what went wrong, after all that went well."""
        if utterance.cancelled.is_set():
            return None
        self._player.open()
        say = utterance.say
        self._emit(Started(say.utterance))
        if utterance.sentences is None:
            utterance.sentences = spoken_sentences(say.text, say.language)
        failed: Failed | None = None
        while not utterance.complete and self._turns.may_go_on(utterance):
            try:
                sound = self._sound(utterance.sentences[utterance.place], say.language)
            except EngineError as error:
                failed = Failed("no-engine", str(error), say.utterance)
                utterance.place += 1
                continue
            self._player.play(sound.at_volume(self._volume), utterance.cancelled)
            if not utterance.cancelled.is_set():
                utterance.place += 1
        return failed if utterance.complete else None

    def _sound(self, sentence: str, language: Language) -> Sound:
        """Raises `EngineError`."""
        for engine in self._engines:
            sound = engine.say(sentence, language, self._rate)
            if sound is not None:
                return sound
        return silence(0)


def main() -> int:
    """Run the worker; returns `NO_ENGINE_STATUS` when there is nothing to speak with."""
    options = _options()
    emit = _emitter(_silence_process())
    player = FilePlayer(options.record) if options.record else DevicePlayer()
    try:
        speaker = Speaker(_engines(options.clips, options.cache), player, emit)
    except EngineError as error:
        emit(Failed("no-engine", str(error)))
        return NO_ENGINE_STATUS
    try:
        player.open()
    except NoSoundDeviceError as error:
        emit(Failed("no-sound-device", str(error)))
    else:
        emit(Ready())
    speaking = Thread(target=speaker.run, name="speaking", daemon=True)
    speaking.start()
    decoder: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)
    for line in sys.stdin.buffer:
        speaker.obey(decoder.decode(line))
    speaker.end()
    speaking.join(_GOODBYE_S)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m kiosk.speech.worker", description="The kiosk's voice.")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write a WAV file, use no sound device")
    parser.add_argument("--clips", type=Path, metavar="FOLDER", help="recordings, preferred to the engine")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="keep fixed sentences here")
    return parser.parse_args()


def _engines(clips: Path | None, kept: Path | None) -> list[Engine]:
    """What there is to speak with, the best first.  Raises `EngineError` where there is nothing."""
    engines: list[Engine] = []
    if clips is not None:
        from kiosk.clips.engine import Clips  # noqa: PLC0415  most kiosks have no recordings

        with contextlib.suppress(KnowledgeError, OSError):  # it was checked; now it is gone
            engines.append(Clips(clips))
    try:
        synthesiser = Synthesiser()
    except EngineError as error:
        if not engines:
            raise
        return [*engines, NoEngine(str(error))]
    return [*engines, Synthesised(synthesiser, SoundCache(kept) if kept else None, _is_fixed)]


def _is_fixed(sentence: str, language: Language) -> bool:
    return key_of(sentence) in _fixed_in(language)


@cache
def _fixed_in(language: Language) -> frozenset[str]:
    return fixed_sentences(load(language if language in languages() else REFERENCE))


def _silence_process() -> IO[bytes]:
    """Point stdout and stderr at nothing and return the real stdout.

    pyttsx3 prints and the sound libraries write to stderr from C: either would
    corrupt the screen, or the events.
    """
    events = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)
    return events


def _emitter(stream: IO[bytes]) -> Emit:
    encoder, lock = msgspec.json.Encoder(), Lock()

    def emit(event: Event) -> None:
        with lock:
            stream.write(encoder.encode(event) + b"\n")

    return emit


if __name__ == "__main__":
    status = main()
    os._exit(status)  # espeak-ng can abort while the interpreter takes itself apart
