"""The kiosk's side of the speech worker: starting it, telling it, hearing from it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path
from queue import SimpleQueue
from threading import RLock, Thread
from typing import IO

import msgspec

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
    Priority,
    Ready,
    Resume,
    Say,
    SetRate,
    SetVolume,
    Started,
    Stop,
)
from kiosk.speech.voice import StatusListener, VoiceStatus, check_rate, check_volume

_CALM_S = 60.0
"""A worker that dies within this time of a restart is not started again."""
_GOODBYE_S = 0.15
"""How long a worker may take to end before it is killed: silence is promised within 200 ms."""
_HOUSE = Path(__file__).parents[2]

_FAILURES = {
    "no-engine": VoiceStatus.SILENT_NO_ENGINE,
    "no-sound-device": VoiceStatus.SILENT_NO_SOUND_DEVICE,
}


class WorkerVoice:
    """A `Voice` that speaks through `kiosk.speech.worker`."""

    def __init__(
        self,
        language: Language,
        *,
        record: Path | None = None,
        clips: Path | None = None,
        cache: Path | None = None,
        on_status: StatusListener | None = None,
    ) -> None:
        """Start the worker, not waiting for it; the options are those of `kiosk.speech.voice.start_voice`.

        Raises `OSError` when no process can be started.
        """
        self._first_language: Language = language
        self._language: Language = language
        self._changes: SimpleQueue[VoiceStatus | None] = SimpleQueue()
        self._reporting = on_status is not None
        if on_status is not None:
            Thread(target=self._report, args=(on_status,), name="voice-status", daemon=True).start()
        self._command = [sys.executable, "-m", "kiosk.speech.worker"]
        for option, path in (("--record", record), ("--clips", clips), ("--cache", cache)):
            if path is not None:
                self._command += [option, str(path.resolve())]
        self._lock = RLock()  # guards all below: the screens' thread and the listening thread meet here
        self._encoder = msgspec.json.Encoder()
        self._status = VoiceStatus.STARTING
        self._detail = ""
        self._last: tuple[str, Language] | None = None
        self._utterance = 0
        self._unheard: set[int] = set()
        """Numbers of the texts that are being spoken or wait; what is reported of others is of the past."""
        self._held = False
        self._rate = NORMAL_RATE
        self._volume = NORMAL_VOLUME
        self._restarted_at = -_CALM_S
        self._closed = False
        self._worker = self._start()

    @property
    def status(self) -> VoiceStatus:
        """What can be heard now."""
        return self._status

    @property
    def detail(self) -> str:
        """Why it is silent, for a technician."""
        return self._detail

    @property
    def process_id(self) -> int:
        """The worker's process."""
        return self._worker.pid

    @property
    def speaking(self) -> bool:
        """Whether a text is being spoken, or about to be."""
        with self._lock:
            return bool(self._unheard) and not self._held and not self._status.silent

    def say(self, text: str, priority: Priority = "now") -> None:
        """Speak `text` when it is its turn."""
        said = (text.encode(errors="replace").decode(), self._language)
        with self._lock:
            if priority != "next":
                self._last = said
            self._say(said, priority)

    def repeat(self) -> None:
        """Speak the last text again."""
        with self._lock:
            if self._last is not None:
                self._say(self._last, "now")

    def stop(self) -> None:
        """Fall silent."""
        with self._lock:
            self._unheard.clear()
            self._held = False
            self._tell(Stop())
            if self._status in (VoiceStatus.SPEAKING, VoiceStatus.PAUSED):
                self._become(VoiceStatus.READY)

    def pause(self) -> None:
        """Fall silent and keep the place."""
        with self._lock:
            self._held = True
            self._tell(Pause())

    def resume(self) -> None:
        """Go on after `pause`."""
        with self._lock:
            self._held = False
            self._tell(Resume())

    def forget(self) -> None:
        """Return to the state of a new session."""
        with self._lock:
            self.stop()
            self._last = None
            self._language = self._first_language
            self.set_rate(NORMAL_RATE)
            self.set_volume(NORMAL_VOLUME)

    def set_rate(self, percent: int) -> None:
        """Speak at `percent` of the normal rate."""
        check_rate(percent)
        with self._lock:
            self._rate = percent
            self._tell(SetRate(percent))

    def set_volume(self, percent: int) -> None:
        """Speak at `percent` of full volume."""
        check_volume(percent)
        with self._lock:
            self._volume = percent
            self._tell(SetVolume(percent))

    def set_language(self, language: Language) -> None:
        """Speak the texts to come in `language`."""
        with self._lock:
            self._language = language

    def close(self) -> None:
        """End the worker, by force if need be."""
        with self._lock:
            self._closed = True
            self._changes.put(None)
            worker = self._worker
        with contextlib.suppress(OSError):
            _stdin(worker).close()
        try:
            worker.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()

    def _say(self, said: tuple[str, Language], priority: Priority) -> None:
        if priority == "now":
            self._unheard.clear()
            self._held = False
        self._utterance += 1
        self._unheard.add(self._utterance)
        self._tell(Say(self._utterance, *said, priority))

    def _start(self) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOUSE,  # so that -m finds the package, installed or not
            start_new_session=True,  # Ctrl-C in the terminal is the kiosk's business
        )
        Thread(target=self._listen, args=(worker,), name="voice", daemon=True).start()
        return worker

    def _tell(self, command: Command) -> None:
        with contextlib.suppress(OSError, ValueError):  # dead or closed: `_listen` notices, or has
            pipe = _stdin(self._worker)
            pipe.write(self._encoder.encode(command) + b"\n")
            pipe.flush()

    def _listen(self, worker: subprocess.Popen[bytes]) -> None:
        assert worker.stdout is not None
        decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
        with worker.stdout as events:
            for line in events:
                with self._lock:
                    self._note(decoder.decode(line))
        worker.wait()
        with self._lock:
            self._bury(worker)

    def _note(self, event: Event) -> None:
        match event:
            case Ready():
                if self._status is VoiceStatus.STARTING:
                    self._become(VoiceStatus.READY)
            case Started(utterance) if utterance in self._unheard:
                self._become(VoiceStatus.SPEAKING)
            case Paused(utterance) if utterance in self._unheard:
                self._become(VoiceStatus.PAUSED)
            case Finished(utterance) if utterance in self._unheard:
                self._unheard.discard(utterance)
                if not self._unheard:
                    self._become(VoiceStatus.READY)
                elif self._held:
                    self._become(VoiceStatus.PAUSED)
            case Failed(why, detail, utterance) if utterance in self._unheard or not utterance:
                self._unheard.discard(utterance)
                self._become(_FAILURES[why], detail)

    def _bury(self, worker: subprocess.Popen[bytes]) -> None:
        """After the worker's end: start another, unless it ended for cause or the last one died as soon."""
        with contextlib.suppress(OSError):
            _stdin(worker).close()
        self._unheard.clear()
        if self._closed or worker.returncode == NO_ENGINE_STATUS:
            return
        now = time.monotonic()
        if now - self._restarted_at < _CALM_S:
            self._become(VoiceStatus.SILENT_ENGINE_LOST, f"exit status {worker.returncode}")
            return
        self._restarted_at = now
        self._become(VoiceStatus.STARTING)
        try:
            self._worker = self._start()
        except OSError as error:
            self._become(VoiceStatus.SILENT_ENGINE_LOST, str(error))
            return
        self._tell(SetRate(self._rate))
        self._tell(SetVolume(self._volume))

    def _become(self, status: VoiceStatus, detail: str = "") -> None:
        if self._reporting and status is not self._status:
            self._changes.put(status)
        self._status, self._detail = status, detail

    def _report(self, listener: StatusListener) -> None:
        """Run in a thread of its own: a listener may wait for the screens, and they for our lock."""
        while (status := self._changes.get()) is not None:
            listener(status)


def _stdin(worker: subprocess.Popen[bytes]) -> IO[bytes]:
    assert worker.stdin is not None  # it was started with a pipe
    return worker.stdin
