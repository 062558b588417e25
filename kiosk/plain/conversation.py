"""A conversation line by line: show a step, read a line, find the next step.

state → step → printed and said → a line → state

`Conversation._after` is the way of a line.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from math import ceil
from typing import Protocol

from assistant.reply import Refusal, Reply
from assistant.session import Said, Session
from kiosk.plain.console import Console
from kiosk.plain.hearing import Key, key_of, label, number_of
from kiosk.plain.state import State
from kiosk.plain.steps import Choice, Step, step
from kiosk.settings import Settings
from kiosk.wording_lines import Line, joined, worded
from knowledge.text import clean_line
from locales.catalogue import Catalogue

_IN_A_HALL = Settings()
_EMERGENCY = "refusal.emergency"
_SHORTEST_WORD = 2
"""Characters from which on a word may stand for the choice it is part of."""

_log = logging.getLogger(__name__)


class Assistant(Protocol):
    """Whoever answers: `assistant.pipeline.Assistant`."""

    def reply(self, session: Session) -> Reply:
        """Return what to show for what has been said so far."""


class Speaker(Protocol):
    """A voice: `kiosk.commands.running.KioskSpeaker`."""

    @property
    def silent(self) -> str:
        """Why nothing can be heard, as a message key; empty where all is well."""

    def say(self, text: str) -> None:
        """Say `text` instead of whatever is being said."""

    def stop(self) -> None:
        """Be quiet at once."""

    def forget(self) -> None:
        """Be quiet, and forget the text."""


class Conversation:
    """With one person after another; nothing of the one before remains."""

    def __init__(
        self,
        assistant: Assistant,
        catalogue: Catalogue,
        console: Console,
        voice: Speaker,
        settings: Settings = _IN_A_HALL,
    ) -> None:
        self._assistant = assistant
        self._catalogue = catalogue
        self._console = console
        self._voice = voice
        self._settings = settings
        self._silence = ""
        """The note on a silent voice that has been printed."""

    def hold(self, *, idles: bool = False) -> bool:
        """Talk with one person to their end; False where the input came to its end before they ended it.

        `idles`: where nobody types any more, ask, and then end it.
        """
        self._tell([self._line("start.title"), self._line("start.subtitle"), self._keys()])
        state = self._show(State())
        ended = False
        while not state.left:
            line = self._listen(state, idles=idles)
            if line is None:
                ended = True
                break
            state = self._safely_after(state, line)
        self._tell([self._line("finish.thanks")])
        self._voice.forget()
        return not ended

    def _listen(self, state: State, *, idles: bool) -> str | None:
        """Wait for a line.  Who has begun and stays silent is asked, and has left after that."""
        if not idles or state == State():
            return self._read(None)
        try:
            return self._read(self._settings.idle_s)
        except TimeoutError:
            self._tell([self._line("plain.idle", seconds=ceil(self._settings.warning_s))])
        try:
            return self._read(self._settings.warning_s)
        except TimeoutError:
            return Key.LEAVE.value

    def _read(self, timeout_s: float | None) -> str | None:
        line = self._console.read(timeout_s)
        self._voice.stop()
        return line

    # ---- the way of a line ---------------------------------------------------------------------------

    def _safely_after(self, state: State, line: str) -> State:
        """The next state; after a fault, of which only the type is logged, the first one."""
        try:
            return self._after(state, clean_line(line))
        except OSError:  # the output has gone: nothing can be told any more
            raise
        except Exception as error:
            _log.error("%s in a conversation", type(error).__name__)
            self._tell([self._line("trouble.title"), self._line("plain.trouble")])
            return self._show(State())

    def _after(self, state: State, text: str) -> State:
        """Return the state that follows on `text`, and show it."""
        now = self._step(state)
        if not text:
            return self._stay(state, self._keys(), self._prompt(now))
        if key := key_of(text, self._catalogue):
            return self._press(key, state, now)
        number = number_of(text) if now.choices + now.untold else ""
        if choice := _numbered(number, now) or _named(text, now):
            return self._show(choice.leads_to)
        if number:
            return self._stay(state, self._line("plain.no_such", number=number), self._prompt(now))
        return self._ask(text, state, now)

    def _ask(self, text: str, state: State, now: Step) -> State:
        """A question in the person's own words."""
        asked = state.after(Said(text))
        if now.closed and not self._is_emergency(asked):
            self._tell([self._line("plain.by_number")])
            return self._show(state)
        return self._show(asked)

    def _press(self, key: Key, state: State, now: Step) -> State:
        match key:
            case Key.BACK if state == State():
                return self._stay(state, self._line("plain.first"), self._prompt(now))
            case Key.BACK:
                return self._show(state.back())
            case Key.AGAIN:
                return self._show(state)
            case Key.WHERE:
                return self._stay(state, self._line(f"where.{now.where}"), self._prompt(now))
            case Key.STAFF:
                called = self._line("staff.called"), self._line("staff.hotline")
                return self._stay(state, *called, self._prompt(now))
            case Key.LEAVE:
                return State(left=True)

    def _is_emergency(self, state: State) -> bool:
        """Whatever has been asked, this comes first."""
        reply = self._assistant.reply(state.session)
        return isinstance(reply, Refusal) and reply.reason.key == _EMERGENCY

    # ---- showing -------------------------------------------------------------------------------------

    def _step(self, state: State) -> Step:
        return step(state, self._assistant.reply(state.session), self._catalogue)

    def _show(self, state: State) -> State:
        """Tell the step at which `state` stands, and return it."""
        if not state.left:
            now = self._step(state)
            self._tell([*now.lines, *(choice.line for choice in now.choices), self._prompt(now)])
        return state

    def _stay(self, state: State, *lines: Line) -> State:
        self._tell(lines)
        return state

    def _prompt(self, now: Step) -> Line:
        """What to do now."""
        if now.where == "need":
            return self._line("plain.prompt.need")
        if now.closed:
            return self._line("plain.prompt.number")
        return self._line("plain.prompt.both" if now.choices else "plain.prompt.words")

    def _keys(self) -> Line:
        """The keys that always work."""
        keys = (
            worded(self._catalogue, "plain.key", typed=key.value, label=self._line(label(key))) for key in Key
        )
        return worded(self._catalogue, "plain.keys", keys=joined(self._catalogue, "plain.key_join", keys))

    def _tell(self, lines: Iterable[Line]) -> None:
        """Print and say `lines`, a free line above them; once, that nothing can be heard."""
        told = tuple(lines)
        note = self._voice.silent
        if note and note != self._silence:
            self._silence = note
            told = (*told, self._line(note))
        self._console.write(Line("", ""), *told)
        said = (part.speech for line in told for part in line.flat())
        self._voice.say("\n".join(said))

    def _line(self, key: str, **data: str | int) -> Line:
        return worded(self._catalogue, key, **data)


def _numbered(number: str, now: Step) -> Choice | None:
    """The choice under `number`, told or not."""
    return next((choice for choice in now.choices + now.untold if choice.key == number), None)


def _named(text: str, now: Step) -> Choice | None:
    """The choice that `text` names; where one answers a question, a word of it does."""
    for choice in now.choices + now.untold:
        if choice.name == text:
            return choice
    if not now.picks or len(text) < _SHORTEST_WORD:
        return None
    found = [choice for choice in now.choices if text in choice.name]
    return found[0] if len(found) == 1 else None
