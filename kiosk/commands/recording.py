"""`daoban voice record`: through the script sentence by sentence, with a microphone."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from threading import Event

import typer

from kiosk.clips.checks import problems_heard
from kiosk.clips.measuring import measure
from kiosk.clips.microphone import Microphone
from kiosk.clips.script import Row
from kiosk.clips.takes import keep, to_record, without_key
from kiosk.commands.setup import Setup
from kiosk.exits import ANSWERED, FAILED
from kiosk.speech.players import NoSoundDeviceError, Player
from kiosk.speech.sound import Sound
from kiosk.widgets.wrapping import wrap
from locales.catalogue import Catalogue

_WIDEST = 80
"""Columns: 40 Hanzi."""
_INDENT = "  "
_CLEAR = "\x1b[2J\x1b[H"
"""Left out where no terminal reads it."""


class Do(Enum):
    """What can be typed at a sentence.  Digits: letters would wait in an input method."""

    GO_ON = ""
    """Record; keep what was recorded, or record anew what cannot be kept."""
    AGAIN = "1"
    HEAR = "2"
    SKIP = "3"
    STOP = "0"


def record(
    setup: Setup,
    folder: Path,
    names: Collection[str],
    *,
    microphone: Microphone,
    player: Player,
    lines: Iterator[str],
) -> int:
    """Record the sentences called `names`, or else all that are not recorded yet; return the exit status.

    `lines` are what is typed; their end, like Ctrl+C, stops it.  Raises `KnowledgeError` as `to_record` does.
    """
    words = setup.catalogue
    told: dict[str, str | int] = {"folder": str(folder)}
    rows = to_record(folder, names)
    if not rows:
        typer.echo(words.text("command.voice.record.nothing", told))
        return ANSWERED
    sitting = _Sitting(folder, words, microphone, player, lines)
    try:
        with _quiet():
            microphone.open()
        sitting.read(rows)
    except NoSoundDeviceError:
        typer.echo(words.text("command.voice.record.no_microphone"), err=True)
        return FAILED
    except KeyboardInterrupt:
        typer.echo()
    finally:
        microphone.close()
        player.close()
    told |= {"kept": sitting.kept, "left": len(to_record(folder))}
    typer.echo(words.text("command.voice.record.stopped", told))
    return ANSWERED


class _Sitting:
    """One person before the microphone."""

    def __init__(
        self, folder: Path, words: Catalogue, microphone: Microphone, player: Player, lines: Iterator[str]
    ) -> None:
        self._folder = folder
        self._words = words
        self._microphone = microphone
        self._player = player
        self._lines = lines
        self.kept = 0
        """Sentences recorded so far."""

    def read(self, rows: Sequence[Row]) -> None:
        """Record one after the other, until it is stopped."""
        for number, row in enumerate(rows):
            self._show(row, len(rows) - number)
            if self._record(row) is Do.STOP:
                break

    def _show(self, row: Row, left: int) -> None:
        """The sentence, on a screen of its own."""
        typer.echo(_CLEAR, nl=False)
        self._tell("row", id=row.id, hint=row.hint, kept=self.kept, left=left)
        columns = min(shutil.get_terminal_size().columns - 2 * len(_INDENT), _WIDEST)
        lines = (_INDENT + line for line in wrap(row.text, columns))
        typer.secho("\n{}\n".format("\n".join(lines)), bold=True)

    def _record(self, row: Row) -> Do:
        """Until a recording is kept, the sentence skipped, or all of it stopped."""
        do = self._asked("begin", Do.SKIP, Do.STOP)
        while do in (Do.GO_ON, Do.AGAIN):
            sound = self._listen()
            if sound is None:
                return Do.STOP
            good = self._judge(row, sound)
            do = self._hear(sound, "keep" if good else "again")
            if good and do is Do.GO_ON:
                keep(self._folder, row, sound)
                self.kept += 1
                break
        return do

    def _listen(self) -> Sound | None:
        """What is said until a line is typed; None where no line comes any more."""
        self._microphone.start()
        self._tell("listening")
        line = next(self._lines, None)
        sound = self._microphone.stop()
        return None if line is None else without_key(sound)

    def _judge(self, row: Row, sound: Sound) -> bool:
        """Tell all that is wrong with it; return whether it may be heard in the hall."""
        found = measure(sound)
        self._tell("heard", seconds=f"{found.seconds:.1f}")
        problems = tuple(problems_heard(row, row.file, found))
        for problem in problems:
            typer.echo(problem.message)
        return all(problem.severity == "warning" for problem in problems)

    def _hear(self, sound: Sound, question: str) -> Do:
        """Play it as often as is wanted; return what to do with it."""
        do = Do.HEAR
        while do is Do.HEAR:
            self._play(sound)
            do = self._asked(question, Do.AGAIN, Do.HEAR, Do.SKIP, Do.STOP)
        return do

    def _play(self, sound: Sound) -> None:
        try:
            with _quiet():
                self._player.play(sound, Event())
        except NoSoundDeviceError:
            self._tell("unheard")

    def _asked(self, question: str, *others: Do) -> Do:
        """What to do; asked until it is something that can be done here."""
        known = {do.value: do for do in (Do.GO_ON, *others)}
        while True:
            typer.echo(self._words.text(f"command.voice.record.{question}"), nl=False)
            line = next(self._lines, None)
            if line is None:
                typer.echo()
                return Do.STOP
            if do := known.get(unicodedata.normalize("NFKC", line).strip()):
                return do

    def _tell(self, key: str, **data: str | int) -> None:
        typer.echo(self._words.text(f"command.voice.record.{key}", data))


@contextmanager
def _quiet() -> Iterator[None]:
    """What sound libraries write from C would stand in the midst of the words."""
    errors, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(errors, 2)
        os.close(errors)
        os.close(nothing)
