"""What the kiosk and its speech worker say to each other: one JSON object a line."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Language: TypeAlias = Literal["zh-CN", "nan-x-teochew", "en"]

Priority: TypeAlias = Literal["now", "next", "normal"]
"""When a text is spoken.

``now``: at once; what is being spoken, and all that waits, is dropped for good.
``next``: as soon as the present sentence ends; the present text then goes on.
``normal``: after everything else.
"""

NORMAL_RATE = 100
"""Percent."""
NORMAL_VOLUME = 65
"""Percent: a step below full, so that who hears badly can still have it louder."""

NO_ENGINE_STATUS = 3
"""Exit status of a worker that can say nothing at all: to start another is no use."""


class Say(Struct, frozen=True, tag="say"):
    """Speak `text`; `utterance` numbers rise."""

    utterance: int
    text: str
    language: Language
    priority: Priority = "now"


class Stop(Struct, frozen=True, tag="stop"):
    """Fall silent and forget all texts."""


class Pause(Struct, frozen=True, tag="pause"):
    """Fall silent and keep the place; until `Resume`, only texts that come ``next`` or ``now`` are spoken."""


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
    """Something could not be heard; `detail` is for the technician and never holds spoken text."""

    why: Literal["no-engine", "no-sound-device"]
    detail: str
    utterance: int = 0
    """The text it was; 0: none has been tried yet."""


Event: TypeAlias = Ready | Started | Paused | Finished | Failed
