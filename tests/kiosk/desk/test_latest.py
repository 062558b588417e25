"""The thread that answers the latest question only."""

from __future__ import annotations

from threading import Event

from kiosk.desk.latest import Latest

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

    latest = Latest(lambda: work, done, told.append)
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

    latest = Latest(lambda: work, done, failed)
    latest.start()
    latest.ask(0)
    assert ended.wait(WITHIN_S)
    latest.close()
    assert told == [ZeroDivisionError, 0.5]


def test_what_cannot_be_prepared_is_told_once() -> None:
    told, ended = [], Event()

    def prepare():
        raise OSError("broken")

    def failed(error: Exception) -> None:
        told.append(str(error))
        ended.set()

    latest = Latest(prepare, told.append, failed)
    latest.ask(1)
    latest.start()
    assert ended.wait(WITHIN_S)
    latest.ask(2)
    assert told == ["broken"]
