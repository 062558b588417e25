"""The process that speaks: commands come on stdin, events go to stdout.

It is a process of its own because the engine blocks, prints, and can crash; and
so that killing it is always a way to silence.  It ends when stdin ends, so it
does not outlive the kiosk, however the kiosk ended.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event as Flag
from threading import Lock, Thread
from typing import IO

import msgspec
from msgspec import Struct

from kiosk.speech.players import DevicePlayer, FilePlayer, NoSoundDeviceError, Player
from kiosk.speech.protocol import (
    Command,
    Event,
    Failed,
    Finished,
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
from kiosk.speech.script import ScriptWriter
from kiosk.speech.synthesiser import EngineError, Synthesiser

_GOODBYE_S = 1.0
"""How long the speaking thread may take to end; then the process ends without it."""

Emit = Callable[[Event], None]


class _Utterance(Struct):
    say: Say
    start: int = 0
    """The sentence to begin with."""
    cancelled: Flag = msgspec.field(default_factory=Flag)
    pausing: bool = False


class Speaker:
    """Speaks the latest text only: each new one cancels the one before."""

    def __init__(self, synthesiser: Synthesiser, player: Player, emit: Emit) -> None:
        self._synthesiser = synthesiser
        self._player = player
        self._emit = emit
        self._script = ScriptWriter()
        self._waiting: SimpleQueue[_Utterance | None] = SimpleQueue()
        self._current: _Utterance | None = None
        self._rate = 100
        self._volume = 100

    def obey(self, command: Command) -> None:
        """Carry out `command` without waiting; called from the thread that reads."""
        match command:
            case Say():
                self._begin(_Utterance(command))
            case Stop():
                self._cancel()
                self._current = None
            case Pause():
                self._cancel(pausing=True)
            case Resume():
                if self._current is not None and self._current.pausing:
                    self._begin(_Utterance(self._current.say, self._current.start))
            case SetRate(percent):
                self._rate = percent
            case SetVolume(percent):
                self._volume = percent

    def run(self) -> None:
        """Speak what is waiting, until `end`; the thread of the engine and the player."""
        while (utterance := self._waiting.get()) is not None:
            self._speak(utterance)
        self._player.close()

    def end(self) -> None:
        """Fall silent and let `run` return."""
        self._cancel()
        self._waiting.put(None)

    def _begin(self, utterance: _Utterance) -> None:
        self._cancel()
        self._current = utterance
        self._waiting.put(utterance)

    def _cancel(self, pausing: bool = False) -> None:
        if self._current is not None:
            self._current.pausing = pausing
            self._current.cancelled.set()

    def _speak(self, utterance: _Utterance) -> None:
        number = utterance.say.utterance
        try:
            self._play(utterance)
        except NoSoundDeviceError as error:
            self._emit(Failed("no-sound-device", str(error)))
        except EngineError as error:
            self._emit(Failed("no-engine", str(error)))
        except Exception as error:  # one text that cannot be spoken must not end all speech
            self._emit(Failed("no-engine", type(error).__name__))  # its message might hold the text
        else:
            paused = utterance.cancelled.is_set() and utterance.pausing
            completed = not utterance.cancelled.is_set()
            self._emit(Paused(number) if paused else Finished(number, completed))

    def _play(self, utterance: _Utterance) -> None:
        if utterance.cancelled.is_set():
            return
        self._player.open()
        self._emit(Started(utterance.say.utterance))
        sentences = self._script.write(utterance.say.text, utterance.say.language)
        while utterance.start < len(sentences) and not utterance.cancelled.is_set():
            sound = self._synthesiser.say(sentences[utterance.start], self._rate, self._volume)
            self._player.play(sound, utterance.cancelled)
            if not utterance.cancelled.is_set():
                utterance.start += 1


def main() -> int:
    """Run the worker; returns 3 when there is no engine."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.speech.worker", description="The kiosk's voice.")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write a WAV file, use no sound device")
    record: Path | None = parser.parse_args().record
    emit = _emitter(_silence_process())
    player = FilePlayer(record) if record else DevicePlayer()
    try:
        speaker = Speaker(Synthesiser(), player, emit)
    except EngineError as error:
        emit(Failed("no-engine", str(error)))
        return 3
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
