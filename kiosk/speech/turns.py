"""Whose turn it is to be spoken: texts that wait, in the order of their priority.

Two threads meet here: one brings commands, the other speaks.  Interrupting
raises the generation, and a text of an older generation never gets its turn
again, wherever it was when it was interrupted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from enum import Enum
from threading import Condition
from threading import Event as Flag

import msgspec
from msgspec import Struct

from kiosk.speech.protocol import Say


class Utterance(Struct):
    """A text on its way to be heard."""

    say: Say
    generation: int
    sentences: Sequence[str] | None = None
    """Set when its first turn comes."""
    place: int = 0
    """The sentence to go on with."""
    cancelled: Flag = msgspec.field(default_factory=Flag)
    """Set to silence it at once."""

    @property
    def complete(self) -> bool:
        """Whether it was heard to its end."""
        return self.sentences is not None and self.place >= len(self.sentences)


class Outcome(Enum):
    """How a turn ended."""

    COMPLETED = "completed"
    INTERRUPTED = "interrupted"
    """It will not come back."""
    PAUSED = "paused"
    GAVE_WAY = "gave way"
    """It goes on after a text that comes next."""


class Turns:
    """The texts to come."""

    def __init__(self) -> None:
        self._changed = Condition()  # guards all below
        self._next: deque[Utterance] = deque()
        self._waiting: deque[Utterance] = deque()
        self._current: Utterance | None = None
        self._generation = 0
        self._held = False
        self._ended = False

    def put(self, say: Say) -> None:
        """Let a text wait for its turn."""
        with self._changed:
            if say.priority == "now":
                self._interrupt()
            queue = self._next if say.priority == "next" else self._waiting
            queue.append(Utterance(say, self._generation))
            self._changed.notify()

    def interrupt(self) -> None:
        """Drop the text that is being spoken, and all that wait."""
        with self._changed:
            self._interrupt()

    def pause(self) -> tuple[int, ...]:
        """Silence the present text and keep its place; return the numbers of the texts that are dropped.

        An announcement that comes next is of the moment: it does not wait for the pause to end.
        """
        with self._changed:
            self._held = True
            dropped = tuple(utterance.say.utterance for utterance in self._next)
            self._next.clear()
            if self._current is not None:
                self._current.cancelled.set()
            return dropped

    def resume(self) -> None:
        """Let the texts that wait be spoken again."""
        with self._changed:
            self._held = False
            self._changed.notify()

    def end(self) -> None:
        """Drop everything and let `take` return None."""
        with self._changed:
            self._interrupt()
            self._ended = True
            self._changed.notify()

    def take(self) -> Utterance | None:
        """Return the text whose turn it is, waiting for it; None when there will be no more."""
        with self._changed:
            while True:
                for queue in (self._next, self._waiting):
                    while queue and queue[0].generation != self._generation:
                        queue.popleft()
                if self._next or (self._waiting and not self._held):
                    self._current = (self._next or self._waiting).popleft()
                    return self._current
                if self._ended:
                    return None
                self._changed.wait()

    def may_go_on(self, utterance: Utterance) -> bool:
        """Whether the next sentence of `utterance` may be spoken."""
        with self._changed:
            gives_way = bool(self._next) and utterance.say.priority != "next"
            return not utterance.cancelled.is_set() and not gives_way

    def end_turn(self, utterance: Utterance) -> Outcome:
        """Note that `utterance` fell silent: it may be done, or have its turn again."""
        with self._changed:
            self._current = None
            if utterance.complete:
                return Outcome.COMPLETED
            if utterance.generation != self._generation or utterance.say.priority == "next":
                return Outcome.INTERRUPTED
            utterance.cancelled = Flag()
            self._waiting.appendleft(utterance)
            return Outcome.PAUSED if self._held else Outcome.GAVE_WAY

    def _interrupt(self) -> None:
        self._generation += 1
        self._held = False
        if self._current is not None:
            self._current.cancelled.set()
