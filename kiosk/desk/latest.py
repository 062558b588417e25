"""A thread that answers only what was asked last, so that a quick hand never waits for its own past."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
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
        failed: Callable[[Exception], object],
    ) -> None:
        """Take what gives the work, and who is told, in the thread, of each answer and each fault.

        What `prepare` raises ends the thread; what the work raises concerns that question alone.
        """
        self._prepare = prepare
        self._done = done
        self._failed = failed
        self._next: deque[Asked] = deque(maxlen=1)
        self._there = Event()
        self._open = True

    def start(self) -> None:
        """Begin to prepare; what is asked meanwhile waits."""
        Thread(target=self._run, daemon=True).start()

    def ask(self, question: Asked) -> None:
        """Have `question` answered instead of any that still waits."""
        self._next.append(question)
        self._there.set()

    def close(self) -> None:
        """End after what is being answered; forget what waits."""
        self._open = False
        self._next.clear()
        self._there.set()

    def _run(self) -> None:
        try:
            work = self._prepare()
        except Exception as error:
            self._failed(error)
            return
        while self._there.wait() and self._open:
            self._there.clear()
            for question in self._taken():
                self._answer(work, question)

    def _taken(self) -> Iterator[Asked]:
        """The question that waits; none where a call of `ask` let it be taken twice."""
        with suppress(IndexError):
            yield self._next.pop()

    def _answer(self, work: Callable[[Asked], Answered], question: Asked) -> None:
        try:
            answer = work(question)
        except Exception as error:  # the next question may well have an answer
            self._failed(error)
        else:
            self._done(answer)
