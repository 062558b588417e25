"""A clarifying question on the screen: heard by situation first, answered by one key, undone exactly."""

from __future__ import annotations

import pytest

from assistant.message import Message
from assistant.reply import Choices, Option, Reply, quote
from assistant.session import Chose, Said, Session
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.screens.need import NeedView

LOST = Option(Chose("guide", "police/id-card-reissue"), quote("居民身份证补领"), "丢了，要补一张")
FIRST = Option(Chose("guide", "police/id-card-first"), quote("居民身份证首次申领"), "第一次办")
REST = Option(Chose("narrow", "rest"), Message("clarify.rest"), "居民身份证异地受理")


@pytest.fixture
def asking(assistant):
    """An assistant that asks back about identity cards."""
    reply = assistant.reply

    def asked(session: Session) -> Reply:
        match session.turns[-1:]:
            case (Said("身份证"),):
                question = Message("clarify.situation", {"object": "居民身份证"})
                return Choices(question, (LOST, FIRST, REST))
            case (Chose(kind="narrow"),):
                return Choices(Message("results.ambiguous"), (FIRST,))
        return reply(session)

    assistant.reply = asked
    return assistant


async def test_situations_are_heard_before_names_and_one_key_answers(asking, kiosk, voice) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter", *"身份证", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.view, ChoicesView)
        assert voice.last.startswith("居民身份证：您是哪一种情况？\n第1个，丢了，要补一张，居民身份证补领\n")
        assert "第3个，居民身份证异地受理，都不是" not in voice.last
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(pilot.app.view, AnswerView)


async def test_none_of_these_asks_on_and_back_is_exact(asking, kiosk, voice) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter", *"身份证", "enter")
        await pilot.pause()
        question = voice.last
        await pilot.press("3")
        await pilot.pause()
        assert [option.turn for option in pilot.app.view.reply.options] == [FIRST.turn]
        await pilot.press("0")
        await pilot.pause()
        assert voice.last == question
        await pilot.press("0")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)
