"""The thread that answers the latest question only."""

from __future__ import annotations

from gc import collect
from threading import Event
from time import sleep
from weakref import ref

from kiosk.latest import Latest

WITHIN_S = 5


def test_questions_that_were_overtaken_are_never_looked_at() -> None:
    begun, go_on, ended = Event(), Event(), Event()
    looked, told = [], []

    def work(question: int) -> int:
        looked.append(question)
        begun.set()
        assert go_on.wait(WITHIN_S)
        return -question

    def done(answer: int) -> None:
        told.append(answer)
        if answer == -100:
            ended.set()

    latest = Latest(lambda: work, done, unprepared=told.append, failed=told.append)
    latest.start()
    latest.ask(1)
    assert begun.wait(WITHIN_S)
    for question in range(2, 101):
        latest.ask(question)
    go_on.set()
    assert ended.wait(WITHIN_S)
    latest.close()
    assert looked == [1, 100]
    assert told == [-1, -100]


def test_a_fault_concerns_one_question_alone() -> None:
    told, ended = [], Event()

    def work(question: int) -> float:
        return 1 / question

    def done(answer: float) -> None:
        told.append(answer)
        ended.set()

    def failed(error: Exception) -> None:
        told.append(type(error))
        latest.ask(2)

    latest = Latest(lambda: work, done, unprepared=told.append, failed=failed)
    latest.start()
    latest.ask(0)
    assert ended.wait(WITHIN_S)
    latest.close()
    assert told == [ZeroDivisionError, 0.5]


def test_what_cannot_be_prepared_is_told_once() -> None:
    told, ended = [], Event()

    def prepare():
        raise OSError("broken")

    def unprepared(error: Exception) -> None:
        told.append(str(error))
        ended.set()

    latest = Latest(prepare, told.append, unprepared=unprepared, failed=told.append)
    latest.ask(1)
    latest.start()
    assert ended.wait(WITHIN_S)
    latest.ask(2)
    assert told == ["broken"]


def test_what_is_forgotten_before_its_turn_is_never_looked_at() -> None:
    begun, go_on, ended = Event(), Event(), Event()
    looked = []

    def work(question: int) -> int:
        looked.append(question)
        begun.set()
        assert go_on.wait(WITHIN_S)
        return question

    def done(answer: int) -> None:
        if answer == 3:
            ended.set()

    latest = Latest(lambda: work, done, unprepared=looked.append, failed=looked.append)
    latest.start()
    latest.ask(1)
    assert begun.wait(WITHIN_S)
    latest.ask(2)
    latest.forget()
    go_on.set()
    while latest.busy:
        sleep(0.001)
    latest.ask(3)
    assert ended.wait(WITHIN_S)
    latest.close()
    assert looked == [1, 3]


def test_an_answer_that_cannot_be_told_concerns_one_question_alone() -> None:
    told, ended = [], Event()

    def done(answer: int) -> None:
        if answer == 0:
            raise RuntimeError("the screen has gone")
        told.append(answer)
        ended.set()

    def failed(error: Exception) -> None:
        told.append(str(error))
        latest.ask(1)

    latest = Latest(lambda: abs, done, unprepared=told.append, failed=failed)
    latest.start()
    latest.ask(0)
    assert ended.wait(WITHIN_S)
    latest.close()
    assert told == ["the screen has gone", 1]


def test_while_it_waits_it_keeps_nothing_of_what_was_asked() -> None:
    class Typed:
        """What a person typed."""

    typed = Typed()
    kept = ref(typed)
    latest = Latest(lambda: lambda question: (question,), bool, unprepared=print, failed=print)
    latest.start()
    latest.ask(typed)
    del typed
    while latest.busy:
        sleep(0.001)
    collect()
    assert kept() is None
    latest.close()
