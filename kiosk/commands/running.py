"""`daoban kiosk`: the screens in this terminal, wired to the assistant and the voice."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import typer

from kiosk.commands.loading import load_assistant
from kiosk.commands.setup import Setup
from kiosk.exits import BAD_USAGE
from kiosk.operator import Operator
from kiosk.settings import Settings
from kiosk.slips.address import SlipPrinter
from kiosk.speech.protocol import Language
from kiosk.speech.voice import SilentVoice, Voice, VoiceStatus, start_voice
from locales.catalogue import REFERENCE, Catalogue, load

if TYPE_CHECKING:
    from knowledge.problems import Problem

_NOTES = {
    VoiceStatus.SILENT_NO_ENGINE: "voice.silent.no_engine",
    VoiceStatus.SILENT_ENGINE_LOST: "voice.silent.no_engine",
    VoiceStatus.SILENT_NO_SOUND_DEVICE: "voice.silent.no_device",
}
"""What a person is told who cannot hear the kiosk; one switched silent on purpose needs no note."""


class KioskSpeaker:
    """A voice as the screens want it: its silence told as a message key."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.say = voice.say
        self.stop = voice.pause
        self.resume = voice.resume
        self.repeat = voice.repeat
        self.set_rate = voice.set_rate
        self.set_volume = voice.set_volume
        self.forget = voice.forget
        self.close = voice.close

    def set_language(self, language: str) -> None:
        """Say the texts to come in `language`, or in the nearest that the voice has."""
        self._voice.set_language(spoken_language(language))

    def remark(self, text: str) -> None:
        """Say `text` once, when the present sentence ends, or at once after `stop`."""
        self._voice.say(text, "next")

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or about to be."""
        return self._voice.speaking

    @property
    def audible(self) -> bool:
        """Whether it can be heard, as far as is known."""
        return not self._voice.status.silent

    @property
    def silent(self) -> str:
        """Why nothing can be heard, as a message key; empty where all is well."""
        return _NOTES.get(self._voice.status, "")


def kiosk(
    setup: Setup,
    *,
    settings: Settings,
    aloud: bool,
    languages: Sequence[str] = (),
    served: bool = False,
) -> int:
    """Run the kiosk until it is ended; return the exit status.

    `languages` may be chosen from on the start screen; `served`: a browser takes the place of the terminal.
    """
    if served:
        from kiosk.serving.parent import end_with_parent  # noqa: PLC0415  a terminal needs no watch

        end_with_parent()
    elif not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(setup.catalogue.text("command.no_terminal"), err=True)
        return BAD_USAGE
    from kiosk.app import KioskApp  # noqa: PLC0415  Textual takes half a second; a pipe needs none of it

    voice = _voice(setup, settings) if aloud else SilentVoice()
    problems: list[Problem] = []
    app = KioskApp(
        partial(load_assistant, setup, problems.append),
        setup.catalogue,
        KioskSpeaker(voice),
        settings,
        languages=offered(languages, setup.catalogue),
    )
    status = app.run()
    for problem in problems:  # not before: they would stand in the middle of the screen
        typer.echo(str(problem), err=True)
    return (app.return_code or 0) if status is None else status


def _voice(setup: Setup, settings: Settings) -> Voice:
    from kiosk.speech.cache import default_folder  # noqa: PLC0415  a silent kiosk needs no cache

    return start_voice(
        spoken_language(setup.catalogue.language),
        clips=settings.clips,
        cache=default_folder() if settings.keep_speech else None,
    )


def supervised_kiosk(setup: Setup) -> int:
    """Run this same command without ``--supervised``, again and again; return its last exit status."""
    from kiosk.supervisor import Supervisor, unsupervised  # noqa: PLC0415  the kiosk itself needs none

    def gave_up(times: int, status: int) -> None:
        told = {"times": times, "status": status}
        typer.echo(setup.catalogue.text("command.supervise.gave_up", told), err=True)

    return Supervisor(unsupervised(), gave_up=gave_up, please_wait=setup.catalogue.text("loading")).run()


def settings_of(
    operator: Operator,
    *,
    theme: str | None = None,
    printer: SlipPrinter | None = None,
    clips: Path | None = None,
    keep_speech: bool = True,
    allow_exit: bool = False,
    letters: int | None = None,
) -> Settings:
    """Return how the kiosk behaves by what the `operator` has set and what the command line says."""
    return Settings(
        idle_s=operator.idle,
        warning_s=operator.warning,
        theme=theme or operator.theme,
        pin=operator.pin,
        printer=printer,
        clips=clips,
        keep_speech=keep_speech,
        allow_exit=allow_exit,
        letters=letters,
    )


def offered(tags: Sequence[str], usual: Catalogue) -> tuple[Catalogue, ...]:
    """Return the catalogues to choose from, the `usual` one first; none where there is no choice."""
    others = [tag for tag in tags if tag != usual.language]
    return (usual, *map(load, others)) if others else ()


def spoken_language(language: str) -> Language:
    """The language of the words on the screen, where the voice has it."""
    return cast("Language", language if language in get_args(Language) else REFERENCE)
