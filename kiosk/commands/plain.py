"""`daoban plain`: the journeys of the kiosk line by line."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import NoReturn

import typer

from kiosk.commands.ask import loaded
from kiosk.commands.running import KioskSpeaker, spoken_language
from kiosk.commands.setup import Setup
from kiosk.plain.console import Terminal
from kiosk.plain.conversation import Conversation
from kiosk.plain.reading import LineReader
from kiosk.signals import take_signals
from kiosk.speech.voice import SilentVoice, start_voice

ENDED, GONE, INTERRUPTED = 0, 1, 130
"""Exit statuses: the person or the input ended it; nobody reads any more; Ctrl+C."""


def plain(
    setup: Setup, *, aloud: bool, clips: Path | None = None, stay: bool, now: dt.datetime | None = None
) -> int:
    """Talk on standard input and output; return the exit status.  Raises `KnowledgeError`.

    `clips`: recordings that are preferred to the synthesiser; `stay`: wait for the next person after each,
    and let no key end it; `now` as in `kiosk.commands.ask`.
    """
    language = spoken_language(setup.catalogue.language)
    voice = KioskSpeaker(start_voice(language, clips=clips) if aloud else SilentVoice())
    try:
        if stay:
            take_signals(_end)
        return _talk(setup, voice, stay=stay, now=now)
    except KeyboardInterrupt:
        typer.echo()
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        return GONE
    finally:
        voice.close()


def _talk(setup: Setup, voice: KioskSpeaker, *, stay: bool, now: dt.datetime | None) -> int:
    typer.echo(setup.catalogue.text("loading"))
    reader = LineReader(sys.stdin.fileno(), sys.stdin.encoding)
    terminal = Terminal(reader, sys.stdout)
    conversation = Conversation(loaded(setup, now), setup.catalogue, terminal, voice)
    while True:
        more = conversation.hold(idles=stay) or reader.goes_on
        if not (stay and more):
            return ENDED
        terminal.forget()


def _end() -> NoReturn:
    raise SystemExit(ENDED)
