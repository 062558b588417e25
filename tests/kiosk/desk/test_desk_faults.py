"""Slow, broken and missing things at the desk: it says so and goes on."""

from __future__ import annotations

import time
from threading import Event

from assistant.session import Said, Session
from kiosk.desk.app import DeskApp
from knowledge.problems import KnowledgeError, Problem
from locales.catalogue import load

WITHIN_S = 20


class Hindered:
    """The real assistant, slow or faulty at what contains a word."""

    def __init__(self, assistant: object, *, slow_s: float = 0, faulty: str = "") -> None:
        self.assistant = assistant
        self.slow_s = slow_s
        self.faulty = faulty
        self.asked: list[str] = []

    def reply(self, session: Session) -> object:
        text = next((turn.text for turn in session.turns if isinstance(turn, Said)), "")
        self.asked.append(text)
        time.sleep(self.slow_s)
        if self.faulty and self.faulty in text:
            raise RuntimeError(text)
        return self.assistant.reply(session)

    def suggest(self, text: str) -> object:
        return self.assistant.suggest(text)

    def known(self, session: Session) -> object:
        return self.assistant.known(session)


async def test_only_the_latest_text_is_answered(desk, shipped_assistant) -> None:
    slow = Hindered(shipped_assistant, slow_s=0.2)
    async with desk(assistant=slow) as clerk:
        slow.asked.clear()
        await clerk.type("老人优待证怎么办呢请问")  # quicker than any answer
        assert "老年人优待证办理" in clerk.pane
        assert slow.asked[-1] == "老人优待证怎么办呢请问"
        assert len(set(slow.asked)) <= 5


async def test_a_fault_is_told_and_the_next_question_answered(desk, shipped_assistant) -> None:
    async with desk(assistant=Hindered(shipped_assistant, faulty="故障"), troubles=1) as clerk:
        await clerk.pilot.press(*"故障")
        await _until(clerk.pilot, lambda: clerk.app.troubles)
        assert "出了点问题" in clerk.screen
        await clerk.press("escape")
        await clerk.type("护照")
        assert "护照" in clerk.pane


async def test_without_a_printer_that_is_said(desk) -> None:
    async with desk() as clerk:
        await clerk.type("护照")
        await clerk.press("ctrl+p")
        assert "没有设置小票打印机。按 Ctrl+Y 复制" in clerk.screen


async def test_a_slip_is_printed_and_what_became_of_it_told(desk) -> None:
    printed = []

    def printer(reply) -> str:
        printed.append(reply)
        return "纸用完了，换一卷再打。" if len(printed) > 1 else "打好了。"

    async with desk(print_slip=printer) as clerk:
        await clerk.type("老人优待证怎么办")
        for told in ("打好了。", "纸用完了，换一卷再打。"):
            await clerk.press("ctrl+p")
            await _until(clerk.pilot, lambda told=told: clerk.app.desk.noted == told)
            assert told in clerk.screen
    assert [reply.guide.name for reply in printed] == ["老年人优待证办理"] * 2


async def test_a_printer_that_fails_altogether_ends_nothing(desk) -> None:
    def printer(reply) -> str:
        raise RuntimeError

    async with desk(print_slip=printer, troubles=1) as clerk:
        await clerk.type("护照")
        await clerk.press("ctrl+p")
        await _until(clerk.pilot, lambda: clerk.app.troubles)
        assert "出了点问题" in clerk.screen


async def test_content_that_cannot_be_read_ends_the_desk_with_the_reason() -> None:
    fault = KnowledgeError((Problem(code="missing", file="hall", message="没有这个文件夹"),))

    def load_assistant():
        raise fault

    app = DeskApp(load_assistant, load("zh-CN"))
    async with app.run_test() as pilot:
        await _until(pilot, lambda: app.failure)
    assert app.return_value == 1
    assert app.failure is fault


async def test_typing_before_the_content_is_there_is_answered_once_it_is(shipped_assistant) -> None:
    ready = Event()

    def load_assistant():
        assert ready.wait(WITHIN_S)
        return shipped_assistant

    app = DeskApp(load_assistant, load("zh-CN"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"护照")
        assert app.looked is None
        assert app.desk.noted == load("zh-CN").text("loading")
        ready.set()
        await _until(pilot, lambda: app.looked is not None)
        assert app.looked.question.text == "护照"
        assert "护照" in app.desk.head.rows[0].text
        assert not app.desk.noted


async def _until(pilot, true) -> None:
    until = time.monotonic() + WITHIN_S
    while not true():
        assert time.monotonic() < until
        await pilot.pause(0.01)
    await pilot.pause()
