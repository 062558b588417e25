"""What the kiosk and its speech worker say to each other: one JSON object a line."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Language: TypeAlias = Literal["zh-CN", "nan-x-teochew", "en"]


class Say(Struct, frozen=True, tag="say"):
    """Speak `text` in place of whatever is being spoken; `utterance` numbers rise."""

    utterance: int
    text: str
    language: Language


class Stop(Struct, frozen=True, tag="stop"):
    """Fall silent and forget the text."""


class Pause(Struct, frozen=True, tag="pause"):
    """Fall silent and keep the place."""


class Resume(Struct, frozen=True, tag="resume"):
    """Go on from the start of the sentence that was interrupted."""


class SetRate(Struct, frozen=True, tag="rate"):
    """Speak the sentences to come at `percent` of the normal rate."""

    percent: int


class SetVolume(Struct, frozen=True, tag="volume"):
    """Speak the sentences to come at `percent` of full volume."""

    percent: int


Command: TypeAlias = Say | Stop | Pause | Resume | SetRate | SetVolume


class Ready(Struct, frozen=True, tag="ready"):
    """Engine and sound device work."""


class Started(Struct, frozen=True, tag="started"):
    """The first sound of an utterance is about to be heard."""

    utterance: int


class Paused(Struct, frozen=True, tag="paused"):
    """An utterance fell silent and can be resumed."""

    utterance: int


class Finished(Struct, frozen=True, tag="finished"):
    """An utterance fell silent; `completed` when it was heard to its end."""

    utterance: int
    completed: bool


class Failed(Struct, frozen=True, tag="failed"):
    """Nothing can be heard; `detail` is for the technician and never holds spoken text."""

    why: Literal["no-engine", "no-sound-device"]
    detail: str


Event: TypeAlias = Ready | Started | Paused | Finished | Failed
