"""A thread that answers only what was asked last, so that a quick hand never waits for its own past."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


class Latest(Generic[Asked, Answered]):
    """Prepares once, then answers; a question overtaken before its turn is never looked at."""

    def __init__(
        self,
        prepare: Callable[[], Callable[[Asked], Answered]],
        done: Callable[[Answered], object],
        *,
        unprepared: Callable[[Exception], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Take what gives the work, and who is told, in the thread, of each answer and each fault.

        What `prepare` raises ends the thread; what the work or `done` raises concerns that question alone.
        """
        self._prepare = prepare
        self._done = done
        self._unprepared = unprepared
        self._failed = failed
        self._next: deque[Asked] = deque(maxlen=1)
        self._there = Event()
        self._busy = True
        self._open = True

    def start(self) -> None:
        """Begin to prepare; what is asked meanwhile waits.  Who leaves the program waits for neither."""
        Thread(target=self._run, daemon=True).start()

    def ask(self, question: Asked) -> None:
        """Have `question` answered instead of any that still waits."""
        self._next.append(question)
        self._there.set()

    def forget(self) -> None:
        """Answer nothing that still waits: whoever asked has gone."""
        self._next.clear()

    def close(self) -> None:
        """End after what is being answered; forget what waits."""
        self._open = False
        self.forget()
        self._there.set()

    @property
    def busy(self) -> bool:
        """Whether it prepares, or a question waits or is being answered, to whoever asks."""
        return self._there.is_set() or self._busy

    def _run(self) -> None:
        try:
            work = self._prepare()
        except Exception as error:
            self._unprepared(error)
            return
        finally:
            self._busy = False
        while self._there.wait() and self._open:
            self._busy = True  # before it is no longer there
            self._there.clear()
            self._answer(work)
            self._busy = False

    def _answer(self, work: Callable[[Asked], Answered]) -> None:
        """Answer what waits, by itself, so that nothing of it is kept while the thread waits."""
        try:
            question = self._next.pop()
        except IndexError:  # it was taken already, or forgotten
            return
        try:
            self._done(work(question))
        except Exception as error:  # the next question may well have an answer
            self._failed(error)
